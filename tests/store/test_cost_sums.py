"""What an invoice costs is what its lines add up to, whatever became of them."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.services.history import redo, undo
from telbill_desktop.store import cost_sums
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.tables.sums import invoice_cost, user_cost
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.services.random_acts import invoice_row, operator_row, random_act

LINES = (
    ("12.500001", Category.SUBSCRIPTIONS, "06 39 98 01 01", "Camille"),
    ("7.50", Category.OPTIONS, "06 39 98 01 01", "Camille"),
    ("-2.25", None, None, "Sacha"),
    (None, Category.USAGE, None, None),
)


def lines_of(invoice_id: int, lines: tuple[tuple[str | None, Category | None, str | None, str | None], ...]) -> Any:  # noqa: ANN401 - rows
    return [
        {
            "invoice_id": invoice_id,
            "position": position,
            "label": "x",
            "prorated": False,
            "amount": amount and Decimal(amount),
            "category": category and category.value,
            "phone_number": number,
            "user_name": user,
        }
        for position, (amount, category, number, user) in enumerate(lines)
    ]


def add(store: Store, *lines: tuple[str | None, Category | None, str | None, str | None]) -> int:
    with unit_of_work(store, "import", {"name": "x"}) as unit:
        owner = unit.insert(operator, operator_row("Hexamobile"))
        key = unit.insert(invoice, invoice_row(owner, "F-1"))
        unit.insert_many(invoice_line, lines_of(key, lines))
    return key


def sums(store: Store) -> list[dict[str, Any]]:
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(select(invoice_cost)).mappings()]


def users(store: Store) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(user_cost))]


def wrong(store: Store) -> int:
    with store.reading() as connection:
        return cost_sums.disagreements(connection)


def test_lines_are_added_up_by_category_and_by_user(store: Store) -> None:
    key = add(store, *LINES)
    [found] = sums(store)
    assert found == {
        "currency": "EUR",
        "month": "2026-01",
        "invoice_id": key,
        "ht": Decimal("10.00"),
        "lines": 4,
        "subscriptions": Decimal("12.500001"),
        "options": Decimal("7.5"),
        "usage": Decimal(0),
        "equipment": Decimal(0),
        "one_off": Decimal(0),
        "unclassified": Decimal("-2.25"),
    }
    assert users(store) == [
        (key, "", "", Decimal(0)),
        (key, "", "Sacha", Decimal("-2.25")),
        (key, "06 39 98 01 01", "Camille", Decimal("20.000001")),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"issue_date": date(2027, 2, 3)}, ("2027-02", "EUR", Decimal("10.00"))),
        ({"currency": "GBP"}, ("2026-01", "GBP", Decimal("10.00"))),
        ({"ht": None}, ("2026-01", "EUR", None)),
    ],
)
def test_they_follow_the_date_the_currency_and_the_total_of_their_invoice(
    store: Store, change: dict[str, Any], told: tuple[object, ...]
) -> None:
    key, before = add(store, *LINES), sums(store)
    with unit_of_work(store, "import", {"name": "x"}) as unit:
        unit.update(invoice, key, change)
    [found] = sums(store)
    assert (found["month"], found["currency"], found["ht"]) == told
    undo(store)
    assert sums(store) == before
    redo(store)
    assert sums(store) == [found]


def test_a_line_that_changes_its_category_or_goes_is_followed(store: Store) -> None:
    key = add(store, *LINES)
    with store.reading() as connection:
        every = list(connection.execute(select(invoice_line.c.id)).scalars())
    with unit_of_work(store, "import", {"name": "x"}) as unit:
        unit.update_many(invoice_line, every, {"category": Category.EQUIPMENT.value})
    assert [(one["equipment"], one["subscriptions"]) for one in sums(store)] == [(Decimal("17.750001"), Decimal(0))]
    with unit_of_work(store, "remove_invoice", {"number": "F-1"}) as unit:
        unit.delete_many(invoice_line, every)
        unit.delete(invoice, key)
    assert not sums(store)
    assert not users(store)
    undo(store)
    assert [one["equipment"] for one in sums(store)] == [Decimal("17.750001")]


def test_amounts_that_no_invoice_reaches_are_cut_and_stop_nothing(store: Store) -> None:
    add(store, *[("999999999999.99", Category.USAGE, None, None)] * 12)
    [found] = sums(store)
    assert found["usage"] == Decimal("9000000011999.88")  # nine thousand billion, and what is below a thousand of each


@pytest.mark.parametrize("seed", range(5))
def test_no_act_undo_or_redo_leaves_them_behind(store: Store, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    for _ in range(8):
        random_act(store, random)
        assert wrong(store) == 0
    for step in (undo, undo, undo, redo, undo, redo, redo):
        step(store)
        assert wrong(store) == 0


def test_an_invoice_that_is_known_by_its_totals_alone_is_counted(store: Store) -> None:
    key = add(store)
    [found] = sums(store)
    assert (found["invoice_id"], found["ht"], found["lines"], found["unclassified"]) == (key, Decimal("10.00"), 0, 0)
    with unit_of_work(store, "remove_invoice", {"number": "F-1"}) as unit:
        unit.delete(invoice, key)
    assert not sums(store)


def test_what_is_stale_is_found_and_added_up_anew(store: Store) -> None:
    add(store, *LINES)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE user_cost SET amount = amount + 1 WHERE user_name = 'Sacha'")
    assert wrong(store) == 1
    with store.writing() as connection:
        cost_sums.rebuild(connection)
    assert wrong(store) == 0
