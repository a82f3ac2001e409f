"""A report as texts, ready to be laid out for any paper: made once, off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Report, Table, Value, given
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.bars import Bars, bars_of
from telbill_desktop.exporters.shown_values import LEFT, shown

MOST_ROWS = 10_000  # on some two hundred and fifty pages: more is searched, not read
_EVERY = 500


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table with the texts of its cells. `whole` has its rows as values, for what columns ask for."""

    whole: Table
    rows: Sequence[Sequence[str]]
    totals: Sequence[str] | None
    figures: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Printable:
    """Everything of a report that goes on paper."""

    title: str
    facts: Sequence[tuple[str, str]]
    bars: Bars | None
    tables: Sequence[PrintTable]


def printable(report: Report, progress: Progress) -> Printable:
    """The report as texts.

    Raises:
        TelbillError: `too_long_to_print`.
        CancelledError: from `progress`.
    """
    room = MOST_ROWS
    tables = []
    for table in report.tables:
        tables.append(_table(table, room, progress))
        room -= len(tables[-1].rows)
    facts = [(name, _lines(value)) for name, value in report.facts]
    return Printable(visible(report.title), facts, bars_of(report), tables)


def _table(table: Table, room: int, progress: Progress) -> PrintTable:
    kinds = [column.kind for column in table.columns]
    values: list[Sequence[Value]] = []
    for at, row in enumerate(table.rows()):
        if at == room:
            raise TelbillError("too_long_to_print", count=MOST_ROWS)
        if at % _EVERY == 0:
            progress.step(at, table.size, table.name)
        values.append(row)
    rows = [[_lines(shown(value, kind)) for value, kind in zip(row, kinds, strict=True)] for row in values]
    totals = None
    if table.totals is not None:
        totals = [visible(shown(value, kind)) for value, kind in zip(table.totals, kinds, strict=True)]
    return PrintTable(replace(table, rows=given(values)), rows, totals, [kind not in LEFT for kind in kinds])


def _lines(text: str) -> str:
    """The text as it is read: its lines stay apart, what else nobody sees is written out."""
    if text.isprintable():
        return text
    return "\n".join(visible(line.replace("\t", " ")) for line in text.splitlines())
