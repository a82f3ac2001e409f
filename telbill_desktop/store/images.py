"""Records as JSON images: what the journal keeps, and what brings a record back exactly.

An image holds the columns' own values, whole numbers and texts, never what the program makes of them: it is
written back as it was read, whatever became of the types since.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, TableClause, column, table
from sqlalchemy.engine.default import DefaultDialect

Image = dict[str, Any]
Columns = dict[str, Sequence[Any]]  # of many records: the values of each column, in the order of the records

_DIALECT = DefaultDialect()  # an image is the same whatever database holds it


def image_of_some(record: Table, values: Mapping[str, Any]) -> Image:
    """The image of some columns of a record.

    Raises:
        KeyError: the table has no such column (a defect).
    """
    bound = _processors(record)
    return {
        name: value if value is None or (made := bound[name]) is None else made(value) for name, value in values.items()
    }


def columns_of(record: Table, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Records given as Python values, column by column, as images hold them; what a row does not give is NULL.

    Raises:
        KeyError: the table has no such column (a defect).
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: column_of(record, name, [row.get(name) for row in rows]) for name in names}


def column_of(record: Table, name: str, values: Sequence[Any]) -> Sequence[Any]:
    """One column of many records, as images hold it."""
    made = _processors(record)[name]
    return values if made is None else [None if value is None else made(value) for value in values]


def all_are(values: Sequence[Any], value: object) -> bool:
    """Whether a column holds nothing but this value; most that do not differ at one of their ends."""
    return values[0] == values[-1] == value and values.count(value) == len(values)


def bulk_image(record: Table, columns: Columns) -> dict[str, Any]:
    """Many records of one table as one value: what they share once, then the columns in which they differ."""
    shared = {each.name: None for each in record.columns if each.name not in columns}
    varying = {}
    for name, values in columns.items():
        if all_are(values, values[0]):
            shared[name] = values[0]
        else:
            varying[name] = list(values)
    return {"shared": shared, "varying": varying}


def bulk_rows(stored: Mapping[str, Any]) -> list[Image]:
    """The images of the records of which `bulk_image` was made; before version 5 it made rows under their titles."""
    if "rows" in stored:
        blank = dict.fromkeys(stored.get("blank", ()))
        return [{**blank, **dict(zip(stored["columns"], values, strict=True))} for values in stored["rows"]]
    names, shared = tuple(stored["varying"]), stored["shared"]
    rows = zip(*stored["varying"].values(), strict=True)
    return [{**shared, **dict(zip(names, values, strict=True))} for values in rows]


@lru_cache(maxsize=64)
def plain(record: Table) -> TableClause:
    """The same table without our types: what is selected from it is an image, what is inserted in it is one."""
    return table(record.name, *(column(each.name) for each in record.columns))


def table_named(name: str) -> Table:
    """The table that a journal entry speaks of."""
    from telbill_desktop.store.tables.every import METADATA  # noqa: PLC0415 - the first rows wait for a few tables only

    return METADATA.tables[name]


@lru_cache(maxsize=64)
def _processors(record: Table) -> dict[str, Callable[[Any], Any] | None]:
    return {each.name: each.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for each in record.columns}
