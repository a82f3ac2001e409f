from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.workbook import Sheet, write_workbook

ROWS: Sequence[Sequence[Cell]] = (
    ["Day", "Label", "Amount", "Count"],
    [date(2026, 12, 5), "Forfait", Decimal("1234.50"), 3],
    [None, "=1+1", Decimal("-2.00"), None],
    [None, "@SUM(A1)", Decimal("1E+2"), None],
    [None, "a\x00b", Decimal(0), 0],
)


def test_amounts_are_numbers_dates_are_dates_and_texts_are_never_formulas(tmp_path: Path) -> None:
    path = tmp_path / "to come.xlsx"
    assert write_workbook(path, [Sheet("One", ROWS), Sheet("Two", ROWS[:1])]) == Written(4, replaced_characters=1)
    one, two = openpyxl.load_workbook(path).worksheets
    assert (one.title, two.title) == ("One", "Two")
    assert [cell.value for cell in one[2]] == [datetime(2026, 12, 5), "Forfait", 1234.5, 3]  # noqa: DTZ001 - a day
    assert (one["A2"].number_format, one["C2"].number_format) == ("dd/mm/yyyy", "#,##0.00")
    assert [one.cell(row, 2).value for row in (3, 4, 5)] == ["'=1+1", "'@SUM(A1)", "a\ufffdb"]
    assert {one.cell(row, 2).data_type for row in range(2, 6)} == {"s"}
    assert [one.cell(row, 3).value for row in (3, 4, 5)] == [-2, 100, 0]
    assert one.freeze_panes == "A2"


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(TelbillError) as raised:
        write_workbook(tmp_path / "nowhere" / "book.xlsx", [Sheet("One", ROWS)])
    assert raised.value.message.code == "file_unwritable"
