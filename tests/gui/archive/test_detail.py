"""One document: its verdict in words, its page, and what is known of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.gui.pages.archive.page import ArchivePage
from telbill_desktop.services import archive, documents, history
from telbill_desktop.store.engine import Store
from tests.gui.answers import Answers
from tests.gui.archive.conftest import documents as made_documents
from tests.gui.archive.user import User


def said(page: ArchivePage) -> tuple[str, str, str]:
    """The tone, the title and the sentences of the verdict."""
    verdict = page.detail.verdict
    assert verdict.isVisible()
    return str(verdict.property("role")), verdict.heading.text(), verdict.body.text()


def opener(opened: list[QUrl]) -> Callable[[QUrl | str], bool]:
    """The system's viewer, which notes what it is given."""

    def open_url(url: QUrl | str) -> bool:
        opened.append(QUrl(url))
        return True

    return open_url


@pytest.mark.parametrize(
    ("name", "role", "title", "words"),
    [
        ("certifiee.pdf", "panel_info", "Intact, signer not known yet", "usual for the first file of an operator"),
        ("modifiee.pdf", "panel_bad", "Changed after signature", "Do not use it as a supporting document"),
        ("coupee.pdf", "panel_warn", "Cannot be verified", "fetch the original again"),
        ("simple.pdf", "panel_info", "Not signed", "As it was received on"),
    ],
)
def test_the_verdict_says_what_it_means_and_what_to_do(
    user: User, name: str, role: str, title: str, words: str
) -> None:
    user.open(name)
    found = said(user.page)
    assert found[:2] == (role, title)
    assert words in found[2]


def test_the_four_answers_stand_apart_and_what_was_said_at_the_deposit_beside_today(user: User) -> None:
    user.open("certifiee.pdf")
    facts = user.page.detail.signature.answers.texts()
    assert list(facts) == ["Integrity", "Signer", "Revocation", "Date", "At the deposit", "Today"]
    assert facts["Integrity"] == "intact"
    assert facts["Signer"].startswith("Hexamobile SA (Autorité Hexamobile d’essai): not known yet")
    assert facts["Revocation"] == "not checked offline"
    assert "says a time-stamp of a third party" in facts["Date"]
    assert facts["At the deposit"].startswith("signer unknown, looked at on ")
    [signer, *_] = user.page.detail.signature.certificates
    assert signer.texts()["Certificate"] == "Hexamobile SA"
    assert signer.isVisibleTo(user.page.detail.signature)


def test_an_unsigned_document_has_no_signer_and_no_chain(user: User) -> None:
    user.open("certifiee.pdf")
    user.open("simple.pdf")
    tab = user.page.detail.signature
    assert list(tab.answers.texts()) == ["Integrity", "Date"]
    assert not any(one.isVisibleTo(tab) for one in tab.certificates)
    assert not tab.trust.isVisibleTo(tab)


def test_the_fingerprint_is_copied_whole(user: User) -> None:
    user.open("certifiee.pdf")
    user.click(user.page.detail.signature.copy)
    assert user.page.detail.document is not None
    assert QGuiApplication.clipboard().text() == user.page.detail.document.row.digest


def test_the_page_of_the_pdf_is_shown_and_an_xml_has_none(user: User) -> None:
    user.open("certifiee.pdf")
    viewer = user.page.detail.viewer
    user.wait(lambda: not viewer.picture.pixmap().isNull())
    assert viewer.position.text() == "page 1 / 1"
    user.open("avoir.xml")
    user.wait(lambda: not viewer.isVisible())
    user.open("modifiee.pdf")
    user.wait(lambda: viewer.isVisible() and not viewer.picture.pixmap().isNull())


def test_in_a_low_window_the_page_is_a_tab_and_above_the_tabs_again_in_a_high_one(user: User) -> None:
    user.open("certifiee.pdf")
    detail = user.page.detail
    assert detail.tabs.indexOf(detail.viewer) < 0
    user.window.resize(1280, 640)
    user.wait(lambda: detail.tabs.indexOf(detail.viewer) == 0)
    user.tab(detail.viewer)
    user.wait(lambda: not detail.viewer.picture.pixmap().isNull())
    user.window.resize(1440, 900)
    user.wait(lambda: detail.tabs.indexOf(detail.viewer) < 0 and detail.viewer.isVisible())


