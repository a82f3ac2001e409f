"""The worked examples that operators publish, and what the rules say beyond them."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.charging import Item, Minimum, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.proration import Basis, Charge, Rounding, Rule, Section
from tests.domain.engine_cases import rules

CASES = Path(__file__).parents[3] / "shared" / "prorata" / "cases.json"
_day = date.fromisoformat


def published() -> list[Any]:
    if not CASES.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="no published cases beside this checkout"))]
    return [pytest.param(case, id=case["name"]) for case in json.loads(CASES.read_text("utf-8"))]


def plan_of(scenario: dict[str, Any]) -> Plan:
    cycle, rule = scenario["cycle"], scenario.get("rule", {})
    return Plan(
        Cycle(_day(cycle["anchor"]), cycle.get("months", 1), cycle.get("invoice_every_months")),
        Rule(
            Basis(rule.get("basis", "actual")),
            rule.get("count_first_day", True),
            Rounding(rule.get("rounding", "half_up")),
            rule.get("round_at") == "line",
            rule.get("on_removal", "credit") == "credit",
        ),
        scenario.get("charging", "advance") == "advance",
        tuple(
            Minimum(each["product"], each["quantity"], Decimal(each["amount"])) for each in scenario.get("minimums", [])
        ),
    )


def item_of(stated: dict[str, Any]) -> Item:
    return Item(
        stated["id"],
        _day(stated["start"]),
        tuple(Price(_day(price["from"]), Decimal(price["amount"])) for price in stated["prices"]),
        _day(stated["end"]) if stated.get("end") else None,
        stated.get("quantity", 1),
        stated.get("product", ""),
        _day(stated["paid_until"]) if stated.get("paid_until") else None,
    )


def shown(charge: Charge) -> tuple[object, ...]:
    dates = (charge.period.start.isoformat(), charge.period.end.isoformat())
    days = (charge.days, charge.base)
    return (charge.item, charge.section.value, charge.quantity, charge.unit_price, *days, *dates, charge.amount)


@pytest.mark.parametrize("case", published())
def test_a_published_example_is_charged_to_the_cent(case: dict[str, Any]) -> None:
    scenario = case["scenario"]
    items = [item_of(each) for each in scenario["items"]]
    found = charges(plan_of(scenario), items, _day(scenario["invoice_date"]))
    expected = [
        (
            line["item"],
            line["section"],
            line["quantity"],
            Decimal(line["unit_price"]),
            line["days"],
            line["period_days"],
            line["from"],
            line["to"],
            Decimal(line["amount"]),
        )
        for line in case["expected"]["lines"]
    ]
    assert sorted(map(shown, found), key=str) == sorted(expected, key=str)


MONTHLY = Plan(Cycle(date(2024, 12, 17)))


def lone(start: date, end: date | None = None, price: str = "30.00") -> Item:
    return Item("line", start, (Price(start, Decimal(price)),), end)


def test_a_line_activated_inside_a_period_pays_its_days_then_the_month_ahead() -> None:
    found = charges(MONTHLY, [lone(date(2025, 3, 25))], date(2025, 4, 17))
    assert [(each.section, each.amount, each.days, each.base) for each in found] == [
        (Section.RECURRING, Decimal("30.00"), 30, 30),
        (Section.PRORATA, Decimal("22.26"), 23, 31),
    ]


def test_over_its_life_an_item_costs_the_same_in_advance_and_in_arrears() -> None:
    item = lone(date(2025, 1, 29), date(2025, 6, 3))
    late = Plan(Cycle(date(2024, 12, 17)), advance=False)
    dates = MONTHLY.cycle.invoice_dates(date(2025, 1, 1), date(2025, 8, 1))
    early, after = (
        sum((each.amount for day in dates for each in charges(plan, [item], day)), Decimal(0))
        for plan in (MONTHLY, late)
    )
    assert abs(early - after) <= Decimal("0.02")


def test_what_is_activated_and_ended_between_two_invoices_pays_its_days_only() -> None:
    found = charges(MONTHLY, [lone(date(2025, 4, 20), date(2025, 4, 30))], date(2025, 5, 17))
    assert [each.amount for each in found] == [Decimal("10.00")]


def test_an_annual_licence_is_invoiced_once_a_year_and_what_is_added_is_charged_to_the_end_of_the_year() -> None:
    plan = Plan(Cycle(date(2025, 1, 13), 12, 1), Rule(Basis.MONTHS_THEN_DAYS))
    added = lone(date(2025, 7, 13), price="360.00")
    dates = plan.cycle.invoice_dates(date(2025, 1, 1), date(2026, 1, 31))
    found = {day: [each.amount for each in charges(plan, [added], day)] for day in dates}
    assert {day: amounts for day, amounts in found.items() if amounts} == {
        date(2025, 8, 13): [Decimal("180.00")],
        date(2026, 1, 13): [Decimal("360.00")],
    }


BY_LINE = Plan(Cycle(date(2025, 1, 10)), Rule(round_line=True))


def several(quantity: int, end: date | None = None, name: str = "line", family: str = "line") -> Item:
    return Item(name, date(2025, 1, 31), (Price(date.min, Decimal("0.98")),), end, quantity, family=family)


def test_one_parted_from_several_that_ends_later_leaves_their_line_as_it_was() -> None:
    [whole] = charges(BY_LINE, [several(3)], date(2025, 2, 10))[1:]
    parted = [several(2), several(1, date(2025, 3, 20), "one")]
    assert charges(BY_LINE, parted, date(2025, 2, 10))[1:] == [whole]
    assert whole.amount != 3 * charges(BY_LINE, [several(1)], date(2025, 2, 10))[1].amount


def test_items_of_their_own_are_lines_of_their_own_even_where_they_agree() -> None:
    strangers = [several(2, name="two", family=""), several(1, name="one", family="")]
    assert [line.quantity for line in charges(BY_LINE, strangers, date(2025, 2, 10))] == [2, 2, 1, 1]


def test_two_of_a_family_that_end_on_one_day_are_credited_as_one_line() -> None:
    ended = date(2025, 2, 20)
    parted = [several(1), several(1, ended, "one"), several(1, ended, "other")]
    [credit] = [line for line in charges(BY_LINE, parted, date(2025, 3, 10)) if line.amount < 0]
    assert credit == charges(BY_LINE, [several(2, ended, "one")], date(2025, 3, 10))[0]


@given(
    st.integers(2, 9), st.dates(date(2025, 1, 31), date(2025, 6, 30)), st.builds(Plan, st.just(BY_LINE.cycle), rules())
)
def test_ending_one_of_several_changes_no_invoice_before_its_day(quantity: int, end: date, plan: Plan) -> None:
    parted = [several(quantity - 1), several(1, end, "one")]
    for month in (2, 3, 4, 5, 6):
        day = date(2025, month, 10)
        for ahead in (plan, replace(plan, advance=False)):
            if day < end:
                assert charges(ahead, parted, day) == charges(ahead, [several(quantity)], day)
