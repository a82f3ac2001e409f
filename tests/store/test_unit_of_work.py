"""What one act writes into the tables and into the journal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.journal import act, act_change
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.services.random_acts import invoice_row, operator_row
from tests.store_contents import contents

MANY = 1201  # more than two statements' worth


def journal(store: Store) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(act_change).order_by(act_change.c.act_id, act_change.c.position)))


def test_columns_that_are_not_given_are_null_in_every_row(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "a"}) as unit:
        ids = unit.insert_many(operator, [operator_row("A"), {**operator_row("B"), "siren": "732829320"}])
    assert ids == [1, 2]
    assert [row["siren"] for row in contents(store)["operator"]] == [None, "732829320"]


def test_no_rows_leave_no_trace(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "a"}) as unit:
        assert unit.insert_many(operator, []) == []
        unit.update_many(operator, [], {"name": "B"})
        unit.delete_many(operator, [])
        assert not unit.has_changed
    assert journal(store) == []


def test_the_journal_keeps_whole_numbers_and_texts(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "a"}) as unit:
        chosen = unit.insert(invoice, invoice_row(unit.insert(operator, operator_row("A")), "F-1", ht="-0.10"))
        unit.update(invoice, chosen, {"ht": Decimal("4278.41"), "due_date": date(2026, 2, 28), "edi": True})
    change = journal(store)[-1]
    changed = {name: value for name, value in change.after.items() if value != change.before[name]}
    assert changed == {"ht": 427841, "due_date": "2026-02-28", "edi": 1}
    assert change.before["ht"] == -10


def test_many_records_are_changed_and_removed_and_each_that_changes_is_journaled(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "a"}) as unit:
        ids = unit.insert_many(operator, [operator_row(f"{number}") for number in range(MANY)])
        unit.update(operator, ids[7], {"country": "FR"})
    with unit_of_work(store, "edit_operator", {"name": "a"}) as unit:
        unit.update_many(operator, ids, {"country": "FR"})
    assert {row["country"] for row in contents(store)["operator"]} == {"FR"}
    edits = [change for change in journal(store) if change.act_id == unit.act_id]
    assert [change.record_id for change in edits] == [key for key in ids if key != ids[7]]
    assert [change.position for change in edits] == list(range(MANY - 1))
    with unit_of_work(store, "edit_operator", {"name": "a"}) as unit:
        unit.delete_many(operator, ids[1:])
    assert [row["id"] for row in contents(store)["operator"]] == ids[:1]
    assert sum(change.act_id == unit.act_id for change in journal(store)) == MANY - 1


def test_what_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(KeyError), unit_of_work(store, "edit_operator", {"name": "a"}) as unit:
        unit.update(operator, 99, {"name": "B"})
    with pytest.raises(KeyError), unit_of_work(store, "edit_operator", {"name": "a"}) as unit:
        unit.update(operator, unit.insert(operator, operator_row("A")), {"nom": "B"})
    assert contents(store)["operator"] == []


def test_a_kind_that_is_not_registered_is_a_defect(store: Store) -> None:
    with pytest.raises(KeyError), unit_of_work(store, "sabotage"):
        pass
    with store.reading() as connection:
        assert connection.execute(select(act)).all() == []
