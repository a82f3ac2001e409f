"""What follows when the first or the last day of a thing of the fleet moves: who has it, and the options of a line.

Nobody has a thing on a day on which it is not in service. Whoever had it from its first day, or to its last one, has it
so still; an option that ended with its line goes on with it, and none is older than a line that begins later.
"""

from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields


@dataclass(frozen=True, slots=True)
class Life:
    """From `start` to the day before `end`, or for good."""

    start: date
    end: date | None = None


def held_still(held: Life, before: Life, after: Life, left_on: date | None = None) -> Life | None:
    """When somebody who leaves on a day has a thing whose life was another; None: never."""
    since = after.start if held.start == before.start else max(held.start, after.start)
    until = _earliest(_until(held, before, after), left_on)
    return Life(since, until) if until is None or since < until else None


def goes_along(option: Life, before: Life, after: Life, *, by_itself: bool = False) -> Life:
    """The life of an option of a line whose life was another; one that never is in service begins and ends on a day.

    One that is older than its line came with a change of plan: its first day is another line's. One that ended by
    itself, though on the last day of its line, does not last longer when that does.
    """
    since = max(option.start, after.start) if option.start >= before.start else option.start
    until = _earliest(option.end, after.end) if by_itself else _until(option, before, after)
    return Life(since, until if until is None else max(since, until))


def within_its_line(line: FleetItem, fields: FleetItemFields, start: date) -> FleetItemFields:
    """A corrected option, which began on a day `start`; it may be older than its line where it came along with one.

    Raises:
        TelbillError: `item_not_in_service` of the line.
    """
    if fields.start != start and not min(start, line.start) <= fields.start < (line.end or date.max):
        raise TelbillError("item_not_in_service", item=line.label)
    return no_longer_than(line, fields)


def no_longer_than(line: FleetItem, fields: FleetItemFields) -> FleetItemFields:
    """An option ends with its line at the latest."""
    end = _earliest(fields.end, line.end)
    return replace(fields, end=end if end is None else max(end, fields.start))


def charged_otherwise_from(before: FleetItem, fields: FleetItemFields) -> date | None:
    """The first day on which a correction of an item may change what is charged; None when it changes nothing."""
    known = (before.account_id, before.product.id, before.start, before.quantity, before.paid_until)
    if known != (fields.account_id, fields.product_id, fields.start, fields.quantity, fields.paid_until):
        return min(before.start, fields.start)
    return _earliest(before.end, fields.end) if before.end != fields.end else None


def _until(own: Life, before: Life, after: Life) -> date | None:
    return after.end if own.end == before.end else _earliest(own.end, after.end)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
