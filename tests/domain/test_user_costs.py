from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.user_costs import (
    Holding,
    Named,
    Person,
    Shares,
    Spent,
    Staff,
    TeamCost,
    dialled,
    shares,
    with_largest,
)

NOVEMBER = date(2026, 11, 1)
CAMILLE, SACHA, NOE = Person(1, "Camille Perrin", "Atelier"), Person(2, "Sacha Roche", "Gestion"), Person(3, "Noé", "")
FIRST, SECOND = "+33639980101", "+33639980102"
HELD = [
    Holding(FIRST, "2025-01-01", "2026-11-10", 1),
    Holding(FIRST, "2026-11-10", None, 2),
    Holding(SECOND, "2026-12-05", None, 3),
]
EURO = 1_000_000


def shared(charged: dict[Named, Spent], total: str = "100", first: int = 5) -> Shares:
    return shares([NOVEMBER], "EUR", Decimal(total), charged, Staff([CAMILLE, SACHA, NOE], HELD), first=first)


def test_a_number_is_that_of_who_had_it_last_in_the_month() -> None:
    found = shared({Named("06 39 98 01 01", "Camille Perrin"): [("2026-10", 30 * EURO), ("2026-11", 20 * EURO)]})
    assert [(one.label, one.amount) for one in found.first] == [
        ("Camille Perrin", Decimal(30)),
        ("Sacha Roche", Decimal(20)),
    ]
    assert found.teams == (
        TeamCost("Atelier", Decimal(30)),
        TeamCost("Gestion", Decimal(20)),
        TeamCost("", Decimal(50)),
    )


def test_a_number_that_was_given_back_on_the_first_of_the_month_is_nobodys_in_it() -> None:
    given_back = Staff([CAMILLE], [Holding(FIRST, "2025-01-01", "2026-11-01", 1)])
    spent = [("2026-10", 30 * EURO), ("2026-11", 20 * EURO)]
    assert given_back.shared_out(Named(FIRST, ""), spent) == {CAMILLE: 30 * EURO, None: 20 * EURO}


def test_a_line_without_a_number_of_the_fleet_is_of_the_person_whom_it_names() -> None:
    found = shared({Named("", "CAMILLE-perrin"): [("2026-11", EURO)], Named("", "Camille P."): [("2026-11", EURO)]})
    assert {(one.label, one.person_id) for one in found.first} == {("Camille Perrin", 1), ("Camille P.", None)}


def test_one_of_two_people_of_the_same_name_is_not_guessed() -> None:
    twins = Staff([CAMILLE, Person(9, "camille PERRIN", "Gestion")], [])
    found = shares([NOVEMBER], "EUR", Decimal(1), {Named("", "Camille Perrin"): [("2026-11", EURO)]}, twins, first=5)
    assert found.teams == (TeamCost("", Decimal(1)),)
    assert [one.person_id for one in found.first] == [None]


def test_what_nobody_is_named_for_is_no_user_and_no_team() -> None:
    found = shared({Named("", ""): [("2026-11", 90 * EURO)], Named("", "Noé"): [("2026-11", 10 * EURO)]})
    assert found.teams == (TeamCost("", Decimal(100)),)
    assert (found.count, [one.label for one in found.first]) == (1, ["Noé"])
    assert shared({Named("", ""): [("2026-11", EURO)]}) == Shares((NOVEMBER,), "EUR", Decimal(100))


def test_the_first_users_are_those_who_cost_most_and_none_who_cost_nothing() -> None:
    charged = {Named("", f"user {at}"): [("2026-11", at * EURO)] for at in (3, -1, 5, 4)}
    assert [one.label for one in shared(charged, first=2).first] == ["user 5", "user 4"]
    assert [one.label for one in shared(charged).first] == ["user 5", "user 4", "user 3"]


def test_a_user_costs_most_in_the_category_of_all_its_names() -> None:
    name, other = Named(FIRST, "Sacha"), Named("", "Sacha Roche")
    [user] = shared({name: [("2026-11", EURO)], other: [("2026-11", EURO)]}).first
    parts: dict[Named, dict[Category | None, int]] = {
        name: {Category.USAGE: 3, Category.OPTIONS: 4},
        other: {Category.USAGE: 2},
    }
    assert with_largest(user, parts).largest is Category.USAGE


@pytest.mark.parametrize(
    "written", ["0639980101", "06 39 98 01 01", "+33 6 39 98 01 01", "0033639980101", "06.39.98.01.01"]
)
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert FIRST in dialled(written)
