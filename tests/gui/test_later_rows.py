"""Rows that come from a job: nobody waits for them, and whoever scrolls on has not asked in vain."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.models.later_table import LaterTable
from telbill_desktop.gui.models.paged_table import Columns
from telbill_desktop.gui.models.row_pages import PAGE


class Row(NamedTuple):
    """A row of one cell."""

    id: int


class Asked:
    """Keeps the questions until a test answers them."""

    def __init__(self) -> None:
        self.questions: list[tuple[list[int], Callable[[Iterable[Row]], None]]] = []

    def __call__(self, ids: Sequence[int], done: Callable[[Iterable[Row]], None]) -> None:
        self.questions.append((list(ids), done))

    def answer(self, *, without: int | None = None) -> list[int]:
        ids, done = self.questions.pop(0)
        done([Row(one) for one in ids if one != without])
        return ids


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def table(qapp: QApplication, asked: Asked) -> LaterTable[Row]:
    columns = Columns(
        ("id",), {"id": "Id"}, {"id": "Id"}, frozenset(), attrgetter("id"), lambda row: (f"row {row.id}",)
    )
    table = LaterTable(columns, asked, qapp)
    table.show_ids(range(1000, 1000 + 20 * PAGE))
    return table


def test_a_row_is_empty_until_it_is_there_and_then_told_to_whoever_paints(table: LaterTable[Row], asked: Asked) -> None:
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    changed: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    assert table.cell(3, 0) == ""
    assert table.row_at(3) is None
    assert asked.answer() == list(range(1000, 1000 + PAGE))
    assert table.cell(3, 0) == "row 1003"
    assert changed[0] == (0, PAGE - 1)
    assert tester.model() is table


def test_one_question_is_under_way_and_the_next_is_of_the_latest_pages(table: LaterTable[Row], asked: Asked) -> None:
    for page in range(10):
        assert table.cell(page * PAGE, 0) == ""
    assert len(asked.questions) == 1
    asked.answer()
    assert [one // PAGE for one in _positions(asked)] == [6, 7, 8, 9]
    asked.answer()
    assert asked.questions == []
    assert table.cell(9 * PAGE, 0) == "row " + str(1000 + 9 * PAGE)
    assert table.cell(3 * PAGE, 0) == ""  # it was passed, and is asked for when it is painted again
    assert [one // PAGE for one in _positions(asked)] == [3]


def test_an_answer_about_another_list_is_left_aside(table: LaterTable[Row], asked: Asked) -> None:
    assert table.cell(0, 0) == ""
    table.show_ids([7, 8])
    assert table.cell(0, 0) == ""
    asked.answer()
    assert table.cell(0, 0) == ""
    asked.answer()
    assert [table.cell(row, 0) for row in range(2)] == ["row 7", "row 8"]


def test_rows_that_changed_are_asked_for_again_and_one_that_is_gone_stays_empty(
    table: LaterTable[Row], asked: Asked
) -> None:
    assert table.cell(0, 0) == ""
    asked.answer()
    table.forget_rows()
    assert table.cell(0, 0) == ""
    asked.answer(without=1000)
    assert (table.cell(0, 0), table.cell(1, 0)) == ("", "row 1001")


def _positions(asked: Asked) -> list[int]:
    return sorted({(one - 1000) // PAGE * PAGE for ids, _done in asked.questions for one in ids})
