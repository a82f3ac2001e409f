"""Records as JSON images: what the journal keeps, and what brings a record back exactly."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite as reference

from telbill_desktop.store.tables.metadata import METADATA

_DIALECT = reference.dialect()


def image_of(table: Table, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping of columns to their Python values
    """The record as whole numbers and texts, exactly as the columns hold them; missing columns are NULL."""
    return {column.name: _bound(column.type, row.get(column.name)) for column in table.columns}


def row_of(table: Table, image: dict[str, Any]) -> dict[str, Any]:
    """The Python values that `image_of` was made from."""
    return {column.name: _loaded(column.type, image.get(column.name)) for column in table.columns}


def table_named(name: str) -> Table:
    """The table that a journal entry speaks of."""
    return METADATA.tables[name]


def _bound(kind: Any, value: object) -> Any:  # noqa: ANN401
    processor = kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return processor(value) if processor else value


def _loaded(kind: Any, value: object) -> Any:  # noqa: ANN401
    processor = kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return processor(value) if processor else value
