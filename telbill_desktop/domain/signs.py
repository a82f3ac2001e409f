"""Whether a document is an invoice or a credit note, and its one sign: a credit note counts negative.

Suppliers use the type code, or negative figures, or both. Sources: UNTDID 1001 as restricted by EN 16931 (BT-3) and by
the French reform (XP Z12-012: 471 to 473 and 500 to 503).
"""

from dataclasses import replace
from decimal import Decimal

from telbill_desktop.domain.invoice import Adjustment, InvoiceDraft, InvoiceLine, InvoiceType, Totals, VatBreakdown

CREDIT_NOTE_CODES = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"},
)
INVOICE_CODES = frozenset(
    {
        *("71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "325", "326", "331"),
        *("380", "382", "383", "384", "385", "386", "387", "388", "389", "390", "393", "394", "395", "456", "457"),
        *("471", "472", "473", "500", "501", "527", "553", "575", "623", "633", "751", "780", "817", "870", "875"),
        *("876", "877", "935"),
    },
)
ADVANCE_CODES = frozenset({"386", "500", "503"})
PRO_FORMA_CODE = "325"  # an announcement: nothing is due on it, no VAT may be deducted
CORRECTION_CODES = frozenset({"384", "471", "472", "473"})


def is_known_type(code: str) -> bool:
    """Whether EN 16931 or the French reform lists the code."""
    return code in CREDIT_NOTE_CODES or code in INVOICE_CODES


def normalised(draft: InvoiceDraft, *, credit_document: bool) -> InvoiceDraft:
    """The draft, read with the document's own signs, with its type and its sign settled.

    `credit_document` says that the document's very form is a credit note (UBL CreditNote), whatever its code.
    """
    credit = credit_document or draft.type_code in CREDIT_NOTE_CODES
    direction = _direction(draft.totals)
    if not credit:
        kind = InvoiceType.CREDIT_NOTE if direction < 0 else InvoiceType.INVOICE
        return replace(draft, type=kind, sign_flipped=False)
    if direction < 0:
        return replace(draft, type=InvoiceType.CREDIT_NOTE, sign_flipped=False)
    return _flipped(replace(draft, type=InvoiceType.CREDIT_NOTE))


def _direction(totals: Totals) -> int:
    for amount in (totals.ttc, totals.ht, totals.vat, totals.lines, totals.amount_due):
        if amount:
            return 1 if amount > 0 else -1
    return 0


def _flipped(draft: InvoiceDraft) -> InvoiceDraft:
    totals = draft.totals
    return replace(
        draft,
        totals=replace(
            totals,
            ht=_opposite(totals.ht),
            vat=_opposite(totals.vat),
            ttc=_opposite(totals.ttc),
            amount_due=_opposite(totals.amount_due),
            lines=_opposite(totals.lines),
            allowances=_opposite(totals.allowances),
            charges=_opposite(totals.charges),
            prepaid=_opposite(totals.prepaid),
            rounding=_opposite(totals.rounding),
            accounting_vat=_opposite(totals.accounting_vat),
        ),
        vat=tuple(_flipped_vat(row) for row in draft.vat),
        adjustments=tuple(_flipped_adjustment(row) for row in draft.adjustments),
        lines=tuple(_flipped_line(line) for line in draft.lines),
        sign_flipped=True,
    )


def _flipped_vat(row: VatBreakdown) -> VatBreakdown:
    return replace(row, basis=_opposite(row.basis), amount=_opposite(row.amount))


def _flipped_adjustment(row: Adjustment) -> Adjustment:
    return replace(row, amount=_minus(row.amount))


def _flipped_line(line: InvoiceLine) -> InvoiceLine:
    """The quantity turns with the amount, so that quantity times price still makes it; a price keeps its sign."""
    return replace(line, amount=_opposite(line.amount), quantity=_opposite(line.quantity))


def _minus(amount: Decimal) -> Decimal:
    return amount.copy_negate() if amount else amount  # zero stays zero: no minus sign on screen


def _opposite(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else _minus(amount)
