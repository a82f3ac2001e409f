import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.services import invoices
from tests.gui.answers import Answers
from tests.gui.invoices.user import User

CTRL = Qt.KeyboardModifier.ControlModifier


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))


def copied(user: User) -> list[list[str]]:
    user.wait(lambda: bool(QGuiApplication.clipboard().text()))
    return user.clipboard


def test_the_chosen_rows_are_copied_for_a_spreadsheet_and_no_formula_runs(user: User) -> None:
    QGuiApplication.clipboard().clear()
    user.click_row(0)
    user.click_row(1, CTRL)
    user.click_row(6, CTRL)
    user.press(user.page.table, Qt.Key.Key_C, CTRL)
    rows = copied(user)
    assert rows[0][:4] == ["Type", "Date", "Invoice number", "Total excl. VAT"]
    assert rows[1][1:5] == ["17/11/2026", "A-1312/B", "50,01", "60,01"]
    assert rows[2][0] == "Credit note"
    assert rows[2][3] == "-50,01"
    assert rows[3][2] == "'=1+1"


def test_the_list_is_saved_as_shown(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "list.csv"
    user.page.layout_of_table.show_column("client_code", shown=False)
    user.click_title(InvoiceColumn.TTC)
    user.type("F-")
    user.page.export_actions()[0].trigger()
    user.wait(lambda: "rows saved" in user.window.notices.text.text())
    rows = read_csv(tmp_path / "list.csv")
    assert [row[2].removeprefix("'") for row in rows[1:]] == user.numbers
    assert rows[0] == [
        "Type",
        "Date",
        "Invoice number",
        "Total excl. VAT",
        "Total incl. VAT",
        "Subscriber",
        "Currency",  # one of them is in dollars
    ]


def test_the_lines_of_the_chosen_invoices_are_saved(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "lines.csv"
    user.open("F-200")
    user.page.export_actions()[1].trigger()
    user.wait(lambda: "4 rows saved" in user.window.notices.text.text())
    rows = read_csv(tmp_path / "lines.csv")
    assert [row[6] for row in rows[1:]][-1] == "Routeur 4G"


def test_an_invoice_is_removed_and_the_notice_brings_it_back(user: User) -> None:
    user.open("F-100")
    user.click_row(3, CTRL)
    user.press(user.page.table, Qt.Key.Key_Delete)
    user.wait(lambda: len(user.numbers) == 5)
    assert "F-100" not in user.numbers
    assert "2 invoices removed" in user.window.notices.text.text()
    user.wait(lambda: user.page.table.currentIndex().row() == 2)
    user.wait(user.window.actions_by_name["undo"].isEnabled)
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: len(user.numbers) == 7)
    assert "F-100" in user.numbers


def test_the_whole_journey_by_the_keyboard_alone(user: User) -> None:
    user.press(user.window, Qt.Key.Key_F, CTRL)
    assert user.page.filters.text.hasFocus()
    user.qtbot.keyClicks(user.page.filters.text, "lumitel")
    user.wait_for_list()
    user.key(Qt.Key.Key_Down)
    assert user.page.table.hasFocus()
    user.wait(lambda: "F-100" in user.page.detail.heading.text())
    user.key(Qt.Key.Key_Down)
    user.wait(lambda: "F-300" in user.page.detail.heading.text())
    user.key(Qt.Key.Key_Escape)
    assert not user.page.detail.isVisible()
    assert user.page.table.hasFocus()
    user.key(Qt.Key.Key_Return)
    assert user.page.detail.isVisible()
    QGuiApplication.clipboard().clear()
    user.key(Qt.Key.Key_C, CTRL)
    assert copied(user)[1][2] == "F-300"


def test_every_control_of_the_page_has_a_name(user: User) -> None:
    user.open("A-1312/B")
    for kind in (QAbstractButton, QTableView, QLineEdit):
        for widget in user.page.findChildren(kind):
            inside_a_field = isinstance(widget.parent(), QLineEdit)
            if widget.isVisible() and not inside_a_field and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget


def test_a_search_everywhere_goes_to_the_invoice(user: User) -> None:
    user.type("C-7")
    wanted = user.page.context.workspace.store
    [found] = invoices.find_by_number(wanted, "F-200")
    user.page.go_to(Target(record_id=found))
    user.wait(lambda: "F-200" in user.page.detail.heading.text())
    user.wait_for_list()
    assert user.numbers[user.page.table.currentIndex().row()] == "F-200"
    assert user.page.chosen.ids() == [found]
