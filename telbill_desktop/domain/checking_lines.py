"""Lines one by one: quantity times price and the line's own adjustments make its amount."""

from collections.abc import Sequence
from decimal import Decimal

from telbill_desktop.domain.checking_sums import ZERO
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceLine
from telbill_desktop.domain.money import CENT, Money
from telbill_desktop.domain.remarks import Remarks

_SHOWN = 3
_CENTS = -2


def check_lines(draft: InvoiceDraft, adjustments: Sequence[Decimal], remarks: Remarks) -> None:
    """PEPPOL-EN16931-R120 for the product, BR-22, 24 and 26 for what is missing, BR-27 for a negative price.

    A product misses by a cent per line, or by what the price's last decimal makes over the quantity.
    """
    wrong = []
    for index, line in enumerate(draft.lines):
        adjustment = adjustments[index] if index < len(adjustments) else ZERO
        if _misses(line, adjustment):
            wrong.append((line, adjustment))
    for line, adjustment in wrong[:_SHOWN]:
        remarks.warn(
            "line_mismatch",
            line=line_name(line),
            quantity=line.quantity or ZERO,
            price=(line.unit_price or ZERO).quantize(Decimal("0.000001")),
            computed=Money(_product(line) + adjustment, draft.currency),
            stated=Money(line.amount or ZERO, draft.currency),
        )
    if len(wrong) > _SHOWN:
        remarks.warn("lines_mismatch_more", count=len(wrong) - _SHOWN)
    negative = [line for line in draft.lines if line.unit_price is not None and line.unit_price < 0]
    if negative:
        remarks.warn("price_negative", line=line_name(negative[0]), count=len(negative))
    bare = [line for line in draft.lines if line.amount and (line.quantity is None or line.unit_price is None)]
    if bare:
        remarks.warn("line_incomplete", line=line_name(bare[0]), count=len(bare))
    missing = [line for line in draft.lines if line.amount is None and line.unit_price is not None and line.quantity]
    if missing:
        remarks.warn("line_amount_missing", line=line_name(missing[0]), count=len(missing))


def line_name(line: InvoiceLine) -> str:
    """How a message calls a line: its number, else the start of its label."""
    return (line.number_on_invoice or line.label)[:60]


def _product(line: InvoiceLine) -> Decimal:
    return (line.quantity or ZERO) * (line.unit_price or ZERO)


def _misses(line: InvoiceLine, adjustment: Decimal) -> bool:
    if line.amount is None or line.quantity is None or line.unit_price is None:
        return False
    exponent = line.unit_price.as_tuple().exponent
    # A price of two decimals or more may have been rounded; one of fewer is meant as it stands.
    half_a_digit = Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) and exponent <= _CENTS else ZERO
    slack = CENT + min(abs(line.quantity) * half_a_digit, abs(line.amount) / 100)
    return abs(line.amount - _product(line) - adjustment) > slack
