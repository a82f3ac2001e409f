"""What a reader of one XML format hands over: the draft with the document's own signs, and facts for the checks."""

from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceDraft, VatBreakdown
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks


@dataclass(frozen=True, slots=True)
class ReadInvoice:
    """`credit_document`: the form itself is a credit note. `line_adjustments`: charges less allowances of each line."""

    draft: InvoiceDraft
    credit_document: bool
    line_adjustments: tuple[Decimal, ...]
    seller_is_taxed: bool
    guideline: str | None


def required(value: Decimal | None, field: str) -> Decimal:
    """A total that the standard demands.

    Raises:
        TelbillError: `total_missing`.
    """
    if value is None:
        raise TelbillError("total_missing", field=field)
    return value


def currency_code(text: str | None) -> str:
    """The invoice's currency, three letters (BT-5).

    Raises:
        TelbillError: `currency_missing`, `currency_invalid`.
    """
    if text is None:
        raise TelbillError("currency_missing")
    if len(text) != 3 or not (text.isascii() and text.isalpha()):  # noqa: PLR2004 - ISO 4217
        raise TelbillError("currency_invalid", text=text[:40])
    return text.upper()


def vat_total(
    stated: Decimal | None,
    ht: Decimal,
    ttc: Decimal,
    breakdown: tuple[VatBreakdown, ...],
    currency: str,
    remarks: Remarks,
) -> Decimal:
    """The total of VAT (BT-110), or the one that BR-CO-14 and BR-CO-15 leave no doubt about, which is remarked.

    Raises:
        TelbillError: `total_missing`, when the VAT table does not lead from HT to TTC.
    """
    if stated is not None:
        return stated
    rows = [row.amount for row in breakdown if row.amount is not None]
    total = sum(rows, Decimal(0))
    if len(rows) == len(breakdown) and ht + total == ttc:
        remarks.warn("vat_total_missing", vat=Money(total, currency))
        return total
    raise TelbillError("total_missing", field="TaxTotalAmount (BT-110)")


def purchase_order(text: str | None) -> str | None:
    """BT-13 without the filler that PEPPOL demands when there is no order."""
    return None if text is None or text.casefold() in {"na", "n/a", "-"} else text
