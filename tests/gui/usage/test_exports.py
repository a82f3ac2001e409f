"""Usage as files, on paper and on the clipboard: what is shown, in its order and columns; the calls behind it."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import ColumnKind
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import UsageColumn
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from tests.gui.answers import Answers
from tests.gui.usage.user import User

NAME = USAGE_POSITION[UsageColumn.NAME]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def save(user: User, answers: Answers, words: str, path: Path) -> None:
    answers.saves_to = path
    user.offered(words).trigger()
    user.wait(lambda: path.exists() and not user.desk.context.jobs.is_running())


def test_the_view_is_a_report_of_the_same_groups_with_totals_facts_and_the_months_drawn(user: User) -> None:
    user.wait(lambda: user.page.months is not None)
    user.click_title(user.page.groups.table, NAME)
    user.click_title(user.page.groups.table, NAME)
    assert user.page.printing is not None
    report = user.page.printing()(Unwatched())
    groups, months = report.tables
    assert report.title == "Usage by user"
    assert report.facts == [("Period", "01/12/2025 — 30/11/2026")]
    assert [row[0] for row in groups.rows()] == ["Not assigned", "Léo Martin", "Ana Petit"]
    assert groups.totals is not None
    assert groups.totals[0] == "Total"
    assert [column.kind for column in groups.columns][2:7] == [
        *(ColumnKind.COUNT, ColumnKind.SECONDS, ColumnKind.BYTES, ColumnKind.COUNT, ColumnKind.USAGE)
    ]
    assert [column.title for column in months.columns] == [
        *("Month", "Calls to mobiles", "International calls", "SMS and MMS", "Cost of usage excl. VAT")
    ]
    assert report.chart is not None
    assert (report.chart.table, list(report.chart.series)) == (1, [1, 2, 3])


def test_a_view_that_is_narrowed_says_so(user: User) -> None:
    user.open("Ana Petit")
    user.search("sms")
    assert user.page.printing is not None
    report = user.page.printing()(Unwatched())
    assert report.facts[1:] == [("User", "Ana Petit"), ("Search", "sms")]
    assert [row[0] for row in report.tables[0].rows()] == ["SMS and MMS"]
    assert report.tables[0].totals is not None
    assert report.tables[0].totals[1] == 1


def test_what_is_shown_is_saved_through_the_window(user: User, answers: Answers, tmp_path: Path) -> None:
    user.choose_in_menu(user.page.filters.grouping, "Team")
    save(user, answers, "Save what is shown", tmp_path / "teams.csv")
    assert ["Atelier", "3", "1:03:13"] in [row[:3] for row in rows(tmp_path / "teams.csv")]


def test_the_calls_behind_the_chosen_groups_are_saved_by_time(user: User, answers: Answers, tmp_path: Path) -> None:
    user.click_row("Ana Petit")
    save(user, answers, "Each call behind it", tmp_path / "calls.csv")
    titles, *calls = rows(tmp_path / "calls.csv")
    assert titles[:4] == ["Start", "User", "Number", "Number called"]
    assert [row[0] for row in calls] == ["05/10/2026 10:00:00", "06/11/2026 09:00:05", "07/11/2026 09:00:00"]
    assert calls[0][3] == "00212 61234 ••••"  # no formula


def test_the_calls_that_are_shown_are_a_report_with_what_they_add_up_to(user: User) -> None:
    user.choose_in_menu(user.page.filters.grouping, "Each call")
    assert user.page.printing is not None
    [table] = user.page.printing()(Unwatched()).tables
    assert len(list(table.rows())) == 6
    assert table.totals is not None
    assert [str(one) for one in table.totals if one is not None] == ["Total", "4123", "93", "1", "1.2512"]


def test_chosen_groups_and_chosen_calls_are_copied_for_a_spreadsheet(user: User) -> None:
    user.click_row("Ana Petit")
    user.press(user.page.groups.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    titles, row = user.clipboard
    assert (titles[0], titles[6]) == ("User", "Cost of usage excl. VAT")
    assert row[:7] == ["Ana Petit", "Atelier", "3", "1:03:13", "0", "1", "0,9512"]
    user.choose_in_menu(user.page.filters.grouping, "Each call")
    user.page.calls.table.setFocus()
    user.press(user.page.calls.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.press(user.page.calls.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: len(user.clipboard) == 7)
    assert user.page.acts.copy_calls.shortcut() == QKeySequence(QKeySequence.StandardKey.Copy)


def test_what_is_printed_before_an_answer_is_there_is_what_is_still_on_screen(user: User) -> None:
    user.page.show_path(user.page.path.grouped(UsageGrouping.TEAM))
    assert not user.page.asking.is_complete
    assert user.page.printing is not None
    report = user.page.printing()(Unwatched())
    assert report.title == "Usage by user"
    assert [row[0] for row in report.tables[0].rows()] == ["Ana Petit", "Not assigned", "Léo Martin"]
    user.wait_for_answer()
    assert user.page.printing()(Unwatched()).title == "Usage by team"
