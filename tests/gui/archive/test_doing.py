"""What one does with documents: keeping, trusting, archiving, verifying, looking again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.exporters.archive_columns import ArchiveColumn
from telbill_desktop.gui.dialogs.archive.archiving import ArchivingDialog
from telbill_desktop.gui.dialogs.archive.check_dialog import CheckDialog
from telbill_desktop.gui.dialogs.archive.filing import FilingDialog
from telbill_desktop.gui.dialogs.archive.reason import ReasonDialog
from telbill_desktop.gui.dialogs.archive.trust_dialog import TrustDialog
from telbill_desktop.gui.dialogs.archive.trusted_dialog import TrustedDialog
from telbill_desktop.gui.dialogs.to_fetch.dialog import ToFetchDialog
from telbill_desktop.services import archive, trust
from telbill_desktop.store import vault
from tests import builders
from tests.documents import signed_pdfs as make
from tests.gui.answers import Answers
from tests.gui.archive.conftest import ROOT, SIGNED
from tests.gui.archive.user import User
from tests.usage_files import call, write

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def events(user: User, name: str) -> list[EventKind]:
    """What the log tells of a document, newest first."""
    return [one.kind for one in archive.document(user.desk.workspace.store, user.row_of[name]).events]


def test_a_document_is_put_on_hold_for_a_reason_and_let_go_of(user: User) -> None:
    user.open("simple.pdf")
    user.tab(user.page.detail.keeping)
    user.click(user.page.detail.keeping.hold)
    dialog = user.dialog(ReasonDialog)
    assert not dialog.act_button.isEnabled()
    user.qtbot.keyClicks(dialog.field, "Litige de mars")
    user.press(dialog.field, Qt.Key.Key_Return)
    user.wait(lambda: user.page.detail.keeping.facts.texts()["On hold"] == "Litige de mars")
    user.wait(lambda: user.page.tiles.documents.notes()[1:] == ["1 on hold"])
    user.click(user.page.detail.keeping.release)
    user.wait(lambda: user.page.detail.keeping.facts.texts()["On hold"] == "no")
    assert events(user, "simple.pdf")[:2] == [EventKind.RELEASED, EventKind.HELD]


def test_what_a_document_is_is_corrected_with_its_date(user: User) -> None:
    user.open("simple.pdf")
    user.press(user.page.table, Qt.Key.Key_F2)
    dialog = user.dialog(FilingDialog)
    dialog.kind.setCurrentIndex(list(DocumentKind).index(DocumentKind.COMPANY))
    dialog.day.selectAll()
    user.qtbot.keyClicks(dialog.day, "31/02/2026")
    assert not dialog.save_button.isEnabled()
    dialog.day.selectAll()
    user.qtbot.keyClicks(dialog.day, "2/10/2026")
    user.click(dialog.save_button)
    user.wait(lambda: user.column(ArchiveColumn.LINK)[3] == "Extract of the register of companies")
    row = archive.document(user.desk.workspace.store, user.row_of["simple.pdf"]).row
    assert (row.kind, row.document_date.isoformat(), row.keep_until) == (DocumentKind.COMPANY, "2026-10-02", None)


def test_the_document_of_an_invoice_is_filed_as_nothing_else(user: User, answers: Answers) -> None:
    user.open("facture.pdf")
    user.press(user.page.table, Qt.Key.Key_F2)
    user.wait(lambda: bool(answers.told))
    assert "“facture.pdf” is the document of an invoice" in answers.told[0]


def test_before_its_end_a_document_is_not_disposed_of_and_the_sentence_says_until_when(
    user: User, answers: Answers
) -> None:
    user.open("facture.pdf")
    user.press(user.page.table, Qt.Key.Key_Delete)
    user.wait(lambda: bool(answers.told))
    assert "must be kept until 31/12/2036" in answers.told[0]
    assert user.application.activeModalWidget() is None
    assert "facture.pdf" in user.files


def test_after_its_end_it_is_given_up_with_a_reason_and_still_told_of(user: User) -> None:
    store, deposit_id = user.desk.workspace.store, user.row_of["vieux.pdf"]
    path = vault.path_of(store, archive.document(store, deposit_id).row.digest)
    user.open("vieux.pdf")
    user.press(user.page.table, Qt.Key.Key_Delete)
    dialog = user.dialog(ReasonDialog)
    user.qtbot.keyClicks(dialog.field, "Delai atteint")
    user.click(dialog.act_button)
    user.wait(lambda: "vieux.pdf" not in user.files)
    assert not path.exists()
    user.choose_in_menu(user.page.filters.group.button, "Disposed of too")
    user.open("vieux.pdf")
    user.wait(lambda: user.page.detail.verdict.heading.text().startswith("Disposed of on "))
    assert not user.page.detail.original.isEnabled()
    assert events(user, "vieux.pdf")[0] is EventKind.DISPOSED


def test_what_the_service_refuses_is_said_and_the_dialog_stays(user: User) -> None:
    user.open("vieux.pdf")
    user.press(user.page.table, Qt.Key.Key_Delete)
    dialog = user.dialog(ReasonDialog)
    from telbill_desktop.services import archive_acts  # noqa: PLC0415 - somebody holds it meanwhile

    archive_acts.hold(user.desk.workspace.store, [user.row_of["vieux.pdf"]], "Contrôle")
    user.qtbot.keyClicks(dialog.field, "Delai atteint")
    user.click(dialog.act_button)
    user.wait(dialog.wrong.isVisible)
    assert dialog.wrong.text().startswith("The document is on hold")
    assert dialog.act_button.isEnabled()
    dialog.reject()


def test_a_signer_is_trusted_explicitly_and_every_document_of_his_is_looked_at_again(user: User) -> None:
    user.open("certifiee.pdf")
    user.click(user.page.detail.signature.trust)
    dialog = user.dialog(TrustDialog)
    assert not dialog.trust_button.isEnabled()
    assert dialog.certificates[0].subject == "Hexamobile SA"
    user.click(dialog.choices[0])
    user.click(dialog.trust_button)
    user.wait(lambda: user.page.detail.verdict.heading.text() == "Intact, signed by somebody whom you trust")
    user.wait(lambda: user.column(ArchiveColumn.SIGNATURE)[0] == "intact")
    user.wait(lambda: user.page.tiles.signatures.button.text() == "1 sound")
    facts = user.page.detail.signature.answers.texts()
    assert facts["At the deposit"].startswith("signer unknown")
    assert facts["Today"].startswith("intact")
    [known] = trust.trusted(user.desk.workspace.store)
    assert known.name == "Hexamobile SA"


def test_an_authority_is_trusted_from_a_file_and_no_more(user: User, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "autorite.der").write_bytes(ROOT)
    (tmp_path / "rien.pem").write_bytes(b"-----BEGIN")
    user.open("certifiee.pdf")
    user.click(user.page.detail.signature.trusted)
    dialog = user.dialog(TrustedDialog)
    QAbstractItemModelTester(dialog.model, FATAL, dialog.model)
    user.wait(dialog.nothing.isVisible)
    answers.files = [tmp_path / "rien.pem"]
    user.click(dialog.add_from_file)
    user.wait(dialog.wrong.isVisible)
    assert dialog.wrong.text() == "“rien.pem” is no certificate: PEM and DER are read."
    answers.files = [tmp_path / "autorite.der"]
    user.click(dialog.add_from_file)
    asked = user.dialog(TrustDialog)
    user.click(asked.choices[0])
    user.click(asked.trust_button)
    user.wait(lambda: [one.name for one in dialog.model.records] == [make.ISSUER])
    user.wait(lambda: user.column(ArchiveColumn.SIGNATURE)[0] == "intact")
    answers.confirms = True
    user.click(dialog.remove_button)
    user.wait(lambda: not dialog.model.records)
    assert answers.asked[0].act == "Trust it no more"
    user.wait(lambda: user.column(ArchiveColumn.SIGNATURE)[0] == "signer unknown")
    dialog.accept()


def test_verifying_names_what_is_missing_altered_or_unknown(user: User) -> None:
    store = user.desk.workspace.store
    rows = {row.name: row for row in archive.rows(store, list(user.row_of.values()))}
    vault.path_of(store, rows["simple.pdf"].digest).unlink()
    altered = vault.path_of(store, rows["facture.pdf"].digest)
    altered.chmod(0o600)
    altered.write_bytes(altered.read_bytes().replace(b"%PDF", b"%PdF", 1))
    (store.archive / "intrus.txt").write_bytes(b"?")
    user.click(user.button("Verify all"))
    dialog = user.dialog(CheckDialog)
    user.wait(dialog.verdict.isVisible)
    assert dialog.verdict.property("role") == "panel_bad"
    assert dialog.verdict.body.text().startswith("5 of 7 documents are as they came.\nThe log is whole.")
    assert dialog.faults.toPlainText().splitlines() == [
        f"missing: {rows['simple.pdf'].digest}  simple.pdf",
        f"altered: {rows['facture.pdf'].digest}  facture.pdf",
        "file that the register does not know: intrus.txt",
    ]
    dialog.accept()
    user.wait(lambda: user.page.tiles.integrity.figure.text() == "5 / 7")
    assert user.page.tiles.integrity.figure.property("role") == "display_bad"


def test_verifying_a_whole_archive_says_so_above_the_list(user: User) -> None:
    user.click(user.button("Read every document again"))
    dialog = user.dialog(CheckDialog)
    user.wait(dialog.verdict.isVisible)
    assert dialog.verdict.heading.text() == "The archive is as it should be"
    assert not dialog.faults.isVisible()
    dialog.accept()
    user.wait(lambda: user.page.tiles.integrity.figure.text() == "7 / 7")
    assert user.page.tiles.integrity.notes()[0].startswith("verified on ")


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """A folder with a signed invoice that is new, one whose bytes are there, and one that can be read as an invoice."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "encore.pdf").write_bytes(SIGNED)
    (folder / "lue.pdf").write_bytes(builders.facturx_pdf(builders.draft(number="F-9")))
    (folder / "neuve.pdf").write_bytes(make.signed(make.invoice(), name="Sonora"))
    return folder


