"""What is done with the list: going to what it names, copying, saving, with and without a mouse."""

import csv
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.models.to_fetch_tables import ACCOUNT as MONTHS_ACCOUNT
from telbill_desktop.gui.models.to_fetch_tables import FETCH_POSITION
from telbill_desktop.gui.pages.archive.page import ArchivePage
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.services import invoices
from telbill_desktop.store import vault
from telbill_desktop.system import formats
from tests.bundles import bundled
from tests.gui.answers import Answers
from tests.gui.tabbing import press, tab_to
from tests.gui.test_accessible_names import nameless
from tests.gui.to_fetch.conftest import OpenUser
from tests.gui.to_fetch.user import User
from tests.gui.user import plain

CTRL = Qt.KeyboardModifier.ControlModifier
STATE, ACCOUNT, INVOICE = (
    FETCH_POSITION[one] for one in (ToFetchColumn.STATE, ToFetchColumn.ACCOUNT, ToFetchColumn.INVOICE)
)
TITLES = ["State", "Operator", "Account", "Invoice", "Available from", "Deleted from the portal on", "Late since"]
MORE = ["Date of the invoice", "XML archived"]
HEXAMOBILE, NAME = "Hexamobile SA", "CF 2 / SC-2"
OCTOBER = [
    "Late",
    HEXAMOBILE,
    NAME,
    "Invoice of 05/10/2026",
    "07/10/2026",
    "05/12/2026",
    "14/10/2026",
    "05/10/2026",
    "",
]


def account_shown(user: User) -> tuple[EntryKind, int] | None:
    page = user.window.pages.currentWidget()
    entry = page.list.table.current() if isinstance(page, ContractsPage) else None
    return None if entry is None else (entry.kind, entry.id)


def account_of(user: User, operator: str) -> tuple[EntryKind, int]:
    store = user.desk.workspace.store
    [owner] = [one for one in invoices.operators(store) if one.label == operator]
    [account] = invoices.accounts(store, owner.id)
    return EntryKind.ACCOUNT, account.id


def invoice_shown(user: User) -> str:
    page = user.window.pages.currentWidget()
    current = page.table.currentIndex() if isinstance(page, InvoicesPage) else None
    if current is None or not current.isValid() or not isinstance(page, InvoicesPage):
        return ""
    return " ".join(str(page.model.index(current.row(), at).data()) for at in range(page.model.columnCount()))


def test_a_click_on_an_invoice_that_is_known_opens_it(user: User) -> None:
    user.click(1, INVOICE)
    user.wait(lambda: "A-12" in invoice_shown(user))
    assert QApplication.activeModalWidget() is None


def test_a_click_on_an_account_goes_to_it_whatever_the_contracts_are_filtered_by(user: User) -> None:
    page = user.desk.show_page("contracts")
    assert isinstance(page, ContractsPage)
    user.wait(lambda: bool(page.list.table.entries.records))
    page.list.filter.setText("hexa")
    user.click(2, ACCOUNT)
    user.wait(lambda: account_shown(user) == account_of(user, "Lumitel"))
    assert QApplication.activeModalWidget() is None


def test_what_did_not_come_is_only_chosen_by_a_click(user: User) -> None:
    user.click(3, INVOICE)
    assert user.dialog.isVisible()
    assert user.dialog.table.chosen_rows() == [3]


def test_rows_chosen_with_ctrl_are_copied_and_a_fold_stands_for_what_it_holds(user: User) -> None:
    user.click(0, INVOICE)
    user.click(2, INVOICE, CTRL)
    user.qtbot.keyClick(user.dialog.table, Qt.Key.Key_C, CTRL)
    titles, first, *held = user.clipboard
    assert titles == TITLES + MORE
    assert first == OCTOBER
    assert [(row[3], row[7], row[8]) for row in held] == [(f"B-{at}", f"20/{at:02}/2026", "yes") for at in (9, 10, 11)]


def test_each_row_offers_what_can_be_done_with_it(user: User) -> None:
    last = ["Copy for a spreadsheet", "Choose all", "List as shown, CSV…", "Both lists, XLSX…"]
    assert user.menu(0) == ["Go to the account", *last]
    assert user.menu(1) == ["Open the invoice", "Go to the account", *last]
    assert user.menu(2) == ["Show each of these invoices", "Go to the account", *last]
    user.click(2, STATE)
    assert user.menu(2)[0] == "Fold these invoices"


