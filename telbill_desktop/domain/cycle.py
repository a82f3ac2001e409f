"""Billing cycles: bounds computed from the anchor, never from the previous bound."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.period import Period

_KNOWN_BOUNDS = 1 << 14


@dataclass(frozen=True, slots=True)
class Cycle:
    """Periods of `months` from `anchor`, both ways; an invoice every `invoice_every_months`, which divides `months`."""

    anchor: date
    months: int = 1
    invoice_every_months: int | None = None

    def moved(self, months: int) -> date:
        """The anchor moved by so many months, its day clamped to the month: 31 January, 28 February, 31 March."""
        return _moved(self.anchor, months)

    def is_bound(self, day: date) -> bool:
        """Whether a period begins that day."""
        return self.period_of(day).start == day

    def period_of(self, day: date) -> Period:
        """The period that holds the day."""
        return self._holding(day, self.months)

    def window_of(self, invoice_date: date) -> Period:
        """From the previous invoice's date to this one's; for a day between two dates, that of the earlier one."""
        every = self.invoice_every_months or self.months
        held = self._holding(invoice_date, every)
        months = self._months_to(held.start)
        return Period(self.moved(months - every), held.start)

    def window_after(self, day: date) -> Period:
        """From the last date of an invoice up to a day to the next one after it."""
        return self._holding(day, self.invoice_every_months or self.months)

    def invoice_dates(self, since: date, until: date) -> list[date]:
        """Every date of an invoice, both ends included."""
        every = self.invoice_every_months or self.months
        first = self._months_to(self._holding(since, every).start)
        found: list[date] = []
        while (bound := self.moved(first)) <= until:
            if bound >= since:
                found.append(bound)
            first += every
        return found

    def months_of(self, period: Period) -> list[Period]:
        """The anchored months that a period of this cycle is made of."""
        first = self._months_to(period.start)
        return [Period(self.moved(first + at), self.moved(first + at + 1)) for at in range(self.months)]

    def _holding(self, day: date, length: int) -> Period:
        """The stretch of `length` months, counted from the anchor, that holds the day."""
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        index = months // length
        if self.moved(index * length) > day:
            index -= 1
        return Period(self.moved(index * length), self.moved((index + 1) * length))

    def _months_to(self, bound: date) -> int:
        return (bound.year - self.anchor.year) * 12 + bound.month - self.anchor.month


@lru_cache(maxsize=_KNOWN_BOUNDS)
def _moved(anchor: date, months: int) -> date:
    """The bounds of one year are asked for by every item of a fleet, ten times each."""
    return anchor + relativedelta(months=months)
