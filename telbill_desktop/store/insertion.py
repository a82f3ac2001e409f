"""Rows that go past SQLAlchemy to the driver: naming the values of each takes longer than writing it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, column, insert, table


def insert_rows(
    connection: Connection, record: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]], otherwise: str = ""
) -> int:
    """Adds records, each the values of the columns `names` as images hold them, and returns how many were written.

    `otherwise` is what becomes of those that cannot be added: ` ON CONFLICT …`, as SQLite and PostgreSQL both have it.
    """
    statement, by_place = _insertion(connection.dialect, record.name, names)
    return connection.exec_driver_sql(
        statement + otherwise, list(rows) if by_place else [dict(zip(names, row, strict=True)) for row in rows]
    ).rowcount


def add_to_rows(
    connection: Connection, record: Table, keys: tuple[str, ...], sums: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Adds records, each the values of `keys`, then of `sums`; where one of these keys is there, its sums grow."""
    if rows:
        added = ", ".join(f"{name} = {record.name}.{name} + excluded.{name}" for name in sums)
        otherwise = f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
        insert_rows(connection, record, (*keys, *sums), rows, otherwise)


@lru_cache(maxsize=256)
def _insertion(dialect: Dialect, name: str, columns: tuple[str, ...]) -> tuple[str, bool]:
    """The statement, and whether the driver takes values by their places rather than by names."""
    compiled = insert(table(name, *map(column, columns))).compile(dialect=dialect)
    return compiled.string, compiled.positiontup is not None