def test_the_list_is_saved_as_shown(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "list.csv"
    user.filter("late")
    user.dialog.acts.save_csv.trigger()
    user.wait((tmp_path / "list.csv").exists)
    assert list(csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines(), delimiter=";")) == [
        TITLES + MORE,
        OCTOBER,
    ]
    answers.saves_to = tmp_path / "months.csv"
    user.dialog.card.filter.clear()
    user.click_tab(1)
    user.dialog.acts.save_csv.trigger()
    user.wait((tmp_path / "months.csv").exists)
    assert list(csv.reader((tmp_path / "months.csv").read_text("utf-8-sig").splitlines(), delimiter=";")) == [
        ["Operator", "Account", "Missing", "Months without an invoice"],
        [HEXAMOBILE, NAME, "2", "August 2026, October 2026"],
    ]


def test_both_lists_are_a_workbook_with_days_that_are_days(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "both.xlsx"
    user.dialog.acts.save_book.trigger()
    user.wait((tmp_path / "both.xlsx").exists)
    book = openpyxl.load_workbook(tmp_path / "both.xlsx")
    assert book.sheetnames == ["Invoices to fetch", "Months without an invoice"]
    rows = list(book["Invoices to fetch"].iter_rows(values_only=True))
    assert len(rows) == 1 + 7
    assert rows[1][5].date().isoformat() == "2026-12-05"
    assert list(book["Months without an invoice"].iter_rows(min_row=2, values_only=True)) == [
        (HEXAMOBILE, NAME, 2, "August 2026, October 2026")
    ]


def test_a_month_leads_to_its_account(user: User) -> None:
    user.click_tab(1)
    user.click(0, MONTHS_ACCOUNT + 2)
    assert user.dialog.isVisible()
    user.click(0, MONTHS_ACCOUNT)
    user.wait(lambda: account_shown(user) == account_of(user, HEXAMOBILE))


def test_without_a_mouse_one_unfolds_filters_and_opens(user: User) -> None:
    for _ in range(2):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert len(user.rows) == 8
    tab_to(user.dialog.tabs)
    press(Qt.Key.Key_Right)
    assert user.dialog.table is user.dialog.months
    press(Qt.Key.Key_Left)
    user.filter("b-11")
    press(Qt.Key.Key_Down)
    assert user.dialog.table.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    user.wait(lambda: "B-11" in invoice_shown(user))


def test_enter_on_what_did_not_come_goes_to_its_account_and_esc_closes(user: User, open_user: OpenUser) -> None:
    press(Qt.Key.Key_Return)
    user.wait(lambda: account_shown(user) == account_of(user, HEXAMOBILE))
    again = open_user()
    press(Qt.Key.Key_Escape)
    again.wait(lambda: QApplication.activeModalWidget() is None)


def test_every_control_has_a_name(user: User) -> None:
    user.click_tab(1)
    assert not (found := list(nameless(user.dialog))), found


def test_columns_stay_as_wide_as_they_were_left(user: User, open_user: OpenUser) -> None:
    user.dialog.fetch.horizontalHeader().resizeSection(INVOICE, 321)
    press(Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert open_user().dialog.fetch.horizontalHeader().sectionSize(INVOICE) == 321


def test_an_archive_without_a_copy_elsewhere_says_so(user: User) -> None:
    said = user.dialog.copies
    assert said.heading.text() == "None of the 6 documents of the archive was ever copied to another medium."
    assert "year bundle" in said.body.text()
    user.qtbot.mouseClick(user.dialog.show_uncopied, Qt.MouseButton.LeftButton)
    user.wait(lambda: "archive" in user.desk.pages and user.desk.pages["archive"].isVisible())
    page = user.desk.pages["archive"]
    assert isinstance(page, ArchivePage)
    user.wait(lambda: page.model.rowCount() == 6)
    assert page.filters.filter.group is ArchiveGroup.UNCOPIED


def test_what_came_after_the_last_copy_is_counted(
    desk: Desk, open_user: OpenUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = desk.workspace.store
    monkeypatch.setattr("telbill_desktop.services.bundles._device", lambda path: path == store.folder)
    made = bundled(store, tmp_path / "2026")
    user = open_user()
    said = user.dialog.copies
    assert plain(said.heading.text()).startswith("Every document has a verified copy on another medium")
    assert said.body.text() == ""
    press(Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    words = plain(open_user().dialog.copies.heading.text())
    today = formats.day(date.today())  # noqa: DTZ011 - the user's own calendar day
    assert words == f"1 document is newer than the last verified copy on another medium (of {today}, {made.place})."


def test_large_text_leaves_room_for_rows(user: User, open_user: OpenUser) -> None:
    press(Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.window.resize(1280, 720)
    theme = user.desk.context.theme
    theme.use("light", 200)
    dialog = open_user().dialog
    user.wait(dialog.copies.isVisible)
    user.wait(lambda: dialog.table.viewport().height() >= theme.dp(30))
