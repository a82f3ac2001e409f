"""Writes the fixture store of this version, once, when it is released: `python -m tests.store.freeze_store`.

A frozen file is never written again: it is what users have on their disks.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from telbill_desktop.store import migrate
from telbill_desktop.store.engine import DATABASE, create_store
from telbill_desktop.store.search import reindex
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.services.random_acts import invoice_row, line_rows, operator_row

TARGET = Path(__file__).parent / "fixtures" / f"store_v{migrate.VERSION}.sql"


def fill(folder: Path) -> None:
    """Two invoices imported together, an operator edited."""
    with create_store(folder) as store:
        with unit_of_work(store, "import", {"name": "un.pdf"}) as unit:
            operator_id = unit.insert(operator, operator_row("Hexamobile"))
            first = unit.insert(invoice, invoice_row(operator_id, "F-2026-01"))
            unit.insert_many(invoice_line, line_rows(first, 3))
            reindex(unit.connection, [first])
        with unit_of_work(store, "import", {"name": "deux.pdf"}, batch=unit.act_id) as unit:
            second = unit.insert(invoice, invoice_row(operator_id, "A-1312/B", ht="-4278.41"))
            reindex(unit.connection, [second])
        with unit_of_work(store, "edit_operator", {"name": "Hexamobile SA"}) as unit:
            unit.update(operator, operator_id, {"name": "Hexamobile SA", "to_complete": False})
            reindex(unit.connection, [first, second])


def statements(path: Path) -> Iterator[str]:
    """What makes the same store again; FTS5's own tables are made by its virtual table."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        ).fetchall()
        virtual = [name for _, name, _, sql in schema if sql.startswith("CREATE VIRTUAL")]
        shadows = {f"{name}_{part}" for name in virtual for part in ("data", "idx", "content", "docsize", "config")}
        own = [row for row in schema if row[2] not in shadows]
        tables = [name for kind, name, _, _ in own if kind == "table" and name not in virtual]
        yield from (f"{sql};" for kind, name, _, sql in own if kind == "table" and name not in virtual)
        for name in tables:
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - our own tables
                yield f'INSERT INTO "{name}" VALUES ({", ".join(map(_literal, row))});'  # noqa: S608 - a text to keep
        yield from (f"{sql};" for kind, _, _, sql in own if kind == "index")
        yield from (f"{sql};" for _, name, _, sql in own if name in virtual)
        yield "INSERT INTO invoice_search(invoice_search) VALUES ('rebuild');"
        yield f"PRAGMA user_version={migrate.VERSION};"


def _literal(value: object) -> str:
    if value is None or isinstance(value, int):
        return "NULL" if value is None else str(value)
    return "'" + str(value).replace("'", "''") + "'"


if __name__ == "__main__":
    if TARGET.exists():
        raise SystemExit(str(TARGET) + " is frozen")
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "store")
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text("\n".join(statements(Path(folder) / "store" / DATABASE)) + "\n", encoding="utf-8")
