"""The bars of a report's chart, read from the table that it shows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from telbill_desktop.domain.report import ColumnKind, Report, Value
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

MOST = 36  # bars that can still be told apart
_SHORT = 9  # characters of a name that stands below a bar
_STANDING = 13  # bars whose short names have room beside one another


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart draws: a bar for each of `names`, made of one part of each of `series`.

    `lying`: from left to right, because the names are long. `kind` is what the first series counts.
    """

    title: str
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    kind: ColumnKind
    lying: bool


def bars_of(report: Report) -> Bars | None:
    """The bars of a report; None where it has no chart, or nothing to show in one. Of many, the first ones."""
    chart = report.chart
    if chart is None:
        return None
    table = report.tables[chart.table]
    rows = list(islice(table.rows(), MOST + 1))
    title = chart.title
    if len(rows) > MOST:
        title = tr("{title} (the first {count})").format(title=title, count=formats.count(MOST))
    rows = rows[:MOST]
    names = table.columns[chart.names]
    if not rows:
        return None
    labels = tuple(_label(row[chart.names], names.kind) for row in rows)
    series = tuple((table.columns[at].title, tuple(_height(row[at]) for row in rows)) for at in chart.series)
    is_short = names.kind is ColumnKind.MONTH or (max(map(len, labels)) <= _SHORT and len(labels) <= _STANDING)
    return Bars(title, labels, series, table.columns[chart.series[0]].kind, lying=not is_short)


def _label(value: Value, kind: ColumnKind) -> str:
    return formats.short_month(value) if isinstance(value, date) and kind is ColumnKind.MONTH else shown(value, kind)


def _height(value: Value) -> float:
    return float(value) if isinstance(value, int | Decimal) else 0.0
