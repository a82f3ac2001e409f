"""« Importer le parc… » on its page: previewed, what cannot be is named by its cell, what is right is on the page."""

from pathlib import Path

from openpyxl import load_workbook  # type: ignore[import-untyped] # it ships no types
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.import_table import REMARK, STATUS
from telbill_desktop.gui.dialogs.mapping.corrections import FIELD, TEXT, CorrectionsDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import fleet, perimeters
from tests.gui.answers import Answers
from tests.gui.fleet.user import User
from tests.table_files import csv_bytes

TITLES = ["Compte", "Offre", "Numéro", "Utilisateur", "Équipe", "Début"]


def table(user: User, folder: Path, *rows: list[str]) -> Path:
    """A spreadsheet of the office: everything is on the account of the page."""
    [account] = {row.account.label for row in user.page.fleet.rows}
    path = folder / "parc.csv"
    path.write_bytes(csv_bytes([TITLES, *([account, *row] for row in rows)]))
    return path


def previewed(user: User) -> ImportDialog:
    """Presses the button of the page and waits for the preview."""
    user.click(user.page.filters.take_in)
    dialog = user.dialog(ImportDialog)
    user.wait(dialog.table.isVisible)
    return dialog


def press(user: User, dialog: ImportDialog, words: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words and one.isVisible())
    user.click(button)


def test_a_table_is_imported_from_the_page_and_a_wrong_cell_is_named_and_corrected(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    right = ["Forfait 20 Go", "06 39 98 77 01", "Zoé Maillard", "Pose", "01/06/2026"]
    wrong = ["Forfait 100 Go", "06 39 98 77", "", "", "01/06/2026"]
    answers.files = [table(user, tmp_path, right, wrong)]
    dialog = previewed(user)
    assert dialog.heading.text() == "Import the fleet"
    assert not dialog.open_button.isVisible()  # there is no invoice to be shown
    assert dialog.import_button.text() == "Import 1 thing of the fleet"
    press(user, dialog, "Correct the rows…")
    grid = user.dialog(CorrectionsDialog)
    assert [grid.model.cell(0, column) for column in (0, FIELD, TEXT)] == ["3", "Phone number", "06 39 98 77"]
    grid.reject()
    press(user, dialog, "Import 1 thing of the fleet")
    user.wait(lambda: "06 39 98 77 01" in user.column(FleetColumn.NUMBER))
    at = user.column(FleetColumn.NUMBER).index("06 39 98 77 01")
    seen = [user.column(one)[at] for one in (FleetColumn.PRODUCT, FleetColumn.USER, FleetColumn.TEAM)]
    assert seen == ["Forfait 20 Go", "Zoé Maillard", "Pose"]
    user.wait(lambda: dialog.model.is_done)
    dialog.reject()


def test_the_same_table_a_second_time_has_nothing_to_write(user: User, answers: Answers, tmp_path: Path) -> None:
    row = ["Forfait 20 Go", "06 39 98 77 01", "Zoé Maillard", "Pose", "01/06/2026"]
    answers.files = [table(user, tmp_path, row)]
    dialog = previewed(user)
    user.click(dialog.import_button)
    user.wait(lambda: dialog.model.is_done)
    dialog.reject()
    user.wait(lambda: len(user.column(FleetColumn.NUMBER)) == 7)
    again = previewed(user)
    assert again.model.cell(0, REMARK) == "Things of the fleet: 0 new, 1 identical, 0 changed."
    assert again.model.cell(0, STATUS) == "Already here"
    assert not again.import_button.isVisible()
    again.reject()


def test_who_chooses_no_file_is_asked_nothing_more(user: User) -> None:
    user.click(user.page.filters.take_in)
    QTest.qWait(50)
    assert user.window.isActiveWindow()


def test_the_windows_menu_imports_the_fleet_too(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.files = [table(user, tmp_path, ["Forfait 20 Go", "06 39 98 77 01", "", "", "01/06/2026"])]
    user.window.menu.aboutToShow.emit()
    next(one for one in user.window.menu.actions() if one.text() == "Import the fleet…").trigger()
    dialog = user.dialog(ImportDialog)
    user.wait(dialog.table.isVisible)
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: not dialog.isVisible())


def test_the_whole_fleet_is_exported_changed_in_a_spreadsheet_and_imported_again(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    book = tmp_path / "parc.xlsx"
    answers.saves_to, answers.files = book, [book]
    user.retype(user.page.filters.text, "ines")  # the filter leaves nothing out
    user.page.acts.exports.whole_fleet.trigger()
    user.wait(lambda: "6 rows saved as parc.xlsx" in user.window.notices.text.text())
    same = previewed(user)
    assert same.model.cell(0, REMARK) == "Things of the fleet: 0 new, 6 identical, 0 changed."
    same.reject()
    user.page.filters.clear()
    change(book, "06 39 98 01 07", "RIO", "01P123456A1B")
    changed = previewed(user)
    assert changed.import_button.text() == "Import 1 thing of the fleet"
    user.click(changed.import_button)
    user.wait(lambda: changed.model.is_done)
    changed.reject()
    user.wait(lambda: any(row.item.rio == "01P123456A1B" for row in user.page.fleet.rows))


def test_the_whole_fleet_is_more_than_the_perimeter_shows(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "parc.xlsx"
    perimeters.save_perimeter(user.store, "Ailleurs", PerimeterChoice(client_codes=("ailleurs",)))
    user.page.context.store_changed()
    chooser = user.window.top_bar.perimeter
    user.wait(lambda: any(action.text() == "Ailleurs" for action in chooser.list.actions()))
    user.choose_in_menu(chooser, "Ailleurs")
    user.wait(lambda: not user.page.fleet.rows)
    user.page.acts.exports.whole_fleet.trigger()
    user.wait(lambda: "6 rows saved as parc.xlsx" in user.window.notices.text.text())


def change(book: Path, number: str, title: str, text: str) -> None:
    """Types into the row of a number."""
    opened = load_workbook(book)
    sheet = opened.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[titles.index("Numéro")].value == number)
    row[titles.index(title)].value = text
    opened.save(book)


def test_an_option_whose_line_has_no_number_is_said_to_be_left_out(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    answers.saves_to = tmp_path / "parc.xlsx"
    rows = user.page.fleet.rows
    option = next(row.item for row in rows if row.item.line_id is not None)
    seat = next(row.item for row in rows if row.item.product.label == "Licence Advanced")
    fleet.add_items(user.store, FleetItemFields(seat.account_id, option.product.id, seat.start, line_id=seat.id))
    user.page.refresh()
    user.wait(lambda: len(user.page.fleet.rows) == 7)
    user.page.acts.exports.whole_fleet.trigger()
    user.wait(lambda: "1 option of a line without a number" in user.window.notices.text.text())