def test_the_log_tells_what_happened_newest_first(user: User) -> None:
    user.open("facture.pdf")
    user.tab(user.page.detail.log)
    told = user.page.detail.log.texts()[1::3]
    assert told[:2] == [
        "Signatures looked at: not signed",
        "Filed: invoice, F-1, Hexamobile SA, dated 17/03/2026, to be kept until 31/12/2036",
    ]
    assert told[2].startswith("Deposited: “facture.pdf” from ")


def test_the_words_of_the_document_are_there_to_be_copied(user: User) -> None:
    user.open("certifiee.pdf")
    user.tab(user.page.detail.text)
    assert "Facture H-2026-114" in user.page.detail.text.toPlainText()


def test_until_when_it_is_kept_and_why_it_may_not_go(user: User) -> None:
    user.open("facture.pdf")
    user.tab(user.page.detail.keeping)
    keeping = user.page.detail.keeping
    assert keeping.facts.texts()["Keep until"] == "31/12/2036"
    assert keeping.why.text() == "The document must be kept until 31/12/2036, that day included."
    assert not keeping.file.isEnabled()  # the invoice's document is one


def test_the_invoice_of_a_document_is_one_press_away(user: User) -> None:
    user.open("facture.pdf")
    user.click(user.page.detail.invoice)
    user.wait(lambda: user.window.pages.currentWidget() is user.desk.pages["invoices"])
    user.desk.open_page("archive")
    user.open("simple.pdf")
    assert not user.page.detail.invoice.isVisible()


def test_esc_gives_the_list_the_room_and_enter_opens_again(user: User) -> None:
    user.open("certifiee.pdf")
    user.press(user.page.table, Qt.Key.Key_Escape)
    assert not user.page.splitter.is_side_shown
    user.press(user.page.table, Qt.Key.Key_Down)
    assert not user.page.splitter.is_side_shown
    user.press(user.page.table, Qt.Key.Key_Return)
    user.wait(lambda: user.page.detail.heading.text() == "modifiee.pdf")


def test_a_copy_is_what_is_opened_and_what_is_saved_is_the_original_and_told_to_the_log(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    opened: list[QUrl] = []
    user.page.acts.originals.open_url = opener(opened)
    user.open("certifiee.pdf")
    user.press(user.page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: bool(opened))
    copy = Path(opened[0].toLocalFile())
    assert copy.read_bytes() == made_documents()["certifiee.pdf"]
    assert tmp_path / "store" not in copy.parents
    answers.saves_to = tmp_path / "copie.pdf"
    user.click(user.page.detail.save)
    user.wait((tmp_path / "copie.pdf").exists)
    assert (tmp_path / "copie.pdf").read_bytes() == made_documents()["certifiee.pdf"]
    store, deposit_id = user.desk.workspace.store, user.row_of["certifiee.pdf"]
    user.wait(lambda: archive.document(store, deposit_id).events[0].kind is EventKind.EXPORTED)
    user.tab(user.page.detail.log)
    user.wait(lambda: user.page.detail.log.texts()[1] == f"Handed out: 1 document to {tmp_path / 'copie.pdf'}")


def digests(store: Store, deposits: dict[str, int]) -> dict[str, bytes]:
    return {name: documents.content(store, deposit_id) for name, deposit_id in deposits.items()}


def test_preview_search_opening_and_undo_leave_every_original_as_it_came(user: User) -> None:
    store, deposits = user.desk.workspace.store, user.row_of
    user.page.acts.originals.open_url = opener([])
    for name in ("certifiee.pdf", "modifiee.pdf"):
        user.open(name)
        user.wait(lambda: not user.page.detail.viewer.picture.pixmap().isNull())
    user.press(user.page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.search("payer")
    user.page.filters.clear()
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: history.next_redo(store) is not None)
    assert digests(store, deposits) == made_documents()
