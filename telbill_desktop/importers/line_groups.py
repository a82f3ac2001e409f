"""Lines that stand for other lines: their totals are checked against the details, and only the details keep amounts.

Sources: Factur-X EXTENDED (BT-X-304 parent, BT-X-8 GROUP, DETAIL, INFORMATION), EXTENDED CTC FR (EXT-FR-FE-162, 163),
XRechnung's extension of UBL (SubInvoiceLine).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks

_INFORMATION = "INFORMATION"
_GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class LineRank:
    """A line's number, its parent's number and its kind (GROUP, DETAIL, INFORMATION or nothing)."""

    number: str | None
    parent: str | None
    kind: str


def without_groups(
    lines: Sequence[InvoiceLine],
    ranks: Sequence[LineRank],
    currency: str,
    remarks: Remarks,
) -> tuple[InvoiceLine, ...]:
    """The lines, figures taken off those that are sums of others or mere information.

    A parent whose children do not make its amount is a remark. Children without a kind under a parent without a kind
    are details of a line that counts itself, when the parent alone carries the money.
    """
    children: dict[str, list[int]] = defaultdict(list)
    for index, rank in enumerate(ranks):
        if rank.parent:
            children[rank.parent].append(index)
    if not children and not any(rank.kind in {_INFORMATION, _GROUP} for rank in ranks):
        return tuple(lines)
    counted = list(lines)
    # Each group is compared with what its children state, so that groups of groups need no order.
    for index, rank in enumerate(ranks):
        if rank.kind == _INFORMATION:
            counted[index] = _uncounted(lines[index])
        elif rank.number in children or rank.kind == _GROUP:
            below = children.get(rank.number or "", [])
            _settle(index, below, lines, ranks, counted, currency, remarks)
    return tuple(counted)


def _uncounted(line: InvoiceLine) -> InvoiceLine:
    """The line as a heading: what it says stays, what would be counted again goes."""
    return replace(line, amount=None, quantity=None, unit_price=None)


def _settle(
    index: int,
    below: list[int],
    lines: Sequence[InvoiceLine],
    ranks: Sequence[LineRank],
    counted: list[InvoiceLine],
    currency: str,
    remarks: Remarks,
) -> None:
    stated = lines[index].amount
    amounts = [
        amount for child in below if ranks[child].kind != _INFORMATION and (amount := lines[child].amount) is not None
    ]
    total = sum(amounts, Decimal(0))
    if ranks[index].kind == _GROUP or (amounts and stated == total):
        counted[index] = _uncounted(lines[index])
        if stated is not None and amounts and stated != total:
            remarks.alarm(
                "group_mismatch",
                line=ranks[index].number or str(index + 1),
                stated=Money(stated, currency),
                total=Money(total, currency),
            )