def test_files_are_archived_as_they_are_and_looked_at_in_the_background(
    user: User, answers: Answers, incoming: Path
) -> None:
    answers.files = [*sorted(incoming.iterdir()), incoming / "absente.pdf"]
    user.click(user.button("Archive PDFs…"))
    dialog = user.dialog(ArchivingDialog)
    QAbstractItemModelTester(dialog.model, FATAL, dialog.model)
    user.wait(lambda: len(dialog.model.records) == 4)
    states = [dialog.model.cell(row, 1) for row in range(4)]
    assert states == ["already here", "archived", "archived", "not archived"]
    assert dialog.model.cell(1, 2) == "Invoice: F-9"
    assert dialog.summary.text() == "2 documents archived"
    dialog.table.selectRow(2)
    user.click(dialog.show_button)
    user.wait(lambda: user.page.detail.heading.text() == "neuve.pdf")
    user.wait(lambda: user.column(ArchiveColumn.SIGNATURE)[0] == "signer unknown")
    assert user.files[0] == "neuve.pdf"
    user.wait(lambda: user.page.detail.verdict.heading.text() == "Intact, signer not known yet")
    user.wait(lambda: not user.desk.looking.is_running)
    assert {row.integrity for row in archive.rows(user.desk.workspace.store, user.page.model.ids)} == {
        Integrity.INTACT, Integrity.MODIFIED, Integrity.UNSIGNED, Integrity.UNVERIFIABLE,
    }  # fmt: skip


