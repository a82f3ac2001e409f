"""What the overview says of months, periods and changes, in words; and what its chart draws."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.money import CENT
from telbill_desktop.domain.overview import change_of
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.exporters.stacked_months import StackedMonths
from telbill_desktop.gui.widgets.tile import Note
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telbill_desktop.domain.overview import Costs, MonthCost, OverviewPeriod

PARTS: tuple[Category | None, ...] = (*Category, None)
UP, DOWN = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}"


def period_name(period: OverviewPeriod) -> str:
    """`24 derniers mois`, `Année 2025`."""
    if period.year is not None:
        return fill(tr("Year {year}"), {"year": str(period.year)})
    return ntr("Last {count} month", "Last {count} months", period.months).format(count=formats.count(period.months))


def shown_parts(months: Sequence[MonthCost]) -> list[Category | None]:
    """The five categories, and what is unclassified where any month has more of it than rounding leaves."""
    has_rest = any(abs(month.part(None)) > CENT * month.count for month in months)
    return [one for one in PARTS if one is not None or has_rest]


def chart_of(costs: Costs) -> StackedMonths:
    """What is drawn."""
    return StackedMonths(
        months=tuple(formats.short_month(one.month) for one in costs.months),
        parts=tuple(
            (category_name(part), tuple(float(round(one.part(part), 2)) for one in costs.months))
            for part in shown_parts(costs.months)
        ),
        currency=costs.currency,
    )


def month_words(costs: Costs, at: int) -> str:
    """A month, its sum, what each category has of it, and what is known of its invoices."""
    one, currency = costs.months[at], costs.currency
    words = [labelled(formats.long_month(one.month), formats.money(one.total, currency))]
    words += [
        labelled(category_name(part), formats.money(amount, currency))
        for part in shown_parts(costs.months)
        if abs(amount := one.part(part)) * 2 >= CENT  # shown as a cent at least
    ]
    return "\n".join([*words, *invoice_words(one)])


def invoice_words(one: MonthCost) -> list[str]:
    """How many invoices a month has; how many of them are known by their totals, or not even by these."""
    count = ntr("{count} invoice", "{count} invoices", one.count).format(count=formats.count(one.count))
    words = [count]
    if one.without_lines:
        known = ntr(
            "{count} of them is known by its totals alone",
            "{count} of them are known by their totals alone",
            one.without_lines,
        )
        words.append(known.format(count=formats.count(one.without_lines)))
    if one.unknown:
        unknown = ntr(
            "{count} of them states no total excluding VAT",
            "{count} of them state no total excluding VAT",
            one.unknown,
        )
        words.append(unknown.format(count=formats.count(one.unknown)))
    return words


def change_note(now: Decimal, before: Decimal | None, than: str) -> Note | None:
    """By how much an amount grew, with an arrow: what costs more is said in red; None: nothing to compare it with."""
    change = change_of(now, before)
    if change is None:
        return None
    share = formats.percent(abs(change))
    if not change:
        return Note(fill(tr("as much as {than}"), {"than": than}))
    arrow, tone = (UP, "bad") if change > 0 else (DOWN, "ok")
    words = fill(tr("{arrow} {share} on {than}"), {"arrow": arrow, "share": share, "than": than})
    more = tr("more than before") if change > 0 else tr("less than before")
    return Note(words, tone=tone, more=more)


def than_month(day: date) -> str:
    """`octobre`: a month that something is compared with."""
    return formats.month_name(day.month)


def share_text(amount: Decimal, total: Decimal) -> str:
    """`43 %` of a total, halves away from zero as amounts are rounded; nothing where the total is nothing or less."""
    if total <= 0:
        return ""
    return formats.percent((amount / total * 100).quantize(Decimal(1), ROUND_HALF_UP))
