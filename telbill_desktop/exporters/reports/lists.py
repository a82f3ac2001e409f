"""A list as it is on screen, as a report: its own titles, values with their kinds."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.exporters.cell_text import Cell

Facts = Sequence[tuple[str, str]]


def list_report(title: str, facts: Facts, tables: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> Report:
    """Tables by name, the first row of each being its titles; a fact without a value is left out."""
    told = [(name, value) for name, value in facts if value]
    return Report(title, told, [list_table(name, rows) for name, rows in tables])


def list_table(name: str, rows: Iterable[Sequence[Cell]], totals: Sequence[Value] | None = None) -> Table:
    """The rows below the titles, which come first."""
    titles, *values = list(rows)
    kinds = [_kind(values, at) for at in range(len(titles))]
    columns = [Column(str(each), kind) for each, kind in zip(titles, kinds, strict=True)]
    return Table(name, columns, given(values), totals, size=len(values))


def _kind(rows: Sequence[Sequence[Cell]], at: int) -> ColumnKind:
    """What the values are, the first of which may come late; a column of nothing is one of texts."""
    values = [row[at] for row in rows if row[at] not in {None, ""}]
    first = values[0] if values else ""
    if isinstance(first, Decimal):
        is_fine = any(isinstance(value, Decimal) and value != round_to_cent(value) for value in values)
        return ColumnKind.FINE if is_fine else ColumnKind.AMOUNT
    if isinstance(first, int):
        return ColumnKind.COUNT
    return ColumnKind.DAY if isinstance(first, date) else ColumnKind.TEXT
