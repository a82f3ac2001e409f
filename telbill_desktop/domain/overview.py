"""The overview: which months it speaks of, what they cost by category, by team and by user."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.money import from_cents, from_micros
from telbill_desktop.domain.period import Period

ZERO = Decimal(0)
MONTH, YEAR = relativedelta(months=1), relativedelta(years=1)
ROLLING = (12, 24)  # months that can be chosen, beside years
_WRITTEN = re.compile(r"(?P<year>[0-9]{4})|(?P<months>[0-9]{1,2})m")


@dataclass(frozen=True, slots=True)
class OverviewPeriod:
    """The last `months`, the current one included, or a calendar `year`, of the current one what there is of it."""

    months: int = max(ROLLING)
    year: int | None = None

    def shown(self, today: date) -> tuple[date, ...]:
        """The first days of its months, the oldest first; a year that is to come has its first month alone."""
        if self.year is None:
            last = today.replace(day=1)
            return tuple(last - MONTH * at for at in reversed(range(self.months)))
        many = 12 if self.year < today.year else today.month if self.year == today.year else 1
        return tuple(date(self.year, 1 + at, 1) for at in range(many))

    def before(self, today: date) -> tuple[date, ...]:
        """The months that it is compared with: as many before it; the same ones of the year before."""
        shown = self.shown(today)
        back = YEAR if self.year is not None else MONTH * self.months
        return tuple(month - back for month in shown)

    def words(self) -> str:
        """How it is kept in the settings: `24m`, `2025`."""
        return f"{self.months}m" if self.year is None else f"{self.year:04d}"

    @classmethod
    def read(cls, words: str) -> "OverviewPeriod":
        """What `words` wrote; the usual one where that makes no sense."""
        found = _WRITTEN.fullmatch(words)
        if found is None:
            return cls()
        if found["year"]:
            year = int(found["year"])
            return cls(year=year) if date.min.year < year < date.max.year else cls()
        months = int(found["months"])
        return cls(months) if months in ROLLING else cls()


def span_of(months: Sequence[date]) -> Period:
    """From the first day of the first month to the end of the last."""
    return Period(months[0], months[-1] + MONTH)


@dataclass(frozen=True, slots=True)
class MonthSums:
    """The invoices of a month as the store adds them up: `cents` is the sum of the totals that they state before tax.

    `categories` are what lines add up to, in millionths; `unstated` is what of it belongs to invoices without a total.
    `bare` have no lines; `unknown` have neither lines nor a total.
    """

    count: int = 0
    bare: int = 0
    unknown: int = 0
    cents: int = 0
    unstated: int = 0
    categories: Mapping[Category, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What the invoices of a month say before tax, credit notes being negative; `month` is its first day.

    `parts` are the five categories and, under None, what no line tells: the whole of invoices that are known by their
    totals alone, lines of no category, allowances and charges of whole invoices. They add up to `total`.
    `without_lines` are known by their totals alone; `unknown` state neither a total before tax nor lines.
    """

    month: date
    total: Decimal
    parts: Mapping[Category | None, Decimal]
    count: int
    without_lines: int
    unknown: int

    def part(self, category: Category | None) -> Decimal:
        """What a category has of it."""
        return self.parts[category]


def month_cost(month: date, sums: MonthSums) -> MonthCost:
    """The cost of a month; an invoice that states no total before tax costs what its lines add up to."""
    total = from_cents(sums.cents) + from_micros(sums.unstated)
    parts: dict[Category | None, Decimal] = {one: from_micros(sums.categories.get(one, 0)) for one in Category}
    parts[None] = total - sum(parts.values(), ZERO)
    return MonthCost(month, total, parts, sums.count, sums.bare - sums.unknown, sums.unknown)


@dataclass(frozen=True, slots=True)
class Costs:
    """The months of a period in one currency, of the `currencies` that it has, that of the books first.

    `current` is the month that figures of one month speak of: the latest one with invoices; None: there are none.
    `previous` is what the period before cost; None where nobody knows, because the invoices do not reach back so far.
    `years` are those of which there are invoices, the latest first.
    """

    period: OverviewPeriod
    currency: str
    currencies: tuple[str, ...]
    months: tuple[MonthCost, ...]
    current: MonthCost | None = None
    before_current: MonthCost | None = None
    previous: Decimal | None = None
    years: tuple[int, ...] = ()

    @property
    def total(self) -> Decimal:
        """Of the whole period."""
        return sum((one.total for one in self.months), ZERO)

    @property
    def count(self) -> int:
        """How many invoices it has."""
        return sum(one.count for one in self.months)


def change_of(now: Decimal, before: Decimal | None) -> Decimal | None:
    """By how many percent an amount grew, to a tenth; None where there is nothing to compare it with."""
    if before is None or before <= 0:
        return None
    return ((now - before) / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
