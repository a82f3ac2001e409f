"""An invoice that somebody types beside its page, and what becomes of it: the same reading as an importer's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.checking import Facts, check
from telbill_desktop.domain.identifiers import compact, is_siren, is_siret, is_vat, siren_of_vat
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, InvoiceType, Party, References, Totals
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signs import normalised

# What is said of a structured invoice that lacks an element; paper owes none of them.
OF_XML_ONLY = frozenset(
    {"amount_due_missing", "lines_total_missing", "vat_row_incomplete", "exemption_missing", "preceding_missing"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the form holds, read. Amounts are as printed: a credit note's may be positive.

    `supplier_id` is a SIREN, SIRET or VAT number without spaces, or "".
    """

    operator: str
    number: str
    issue_date: date
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    currency: str = "EUR"
    type: InvoiceType = InvoiceType.INVOICE
    supplier_id: str = ""
    due_date: date | None = None
    period: Period | None = None
    account: str = ""
    purchase_order: str = ""

    @property
    def supplier(self) -> Party:
        """The seller that it names."""
        return supplier(self.operator, self.supplier_id)


def supplier(name: str, identifier: str) -> Party:
    """A seller by its name and one identifier, a French VAT number giving its SIREN too."""
    if is_vat(identifier):
        siren = siren_of_vat(identifier)
        return Party(name, siren=siren if siren and is_siren(siren) else None, vat_number=identifier)
    if is_siret(identifier):
        return Party(name, siren=identifier[:9], siret=identifier)
    return Party(name, siren=identifier or None)


def is_supplier_id(text: str) -> bool:
    """Whether a text is a SIREN, SIRET or VAT number that can exist."""
    plain = compact(text)
    return is_siren(plain) or is_siret(plain) or is_vat(plain)


def reading_of(entry: Entry) -> Reading:
    """The invoice, its sign settled and its figures checked; those that disagree are kept and marked, as printed.

    Raises:
        TelbillError: `amount_too_large`.
    """
    credit = entry.type is InvoiceType.CREDIT_NOTE
    draft = InvoiceDraft(
        number=entry.number,
        issue_date=entry.issue_date,
        type=entry.type,
        type_code="381" if credit else "380",
        currency=entry.currency,
        totals=Totals(entry.ht, entry.vat, entry.ttc),
        seller=entry.supplier,
        due_date=entry.due_date,
        period=entry.period,
        account=AccountReference(number=entry.account or None),
        references=References(purchase_order=entry.purchase_order or None),
    )
    signed = normalised(draft, credit_document=credit)
    kept = storable(signed)
    remarks = Remarks()
    check(signed, Facts(), remarks)
    said = tuple(message for message in remarks.messages if message.code not in OF_XML_ONLY)
    return Reading(Outcome.READ, "pdf", SourceKind.PDF_TEXT, draft=kept, warnings=said, to_check=remarks.to_check)
