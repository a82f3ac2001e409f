"""A PDF that nothing reads, entered by pointing at its page, kept as a template; the next one reads by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.entry.entry_dialog import EntryDialog
from telbill_desktop.gui.dialogs.entry.entry_field import EntryField
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.templates import TemplatesDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.importers.knowledge import PDF_TEMPLATES, TABLE_PROFILES
from telbill_desktop.services import history
from telbill_desktop.services import invoices as listing
from telbill_desktop.system.paths import settings_folder
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.gui.test_accessible_names import nameless
from tests.pages import TEMPLATE, Text, pdf, telecom_pdf

F = TemplateField
OpenEntry = Callable[[bytes], EntryDialog]


@pytest.fixture
def importing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Callable[[dict[str, bytes]], ImportDialog]:
    """The import's preview of these files."""

    def opened(files: dict[str, bytes]) -> ImportDialog:
        paths = [tmp_path / name for name in files]
        for path in paths:
            path.write_bytes(files[path.name])
        desk.import_paths(paths)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(dialog.table.isVisible, timeout=WAIT)
        return dialog

    return opened


@pytest.fixture
def open_entry(qtbot: QtBot, importing: Callable[[dict[str, bytes]], ImportDialog]) -> OpenEntry:
    """The form on a file, opened with the button beside what the import says of it."""

    def opened(content: bytes) -> EntryDialog:
        return entry_of(qtbot, importing({"first.pdf": content}))

    return opened


@pytest.fixture(autouse=True)
def _leaves_what_was_typed(answers: Answers) -> None:
    answers.confirms = True


def entry_of(qtbot: QtBot, dialog: ImportDialog) -> EntryDialog:
    [button] = [one for one in dialog.detail.findChildren(Button) if one.text() == "Enter by hand…"]
    button.click()
    entry = QApplication.activeModalWidget()
    assert isinstance(entry, EntryDialog)
    qtbot.waitUntil(lambda: "Reading the document" not in entry.hint.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: not entry.pane.picture.pixmap().isNull(), timeout=WAIT)
    return entry


