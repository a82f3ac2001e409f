"""Which thing of the fleet a row of a table speaks of: what makes an import say the same twice and change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.table_reading import FleetRow


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with the records that its words stand for; `line_id` is the line that an option belongs to."""

    row: FleetRow
    account_id: int
    product_id: int
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A thing that is known, with everybody who had or will have it, latest first."""

    item: FleetItem
    held: Sequence[Assignment] = ()

    @property
    def label(self) -> str:
        """Its own label; an item without one bears the product's."""
        return "" if self.item.label == self.item.product.label else self.item.label


def matched(rows: Sequence[PlacedRow], known: Sequence[KnownItem]) -> dict[int, KnownItem]:
    """For each row, by its place, the thing that it speaks of; a thing is spoken of once, rows without one are new.

    A number or a card tells which thing a row means, as far as product and days can be the same. Others are the same
    when they begin on one day and neither label nor user speaks against it. Rows that say just what is known go first.
    """
    by_clue: dict[_Clue, list[KnownItem]] = {}
    for one in known:
        place = (one.item.account_id, one.item.product.id, one.item.line_id)
        for clue in _clues(place, one.item.number, one.item.iccid, one.item.start):
            by_clue.setdefault(clue, []).append(one)
    taken: set[int] = set()
    found: dict[int, KnownItem] = {}
    for least in (_ALL, 0):
        for at, placed in enumerate(rows):
            if at in found:
                continue
            row, place = placed.row, (placed.account_id, placed.product_id, placed.line_id)
            there = (one for clue in _clues(place, row.number, row.iccid, row.start) for one in by_clue.get(clue, ()))
            fits = [one for one in there if one.item.id not in taken and may_be(row, one)]
            best = max(fits, key=partial(_likeness, row), default=None)
            if best is not None and _likeness(row, best) >= least:
                taken.add(best.item.id)
                found[at] = best
    return found


def may_be(row: FleetRow, known: KnownItem) -> bool:
    """Whether a row of the same account, product and line can speak of that thing."""
    item = known.item
    if _differ(row.number, item.number) or (not row.number and _differ(row.iccid, item.iccid)):
        return False
    if (row.number and row.number == item.number) or (row.iccid and row.iccid == item.iccid):
        return row.start == item.start or overlap(row.start, row.end, item.start, item.end)
    user_may_be = not row.user or not known.held or row.since is not None or _has_had(row.user, known)
    return row.start == item.start and not _differ(fold(row.label), fold(known.label)) and user_may_be


def changes_of(row: FleetRow, known: KnownItem) -> Mapping[str, str | int | date]:
    """What the row says otherwise of the thing itself, by column; a blank says nothing."""
    item = known.item
    said: dict[str, tuple[str | int | date | None, str | int | date | None]] = {
        "start": (row.start, item.start),
        "end": (row.end, item.end),
        "number": (row.number, item.number),
        "iccid": (row.iccid, item.iccid),
        "rio": (row.rio, item.rio),
        "ported_on": (row.ported_on, item.ported_on),
        "label": (row.label, item.label),
        "quantity": (row.quantity, item.quantity),
    }
    return {name: now for name, (now, before) in said.items() if now and now != before}


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two spans have a day in common; without an end they last."""
    return start < (other_end or date.max) and other_start < (end or date.max)


_ALL = 5
_Place = tuple[int, int, int | None]
_Clue = tuple[_Place, str | date]


def _clues(place: _Place, number: str, iccid: str, start: date) -> list[_Clue]:
    """What a row and a thing have in common if the one speaks of the other: number, card or first day."""
    return [(place, clue) for clue in (number, iccid, start) if clue]


def _likeness(row: FleetRow, known: KnownItem) -> int:
    """How much of the row is so; `_ALL` when nothing of it is otherwise."""
    changed = changes_of(row, known)
    own = {"number", "iccid", "rio", "ported_on", "label"}
    same = ("start" not in changed, "end" not in changed, not changed.keys() & own)
    return sum((*same, "quantity" not in changed, not row.user or _has_had(row.user, known)))


def _has_had(user: str, known: KnownItem) -> bool:
    return any(fold(one.person) == fold(user) for one in known.held)


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
