"""Whether a draft's figures fit the store: totals in whole cents, lines in millionths, all within 64 bits.

Nothing is rounded to make it fit: the document's figures are the supplier's.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.money import MAX_STORED, from_cents, from_micros, to_cents, to_micros

# Fields as EN 16931 numbers them, beside the words that both languages of the screen use.
_Figure = tuple[str, Decimal | None]

_LARGEST: dict[Callable[[Decimal], int], Decimal] = {
    to_cents: from_cents(MAX_STORED),
    to_micros: from_micros(MAX_STORED),
}


def check_fits(draft: InvoiceDraft, file: str) -> None:
    """Nothing, when every figure can be kept exactly.

    Raises:
        TelbillError: `total_not_in_cents`, `rate_too_precise`, `figure_too_precise` (a line's), `figure_too_large`,
            naming the file, the field and the value.
    """
    for field, value in _totals(draft):
        _require(to_cents, "total_not_in_cents", file, field, value)
    for field, value in _rates(draft):
        _require(to_micros, "rate_too_precise", file, field, value)
    for position, line in enumerate(draft.lines, start=1):
        name = line.number_on_invoice or str(position)
        for field, value in (
            ("BT-131", line.amount),
            ("BT-129", line.quantity),
            ("BT-146", line.unit_price),
            ("BT-152", line.vat_rate),
        ):
            _require(to_micros, "figure_too_precise", file, field, value, line=name)


def _totals(draft: InvoiceDraft) -> Iterator[_Figure]:
    totals = draft.totals
    yield "HT (BT-109)", totals.ht
    yield "TVA (BT-110)", totals.vat
    yield "TTC (BT-112)", totals.ttc
    yield "BT-115", totals.amount_due
    yield "BT-106", totals.lines
    yield "BT-107", totals.allowances
    yield "BT-108", totals.charges
    yield "BT-113", totals.prepaid
    yield "BT-114", totals.rounding
    yield "BT-111", totals.accounting_vat
    for row in draft.vat:
        yield "BT-116", row.basis
        yield "BT-117", row.amount
    for adjustment in draft.adjustments:
        yield "BT-99" if adjustment.is_charge else "BT-92", adjustment.amount


def _rates(draft: InvoiceDraft) -> Iterator[_Figure]:
    for row in draft.vat:
        yield "BT-119", row.rate
    for adjustment in draft.adjustments:
        yield "BT-103" if adjustment.is_charge else "BT-96", adjustment.vat_rate


def _require(
    exact: Callable[[Decimal], int], code: str, file: str, field: str, value: Decimal | None, **line: str
) -> None:
    if value is None:
        return
    try:
        exact(value)
    except ValueError as error:
        too_large = not value.is_finite() or abs(value) > _LARGEST[exact]
        raise TelbillError(
            "figure_too_large" if too_large else code, file=file, field=field, value=value, **line
        ) from error