def point_at(qtbot: QtBot, entry: EntryDialog, word: str, field: EntryField) -> None:
    """Puts the cursor into a field and clicks a word of the page."""
    field.line.setFocus()
    QApplication.processEvents()
    picture = entry.pane.picture
    qtbot.waitUntil(lambda: any(one.word.text == word for one in picture._words), timeout=WAIT)
    place = next(one.word.box for one in picture._words if one.word.text == word)
    at = picture.place_of(place).center().toPoint()
    QTest.mouseMove(picture, at)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def texts(dialog: EntryDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def stored(desk: Desk) -> int:
    return len(listing.find_first(desk.workspace.store, InvoiceFilter(), InvoiceOrder()))


def point_out_everything(qtbot: QtBot, entry: EntryDialog) -> None:
    fields = entry.form.fields
    QTest.keyClicks(entry.form.operator.line, "Ondefixe")
    for word, field in (
        ("FR66999000011", entry.form.supplier_id),
        ("FA-2026-0012", fields[F.NUMBER]),
        ("17/11/2026", fields[F.ISSUE_DATE]),
        ("17/12/2026", fields[F.DUE_DATE]),
        ("020,00", fields[F.HT]),
        ("204,00", fields[F.VAT]),
        ("224,00", fields[F.TTC]),
    ):
        point_at(qtbot, entry, word, field)


def test_a_supplier_is_taught_once_and_its_next_invoice_imports_by_itself(
    qtbot: QtBot, window: MainWindow, desk: Desk, importing: Callable[[dict[str, bytes]], ImportDialog]
) -> None:
    second = telecom_pdf(
        number="FA-2026-0345", issued="17/12/2026", due="17/01/2027", ht="10,00", vat="2,00", ttc="12,00"
    )
    dialog = importing({"first.pdf": telecom_pdf(), "second.pdf": second})
    assert [one.status for one in dialog.model.records] == [FileStatus.UNMAPPED] * 2
    entry = entry_of(qtbot, dialog)
    point_out_everything(qtbot, entry)
    assert entry.form.fields[F.HT].line.text() == "1,020.00"
    assert "the amounts agree" in entry.form.check.text()
    assert list(nameless(entry)) == []
    entry.save_button.click()
    qtbot.waitUntil(lambda: entry.is_saved and entry.keep_button.isEnabled(), timeout=WAIT)
    assert "Invoice FA-2026-0012 of Ondefixe is saved" in texts(entry)
    assert [act.kind for act in history.history(desk.workspace.store)] == ["enter_invoice"]
    entry.keep_button.click()
    qtbot.waitUntil(lambda: "is kept" in entry.offer.verdict.text(), timeout=WAIT)
    assert list(nameless(entry)) == []
    entry.close_button.click()
    qtbot.waitUntil(
        lambda: [one.status for one in dialog.model.records] == [FileStatus.DUPLICATE, FileStatus.IMPORTED],
        timeout=WAIT,
    )
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.model.is_done, timeout=WAIT)
    assert dialog.model.cell(1, 4) == "FA-2026-0345"
    assert stored(desk) == 2
    dialog.reject()
    undo = window.actions_by_name["undo"]
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    qtbot.waitUntil(lambda: stored(desk) == 1, timeout=WAIT)
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    qtbot.waitUntil(lambda: stored(desk) == 0, timeout=WAIT)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(desk: Desk, open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    fields = entry.form.fields
    QTest.keyClicks(fields[F.ISSUE_DATE].line, "31/02/2026")
    QTest.keyClicks(fields[F.HT].line, "1.234")
    QTest.keyClicks(entry.form.supplier_id.line, "123456789")
    entry.save_button.click()
    assert "no such day" in fields[F.ISSUE_DATE].error.text()
    assert "can be read as" in fields[F.HT].error.text()
    assert "neither a SIREN" in entry.form.supplier_id.error.text()
    assert entry.form.operator.error.text() == "This field must be filled in."
    assert entry.form.operator.line.hasFocus()
    assert fields[F.DUE_DATE].error.text() == ""
    assert not entry.is_saved
    assert stored(desk) == 0
    entry.reject()


def test_the_sum_is_checked_while_one_types(open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    fields = entry.form.fields
    assert "as soon as all three are there" in entry.form.check.text()
    for field, text in ((F.HT, "10"), (F.VAT, "2"), (F.TTC, "13")):
        QTest.keyClicks(fields[field].line, text)
    assert entry.form.check.text() == "€10.00 + €2.00 do not make €13.00: €1.00 apart."
    QTest.keyClick(fields[F.TTC].line, Qt.Key.Key_Backspace)
    QTest.keyClicks(fields[F.TTC].line, "2")
    assert entry.form.check.text() == "€10.00 + €2.00 = €12.00: the amounts agree."
    entry.reject()


def test_values_beside_usual_labels_are_there_and_outlined_where_they_stand(
    qtbot: QtBot, open_entry: OpenEntry
) -> None:
    usual = [
        Text(40, 100, "N° de facture"),
        Text(200, 100, "F-12"),
        Text(40, 700, "Total TTC"),
        Text(200, 700, "12,00 €"),
    ]
    entry = open_entry(pdf(usual, [Text(40, 300, "Date de facture"), Text(200, 300, "17/11/2026")]))
    fields = entry.form.fields
    assert (fields[F.NUMBER].line.text(), fields[F.TTC].line.text()) == ("F-12", "12.00")
    assert fields[F.ISSUE_DATE].line.text() == "17/11/2026"
    fields[F.TTC].line.setFocus()
    outlined = entry.pane.picture._outlined
    assert outlined is not None
    assert outlined.page == 0
    assert outlined.left == pytest.approx(200, abs=1)
    fields[F.ISSUE_DATE].line.setFocus()
    qtbot.waitUntil(lambda: entry.pane.viewer.index == 1, timeout=WAIT)
    QTest.keyClicks(fields[F.ISSUE_DATE].line, "1")
    assert fields[F.ISSUE_DATE].place is None, "what is typed stands nowhere on the page"
    entry.reject()


def test_the_word_under_the_mouse_is_tinted_and_arrows_reach_every_word(qtbot: QtBot, open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    picture = entry.pane.picture
    qtbot.waitUntil(lambda: bool(picture._words), timeout=WAIT)
    number = next(one for one in picture._words if one.word.text == "FA-2026-0012")
    at = QPointF(picture.place_of(number.word.box).center())
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        at,
        picture.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    before = picture.grab().toImage()
    QApplication.sendEvent(picture, move)
    assert picture._hovered == number
    assert picture.grab().toImage() != before
    entry.form.fields[F.NUMBER].line.setFocus()
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.accessibleName() == "Page of the document: FA-2026-0012"
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert entry.form.fields[F.NUMBER].line.text() == "FA-2026-0012"
    assert picture.hasFocus(), "whoever uses the keyboard stays on the page"
    entry.reject()


def test_a_click_beside_every_word_changes_nothing(open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    picture = entry.pane.picture
    entry.form.fields[F.NUMBER].line.setFocus()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert entry.form.fields[F.NUMBER].line.text() == ""
    entry.reject()


def test_what_was_typed_is_not_lost_without_a_question(open_entry: OpenEntry, answers: Answers) -> None:
    entry = open_entry(telecom_pdf())
    answers.confirms = False
    QTest.keyClicks(entry.form.operator.line, "Ondefixe")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.isVisible()
    assert [one.title for one in answers.asked] == ["Leave without saving?"]
    answers.confirms = True
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert not entry.isVisible()


def test_a_picture_of_a_page_is_typed_and_makes_no_template(qtbot: QtBot, desk: Desk, open_entry: OpenEntry) -> None:
    entry = open_entry(pdf([Text(40, 100, "12,00", is_hidden=True)], picture=True))
    assert "The pages are pictures" in entry.hint.text()
    fields = entry.form.fields
    QTest.keyClicks(entry.form.operator.line, "Ondefixe")
    for field, text in ((F.NUMBER, "7"), (F.ISSUE_DATE, "17/11"), (F.HT, "10"), (F.VAT, "2"), (F.TTC, "12")):
        QTest.keyClicks(fields[field].line, text)
    entry.save_button.click()
    qtbot.waitUntil(lambda: entry.is_saved, timeout=WAIT)
    assert not entry.keep_button.isVisible()
    assert "no text on its pages" in texts(entry)
    assert stored(desk) == 1
    entry.reject()


def test_a_template_that_cannot_be_made_says_why_and_leaves_nothing(qtbot: QtBot, open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    point_out_everything(qtbot, entry)
    entry.form.supplier_id.line.clear()
    entry.save_button.click()
    qtbot.waitUntil(lambda: entry.is_saved and entry.keep_button.isEnabled(), timeout=WAIT)
    entry.keep_button.click()
    qtbot.waitUntil(lambda: "SIREN or VAT number" in entry.offer.verdict.text(), timeout=WAIT)
    assert not (settings_folder() / PDF_TEMPLATES).exists()
    entry.reject()


def test_operators_are_completed_with_their_number(qtbot: QtBot, open_entry: OpenEntry) -> None:
    entry = open_entry(telecom_pdf())
    point_out_everything(qtbot, entry)
    entry.save_button.click()
    qtbot.waitUntil(lambda: entry.is_saved, timeout=WAIT)
    entry.reject()
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, ImportDialog)
    preview.reject()
    other = telecom_pdf(number="FA-2026-0013")
    again = open_entry(other)
    assert again.form.supplier_id.line.text() == "FR66999000011"
    assert again.form.operator.line.text() == "Ondefixe", "the number on the page is known"
    completer = again.form.operator.line.completer()
    completer.setCompletionPrefix("defi")
    assert completer.currentCompletion() == "Ondefixe"
    again.reject()


@pytest.fixture
def templates(qtbot: QtBot, window: MainWindow) -> TemplatesDialog:
    """The list of templates, with one that can be used and one that cannot; a profile of tables is broken too."""
    folder = settings_folder() / PDF_TEMPLATES
    folder.mkdir(parents=True)
    (folder / "ondefixe.toml").write_text(TEMPLATE, "utf-8")
    (folder / "wrong.toml").write_text("name = 1", "utf-8")
    profiles = settings_folder() / TABLE_PROFILES  # what is wrong there is said where profiles are listed
    profiles.mkdir()
    (profiles / "broken.toml").write_text("name = ", "utf-8")
    window.actions_by_name["templates"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TemplatesDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.records), timeout=WAIT)
    return dialog


def test_templates_are_listed_corrected_and_deleted(qtbot: QtBot, templates: TemplatesDialog, answers: Answers) -> None:
    folder = settings_folder() / PDF_TEMPLATES
    assert [templates.model.cell(row, 0) for row in range(2)] == ["Ondefixe", "wrong.toml"]
    assert list(nameless(templates)) == []
    templates.form.name.setFocus()
    templates.form.name.selectAll()
    QTest.keyClicks(templates.form.name, "Onde")
    templates.save_button.click()
    qtbot.waitUntil(lambda: templates.model.cell(0, 0) == "Onde", timeout=WAIT)
    assert 'name = "Onde"' in (folder / "ondefixe.toml").read_text("utf-8")
    line = templates.form._rules[F.TTC]
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, " ")
    templates.save_button.click()
    qtbot.waitUntil(lambda: "fields.ttc.labels" in templates.wrong.text(), timeout=WAIT)
    assert "taxes comprises" in (folder / "ondefixe.toml").read_text("utf-8")
    answers.confirms = False
    templates.delete_button.click()
    assert (folder / "ondefixe.toml").exists(), "the user did not agree"
    answers.confirms = True
    templates.delete_button.click()
    qtbot.waitUntil(lambda: len(templates.model.records) == 1, timeout=WAIT)
    assert not (folder / "ondefixe.toml").exists()
    assert "wrong" in templates.wrong.text()
    assert answers.asked[0].destructive
    templates.close()
