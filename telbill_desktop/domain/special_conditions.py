"""Negotiated prices, discounts and promotions, and the dated prices that they make of a product's list prices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.money import round_to_cent


class ConditionKind(StrEnum):
    """What a condition does to the list price: replaces it, or takes an amount or a part off it."""

    PRICE = "price"
    AMOUNT_OFF = "amount_off"
    PERCENT_OFF = "percent_off"


@dataclass(frozen=True, slots=True)
class SpecialCondition:
    """Granted from `start` to the day before `end`; `value` is an amount before tax, or percent."""

    kind: ConditionKind
    value: Decimal
    start: date
    end: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it holds that day."""
        return self.start <= day < (self.end or date.max)

    def applied(self, price: Decimal) -> Decimal:
        """The price with this condition, to the cent."""
        if self.kind is ConditionKind.PRICE:
            return self.value
        if self.kind is ConditionKind.AMOUNT_OFF:
            return price - self.value
        return round_to_cent(price * (100 - self.value) / 100)


def prices_with(prices: Sequence[Price], conditions: Iterable[SpecialCondition]) -> tuple[Price, ...]:
    """The prices of a product where these conditions hold, a new one on every day on which it changes.

    A negotiated price comes first (the latest granted wins), then the discounts, in the order of their start.
    """
    known = sorted(prices, key=lambda price: price.since)
    granted = sorted(conditions, key=lambda one: (one.kind is not ConditionKind.PRICE, one.start))
    if not granted or not known:
        return tuple(known)
    days = {price.since for price in known} | {one.start for one in granted} | {one.end for one in granted if one.end}
    made: list[Price] = []
    for day in sorted(days):
        amount = next((price.amount for price in reversed(known) if price.since <= day), known[0].amount)
        for one in granted:
            if one.is_in_force(day):
                amount = one.applied(amount)
        if not made or made[-1].amount != amount:
            made.append(Price(day, amount))
    # The first price holds from an item's start: before a condition, the list's.
    if made[0].amount != known[0].amount and made[0].since > date.min:
        made.insert(0, Price(made[0].since - timedelta(days=1), known[0].amount))
    return tuple(made)
