"""Usage of one period beside that of another: which periods are compared, and the same groups of both."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import first_of, month_of
from telbill_desktop.domain.usage_view import UsageAnswer, UsageGroup, UsageGrouping, UsageSum

_MONTHS = 12  # of a year
_FIGURES = tuple(field.name for field in fields(UsageSum))
_NOTHING = {name: getattr(UsageSum(), name) for name in _FIGURES}


class ComparedTo(StrEnum):
    """What a period is compared to."""

    BEFORE = "before"
    YEAR_BEFORE = "year_before"


@dataclass(frozen=True, slots=True)
class UsageRow:
    """A group, and what the same group came to in the other period; None where nothing is compared."""

    group: UsageGroup
    before: UsageSum | None = None

    @property
    def difference(self) -> Decimal | None:
        """Euros more than before."""
        return None if self.before is None else self.group.total.amount - self.before.amount

    @property
    def change(self) -> Decimal | None:
        """The difference as a part of what was before, 0.25 is a quarter more; None beside nothing."""
        return change(self.group.total.amount, self.before.amount) if self.before is not None else None


def change(now: Decimal, before: Decimal) -> Decimal | None:
    """How much more as a part of what was before; None beside nothing."""
    return (now - before) / abs(before) if before else None


def compared_period(period: Period, to: ComparedTo) -> Period:
    """The period that `to` names: whole months are compared to as many months, other days to as many days."""
    if to is ComparedTo.YEAR_BEFORE:
        return _months_before(period, _MONTHS)
    if period.start.day == period.end.day == 1:
        months = relativedelta(months=_count(period.end) - _count(period.start))
        return Period(period.start - months, period.start)
    return Period(period.start - (period.end - period.start), period.start)


def counterpart(part: Period, whole: Period, other: Period) -> Period:
    """What a part of a period is compared to: the same part of the other one, by its months where both begin alike."""
    if part == whole:
        return other
    if whole.start.day == other.start.day:
        return _months_before(part, _count(whole.start) - _count(other.start))
    days = whole.start - other.start
    return Period(part.start - days, part.end - days)


def rows_of(
    answer: UsageAnswer,
    before: UsageAnswer | None,
    by: UsageGrouping,
    periods: tuple[Period, Period] | None = None,
) -> list[UsageRow]:
    """The groups in their order, then those of the other period alone.

    Months are compared to those at the same place of the other period; `periods` are both.
    """
    if before is None:
        return [UsageRow(group) for group in answer.groups]
    others = {_key(group.key, by, periods): group for group in before.groups}
    rows = [UsageRow(group, _total(others.pop(group.key, None))) for group in answer.groups]
    gone = [UsageRow(_empty(group, key), group.total) for key, group in others.items()]
    return sorted([*rows, *gone], key=lambda row: row.group.key) if by is UsageGrouping.MONTH else [*rows, *gone]


def sum_of(sums: Sequence[UsageSum]) -> UsageSum:
    """What they add up to; of thousands, added figure by figure: one sum after the other makes as many objects."""
    figures = [[getattr(one, name) for one in sums] for name in _FIGURES]
    return UsageSum(**{name: sum(values, _NOTHING[name]) for name, values in zip(_FIGURES, figures, strict=True)})


def _key(key: str, by: UsageGrouping, periods: tuple[Period, Period] | None) -> str:
    """The key that a group of the other period has in this one."""
    if by is not UsageGrouping.MONTH or periods is None:
        return key
    months = _count(periods[0].start) - _count(periods[1].start)
    return str(month_of(first_of(int(key)) + relativedelta(months=months)))


def _total(group: UsageGroup | None) -> UsageSum:
    return UsageSum() if group is None else group.total


def _empty(group: UsageGroup, key: str) -> UsageGroup:
    name = key if group.name == group.key else group.name
    return replace(group, key=key, name=name, total=UsageSum(), by_category={})


def _months_before(period: Period, count: int) -> Period:
    """The same days so many months earlier. Where the month has no such day its last one stands for it, and is in."""
    months = relativedelta(months=count)
    start, end = period.start - months, period.end - months
    if end.day != period.end.day:
        end = first_of(month_of(period.end - months)) + relativedelta(months=1)
    return Period(start, max(end, start))


def _count(day: date) -> int:
    return day.year * _MONTHS + day.month
