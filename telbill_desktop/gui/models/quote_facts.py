"""A quote as pairs of a name and a text, in the order of the operators' own window (source 004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.detail_facts import Fact
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from telbill_desktop.domain.quote import AdvancePeriod, Quote


def quote_facts(made: Quote) -> list[Fact]:
    """What would change, before tax; of what is not allowed what there is now."""
    if not made.is_allowed:
        return [*_there(made)]
    return [*_now(made), *_first(made), Fact(tr("New monthly total"), _per_month(made.monthly_total), strong=True)]


def _there(made: Quote) -> Iterator[Fact]:
    yield Fact(tr("Price of one"), _per_month(made.unit_price))
    now = {"count": made.quantity_now, "amount": _per_month(made.monthly_total_now)}
    yield Fact(tr("Now in service"), formats.fill(tr("{count} — {amount}"), now))


def _now(made: Quote) -> Iterator[Fact]:
    yield from _there(made)
    if made.quantity_added > 0:
        yield Fact(tr("Added"), formats.count(made.quantity_added))
    elif made.quantity_added < 0:
        yield Fact(tr("Taken away"), formats.count(-made.quantity_added))
    is_saving = made.quantity_added < 0 or made.monthly_cost_added < 0
    name = tr("Monthly saving") if is_saving else tr("Monthly cost added")
    yield Fact(name, _per_month(abs(made.monthly_cost_added)))


def _first(made: Quote) -> Iterator[Fact]:
    is_credit = made.first_amount < 0
    name = tr("Date of the credit") if is_credit else tr("Date of the first payment")
    yield Fact(name, formats.day(made.first_payment) if made.first_payment else tr("no invoice changes"))
    if made.advance is not None and made.quantity_added >= 0:
        name = tr("Period payable in advance") if made.in_advance else tr("First period charged")
        yield Fact(name, _period(made.advance))
    if made.prorata:
        name = tr("Credited for a part of the period") if made.prorata < 0 else tr("Prorata")
        yield Fact(name, formats.money(abs(made.prorata), HOME_CURRENCY))
    if made.first_payment is not None:
        name = tr("Less on that invoice") if is_credit else tr("More on that invoice")
        yield Fact(name, formats.money(abs(made.first_amount), HOME_CURRENCY))


def _period(advance: AdvancePeriod) -> str:
    days = ntr(
        "from {first} to {last}, {days} day of {base}", "from {first} to {last}, {days} days of {base}", advance.days
    )
    params = {
        "first": advance.period.start,
        "last": advance.period.last_day,
        "days": advance.days,
        "base": advance.base,
    }
    return formats.fill(days, params)


def _per_month(amount: Decimal) -> str:
    return formats.fill(tr("{amount} a month"), {"amount": formats.money(amount, HOME_CURRENCY)})
