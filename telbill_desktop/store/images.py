"""Records as JSON images: what the journal keeps, and what brings a record back exactly.

An image holds the columns' own values, whole numbers and texts, never what the program makes of them: it is
written back as it was read, whatever became of the types since.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, TableClause, column, table
from sqlalchemy.engine.default import DefaultDialect

from telbill_desktop.store.tables import METADATA

Image = dict[str, Any]

_DIALECT = DefaultDialect()  # an image is the same whatever database holds it


def image_of(record: Table, row: Mapping[str, Any]) -> Image:
    """The image of a record given as Python values; missing columns are NULL."""
    image = dict.fromkeys(_processors(record))
    image.update(image_of_some(record, row))
    return image


def image_of_some(record: Table, values: Mapping[str, Any]) -> Image:
    """The image of some columns of a record.

    Raises:
        KeyError: the table has no such column (a defect).
    """
    bound = _processors(record)
    return {
        name: value if value is None or (made := bound[name]) is None else made(value) for name, value in values.items()
    }


def bulk_image(images: Sequence[Image]) -> dict[str, Any]:
    """Many records of one table as one value: the names of the columns once, then a list of values for each.

    `blank` names the columns that are NULL in all of them.
    """
    names = [name for name in images[0] if any(image[name] is not None for image in images)]
    values = itemgetter(*names) if len(names) > 1 else lambda image: (image[names[0]],)
    blank = [name for name in images[0] if name not in names]
    return {"columns": names, "rows": list(map(values, images)), "blank": blank}


def bulk_rows(stored: Mapping[str, Any]) -> list[Image]:
    """The images that `bulk_image` was made from."""
    blank = dict.fromkeys(stored.get("blank", ()))
    return [{**blank, **dict(zip(stored["columns"], values, strict=True))} for values in stored["rows"]]


@lru_cache(maxsize=64)
def plain(record: Table) -> TableClause:
    """The same table without our types: what is selected from it is an image, what is inserted in it is one."""
    return table(record.name, *(column(each.name) for each in record.columns))


def table_named(name: str) -> Table:
    """The table that a journal entry speaks of."""
    return METADATA.tables[name]


@lru_cache(maxsize=64)
def _processors(record: Table) -> dict[str, Callable[[Any], Any] | None]:
    return {each.name: each.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for each in record.columns}
