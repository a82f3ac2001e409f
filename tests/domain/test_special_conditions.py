"""The prices that negotiated prices, discounts and promotions make of a list of prices."""

from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Item, Price, price_on
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition, prices_with

LIST = (Price(date(2025, 1, 1), Decimal("20.00")), Price(date(2026, 1, 1), Decimal("24.00")))
KINDS = ConditionKind


def condition(kind: ConditionKind, value: str, start: date, end: date | None = None) -> SpecialCondition:
    return SpecialCondition(kind, Decimal(value), start, end)


def price(conditions: list[SpecialCondition], day: date, start: date = date(2024, 6, 1)) -> str:
    item = Item("x", start, prices_with(LIST, conditions))
    return str(price_on(item, day))


def test_without_conditions_the_list_stands() -> None:
    assert prices_with(LIST[::-1], []) == LIST
    assert prices_with((), [condition(KINDS.PRICE, "1", date(2025, 1, 1))]) == ()


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [(KINDS.PRICE, "12.50", "12.50"), (KINDS.AMOUNT_OFF, "5.00", "15.00"), (KINDS.PERCENT_OFF, "12.5", "17.50")],
)
def test_a_condition_holds_from_its_first_day_to_the_day_before_its_end(
    kind: ConditionKind, value: str, expected: str
) -> None:
    granted = [condition(kind, value, date(2025, 3, 1), date(2025, 6, 1))]
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 5, 31), date(2025, 6, 1), date(2026, 1, 1)]
    assert [price(granted, day) for day in days] == ["20.00", expected, expected, "20.00", "24.00"]


def test_a_condition_before_the_first_listed_price_holds_no_earlier_than_it_was_granted() -> None:
    granted = [condition(KINDS.AMOUNT_OFF, "5.00", date(2024, 9, 1), date(2024, 12, 1))]
    days = [date(2024, 6, 1), date(2024, 8, 31), date(2024, 9, 1), date(2024, 12, 1), date(2025, 1, 1)]
    assert [price(granted, day) for day in days] == ["20.00", "20.00", "15.00", "20.00", "20.00"]


def test_what_began_before_a_condition_pays_the_list_until_then() -> None:
    granted = [condition(KINDS.PRICE, "10.00", date(2025, 1, 1))]
    assert [price(granted, day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2026, 6, 1))] == [
        "20.00",
        "10.00",
        "10.00",
    ]


def test_of_two_negotiated_prices_the_latest_holds_and_discounts_come_off_it() -> None:
    granted = [
        condition(KINDS.PERCENT_OFF, "10", date(2025, 1, 1)),
        condition(KINDS.PRICE, "12.00", date(2025, 6, 1)),
        condition(KINDS.PRICE, "15.00", date(2025, 3, 1)),
    ]
    days = [date(2025, 2, 1), date(2025, 4, 1), date(2025, 7, 1)]
    assert [price(granted, day) for day in days] == ["18.00", "13.50", "10.80"]


def test_a_part_of_a_price_is_rounded_to_the_cent_away_from_zero() -> None:
    listed = (Price(date(2025, 1, 1), Decimal("9.99")), Price(date(2025, 2, 1), Decimal("-9.99")))
    made = prices_with(listed, [condition(KINDS.PERCENT_OFF, "50", date(2024, 1, 1))])
    assert [str(one.amount) for one in made[1:]] == ["5.00", "-5.00"]


def test_days_on_which_nothing_changes_make_no_price() -> None:
    granted = [condition(KINDS.PERCENT_OFF, "0", date(2025, 3, 1), date(2025, 6, 1))]
    assert prices_with(LIST, granted) == LIST


def test_a_condition_since_ever_holds_since_ever() -> None:
    granted = [condition(KINDS.PERCENT_OFF, "50", date.min)]
    days = [date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1)]
    assert [price(granted, day) for day in days] == ["10.00", "10.00", "12.00"]
