"""A draft as it can be stored: totals in whole cents, lines in whole millionths, rounded once and here."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Adjustment, InvoiceDraft, InvoiceLine, VatBreakdown
from telbill_desktop.domain.money import MICRO, round_to_cent

MAX_TOTAL = Decimal(10) ** 13
MAX_LINE = Decimal(10) ** 12


def storable(draft: InvoiceDraft) -> InvoiceDraft:
    """The draft with its totals, VAT table and adjustments to the cent, its lines to the millionth.

    What is lost is said by `checking.check_precision`.

    Raises:
        TelbillError: `amount_too_large`.
    """
    totals = draft.totals
    return replace(
        draft,
        totals=replace(
            totals,
            ht=_cents(totals.ht),
            vat=_cents(totals.vat),
            ttc=_cents(totals.ttc),
            amount_due=_cents(totals.amount_due),
            lines=_cents(totals.lines),
            allowances=_cents(totals.allowances),
            charges=_cents(totals.charges),
            prepaid=_cents(totals.prepaid),
            rounding=_cents(totals.rounding),
            accounting_vat=_cents(totals.accounting_vat),
        ),
        vat=tuple(_vat(row) for row in draft.vat),
        adjustments=tuple(_adjustment(row) for row in draft.adjustments),
        lines=tuple(_line(line) for line in draft.lines),
    )


def _vat(row: VatBreakdown) -> VatBreakdown:
    return replace(row, basis=_cents(row.basis), amount=_cents(row.amount), rate=_micros(row.rate))


def _adjustment(row: Adjustment) -> Adjustment:
    return replace(row, amount=_exact_cents(row.amount), vat_rate=_micros(row.vat_rate))


def _line(line: InvoiceLine) -> InvoiceLine:
    return replace(
        line,
        amount=_micros(line.amount),
        quantity=_micros(line.quantity),
        unit_price=_micros(line.unit_price),
        vat_rate=_micros(line.vat_rate),
    )


def _exact_cents(amount: Decimal) -> Decimal:
    if abs(amount) >= MAX_TOTAL:
        raise TelbillError("amount_too_large", text=f"{amount:f}")
    return round_to_cent(amount)


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else _exact_cents(amount)


def _micros(number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    if abs(number) >= MAX_LINE:
        raise TelbillError("amount_too_large", text=f"{number:f}")
    rounded = number.quantize(MICRO, ROUND_HALF_UP)
    return number if number == rounded else rounded  # with the decimals that it was printed with
