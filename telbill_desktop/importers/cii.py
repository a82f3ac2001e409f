"""CII invoices: ZUGFeRD 1.0 (CrossIndustryDocument) and UN/CEFACT D16B, D22B (CrossIndustryInvoice), every profile.

Sources: EN 16931-3-3, Factur-X 1.0x, ZUGFeRD 1.0 and 2.x, XRechnung 3, EXTENDED CTC FR. Both generations have the same
tree; only the names of the branches differ.
"""

from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType, References
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import INVOICED_OBJECT, account_of, currency_code, purchase_order
from telbill_desktop.importers.cii_lines import cii_lines
from telbill_desktop.importers.cii_settlement import cii_settlement, preceding_invoices
from telbill_desktop.importers.cii_values import cii_date, cii_party, cii_period
from telbill_desktop.importers.own_words import account_with, named_references, references_with
from telbill_desktop.importers.read_invoice import ReadInvoice
from telbill_desktop.importers.xml_fields import Node

CONTEXTS = ("ExchangedDocumentContext", "SpecifiedExchangedDocumentContext")
DOCUMENTS = ("ExchangedDocument", "HeaderExchangedDocument")
_TRANSACTIONS = ("SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
_AGREEMENTS = ("ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
_DELIVERIES = ("ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery")
_SETTLEMENTS = ("ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")


@dataclass(frozen=True, slots=True)
class _Head:
    number: str
    issue_date: date
    type_code: str | None
    guideline: str | None
    notes: tuple[str, ...]


def read_cii(root: Node, remarks: Remarks) -> ReadInvoice:
    """The invoice, with the document's own signs.

    Raises:
        TelbillError: a number, date, currency, seller or total that is missing or cannot be read; it names the field.
    """
    head = _head(root)
    _remark_marks(root, remarks)
    transaction = _branch(root, _TRANSACTIONS)
    settlement = _branch(transaction, _SETTLEMENTS)
    agreement = transaction.only(*_AGREEMENTS)
    if agreement is None:
        raise TelbillError("seller_missing")
    currency = currency_code(settlement.single("InvoiceCurrencyCode (BT-5)", "InvoiceCurrencyCode"))
    found = cii_settlement(settlement, currency, remarks)
    lines, line_adjustments = cii_lines(transaction, currency, remarks)
    seller = cii_party(agreement.only("SellerTradeParty"))
    if seller is None:
        raise TelbillError("seller_missing")
    buyer = cii_party(agreement.child("BuyerTradeParty"))
    named = _named(agreement)
    account = account_of(_objects(agreement), buyer[1] if buyer else None)
    draft = InvoiceDraft(
        number=head.number,
        issue_date=head.issue_date,
        type=InvoiceType.INVOICE,
        type_code=head.type_code,
        currency=currency,
        totals=found.totals,
        seller=replace(seller[0], code=seller[1]),
        buyer=replace(buyer[0], code=named.get("company_code")) if buyer else None,
        due_date=found.due_date,
        period=cii_period(settlement, "BillingSpecifiedPeriod", "BillingSpecifiedPeriod (BG-14)", remarks),
        account=account_with(account, named),
        references=references_with(_references(agreement, transaction, settlement), named),
        vat=found.vat,
        adjustments=found.adjustments,
        lines=lines,
        payment=found.payment,
        notes=head.notes,
    )
    represented = agreement.child("SellerTaxRepresentativeTradeParty") is not None
    return ReadInvoice(
        draft,
        credit_document=False,
        line_adjustments=line_adjustments,
        seller_is_taxed=seller[2] or represented,
        guideline=head.guideline,
    )


def _head(root: Node) -> _Head:
    document = root.only(*DOCUMENTS)
    number = document.single("ID (BT-1)", "ID") if document is not None else None
    if document is None or number is None:
        raise TelbillError("number_missing")
    issued = cii_date(document.child("IssueDateTime"), "IssueDateTime (BT-2)")
    if issued is None:
        raise TelbillError("issue_date_missing")
    return _Head(
        number=" ".join(number.split()),
        issue_date=issued,
        type_code=document.single("TypeCode (BT-3)", "TypeCode"),
        guideline=next(
            (
                text
                for context in CONTEXTS
                if (text := root.text(f"{context}/GuidelineSpecifiedDocumentContextParameter/ID"))
            ),
            None,
        ),
        notes=tuple(document.texts("IncludedNote/Content")),
    )


def _remark_marks(root: Node, remarks: Remarks) -> None:
    if root.text(*(f"{context}/TestIndicator/Indicator" for context in CONTEXTS)) in {"true", "1"}:
        remarks.warn("is_test")
    if root.text(*(f"{document}/CopyIndicator/Indicator" for document in DOCUMENTS)) in {"true", "1"}:
        remarks.warn("is_copy")


def _branch(node: Node, names: tuple[str, ...]) -> Node:
    found = node.only(*names)
    if found is None:
        raise TelbillError("part_missing", field=names[0])
    return found


def _objects(agreement: Node) -> list[tuple[str, str]]:
    """Identifiers of what is invoiced (BT-18), with their schemes of UNTDID 1153."""
    return [
        (document.text("ReferenceTypeCode") or "", text)
        for document in agreement.all("AdditionalReferencedDocument")
        if document.text("TypeCode") == INVOICED_OBJECT and (text := document.text("IssuerAssignedID", "ID"))
    ]


def _named(agreement: Node) -> dict[str, str]:
    return named_references(
        (name, text)
        for document in agreement.all("AdditionalReferencedDocument")
        if (name := document.text("Name")) and (text := document.text("IssuerAssignedID", "ID"))
    )


def _references(agreement: Node, transaction: Node, settlement: Node) -> References:
    site = transaction.part(*_DELIVERIES).part("ShipToTradeParty")
    contracts = agreement.texts("ContractReferencedDocument/IssuerAssignedID", "ContractReferencedDocument/ID")
    return References(
        purchase_order=purchase_order(
            agreement.text("BuyerOrderReferencedDocument/IssuerAssignedID", "BuyerOrderReferencedDocument/ID"),
        ),
        framework_contract=contracts[0] if contracts else None,
        local_contract=contracts[1] if len(contracts) > 1 else None,
        business_unit=agreement.text("BuyerTradeParty/DefinedTradeContact/DepartmentName"),
        site_1=site.text("ID", "GlobalID", "Name"),
        buyer_reference=agreement.text("BuyerReference"),
        accounting_reference=settlement.text("ReceivableSpecifiedTradeAccountingAccount/ID"),
        preceding=preceding_invoices(settlement, agreement),
    )
