"""Half-open periods of civil dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import overload

from telbill_desktop.domain.errors import TelbillError

_DAY = timedelta(days=1)


@overload
def last_day_before(end: date) -> date: ...
@overload
def last_day_before(end: date | None) -> date | None: ...
def last_day_before(end: date | None) -> date | None:
    """The last day of what ends at `end`, which is the first day without it: what screens, tables and sentences say."""
    return None if end is None else end - _DAY


@overload
def day_after(last: date) -> date: ...
@overload
def day_after(last: date | None) -> date | None: ...
def day_after(last: date | None) -> date | None:
    """The `end` of what lasts until that day: the first day without it."""
    return None if last is None else last + _DAY


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, the first day outside. Screens show `last_day`.

    Raises:
        TelbillError: `period_reversed` when `end` comes before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise TelbillError("period_reversed", start=self.start, end=self.last_day)

    @classmethod
    def through(cls, first: date, last: date) -> "Period":
        """The period of two inclusive dates, as invoices print it."""
        return cls(first, last + _DAY)

    @property
    def last_day(self) -> date:
        """The last day inside, as invoices and screens print it."""
        return self.end - _DAY

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days
