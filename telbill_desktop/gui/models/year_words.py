"""The months ahead as the chart draws them and as words say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.exporters.stacked_months import StackedMonths
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.year_ahead import Renewal, YearAhead


def chart_of(year: YearAhead) -> StackedMonths:
    """What is drawn; a month with a renewal says so over its bar."""
    return StackedMonths(
        months=tuple(formats.short_month(month) for month in year.months),
        parts=tuple((name, tuple(float(amount) for amount in amounts)) for name, amounts in year.operators),
        words={at: tr("yearly") for at in range(len(year.months)) if _renewals_in(year, at)},
    )


def year_title(year: YearAhead) -> str:
    """Which months they are."""
    if not year.months:
        return tr("12 months ahead")
    days = {"first": formats.long_month(year.months[0]), "last": formats.long_month(year.months[-1])}
    return fill(tr("12 months ahead: {first} to {last}"), days)


def month_words(year: YearAhead, at: int) -> str:
    """A month, its sum, what each operator has of it, and the renewals in it."""
    lines = [labelled(formats.long_month(year.months[at]), formats.money(year.totals[at], HOME_CURRENCY))]
    lines += [
        labelled(name, formats.money(amounts[at], HOME_CURRENCY)) for name, amounts in year.operators if amounts[at]
    ]
    lines += [_renewal_words(one) for one in _renewals_in(year, at)]
    return "\n".join(lines)


def renewals_words(year: YearAhead) -> str:
    """Every renewal, by date."""
    return " · ".join(_renewal_words(one) for one in year.renewals)


def _renewal_words(one: Renewal) -> str:
    params = {"name": one.name, "day": one.day, "amount": formats.money(one.amount, HOME_CURRENCY)}
    return fill(tr("Yearly renewal: {name} on {day}, {amount}"), params)


def _renewals_in(year: YearAhead, at: int) -> list[Renewal]:
    return [one for one in year.renewals if one.day.replace(day=1) == year.months[at]]
