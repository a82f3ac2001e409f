"""Lists as reports: what a column holds is told from all of its values."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import ColumnKind, Value
from telbill_desktop.exporters.report_file import write_report
from telbill_desktop.exporters.reports.lists import list_report

_MANY = 300


@pytest.mark.parametrize(
    ("value", "kind"),
    [(date(2026, 11, 17), ColumnKind.DAY), (Decimal("12.50"), ColumnKind.AMOUNT), (3, ColumnKind.COUNT)],
)
def test_a_column_that_is_filled_late_is_of_what_fills_it(value: Value, kind: ColumnKind, tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [("Line", "Ends"), *[("A", None)] * _MANY, ("B", value)]
    made = list_report("Fleet", [], [("Fleet", rows)])
    assert [column.kind for column in made.tables[0].columns] == [ColumnKind.TEXT, kind]
    path = tmp_path / "fleet.xlsx"
    write_report(path, made, progress=Unwatched())
    *_, (name, last) = load_workbook(path)["Fleet"].iter_rows(values_only=True)
    assert (name, last.date() if isinstance(value, date) else last) == ("B", value)


def test_a_price_of_fractions_of_a_cent_is_printed_whole() -> None:
    dear, cheap = ("A", Decimal("12.50"), Decimal("9.90")), ("A", Decimal("0.035"), None)
    rows: list[tuple[Value, ...]] = [("Operator", "Price", "Fee"), dear, cheap]
    made = list_report("Contracts", [], [("Prices", rows)])
    assert [column.kind for column in made.tables[0].columns[1:]] == [ColumnKind.FINE, ColumnKind.AMOUNT]
