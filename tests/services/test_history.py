"""Undo, redo and the list of what was done."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.services.history import history, next_redo, next_undo, redo, undo, undo_act
from telbill_desktop.store.engine import Store, open_store
from telbill_desktop.store.search import reindex
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.formats import sentence
from tests.new_stores import new_store
from tests.services.random_acts import invoice_row, line_rows, operator_row, random_act
from tests.store_contents import contents


def add_operator(store: Store, name: str, batch: int | None = None) -> tuple[int, int]:
    """The act's id and the operator's."""
    with unit_of_work(store, "import", {"name": f"{name}.pdf"}, batch=batch) as unit:
        added = unit.insert(operator, operator_row(name))
    return unit.act_id, added


def rename(store: Store, operator_id: int, name: str) -> int:
    with unit_of_work(store, "edit_operator", {"name": name}) as unit:
        unit.update(operator, operator_id, {"name": name})
    return unit.act_id


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(operator.c.name).order_by(operator.c.id)).scalars())


def refusal(code: str) -> pytest.RaisesExc[TelbillError]:
    return pytest.raises(TelbillError, check=lambda error: error.message.code == code)


def test_an_undone_insertion_is_gone_and_comes_back_with_the_same_ids(store: Store) -> None:
    _, operator_id = add_operator(store, "Hexamobile")
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        added = unit.insert(invoice, invoice_row(operator_id, "F-1"))
        unit.insert_many(invoice_line, line_rows(added, 1200))
        reindex(unit.connection, [added])
    before = contents(store)
    undo(store)
    assert contents(store)["invoice_line"] == []
    redo(store)
    assert contents(store) == before


def test_a_change_and_a_removal_are_undone_exactly(store: Store) -> None:
    _, operator_id = add_operator(store, "Hexamobile")
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        changed = unit.insert(invoice, invoice_row(operator_id, "F-1", ht="-0.10"))
        removed = unit.insert(invoice, invoice_row(operator_id, "F-2"))
        reindex(unit.connection, [changed, removed])
    before = contents(store)
    with unit_of_work(store, "remove_invoice", {"number": "F-2"}) as unit:
        unit.update(invoice, changed, {"ht": Decimal("3.33"), "due_date": None, "notes": []})
        unit.delete(invoice, removed)
        reindex(unit.connection, [changed, removed])
    after = contents(store)
    undo(store)
    assert contents(store) == before
    redo(store)
    assert contents(store) == after


def test_undo_and_redo_outlive_the_program(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with new_store(folder) as store:
        add_operator(store, "Hexamobile")
        add_operator(store, "Ondefixe")
    with open_store(folder) as store:
        undo(store)
        assert names(store) == ["Hexamobile"]
    with open_store(folder) as store:
        redo(store)
        assert names(store) == ["Hexamobile", "Ondefixe"]


def test_the_acts_of_one_batch_are_one_step(store: Store) -> None:
    add_operator(store, "Avant")
    batch, _ = add_operator(store, "A")
    add_operator(store, "B", batch)
    add_operator(store, "C", batch)
    done = undo(store)
    assert done.count == 3
    assert sentence(done.title) == "Import of 3 files"
    assert names(store) == ["Avant"]
    assert redo(store).count == 3
    assert names(store) == ["Avant", "A", "B", "C"]


def test_an_edit_made_while_a_batch_ran_is_undone_in_its_turn(store: Store) -> None:
    batch, operator_id = add_operator(store, "A")
    rename(store, operator_id, "A corrigé")
    add_operator(store, "B", batch)
    seen = [names(store)]
    while next_undo(store):
        undo(store)
        seen.append(names(store))
    assert seen == [["A corrigé", "B"], ["A corrigé"], ["A"], []]
    while next_redo(store):
        redo(store)
        assert names(store) == seen[-2]
        seen.pop()


def test_what_was_undone_cannot_be_redone_after_something_new(store: Store) -> None:
    add_operator(store, "A")
    undo(store)
    add_operator(store, "B")
    with refusal("nothing_to_redo"):
        redo(store)
    assert [entry.can_redo for entry in history(store)] == [False, False]


def test_a_unit_that_changes_nothing_is_no_act_and_keeps_what_can_be_redone(store: Store) -> None:
    _, operator_id = add_operator(store, "A")
    rename(store, operator_id, "B")
    undo(store)
    rename(store, operator_id, "A")
    assert len(history(store)) == 2
    redo(store)
    assert names(store) == ["B"]


def test_nothing_to_undo_or_redo_is_said(store: Store) -> None:
    with refusal("nothing_to_undo"):
        undo(store)
    with refusal("nothing_to_redo"):
        redo(store)
    assert next_undo(store) is None
    assert next_redo(store) is None


def test_a_failed_unit_leaves_neither_record_nor_act(store: Store) -> None:
    def fail() -> None:
        with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
            unit.insert(operator, operator_row("A"))
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(store) == []
    assert history(store) == []


def test_a_chosen_act_is_undone_when_nothing_later_touched_its_records(store: Store) -> None:
    chosen, _ = add_operator(store, "A")
    add_operator(store, "B")
    assert undo_act(store, chosen).id == chosen
    assert names(store) == ["B"]
    with refusal("act_undone_already"):
        undo_act(store, chosen)
    redo(store)
    assert names(store) == ["A", "B"]


def test_a_chosen_act_is_refused_when_its_records_changed_since(store: Store) -> None:
    chosen, operator_id = add_operator(store, "A")
    edited = rename(store, operator_id, "B")
    before = contents(store)
    with refusal("act_changed_since"):
        undo_act(store, chosen)
    assert contents(store) == before
    undo_act(store, edited)
    undo_act(store, chosen)
    assert names(store) == []


def test_a_chosen_act_is_refused_when_its_records_changed_there_and_back(store: Store) -> None:
    _, operator_id = add_operator(store, "A")
    chosen = rename(store, operator_id, "B")
    rename(store, operator_id, "C")
    rename(store, operator_id, "B")
    with refusal("act_changed_since"):
        undo_act(store, chosen)
    while next_undo(store):
        undo(store)
    assert names(store) == []


def test_a_chosen_act_is_refused_when_later_records_point_to_its_own(store: Store) -> None:
    chosen, operator_id = add_operator(store, "A")
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        unit.insert(invoice, invoice_row(operator_id, "F-1"))
    before = contents(store)
    with refusal("act_needed"):
        undo_act(store, chosen)
    assert contents(store) == before
    assert [entry.can_undo for entry in history(store)] == [True, True]


def test_a_removal_is_not_undone_when_its_place_is_taken(store: Store) -> None:
    _, operator_id = add_operator(store, "A")
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        first = unit.insert(invoice, invoice_row(operator_id, "F-1"))
    with unit_of_work(store, "remove_invoice", {"number": "F-1"}) as unit:
        unit.delete(invoice, first)
    with unit_of_work(store, "import", {"name": "a.pdf"}) as again:
        again.insert(invoice, invoice_row(operator_id, "F-1"))
    with refusal("act_needed"):
        undo_act(store, unit.act_id)


def test_a_record_that_something_else_changed_is_never_overwritten(store: Store) -> None:
    _, operator_id = add_operator(store, "A")
    with store.writing() as connection:
        connection.execute(update(operator).where(operator.c.id == operator_id).values(siren="732829320"))
    before = contents(store)
    with refusal("act_changed_since"):
        undo(store)
    assert contents(store) == before


def test_an_id_is_never_given_twice(store: Store) -> None:
    _, first = add_operator(store, "A")
    undo(store)
    _, second = add_operator(store, "B")
    assert second > first


def test_history_says_what_was_done_latest_first(store: Store) -> None:
    _, operator_id = add_operator(store, "Hexamobile")
    rename(store, operator_id, "Hexamobile SA")
    undo(store)
    edited, imported = history(store)
    assert sentence(edited.title) == "Operator Hexamobile SA edited"
    assert edited.undone_at is not None
    assert (edited.can_undo, edited.can_redo) == (False, True)
    assert sentence(imported.title) == "Import of Hexamobile.pdf"
    assert imported.undone_at is None
    assert (imported.can_undo, imported.can_redo) == (True, False)
    assert [entry.id for entry in history(store, limit=1)] == [edited.id]


def test_an_unknown_act_is_refused(store: Store) -> None:
    with refusal("act_unknown"):
        undo_act(store, 99)


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_acts_undone_entirely_leaves_nothing_and_redone_entirely_all_of_it(
    tmp_path: Path, seed: int
) -> None:
    random, folder = Random(seed), tmp_path / "store"  # noqa: S311 - the same for the same seed
    store = new_store(folder)
    states, batch = [contents(store)], None
    for _ in range(25):
        batch = random_act(store, random, batch if random.random() < 0.3 else None)
        states.append(contents(store))
    last = states[-1]
    while next_undo(store):
        undo(store)
        assert contents(store) in states
        if random.random() < 0.2:
            store.close()
            store = open_store(folder)
    assert contents(store) == states[0]
    while next_redo(store):
        redo(store)
    assert contents(store) == last
    store.close()
