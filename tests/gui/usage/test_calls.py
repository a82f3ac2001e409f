"""Usage call by call: what is told of each, in which order, and what is said where calls are not kept."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.usage_view import UsageFilter
from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn
from telbill_desktop.gui.models.call_table import CALL_POSITION
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.services import usage_purge
from telbill_desktop.store.engine import open_store
from telbill_desktop.store.queries import usage_calls
from tests.gui.usage.user import User
from tests.gui.user import plain

START = ["10/11 12:00", "09/11 11:00", "08/11 08:00", "07/11 09:00", "06/11 09:00", "05/10 10:00"]


def show_calls(user: User) -> None:
    user.choose_in_menu(user.page.filters.grouping, "Each call")


def starts(user: User) -> list[str]:
    return [f"{text[:5]} {text[11:16]}" for text in user.calls(CallColumn.START)]


def test_each_call_is_told_latest_first_with_its_number_masked_and_its_country_by_name(user: User) -> None:
    show_calls(user)
    assert starts(user) == START
    assert user.calls(CallColumn.CALLED)[-1] == "+212 61234 ••••"
    assert user.calls(CallColumn.DESTINATION)[-1] == "Morocco"
    assert user.calls(CallColumn.QUANTITY) == ["0:00:30", "0:05:00", "93 B", "1", "1:01:40", "0:01:33"]
    assert user.calls(CallColumn.AMOUNT)[3] == "0.0512"
    assert user.calls(CallColumn.INVOICE)[:2] == ["F1", "F2"]
    assert user.steps == ["Usage by user", "Each call"]
    user.wait(lambda: user.status == "6 uses · 1 h 09 min · 93 B · 1 message · excl. VAT €1.25")
    assert user.page.chart.isHidden()


def test_calls_are_sorted_by_user_number_called_and_cost(user: User) -> None:
    show_calls(user)
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.USER])
    assert user.calls(CallColumn.USER) == ["", "Ana Petit", "Ana Petit", "Ana Petit", "Léo Martin", "Léo Martin"]
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.CALLED])
    called = user.calls(CallColumn.CALLED)
    assert (called[0], called[1][:4], called[-1][:5]) == ("", "+212", "06 98")
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.AMOUNT])
    assert user.calls(CallColumn.AMOUNT)[0] == "0.9000"
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.AMOUNT])
    assert user.calls(CallColumn.AMOUNT)[-1] == "0.9000"
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.ACCOUNT])
    assert user.calls(CallColumn.AMOUNT)[-1] == "0.9000"
    header = user.page.calls.table.horizontalHeader()
    assert header.sortIndicatorSection() == CALL_POSITION[CallColumn.AMOUNT]


def test_rows_that_are_not_there_yet_are_empty_and_nobody_waits_for_them(user: User) -> None:
    tester = QAbstractItemModelTester(user.page.calls.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show_calls(user)
    user.page.calls.model.forget_rows()
    assert user.page.calls.model.cell(0, CALL_POSITION[CallColumn.START]) == ""
    assert starts(user) == START
    assert tester.model() is user.page.calls.model


def test_more_calls_than_are_listed_are_the_latest_and_it_is_said(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage_calls, "MOST_CALLS", 4)
    user.page.calls.table.order_chosen.emit(user.page.asking.order, False)  # noqa: FBT003 - a signal's argument
    show_calls(user)
    assert starts(user) == START[:4][::-1]
    assert user.page.notice.heading.text().startswith("Only the latest 4 calls are listed")


def test_calls_of_which_totals_alone_are_kept_are_counted_and_said(
    tmp_path: Path, open_user: Callable[[], User], made_store: Path
) -> None:
    user = purged(tmp_path, open_user, made_store)
    assert len(user.groups) == 3
    user.open("Ana Petit")
    user.page.go_into(calls=True)
    user.wait_for_answer()
    assert user.page.notice.heading.text() == "2 of 3 uses are listed: of the others only totals are kept."
    user.page.go_up()
    user.wait_for_answer()
    assert not user.page.notice.isVisible()
    user.open("International calls")
    user.open("Morocco")
    user.wait(user.page.card.only_totals.isVisible)
    user.click(user.page.card.only_totals.button)
    user.wait_for_answer()
    assert user.groups == ["Morocco"]


def test_totals_of_a_month_that_the_days_cut_are_left_out_and_it_is_said(
    tmp_path: Path, open_user: Callable[[], User], made_store: Path
) -> None:
    user = purged(tmp_path, open_user, made_store)
    user.page.filters.period.chosen.emit(Period(date(2026, 10, 3), date(2026, 12, 1)))
    user.wait_for_answer()
    said = plain(user.page.notice.heading.text())
    assert "1 use for €0.90 are not counted here" in said
    assert sum(int(count) for count in user.column(UsageColumn.COUNT)) == 5


def test_a_page_that_is_sent_for_calls_shows_them_and_the_way_back(user: User) -> None:
    wanted = UsageFilter(users=("Ana Petit",), invoice="F1")
    user.page.go_to(Target(options={"filter": wanted, "calls": True}))
    user.wait_for_answer()
    assert starts(user) == ["07/11 09:00", "06/11 09:00", "05/10 10:00"]
    assert sorted(chip.words for chip in user.page.filters.chips.values()) == ["Invoice: F1", "User: Ana Petit"]
    user.press(user.page.calls.table, Qt.Key.Key_Escape)
    assert user.groups == ["Ana Petit"]


def purged(tmp_path: Path, open_user: Callable[[], User], made_store: Path) -> User:
    shutil.copytree(made_store, tmp_path / "store")
    with open_store(tmp_path / "store") as store:
        usage_purge.purge(store, date(2026, 11, 1), Unwatched())
    return open_user()
