"""The archive's list, what narrows it, and the figures above it."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.exporters.archive_columns import ArchiveColumn
from telbill_desktop.services import archive_acts
from telbill_desktop.store.engine import open_store
from tests.gui.answers import Answers
from tests.gui.archive.conftest import OpenUser
from tests.gui.archive.user import User
from tests.new_stores import new_store

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NEWEST_FIRST = [
    "certifiee.pdf", "modifiee.pdf", "coupee.pdf", "simple.pdf", "avoir.xml", "facture.pdf", "vieux.pdf",
]  # fmt: skip


def test_documents_are_listed_with_what_they_belong_to_and_what_is_said_of_their_signatures(user: User) -> None:
    QAbstractItemModelTester(user.page.model, FATAL, user.page.model)
    assert user.files == NEWEST_FIRST
    assert user.column(ArchiveColumn.LINK) == [
        "Other document", "Other document", "Other document", "Other document", "Credit note C-7", "Invoice F-1",
        "Other document",
    ]  # fmt: skip
    assert user.column(ArchiveColumn.SIGNATURE) == [
        "signer unknown", "changed after signature", "cannot be verified", "not signed", "not signed", "not signed",
        "not signed",
    ]  # fmt: skip
    assert user.column(ArchiveColumn.SIGNER)[:3] == ["Hexamobile SA", "Lumitel SA", "—"]
    assert user.column(ArchiveColumn.KEEP_UNTIL)[5] == "31/12/2036"
    assert user.window.sidebar.entry("archive").badge.text() == "7"
    assert user.window.status.page.text() == "7 documents"


def test_a_model_read_again_keeps_the_rules_of_qt(user: User) -> None:
    QAbstractItemModelTester(user.page.model, FATAL, user.page.model)
    user.page.refresh()
    user.wait_for_list()
    user.search("facture")
    user.page.filters.clear()
    user.wait_for_list()
    assert user.files == NEWEST_FIRST


def test_words_that_are_printed_in_a_document_find_it(user: User) -> None:
    user.search("H-2026-114")
    assert set(user.files) == {"certifiee.pdf", "modifiee.pdf", "coupee.pdf", "simple.pdf", "vieux.pdf"}
    user.press(user.page.filters.text, Qt.Key.Key_Escape)
    user.wait_for_list()
    user.search("F-1")
    assert "facture.pdf" in user.files
    assert user.page.filters.text.hasFocus()


def test_the_figures_are_said_in_words_and_a_press_on_them_filters(user: User) -> None:
    tiles = user.page.tiles
    assert tiles.documents.button.text() == "7"
    assert tiles.integrity.figure.text() == "not verified yet"
    assert tiles.signatures.button.text() == "0 sound"
    assert tiles.signatures.notes() == ["2 doubtful", "1 unknown", "4 unsigned"]
    user.click(user.button("2 doubtful"))
    user.wait_for_list()
    assert user.files == ["modifiee.pdf", "coupee.pdf"]
    assert user.page.filters.group.is_active
    user.click(tiles.documents.button)
    user.wait_for_list()
    assert user.files == NEWEST_FIRST


def test_a_title_sorts_and_sorts_the_other_way(user: User) -> None:
    user.click_title(ArchiveColumn.FILE)
    assert user.files == sorted(NEWEST_FIRST)
    user.click_title(ArchiveColumn.FILE)
    assert user.files == sorted(NEWEST_FIRST, reverse=True)


def test_kinds_years_and_groups_narrow_the_list(user: User) -> None:
    filters = user.page.filters
    user.choose_in_menu(filters.year.button, "2010")
    assert user.files == ["vieux.pdf"]
    user.click(filters.year.cross)
    user.choose_in_menu(filters.kind.button, "Invoice")
    assert user.files == ["facture.pdf"]
    user.click(filters.kind.cross)
    user.choose_in_menu(filters.group.button, "No longer to be kept")
    assert user.files == ["vieux.pdf"]


def test_a_filter_that_hides_everything_offers_the_way_back(user: User) -> None:
    user.search("introuvable")
    state = user.page.card.stack.all_hidden
    assert user.page.card.stack.currentWidget() is state
    user.click(state.button)
    user.wait_for_list()
    assert user.files == NEWEST_FIRST


def test_an_empty_archive_says_what_to_do(open_user: OpenUser, tmp_path: Path, answers: Answers) -> None:
    shutil.rmtree(tmp_path / "store")
    new_store(tmp_path / "store").close()
    user = open_user()
    state = user.page.card.stack.no_data
    assert user.page.card.stack.currentWidget() is state
    answers.files = []
    user.click(state.button)
    assert user.application.activeModalWidget() is None


def test_order_columns_and_splitter_are_there_again(open_user: OpenUser) -> None:
    user = open_user()
    user.click_title(ArchiveColumn.FILE)
    user.page.layout_of_table.show_column(ArchiveColumn.KEEP_UNTIL, shown=True)
    user.desk.open_page("invoices")
    user.window.close()
    user.program.close()
    again = open_user()
    assert again.files == sorted(NEWEST_FIRST)
    assert ArchiveColumn.KEEP_UNTIL in again.page.layout_of_table.shown()


def test_the_list_is_exported_as_it_is_shown(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "archive.csv"
    user.page.export_actions()[0].trigger()
    user.wait((tmp_path / "archive.csv").exists)
    rows = (tmp_path / "archive.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("Received on;File;Linked to;Signature;Signer;Kind;Size")
    assert len(rows) == 8
    assert "changed after signature" in rows[2]


def test_the_status_bar_says_since_when_the_archive_is_known_to_be_whole(open_user: OpenUser, tmp_path: Path) -> None:
    user = open_user()
    assert user.window.status.archive.text() == ""
    user.window.close()
    user.program.close()
    with open_store(tmp_path / "store") as store:
        archive_acts.verify(store, Unwatched())
    user = open_user()
    user.wait(user.window.status.archive.isVisible)
    assert user.window.status.archive.text() == "Archive intact, verified today"
    user.desk.open_page("invoices")
    user.click(user.window.status.archive)
    assert user.window.pages.currentWidget() is user.page
