"""Half-open periods of civil dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from telbill_desktop.domain.errors import TelbillError


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
            raise TelbillError("period_reversed", start=self.start, end=self.end)

    @classmethod
    def through(cls, first: date, last: date) -> "Period":
        """The period of two inclusive dates, as invoices print it."""
        return cls(first, last + timedelta(days=1))

    @property
    def last_day(self) -> date:
        """The last day inside, as invoices and screens print it."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days
