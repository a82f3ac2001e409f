"""The import as a user does it: files in, a preview, one press, what became of each file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.conflict.dialog import ConflictDialog
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.services import history
from telbill_desktop.services import invoices as listing
from tests import builders
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in


@pytest.fixture
def dialog(window: MainWindow) -> ImportDialog:
    """Opened from the top bar."""
    window.top_bar.import_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def previewed(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(dialog.table.isVisible, timeout=WAIT)


def stored(desk: Desk) -> int:
    return len(listing.find_first(desk.workspace.store, InvoiceFilter(), InvoiceOrder()))


def texts(dialog: ImportDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_preview_writes_nothing_and_names_every_file(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, answers: Answers, invoices: Path
) -> None:
    answers.folder = invoices
    dialog.take([invoices])
    previewed(qtbot, dialog)
    found = {Path(one.file).name: one.status for one in dialog.model.records}
    assert found == {
        "first.pdf": FileStatus.IMPORTED,
        "notes.txt": FileStatus.REFUSED,
        "second.xml": FileStatus.IMPORTED,
        "third.xml": FileStatus.CONFLICT,
    }
    assert stored(desk) == 0
    assert history.history(desk.workspace.store) == []
    assert dialog.import_button.text() == "Import 3 invoices"
    assert "Nothing is written yet" in texts(dialog)


def test_a_conflict_shows_both_sides_and_says_that_nothing_is_overwritten(
    qtbot: QtBot, dialog: ImportDialog, invoices: Path
) -> None:
    dialog.take([invoices])
    previewed(qtbot, dialog)
    shown = texts(dialog)
    assert "Nothing will be overwritten" in shown
    assert "first.pdf" in shown
    assert "differs" in shown
    assert "is already here with other figures: Amount" in shown
    assert not dialog.open_button.isEnabled()


def test_importing_tells_what_became_of_each_file_and_one_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog, desk: Desk, invoices: Path
) -> None:
    dialog.take([invoices])
    previewed(qtbot, dialog)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.model.is_done, timeout=WAIT)
    assert stored(desk) == 2
    assert dialog.model.cell(0, 0) == "Imported"
    assert "Nothing was overwritten" in texts(dialog)
    assert not dialog.import_button.isVisible()
    dialog.reject()
    assert window.notices.text.text() == "3 documents imported. 1 is in conflict."
    undo = window.actions_by_name["undo"]
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    qtbot.waitUntil(lambda: stored(desk) == 0, timeout=WAIT)


def test_a_conflict_is_compared_from_the_import_that_brought_it(
    qtbot: QtBot, dialog: ImportDialog, invoices: Path
) -> None:
    dialog.take([invoices])
    previewed(qtbot, dialog)
    assert not [button for button in dialog.findChildren(QPushButton) if button.text() == "Compare…"]
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.model.is_done, timeout=WAIT)
    [compare] = [button for button in dialog.detail.findChildren(QPushButton) if button.text() == "Compare…"]
    compare.click()
    comparison = QApplication.activeModalWidget()
    assert isinstance(comparison, ConflictDialog)
    qtbot.waitUntil(lambda: comparison.choices is not None, timeout=WAIT)
    comparison.keep_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog, timeout=WAIT)


def test_the_invoice_of_a_row_is_one_press_away(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog, desk: Desk, invoices: Path
) -> None:
    dialog.take([invoices / "second.xml"])
    previewed(qtbot, dialog)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.model.is_done, timeout=WAIT)
    assert dialog.open_button.isEnabled()
    dialog.open_button.click()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is desk.pages["invoices"], timeout=WAIT)
    assert QApplication.activeModalWidget() is None


def test_what_is_already_here_leads_to_the_stored_invoice(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    dialog.take([invoices / "first.pdf"])
    previewed(qtbot, dialog)
    assert dialog.model.records[0].status is FileStatus.DUPLICATE
    assert not dialog.import_button.isVisible()
    assert dialog.open_button.isEnabled()
    assert "each file says why" in texts(dialog)


def test_a_conflict_with_the_store_compares_with_what_is_stored(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices / "first.pdf")
    dialog.take([invoices / "third.xml"])
    previewed(qtbot, dialog)
    qtbot.waitUntil(lambda: "Stored invoice" in texts(dialog), timeout=WAIT)
    assert "This file" in texts(dialog)


def test_a_folder_without_any_file_says_so(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / ".hidden").write_text("x", "utf-8")
    dialog.take([empty])
    previewed(qtbot, dialog)
    assert "no file to read" in texts(dialog)
    assert "1 hidden file was left out." in texts(dialog)
    assert not dialog.import_button.isVisible()


def test_all_refused_says_why_for_each_file(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_bytes(builders.cii_xml(builders.draft())[:300])
    gone = tmp_path / "gone.pdf"
    dialog.take([broken, gone])
    previewed(qtbot, dialog)
    assert [one.status for one in dialog.model.records] == [FileStatus.REFUSED, FileStatus.REFUSED]
    assert all(dialog.model.cell(row, 7) for row in range(2))
    assert not dialog.import_button.isVisible()


def test_files_dropped_on_the_preview_join_it(qtbot: QtBot, dialog: ImportDialog, invoices: Path) -> None:
    dialog.take([invoices / "first.pdf"])
    previewed(qtbot, dialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(invoices / "second.xml"))])
    at = QPointF(dialog.rect().center())
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(dialog, QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(dialog, QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: len(dialog.model.records) == 2, timeout=WAIT)


def test_choosing_files_asks_and_esc_leaves_without_writing(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, answers: Answers, invoices: Path
) -> None:
    answers.files = [invoices / "first.pdf"]
    button = next(one for one in dialog.findChildren(type(dialog.import_button)) if one.text() == "Choose files…")
    button.click()
    previewed(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    assert stored(desk) == 0


def test_cancelling_while_it_writes_keeps_whole_files_and_tells_them(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, tmp_path: Path
) -> None:
    for number in range(60):
        content = builders.cii_xml(builders.draft(number=f"N-{number}"))
        (tmp_path / f"{number:03}.xml").write_bytes(content)
    dialog.take(sorted(tmp_path.glob("*.xml")))
    previewed(qtbot, dialog)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: stored(desk) > 0, timeout=WAIT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.model.is_done, timeout=WAIT)
    assert 0 < stored(desk) == len(dialog.model.records) <= 60
    assert len(history.history(desk.workspace.store)) == 1


def test_names_of_files_and_suppliers_are_never_markup(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "<b>bold<img src=x>.xml"
    seller = builders.draft().seller
    hostile = builders.draft(seller=type(seller)(name="<script>x</script>", siren=seller.siren))
    path.write_bytes(builders.cii_xml(hostile))
    dialog.take([path])
    previewed(qtbot, dialog)
    assert "<b>bold<img src=x>.xml" in texts(dialog)
    assert dialog.model.cell(0, 3) == "<script>x</script>"
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
