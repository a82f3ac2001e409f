"""A store in which numbers of overseas were kept under 33: its records, its history and its search follow."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, update

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.services.history import redo, undo
from telbill_desktop.store import fleet_changes, search
from telbill_desktop.store.engine import DATABASE, Store, open_store
from telbill_desktop.store.images import bulk_rows
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.invoices import invoice_line
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.services.scenarios_of_contracts import START, account, plan
from tests.store.older_stores import without_version_9
from tests.store_contents import contents


def numbers(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(fleet_item.c.number).order_by(fleet_item.c.id)).scalars())


def before_the_codes(store: Store) -> Path:
    """Items added one by one and together, one given another number, a line of an invoice; as version 5 kept them."""
    owner, chosen = account(store), plan(store)

    def row(number: str, label: str = "") -> dict[str, object]:
        return fleet_changes.item_row(FleetItemFields(owner, chosen, START, number=number, label=label))

    with unit_of_work(store, "add_items", {"product": "F", "count": 1}) as unit:
        first = unit.insert(fleet_item, row("+33692001234", label="+33692001234"))
    with unit_of_work(store, "add_items", {"product": "F", "count": 3}) as unit:
        unit.insert_many(
            fleet_item, [row("+33690001234"), row("+33639690123"), row("+33639980107"), row("+3225551234")]
        )
        unit.insert_many(fleet_item, [row("+33596201234"), row("+33976201234")])
    with unit_of_work(store, "edit_item", {"item": "F"}) as unit:
        unit.update(fleet_item, first, {"number": "+33693001234"})
    with store.writing() as connection:
        connection.execute(update(invoice_line).values(phone_number="0692 00 12 34"))
        connection.exec_driver_sql("UPDATE invoice_search_text SET text = replace(text, number, number || ' old')")
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE)) as file, file:
        file.execute("INSERT INTO invoice_search(invoice_search) VALUES ('rebuild')")
        without_version_9(file)
        file.execute("ALTER TABLE planned_charge DROP COLUMN category")
        file.execute("ALTER TABLE fleet_item DROP COLUMN parted_from")
        file.execute("DROP TABLE contact")
        file.execute("DROP TABLE deposit_words")
        for table in ("deposit_copy", "archive_event", "custody", "verdict", "trusted_certificate", "deposit_text"):
            file.execute(f"DROP TABLE {table}")
        file.execute("DROP TABLE company_document")
        file.execute("ALTER TABLE company DROP COLUMN closing_month")
        file.execute("ALTER TABLE company DROP COLUMN closing_day")
        file.execute("UPDATE alembic_version SET version_num = '0005'")
        file.execute("PRAGMA user_version=5")
    return store.folder


def as_rows(folder: Path) -> None:
    """The images of many records as the first stores of version 5 have them: rows under their titles."""
    with closing(sqlite3.connect(folder / DATABASE)) as file, file:
        asked = "SELECT id, after FROM act_change WHERE table_name = 'fleet_item' AND record_id IS NULL"
        for key, after in file.execute(asked).fetchall():
            images = bulk_rows(json.loads(after))
            rows = {"columns": list(images[0]), "rows": [list(image.values()) for image in images]}
            file.execute("UPDATE act_change SET after = ? WHERE id = ?", (json.dumps(rows), key))


@pytest.fixture(params=["columns", "rows"])
def migrated(store: Store, request: pytest.FixtureRequest) -> Store:
    folder = before_the_codes(store)
    if request.param == "rows":
        as_rows(folder)
    return open_store(folder)


NOW = ["+590690001234", "+262639690123", "+33639980107", "+3225551234", "+596596201234", "+262976201234"]


def test_numbers_of_overseas_are_dialled_by_their_codes(migrated: Store) -> None:
    with migrated:
        assert numbers(migrated) == ["+262693001234", *NOW]


def test_acts_of_before_are_undone_and_redone(migrated: Store) -> None:
    with migrated:
        held = contents(migrated)
        undo(migrated)
        assert numbers(migrated) == ["+262692001234", *NOW]
        undo(migrated)
        undo(migrated)
        assert numbers(migrated) == []
        for _ in range(3):
            redo(migrated)
        assert contents(migrated) == held
        with migrated.reading() as connection:
            assert connection.execute(select(fleet_item.c.label).order_by(fleet_item.c.id)).scalars().first() == (
                "+33692001234"
            )


def test_lines_are_found_as_they_are_dialled(migrated: Store) -> None:
    with migrated, migrated.reading() as connection:
        assert search.disagreements(connection)[1] == 0
        for typed in ("262692001234", "0692001234", "33692001234"):
            hits = search.hits(connection, [typed], 10)
            assert hits is not None
            assert hits.count == 1, typed
