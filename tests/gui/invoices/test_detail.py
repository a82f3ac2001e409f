import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QImage

from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Integrity, SignatureReport
from telbill_desktop.gui.delegates.cells import PADDING
from telbill_desktop.gui.models.invoice_cells import POSITION
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import documents
from telbill_desktop.store import verdicts
from tests.gui.answers import Answers
from tests.gui.invoices.user import User
from tests.gui.user import plain

SUMMARY, LINES, USERS, DOCUMENT, HISTORY = range(5)


def shown(grid: dict[str, str]) -> dict[str, str]:
    return {plain(name): plain(text) for name, text in grid.items()}


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_detail_is_hidden_until_a_row_is_clicked_and_esc_closes_it(user: User) -> None:
    assert not user.page.detail.isVisible()
    user.open("A-1312/B")
    assert user.page.detail.isVisible()
    assert user.page.detail.heading.text() == "Invoice A-1312/B — Hexamobile SA"
    user.press(user.page.table, Qt.Key.Key_Escape)
    assert not user.page.detail.isVisible()
    user.press(user.page.table, Qt.Key.Key_Down)
    assert not user.page.detail.isVisible()
    user.press(user.page.table, Qt.Key.Key_Return)
    assert user.page.detail.isVisible()
    user.wait(lambda: "C-7" in user.page.detail.heading.text())


def test_the_summary_has_the_fields_of_the_operators_portals(user: User) -> None:
    user.open("A-1312/B")
    summary = user.page.detail.summary
    facts = shown({**summary.facts.texts(), **summary.account.texts(), **summary.references.texts()})
    assert facts["Type"] == "Invoice"
    assert (facts["Date"], facts["Due date"]) == ("17/11/2026", "17/12/2026")
    assert facts["Period"] == "29/10 — 28/11/2026"
    assert facts["Total excl. VAT"] == "€50.01"
    assert facts["VAT 20 %"] == "€10.00"
    assert facts["Total incl. VAT"] == "€60.01"
    assert facts["Amount due"] == "€60.01"
    assert facts["Billing centre"].startswith("CF 2")
    assert "1-10265655331" in facts["Billing centre"]
    assert facts["Purchase order"] == "AA01046121"
    assert facts["Framework contract"] == "50036316"
    assert facts["Local contract"] == "LOC-204"
    assert facts["Business unit"] == "BU NOUVEAUX SERVICES"
    assert (facts["Site 1"], facts["Site 2"], facts["EDI indicator"]) == ("Lyon", "Paris", "No")
    assert facts["Recipient"] == "Atelier Roche SAS\n7 impasse des Établis, 69000 Lyon, FR"
    assert facts["Company code (COOLCO)"] == "123"
    assert facts["Recipient's SIRET"] == "99910001900010"


def test_the_summary_adds_up_categories_with_their_prorata_and_ranges(user: User) -> None:
    user.open("F-200")
    summary = user.page.detail.summary
    assert summary.categories.texts() == [
        ("Subscriptions", "40.00"),
        ("Optional services", "7.50"),
        ("of which prorata", "7.50"),
        ("Communications", "2.51"),
        ("Equipment", "30.00"),
        ("One-off charges", "0.00"),
    ]
    assert ("Box", "30.00") in summary.ranges.texts()


def test_what_is_to_be_checked_is_said_in_sentences(user: User) -> None:
    user.open("F-100")
    box = user.page.detail.summary.warnings
    assert box.isVisible()
    assert box.property("role") == "panel_warn"
    assert box.heading.text().startswith("To check")
    assert "99.99" in box.body.text()
    user.open("F-200")
    assert box.property("role") != "panel_warn" or not box.isVisible()


