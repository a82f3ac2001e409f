"""« Utilisateurs » of an invoice: who used what it charges."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.pages.invoices import detail_panel
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.pages.usage.page import UsagePage
from telbill_desktop.gui.start import Program
from telbill_desktop.services.invoices import find_ids, rows
from telbill_desktop.store.engine import create_store
from tests import builders
from tests.gui.conftest import WAIT
from tests.services.scenarios import read
from tests.services.scenarios import take as take_invoices
from tests.usage_files import call, take, write

ANA, LEO = {"user": "Ana Petit", "account": "CF 2"}, {"user": "Léo Martin", "line": "0622222222", "account": "CF 2"}
ROWS = (
    call(**ANA, invoice="F1", amount="0,2000"),
    call(**ANA, invoice="F1", label="SMS", quantity="1", amount="0,0500"),
    call(**ANA, invoice="F3", amount="9,0000"),
    call(**LEO, invoice="F1", label="Appels vers l'international", called="00212612345678", amount="1,5000"),
)


@pytest.fixture
def desk(tmp_path: Path, open_window: Callable[[Path], Program]) -> Desk:
    """F1 with its usage, F2 without any."""
    with create_store(tmp_path / "store") as store:
        take_invoices(store, read(builders.draft(number="F1")), read(builders.draft(number="F2")))
        take(store, write(tmp_path / "usage.csv", ROWS))
    program = open_window(tmp_path / "store")
    assert program.session is not None
    assert program.session.desk is not None
    return program.session.desk


def opened(qtbot: QtBot, desk: Desk, number: str) -> InvoicesPage:
    """The page with this invoice beside the list."""
    page = desk.show_page("invoices")
    assert isinstance(page, InvoicesPage)
    store = desk.workspace.store
    found = rows(store, find_ids(store, InvoiceFilter(), InvoiceOrder()))
    page.go_to(Target(record_id=next(one.id for one in found if one.number == number)))

    def is_shown() -> bool:
        return page.detail.detail is not None and page.detail.detail.invoice.number == number

    qtbot.waitUntil(is_shown, timeout=WAIT)
    return page


def users_tab_shown(page: InvoicesPage) -> bool:
    tabs = page.detail.tabs
    return tabs.isTabVisible(tabs.indexOf(page.detail.users))


def test_an_invoice_tells_its_users_by_category_and_another_without_usage_has_no_such_tab(
    qtbot: QtBot, desk: Desk
) -> None:
    page = opened(qtbot, desk, "F1")
    qtbot.waitUntil(lambda: users_tab_shown(page), timeout=WAIT)
    tab, model = page.detail.users, page.detail.users.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.detail.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: bool(model.records), timeout=WAIT)
    assert list(model.titles) == [
        *("User", "Cost of usage excl. VAT", "International calls", "Calls to mobiles", "SMS and MMS")
    ]
    told = [[model.cell(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]
    assert told == [["Léo Martin", "1.50", "1.50", "", ""], ["Ana Petit", "0.25", "", "0.20", "0.05"]]
    assert list(tab.totals.texts) == ["Total", "1.75", "1.50", "0.20", "0.05"]
    assert tester.model() is model
    opened(qtbot, desk, "F2")
    qtbot.waitUntil(lambda: not users_tab_shown(page), timeout=WAIT)


def test_a_double_click_on_a_user_shows_the_calls_of_the_invoice(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk, "F1")
    qtbot.waitUntil(lambda: users_tab_shown(page), timeout=WAIT)
    tab = page.detail.users
    page.detail.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: bool(tab.model.records), timeout=WAIT)
    place = tab.table.visualRect(tab.model.index(1, 0)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    tab.copy_act.trigger()
    assert QGuiApplication.clipboard().text().startswith("User\t")
    qtbot.mouseDClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: isinstance(desk.pages.get("usage"), UsagePage), timeout=WAIT)
    usage = desk.pages["usage"]
    assert isinstance(usage, UsagePage)
    qtbot.waitUntil(lambda: usage.asking.is_complete, timeout=WAIT)
    assert usage.calls.model.rowCount() == 2
    assert sorted(chip.words for chip in usage.filters.chips.values()) == ["Invoice: F1", "User: Ana Petit"]


def test_the_users_are_those_of_the_invoice_wherever_python_keeps_it(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address is given again: one invoice in thirty was taken for the one whose users the tab had shown."""
    with create_store(tmp_path / "store") as store:
        take_invoices(store, read(builders.draft(number="F1")), read(builders.draft(number="F3")))
        take(store, write(tmp_path / "usage.csv", ROWS))
    session = open_window(tmp_path / "store").session
    assert session is not None
    assert session.desk is not None
    monkeypatch.setattr(detail_panel, "id", lambda _anything: 1, raising=False)
    page = opened(qtbot, session.desk, "F1")
    qtbot.waitUntil(lambda: users_tab_shown(page), timeout=WAIT)
    tab, tabs = page.detail.users, page.detail.tabs
    tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: list(tab.totals.texts)[:2] == ["Total", "1.75"], timeout=WAIT)
    tabs.setCurrentIndex(0)
    opened(qtbot, session.desk, "F3")
    tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: list(tab.totals.texts)[:2] == ["Total", "9.00"], timeout=WAIT // 4)


def test_the_tab_is_there_again_behind_an_invoice_that_has_none(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk, "F1")
    tabs = page.detail.tabs
    qtbot.waitUntil(lambda: users_tab_shown(page), timeout=WAIT)
    tabs.setCurrentWidget(page.detail.users)
    opened(qtbot, desk, "F2")
    qtbot.waitUntil(lambda: not users_tab_shown(page), timeout=WAIT)
    opened(qtbot, desk, "F1")
    qtbot.waitUntil(lambda: tabs.currentWidget() is page.detail.users, timeout=WAIT)
    opened(qtbot, desk, "F2")
    qtbot.waitUntil(lambda: not users_tab_shown(page), timeout=WAIT)
    tabs.setCurrentWidget(page.detail.history)
    opened(qtbot, desk, "F1")
    qtbot.waitUntil(lambda: users_tab_shown(page), timeout=WAIT)
    assert tabs.currentWidget() is page.detail.history
