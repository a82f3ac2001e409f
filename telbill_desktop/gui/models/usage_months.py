"""The months of usage as the chart draws them and as words say them: what they cost, by kinds of usage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.usage import UsageCategory, first_of, following, month_of
from telbill_desktop.exporters.stacked_months import StackedMonths
from telbill_desktop.exporters.usage_words import usage_category_name
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from telbill_desktop.domain.period import Period
    from telbill_desktop.domain.usage_view import UsageAnswer, UsageSpan, UsageSum

FEWEST = 2  # months that a chart says more of than the table does
_MOST = 60
# Ten categories are more than an eye keeps apart: these are drawn alone, the others together.
_DRAWN: tuple[tuple[UsageCategory, ...], ...] = (
    (UsageCategory.NATIONAL_FIXED, UsageCategory.NATIONAL_MOBILE),
    (UsageCategory.INTERNATIONAL,),
    (UsageCategory.ROAMING,),
    (UsageCategory.MESSAGES,),
    (UsageCategory.DATA,),
    (UsageCategory.SPECIAL, UsageCategory.INBOUND_FREE, UsageCategory.INBOUND, UsageCategory.OTHER),
)


@dataclass(frozen=True, slots=True)
class UsageMonths:
    """Months without a gap, the first of each; what each costs, by kind, in the order in which they are drawn."""

    months: Sequence[date]
    kinds: Sequence[str]
    amounts: Sequence[Sequence[Decimal]]  # of each kind, month by month

    @property
    def totals(self) -> list[Decimal]:
        """Of each month."""
        return [sum(column, Decimal(0)) for column in zip(*self.amounts, strict=True)]

    @property
    def total(self) -> Decimal:
        """Of all."""
        return sum(self.totals, Decimal(0))


def months_of(answer: UsageAnswer, period: Period | None, span: UsageSpan) -> UsageMonths:
    """The months of the days that were asked for, as far as there is usage; the latest of very many."""
    known = sorted(int(group.key) for group in answer.groups)
    if not known:
        return UsageMonths((), kind_names(), [() for _ in _DRAWN])
    first, last = known[0], known[-1]
    if period is not None and span.days is not None:
        first = min(first, max(month_of(period.start), month_of(span.days.start)))
        last = max(last, min(month_of(period.last_day), month_of(span.days.last_day)))
    numbers = [first]
    while numbers[-1] < last:
        numbers.append(following(numbers[-1]))
    numbers = numbers[-_MOST:]
    found = {int(group.key): group.by_category for group in answer.groups}
    amounts = [
        tuple(
            sum((sums.amount for one, sums in found.get(month, _NOTHING).items() if one in kind), Decimal(0))
            for month in numbers
        )
        for kind in _DRAWN
    ]
    return UsageMonths([first_of(month) for month in numbers], kind_names(), amounts)


_NOTHING: Mapping[UsageCategory, UsageSum] = MappingProxyType({})


def kind_names() -> list[str]:
    """What is drawn, the lowest part first."""
    return [
        tr("National calls"),
        *(usage_category_name(kind[0]) for kind in _DRAWN[1:5]),
        tr("Special numbers and other"),
    ]


def chart_of(shown: UsageMonths) -> StackedMonths:
    """What is drawn."""
    return StackedMonths(
        months=tuple(formats.short_month(month) for month in shown.months),
        parts=tuple(
            (name, tuple(float(amount) for amount in amounts))
            for name, amounts in zip(shown.kinds, shown.amounts, strict=True)
        ),
        currency=HOME_CURRENCY,
    )


def months_title(shown: UsageMonths) -> str:
    """Which months they are."""
    if not shown.months:
        return tr("Cost by month and kind")
    days = {"first": formats.long_month(shown.months[0]), "last": formats.long_month(shown.months[-1])}
    return fill(tr("Cost by month and kind: {first} to {last}"), days)


def month_words(shown: UsageMonths, at: int) -> str:
    """A month, what it cost, and what of it each kind."""
    lines = [labelled(formats.long_month(shown.months[at]), formats.money(shown.totals[at], HOME_CURRENCY))]
    lines += [
        labelled(name, formats.money(amounts[at], HOME_CURRENCY))
        for name, amounts in zip(shown.kinds, shown.amounts, strict=True)
        if amounts[at]
    ]
    return "\n".join(lines)
