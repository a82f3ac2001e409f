"""The tables that readers get of a report, as values."""

from dataclasses import replace
from datetime import date

from telbill_desktop.domain.report import Report, Table
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.exporters.reports.made import made_report
from telbill_desktop.services.reports.values import report_values
from telbill_desktop.store.engine import Store

TODAY = date(2026, 11, 20)


def tables(store: Store, request: ReportRequest, today: date = TODAY) -> dict[str, Table]:
    """The report's tables by name; every row fits its columns."""
    with report_values(store, request, today) as values:
        report = made_report(values)
        return {table.name: frozen(table) for table in report.tables} | chart_of(report)


def frozen(table: Table) -> Table:
    rows = [tuple(row) for row in table.rows()]
    assert rows == [tuple(row) for row in table.rows()]  # anew each time
    assert all(len(row) == len(table.columns) for row in (*rows, *([table.totals] if table.totals else [])))
    assert table.size in {0, len(rows)}
    return replace(table, rows=lambda: rows)


def chart_of(report: Report) -> dict[str, Table]:
    """The chart as the table that it draws."""
    if report.chart is None:
        return {}
    drawn = report.tables[report.chart.table]
    places = [report.chart.names, *report.chart.series]
    rows = [[row[at] for at in places] for row in drawn.rows()]
    return {"chart": Table("chart", [drawn.columns[at] for at in places], lambda: rows)}


def column(table: Table, title: str) -> list[object]:
    at = [one.title for one in table.columns].index(title)
    return [row[at] for row in table.rows()]


def total(table: Table, title: str) -> object:
    assert table.totals is not None
    return table.totals[[one.title for one in table.columns].index(title)]
