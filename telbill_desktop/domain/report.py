"""A report as values: tables with typed columns, what they add up to, one chart. Writers make files of it.

Titles and texts are in the reader's language already; amounts, days and counts are still themselves, so that each
writer shows them as its readers count with them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | Decimal | int | date | datetime | None


class ColumnKind(StrEnum):
    """What the values of a column are, and so how they are shown.

    TEXT `str`, never a figure or a formula whatever it looks like; AMOUNT `Decimal` euros, two places; FINE `Decimal`
    euros, two places and more where there are more (a unit price); USAGE `Decimal` euros, four places or more (what
    calls cost); NUMBER `Decimal`, as many places as it has; COUNT `int`; SECONDS `int`; BYTES `int`; SHARE `Decimal`,
    0.25 is a quarter; DAY `date`; MONTH `date`, the first of it; MOMENT `datetime`, by the wall's clock.
    """

    TEXT = "text"
    AMOUNT = "amount"
    FINE = "fine"
    USAGE = "usage"
    NUMBER = "number"
    COUNT = "count"
    SECONDS = "seconds"
    BYTES = "bytes"
    SHARE = "share"
    DAY = "day"
    MONTH = "month"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is the characters that its values usually take, 0 where the writer is to find out."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a name (a sheet of a workbook, a section of a page).

    `rows` may be asked for more than once and gives the rows anew each time: a million of them are never held at once.
    `totals` is one more row, of what the rows add up to; None where adding up makes no sense. `notes` are sentences
    below it. `size` is how many rows there are where that is known, so that progress can be told; else 0.
    """

    name: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Value]]]
    totals: Sequence[Value] | None = None
    notes: Sequence[str] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars: one for each row of the table at `table`, named by its column `names`, of its columns `series`."""

    title: str
    table: int
    names: int
    series: Sequence[int]


@dataclass(frozen=True, slots=True)
class Report:
    """What is handed to a writer. `facts` say of what it is: company, period, perimeter, day made."""

    title: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    chart: Chart | None = None


def given(rows: Sequence[Sequence[Value]]) -> Callable[[], Iterable[Sequence[Value]]]:
    """Rows that are there already, as `Table` asks for them."""
    return lambda: rows