def test_what_is_dropped_on_the_page_is_archived_but_for_calls(user: User, incoming: Path) -> None:
    write(incoming / "appels.csv", [call()])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(incoming))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    middle = user.window.rect().center()
    enter = QDragEnterEvent(QPoint(middle), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(user.window, enter)
    assert enter.isAccepted()
    assert user.window.overlay.words.text() == "Drop to archive"
    drop = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(user.window, drop)
    dialog = user.dialog(ArchivingDialog)
    user.wait(lambda: len(dialog.model.records) == 4)
    assert [one.problem.code for one in dialog.model.records if one.problem] == ["usage_not_archived"]
    dialog.accept()
    user.wait(lambda: len(user.files) == 9)
    user.desk.show_page("invoices")
    QApplication.sendEvent(user.window, enter)
    assert user.window.overlay.words.text() == "Drop to import"
    user.window.overlay.hide()


def test_looking_again_says_the_same_and_leaves_no_trace(user: User) -> None:
    user.open("certifiee.pdf")
    before = events(user, "certifiee.pdf")
    user.click(user.page.detail.signature.again)
    user.wait(lambda: user.desk.looking.is_running)
    user.wait(lambda: not user.desk.looking.is_running)
    assert events(user, "certifiee.pdf") == before
    assert archive.rows(user.desk.workspace.store, [user.row_of["certifiee.pdf"]])[0].trust is Trust.UNKNOWN


def test_chosen_rows_are_copied_for_a_spreadsheet(user: User) -> None:
    user.page.table.setFocus()
    user.press(user.page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert user.window.status.page.text() == "7 documents chosen"
    user.press(user.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QApplication.clipboard()
    user.wait(lambda: clipboard.text().count("\n") == 7)
    assert clipboard.text().split("\n")[2].split("\t")[1:4] == [
        "modifiee.pdf", "Other document", "changed after signature",
    ]  # fmt: skip


def test_what_lacks_is_pressed_and_listed(user: User) -> None:
    user.wait(lambda: bool(user.page.tiles.missing.notes()))
    assert user.page.tiles.missing.notes()[-1] == "1 invoice without its PDF"
    user.click(user.button("1 invoice without its PDF"))
    dialog = user.dialog(ToFetchDialog)
    assert dialog.isVisible()
    dialog.reject()
