"""Documents of companies and contracts on their sheets: added, dropped, opened, saved, removed, and brought back."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.company_document import CompanyDocument, DocumentFields, DocumentOwner
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.gui.pages.contracts.document_section import DocumentSection, state_pill
from telbill_desktop.services import company_documents, deposits, history
from tests.gui.contracts.conftest import User

OF_COMPANY = DocumentOwner(company_id=1)


def paper(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(f"%PDF-1.4 {name}".encode())
    return path


def section(user: User) -> DocumentSection:
    user.choose(EntryKind.COMPANY)
    user.open_tab("Documents")
    return user.page.company.documents


def written(user: User, owner: DocumentOwner = OF_COMPANY) -> list[CompanyDocument]:
    return company_documents.documents_of(user.store, owner)


def dragged(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def entering(target: DocumentSection, data: QMimeData) -> QDragEnterEvent:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(target.list.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)


def is_taken(target: DocumentSection, data: QMimeData) -> bool:
    """By the list itself: what it leaves goes on to the window."""
    event = entering(target, data)
    target.list.dragEnterEvent(event)
    return event.isAccepted()


def drop(target: DocumentSection, paths: Sequence[Path]) -> None:
    data = dragged(paths)
    assert is_taken(target, data)
    QApplication.sendEvent(target.list, entering(target, data))
    middle = target.list.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target.list, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_document_is_added_from_a_file_corrected_removed_and_brought_back(user: User, tmp_path: Path) -> None:
    documents = section(user)
    dialog = user.add(documents.list)
    fields = dialog.form.fields
    user.click(dialog.save_button)
    assert user.errors(dialog.form) == {"file": "Choose a file, or a document of the archive."}
    user.answers.files = [paper(tmp_path, "kbis.pdf")]
    user.click(fields["file"].file)  # type: ignore[attr-defined] # a FileField
    user.type(fields["received_on"], "5/10/2026")
    user.type(fields["ends_on"], "4/10/2026")
    user.click(dialog.save_button)
    user.wait(lambda: "ends_on" in user.errors(dialog.form))
    assert deposits.deposits(user.store)[0][1] != "kbis.pdf"  # what is refused is not in the archive
    user.type(fields["ends_on"], "31/12/2099")
    user.save(dialog)
    user.wait(lambda: len(documents.list.model.records) == 1)
    assert user.cells(documents.list) == [["Kbis", "kbis.pdf", "05/10/2026", "31/12/2099", "Valid"]]
    documents.list.table.selectRow(0)
    QTest.keyClick(documents.list.table, Qt.Key.Key_Return)
    again = user.dialog()
    user.type(again.form.fields["label"], "Passeport")
    user.pick(again.form.fields["kind"], "Identity paper")
    user.save(again)
    user.wait(lambda: documents.list.model.records[0].fields.label == "Passeport")
    documents.list.table.selectRow(0)
    documents.list.table.setFocus()
    QTest.keyClick(documents.list.table, Qt.Key.Key_Delete)
    assert [one.title for one in user.answers.asked] == ["Remove the document?"]
    assert len(written(user)) == 1
    user.answers.confirms = True
    QTest.keyClick(documents.list.table, Qt.Key.Key_Delete)
    user.wait(lambda: documents.list.model.records == [])
    history.undo(user.store)
    assert [one.fields.kind for one in written(user)] == [DocumentKind.IDENTITY]


def test_a_document_of_the_archive_is_added_without_its_file(user: User, tmp_path: Path) -> None:
    documents = section(user)
    known = deposits.deposit_file(user.store, paper(tmp_path, "rib.pdf"))
    dialog = user.add(documents.list)
    user.pick(dialog.form.fields["file"], "rib.pdf")
    user.pick(dialog.form.fields["kind"], "Bank account (IBAN)")
    user.save(dialog)
    assert [(one.file.deposit_id, one.fields.kind) for one in written(user)] == [(known, DocumentKind.BANK)]
    again = user.add(documents.list)
    user.pick(again.form.fields["file"], "rib.pdf")
    user.click(again.save_button)
    user.wait(lambda: "file" in user.errors(again.form))
    user.answers.confirms = True
    again.reject()


def test_each_file_that_is_dropped_is_asked_about_in_its_turn(user: User, tmp_path: Path) -> None:
    documents = section(user)
    drop(documents, [paper(tmp_path, "kbis.pdf"), tmp_path, paper(tmp_path, "mandat.pdf")])
    first = user.dialog()
    assert first.form.values()["file"] == tmp_path / "kbis.pdf"
    user.save(first)
    user.wait(lambda: QApplication.activeModalWidget() not in {None, first})
    second = user.dialog()
    user.pick(second.form.fields["kind"], "Mandate")
    user.save(second)
    said = [(one.fields.label, one.fields.kind) for one in written(user)]
    assert said == [("kbis.pdf", DocumentKind.COMPANY), ("mandat.pdf", DocumentKind.MANDATE)]
    assert QApplication.activeModalWidget() is None


def test_a_document_is_opened_and_saved_as_it_came(user: User, tmp_path: Path) -> None:
    fields = DocumentFields(DocumentKind.BANK, "RIB", date(2026, 2, 3))
    company_documents.add_file(user.store, OF_COMPANY, paper(tmp_path, "rib.pdf"), fields)
    documents = section(user)
    user.wait(lambda: len(documents.list.model.records) == 1)
    assert not documents.list.open.isEnabled()
    documents.list.table.selectRow(0)
    opened: list[QUrl] = []

    def open_url(url: QUrl | str) -> bool:
        opened.append(QUrl(url))
        return True

    documents.originals.open_url = open_url
    user.click(documents.list.open)
    user.wait(lambda: bool(opened))
    assert Path(opened[0].toLocalFile()).read_bytes() == b"%PDF-1.4 rib.pdf"
    user.answers.saves_to = tmp_path / "copie.pdf"
    user.click(documents.list.save)
    user.wait((tmp_path / "copie.pdf").exists)
    assert (tmp_path / "copie.pdf").read_bytes() == b"%PDF-1.4 rib.pdf"


def test_a_contract_has_documents_of_its_own(user: User, tmp_path: Path) -> None:
    user.choose(EntryKind.OPERATOR)
    user.open_tab("Contracts")
    panel = user.page.operator
    assert [row.number for row in panel.contracts.model.records] == ["50036316", "LOC-204"]
    assert not panel.documents.list.add.isEnabled()
    panel.contracts.table.selectRow(1)
    dialog = user.add(panel.documents.list)
    user.answers.files = [paper(tmp_path, "bdc.pdf")]
    user.click(dialog.form.fields["file"].file)  # type: ignore[attr-defined] # a FileField
    user.save(dialog)
    user.wait(lambda: len(panel.documents.list.model.records) == 1)
    chosen = panel.contracts.model.records[1].id
    assert [one.fields.label for one in written(user, DocumentOwner(contract_id=chosen))] == ["bdc.pdf"]
    panel.contracts.table.selectRow(0)
    assert panel.documents.list.model.records == []


@pytest.mark.parametrize(
    ("kind", "received", "ends", "words"),
    [
        (DocumentKind.COMPANY, -100, None, "More than 3 months old"),
        (DocumentKind.COMPANY, -10, None, ""),
        (DocumentKind.MANDATE, -10, -1, "Expired"),
        (DocumentKind.MANDATE, -10, 0, "Expires today"),
        (DocumentKind.MANDATE, -10, 1, "Expires in 1 day"),
        (DocumentKind.MANDATE, -10, 60, "Expires in 60 days"),
        (DocumentKind.MANDATE, -10, 61, "Valid"),
    ],
)
def test_a_document_says_how_it_stands(kind: DocumentKind, received: int, ends: int | None, words: str) -> None:
    today = date(2026, 11, 28)
    last = today + timedelta(days=ends) if ends is not None else None
    pill = state_pill(today, DocumentFields(kind, "x", today + timedelta(days=received), last))
    assert (pill.text if pill else "") == words


def test_a_folder_alone_is_left_to_the_window(user: User, tmp_path: Path) -> None:
    documents = section(user)
    assert not is_taken(documents, dragged([tmp_path]))
    assert is_taken(documents, dragged([tmp_path, paper(tmp_path, "kbis.pdf")]))
