"""What kind of document an XML is, by its root: the invoices that are read, and what is something else."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of XML; the value is the reading's format."""

    ZUGFERD_1 = "zugferd-1"
    CII = "cii"
    UBL_INVOICE = "ubl-invoice"
    UBL_CREDIT_NOTE = "ubl-credit-note"
    ORDER_X = "order-x"
    FATTURAPA = "fatturapa"
    LIFECYCLE = "cdar"
    UBL_OTHER = "ubl-other"
    ENVELOPE = "sbdh"
    WEB_PAGE = "html"
    OTHER = "xml-other"

    @property
    def is_invoice(self) -> bool:
        """Whether it is read as an invoice."""
        return self in _INVOICES


_INVOICES = frozenset({Kind.ZUGFERD_1, Kind.CII, Kind.UBL_INVOICE, Kind.UBL_CREDIT_NOTE})
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_EXACT = {
    ("urn:ferd:CrossIndustryDocument:invoice:1p0", "CrossIndustryDocument"): Kind.ZUGFERD_1,
    ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "CrossIndustryInvoice"): Kind.CII,
    (f"{_UBL}Invoice-2", "Invoice"): Kind.UBL_INVOICE,
    (f"{_UBL}SelfBilledInvoice-2", "SelfBilledInvoice"): Kind.UBL_INVOICE,
    (f"{_UBL}CreditNote-2", "CreditNote"): Kind.UBL_CREDIT_NOTE,
    (f"{_UBL}SelfBilledCreditNote-2", "SelfBilledCreditNote"): Kind.UBL_CREDIT_NOTE,
}
_BY_NAME = {
    "CrossIndustryDocument": Kind.ZUGFERD_1,
    "CrossIndustryInvoice": Kind.CII,
    "CrossDomainAcknowledgementAndResponse": Kind.LIFECYCLE,
    "FatturaElettronica": Kind.FATTURAPA,
    "FatturaElettronicaSemplificata": Kind.FATTURAPA,
    "StandardBusinessDocument": Kind.ENVELOPE,
    "html": Kind.WEB_PAGE,
    "HTML": Kind.WEB_PAGE,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind, the root element's local name, and whether its namespace is the standard's."""

    kind: Kind
    root: str
    standard: bool = True


def recognised(tag: str) -> Recognised:
    """What a root element, as `{namespace}Name`, stands for."""
    namespace, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    if exact := _EXACT.get((namespace, name)):
        return Recognised(exact, name)
    if name.startswith("SCRDMCCBDACIOMessageStructure") or ("Order" in namespace and name.startswith("CrossIndustry")):
        return Recognised(Kind.ORDER_X, name)
    if by_name := _BY_NAME.get(name):
        return Recognised(by_name, name, standard=not by_name.is_invoice)
    if namespace.startswith(_UBL):
        return Recognised(Kind.UBL_OTHER, name)
    if name in {"Invoice", "CreditNote"} and namespace.startswith("urn:oasis:names:specification:ubl"):
        return Recognised(Kind.UBL_INVOICE if name == "Invoice" else Kind.UBL_CREDIT_NOTE, name, standard=False)
    return Recognised(Kind.OTHER, name)