def test_the_lines_are_sorted_by_their_titles_and_their_sum_is_that_of_the_chosen_ones(user: User) -> None:
    user.open("F-200")
    detail = user.page.detail
    assert detail.tabs.tabText(LINES) == "Lines (4)"
    detail.tabs.setCurrentIndex(LINES)
    lines = detail.lines
    assert plain(lines.sums.text()) == "4 lines · excl. VAT €80.01"
    lines._on_title_clicked(3)
    assert [lines.model.cell(row, 3) for row in range(4)] == ["2.51", "7.50", "30.00", "40.00"]
    lines.table.selectRow(0)
    user.wait(lambda: plain(lines.sums.text()) == "1 line selected · excl. VAT €2.51")
    lines._on_title_clicked(3)
    assert lines.model.cell(lines.table.currentIndex().row(), 3) == "2.51"
    lines._on_title_clicked(3)
    assert [lines.model.cell(row, 3) for row in range(4)] == ["40.00", "7.50", "2.51", "30.00"]
    lines.table.setFocus()
    user.press(lines.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert user.clipboard[0][:4] == ["Label", "Qty", "Unit price", "Total excl. VAT"]
    assert user.clipboard[1][:4] == ["Communications hors forfait", "1", "2,51", "2,51"]


def test_the_first_page_is_beside_the_summary_and_the_pages_under_document(user: User) -> None:
    user.open("A-1312/B")
    thumbnail = user.page.detail.summary.thumbnail
    user.wait(lambda: not thumbnail.picture.pixmap().isNull())
    assert colours(thumbnail.picture.pixmap().toImage()) > 20
    assert thumbnail.words.text().startswith("page 1 / ")
    user.qtbot.mouseClick(thumbnail, Qt.MouseButton.LeftButton)
    assert user.page.detail.tabs.currentIndex() == DOCUMENT
    viewer = user.page.detail.document.viewer
    user.wait(lambda: not viewer.picture.pixmap().isNull())
    image = viewer.picture.pixmap().toImage()
    assert colours(image) > 20
    width = image.width()
    assert abs(width - viewer.area.viewport().width()) <= 2
    user.qtbot.mouseClick(viewer.larger, Qt.MouseButton.LeftButton)
    user.wait(lambda: viewer.picture.pixmap().width() > width)
    assert viewer.fit.text() == "125\u00a0%"


def test_the_document_says_what_it_is_and_an_xml_is_shown_as_text(user: User) -> None:
    user.open("C-7")
    detail = user.page.detail
    assert detail.summary.thumbnail.isHidden()
    assert detail.original.text() == "XML"
    detail.tabs.setCurrentIndex(DOCUMENT)
    tab = detail.document
    assert tab.name.text() == "b credit.xml"
    assert tab.source is not None
    assert tab.facts.texts()["SHA-256"].replace(" ", "") == tab.source.digest
    user.wait(lambda: "<?xml" in tab.text.toPlainText())
    assert "62268557" in tab.text.toPlainText()


def test_documents_that_contradict_each_other_stand_side_by_side(user: User) -> None:
    user.open("A-1312/B")
    detail = user.page.detail
    assert detail.conflict.isVisible()
    assert detail.conflict.heading.text() == "2 documents contradict each other"
    assert "Total incl. VAT: €60.01 in the invoice, €51.00 in h other.xml" in detail.conflict.body.text()
    detail.tabs.setCurrentIndex(DOCUMENT)
    assert detail.document.choice.count() == 2
    texts = [label.text() for label in detail.document.comparison.findChildren(Label)]
    assert "≠ Total incl. VAT" in texts
    assert "€60.01" in texts
    assert "€51.00" in texts
    assert "Invoice number" in texts
    detail.document.choice.setCurrentIndex(1)
    assert detail.document.name.text() == "h other.xml"


def test_the_history_names_the_import(user: User) -> None:
    user.open("C-7")
    user.page.detail.tabs.setCurrentIndex(HISTORY)
    assert "Import of b credit.xml" in user.page.detail.history.texts()


def test_the_original_is_opened_from_a_copy(user: User) -> None:
    opened: list[QUrl] = []

    def system_viewer(url: QUrl | str) -> bool:
        opened.append(QUrl(url))
        return True

    user.page.detail.originals.open_url = system_viewer
    user.open("A-1312/B")
    user.qtbot.mouseClick(user.page.detail.original, Qt.MouseButton.LeftButton)
    user.wait(lambda: bool(opened))
    copy = Path(opened[0].toLocalFile())
    store = user.page.context.workspace.store
    assert user.page.detail.detail is not None
    assert copy.read_bytes() == documents.content(store, user.page.detail.detail.sources[0].deposit_id)
    assert store.archive not in copy.parents
    assert copy.suffix == ".pdf"


@pytest.mark.parametrize(("integrity", "is_said"), [(Integrity.INTACT, True), (Integrity.UNSIGNED, False)])
def test_whoever_opens_a_signed_invoice_is_told_that_a_print_of_it_has_no_legal_value(
    user: User, integrity: Integrity, *, is_said: bool
) -> None:
    opened: list[QUrl] = []

    def system_viewer(url: QUrl | str) -> bool:
        opened.append(QUrl(url))
        return True

    user.page.detail.originals.open_url = system_viewer
    user.open("A-1312/B")
    assert user.page.detail.detail is not None
    deposit_id = user.page.detail.detail.sources[0].deposit_id
    with user.page.context.workspace.store.writing() as connection:
        verdicts.keep(
            connection, deposit_id, Verdict(datetime.now(UTC), SignatureReport(integrity, Message("signature_none")))
        )
    user.qtbot.mouseClick(user.page.detail.original, Qt.MouseButton.LeftButton)
    words = "Only the electronic file has legal value: a print of it, or a picture, has none."
    if is_said:
        user.wait(lambda: user.window.notices.text.text() == words)
    user.wait(lambda: bool(opened))
    user.qtbot.wait(50)
    assert (user.window.notices.text.text() == words) == is_said


def test_a_copy_is_saved_where_the_user_says(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "copy.xml"
    user.open("C-7")
    user.page.detail.tabs.setCurrentIndex(DOCUMENT)
    user.qtbot.mouseClick(user.page.detail.document.save_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: answers.saves_to is not None and answers.saves_to.exists())
    assert b"C-7" in (tmp_path / "copy.xml").read_bytes()


def test_the_splitter_stands_where_it_was_left(user: User) -> None:
    user.open("A-1312/B")
    at_first = user.page.splitter.sizes()
    user.drag(user.page.splitter.handle(1), -90)
    left = user.page.splitter.sizes()
    assert left[1] == at_first[1] + 90
    user.press(user.page.table, Qt.Key.Key_Escape)
    user.press(user.page.table, Qt.Key.Key_Return)
    assert user.page.splitter.sizes() == left
    user.page.save_layout()
    assert user.page.context.settings.view("invoices").splitter == left


def test_keys_held_down_show_the_last_invoice_only(user: User) -> None:
    user.open("A-1312/B")
    for _ in range(6):
        user.press(user.page.table, Qt.Key.Key_Down)
    user.wait(lambda: "=1+1" in user.page.detail.heading.text())


def test_while_the_first_invoice_is_read_nothing_is_shown_half_empty(user: User) -> None:
    detail = user.page.detail
    user.click_row(2)
    assert detail.isVisible()
    assert not detail.tabs.isVisible()
    assert not detail.original.isVisible()
    assert not detail.state.isVisible()
    user.wait(detail.tabs.isVisible)
    assert detail.state.isVisible()
    assert detail.original.isVisible()


def test_a_closed_detail_does_not_flash_up_the_former_invoice(user: User) -> None:
    user.open("F-100")
    user.press(user.page.table, Qt.Key.Key_Escape)
    user.click_row(0)
    assert user.page.detail.heading.text() == ""
    user.wait(lambda: "A-1312/B" in user.page.detail.heading.text())


def test_label_quantity_price_and_amount_of_the_lines_fit_the_panel(user: User) -> None:
    user.open("F-200")
    user.page.detail.tabs.setCurrentIndex(LINES)
    table = user.page.detail.lines.table
    user.wait(table.isVisible)
    user.wait(lambda: table.visualRect(table.model().index(0, 3)).right() == table.viewport().width() - 1)
    label = table.columnWidth(0)
    user.drag(user.page.splitter.handle(1), -80)
    user.wait(lambda: table.columnWidth(0) == label + 80)
    assert table.visualRect(table.model().index(0, 3)).right() == table.viewport().width() - 1


def test_a_narrow_window_shows_the_detail_over_the_list_and_esc_brings_it_back(user: User) -> None:
    user.window.resize(900, 700)
    user.wait(lambda: user.page.splitter.is_narrow)
    user.page.table.setFocus()
    user.press(user.page.table, Qt.Key.Key_Down)
    assert user.page.card.isVisible()
    assert not user.page.detail.isVisible()
    user.press(user.page.table, Qt.Key.Key_Return)
    user.wait(user.page.detail.tabs.isVisible)
    assert not user.page.card.isVisible()
    user.key(Qt.Key.Key_Escape)
    assert user.page.card.isVisible()
    assert user.page.table.hasFocus()
    user.press(user.page.table, Qt.Key.Key_Return)
    user.window.resize(1440, 900)
    user.wait(user.page.card.isVisible)
    assert user.page.detail.isVisible()


def test_a_preview_whose_worker_is_killed_says_a_sentence_and_the_next_one_is_drawn(user: User) -> None:
    user.open("A-1312/B")
    user.page.detail.tabs.setCurrentIndex(DOCUMENT)
    viewer = user.page.detail.document.viewer
    user.wait(lambda: not viewer.picture.pixmap().isNull())
    killing = QTimer(interval=5)
    killing.timeout.connect(kill_workers)
    kill_workers()
    killing.start()
    user.qtbot.mouseClick(viewer.larger, Qt.MouseButton.LeftButton)
    user.wait(lambda: viewer.picture.text() != "")
    assert viewer.picture.text() == "No page of this document can be shown. Open the original instead."
    killing.stop()
    user.qtbot.mouseClick(viewer.larger, Qt.MouseButton.LeftButton)
    user.wait(lambda: not viewer.picture.pixmap().isNull())
    assert viewer.picture.text() == ""


def kill_workers() -> None:
    """As the system does when memory runs out."""
    for child in multiprocessing.active_children():
        child.kill()


def test_beside_the_detail_the_seven_columns_fit_and_subscribers_are_whole(user: User) -> None:
    user.window.resize(1440, 900)
    user.open("A-1312/B")
    table, header = user.page.table, user.page.table.horizontalHeader()
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # as beside a long list
    user.wait(lambda: header.length() <= table.viewport().width())
    assert len(user.page.layout_of_table.shown()) == 7
    needed = table.fontMetrics().horizontalAdvance("Atelier Roche SAS") + 2 * user.page.context.theme.dp(PADDING)
    assert header.sectionSize(POSITION[InvoiceColumn.SUBSCRIBER]) >= needed
