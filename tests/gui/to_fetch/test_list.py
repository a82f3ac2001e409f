"""What the list says, and how it is narrowed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.to_fetch.dialog import ToFetchDialog, open_to_fetch
from telbill_desktop.gui.models.to_fetch_tables import FETCH_POSITION
from telbill_desktop.services import invoices
from tests.gui.to_fetch.user import User
from tests.gui.user import plain

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
STATE, INVOICE = FETCH_POSITION[ToFetchColumn.STATE], FETCH_POSITION[ToFetchColumn.INVOICE]
HEXAMOBILE, ACCOUNT = "Hexamobile SA", "CF 2 / SC-2"
FOLD = ["XML archived", "Lumitel", ACCOUNT, "PDF absent: 3 invoices", "", "", ""]
ALL = [
    ["Late", HEXAMOBILE, ACCOUNT, "Invoice of 05/10/2026", "since 07/10/2026", "05/12/2026", "14/10/2026"],
    ["To fetch", HEXAMOBILE, ACCOUNT, "A-12", "since 08/11/2026", "06/01/2027", ""],
    FOLD,
    ["To come", HEXAMOBILE, ACCOUNT, "Invoice of 05/12/2026", "from 07/12/2026", "05/02/2027", ""],
    ["Off the portal", HEXAMOBILE, ACCOUNT, "Invoice of 05/08/2026", "since 07/08/2026", "05/10/2026", "14/08/2026"],
]
HELD = [["To fetch", "Lumitel", ACCOUNT, f"\u2003B-{at}", "", "", ""] for at in (9, 10, 11)]


def narrowed(user: User, perimeter: PerimeterChoice, name: str) -> User:
    """The list as the page of another perimeter opens it."""
    user.dialog.accept()
    user.wait(lambda: QApplication.activeModalWidget() is None)
    open_to_fetch(user.desk.context, user.window, perimeter, name)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ToFetchDialog)
    user.wait(lambda: bool(dialog.summary.text()))
    return User(user.qtbot, user.window, user.desk, dialog)


def test_the_list_says_what_is_late_to_fetch_to_come_and_gone(user: User) -> None:
    assert user.rows == ALL
    assert plain(user.dialog.summary.text()) == (
        "November 2026: 1 invoice is late, 1 to fetch, 1 to come, 1 no longer on the portal, "
        "3 archived as XML without their PDF. 1 will be deleted from its portal within a month."
    )
    assert user.dialog.card.count.text() == "7 invoices"
    assert user.dialog.table.hasFocus()


def test_states_are_words_with_an_icon_and_days_that_are_few_stand_out(user: User) -> None:
    model = user.dialog.fetch_model
    pills = [model.state_pill(row) for row in range(len(ALL))]
    assert [pill and (pill.text, pill.icon, pill.tone) for pill in pills] == [
        ("Late", "triangle-alert", "warn"),
        ("To fetch", "download", "info"),
        ("XML archived", "chevron-right", "neutral"),
        ("To come", "dot", "neutral"),
        ("Off the portal", "circle-x", "bad"),
    ]
    few = [model.deletion_pill(row) for row in range(len(ALL))]
    assert [pill and (pill.before, pill.text, pill.tone) for pill in few] == [
        ("05/12/2026", "in 13 days", "warn"),
        *[None] * 4,
    ]


def test_what_is_archived_as_xml_is_shown_on_a_click_and_folded_on_the_next(user: User) -> None:
    QAbstractItemModelTester(user.dialog.fetch_model, FATAL)
    user.click(2, STATE)
    assert user.rows == [*ALL[:3], *HELD, *ALL[3:]]
    pill = user.dialog.fetch_model.state_pill(2)
    assert pill is not None
    assert pill.icon == "chevron-down"
    user.click(2, INVOICE)
    assert user.rows == ALL
    assert user.dialog.table.currentIndex().row() == 2


def test_who_looks_for_an_invoice_sees_it_though_it_is_folded(user: User) -> None:
    QAbstractItemModelTester(user.dialog.fetch_model, FATAL)
    user.filter("b10")
    assert user.rows == [[*FOLD[:3], "PDF absent: 1 invoice", *FOLD[4:]], HELD[1]]
    user.click(0, STATE)
    assert len(user.rows) == 1
    user.dialog.card.filter.clear()
    assert user.rows == ALL


@pytest.mark.parametrize(
    ("text", "found"),
    [("lumi", [FOLD]), ("late hexa", [ALL[0]]), ("12/2026", [ALL[0], ALL[3]]), ("xml", [FOLD])],
)
def test_every_word_that_is_shown_can_be_searched(user: User, text: str, found: list[list[str]]) -> None:
    user.filter(text)
    assert user.rows == found


def test_a_filter_that_hides_everything_says_so_and_offers_the_way_back(user: User) -> None:
    user.filter("nobody")
    hidden = user.dialog.card.stacks[0].all_hidden
    assert hidden.isVisible()
    assert user.dialog.card.count.text() == "0 invoices"
    assert not user.dialog.acts.save_csv.isEnabled()
    user.qtbot.mouseClick(hidden.button, Qt.MouseButton.LeftButton)
    assert user.rows == ALL
    assert user.dialog.card.filter.hasFocus()
    user.qtbot.keyClicks(user.dialog.card.filter, "lumi")
    user.qtbot.keyClick(user.dialog.card.filter, Qt.Key.Key_Escape)
    assert user.dialog.isVisible()
    assert user.rows == ALL


def test_the_perimeter_of_the_page_applies(user: User, desk: Desk) -> None:
    assert plain(user.dialog.card.perimeter.text()).startswith("Perimeter: ")
    [lumitel] = [one for one in invoices.operators(desk.workspace.store) if one.label == "Lumitel"]
    [account] = invoices.accounts(desk.workspace.store, lumitel.id)
    other = narrowed(user, PerimeterChoice(account_ids=(account.id,)), "Lyon")
    assert other.rows == [FOLD]
    assert plain(other.dialog.card.perimeter.text()) == "Perimeter: Lyon"
    assert plain(other.dialog.summary.text()) == "November 2026: 3 archived as XML without their PDF."


def test_where_nothing_lacks_the_list_says_so_and_leads_to_the_contracts(user: User) -> None:
    other = narrowed(user, PerimeterChoice(account_ids=(9_999,)), "Lyon")
    empty = other.dialog.card.stacks[0].no_data
    assert empty.isVisible()
    assert empty.heading.text() == "Nothing to fetch: everything that should be there is archived."
    assert plain(other.dialog.summary.text()) == "November 2026: Nothing to fetch."
    other.click_tab(1)
    assert other.dialog.card.stacks[1].no_data.heading.text() == "No month without an invoice"
    other.qtbot.mouseClick(other.dialog.card.stacks[1].no_data.button, Qt.MouseButton.LeftButton)
    other.wait(lambda: other.window.pages.currentWidget() is other.desk.pages.get("contracts"))
    assert QApplication.activeModalWidget() is None


def test_the_months_without_an_invoice_stand_in_words(user: User) -> None:
    QAbstractItemModelTester(user.dialog.months_model, FATAL)
    user.click_tab(1)
    assert user.rows == [[HEXAMOBILE, ACCOUNT, "2", "August 2026, October 2026"]]
    assert user.dialog.card.count.text() == "1 account"
    user.filter("july")
    assert user.dialog.card.stacks[1].all_hidden.isVisible()
    user.dialog.card.filter.clear()
    user.filter("october")
    assert len(user.rows) == 1
