"""Documents of a company or of a contract: a list, what is done with them, and a place to drop files on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from telbill_desktop.domain.company_document import DocumentStanding, state_on
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.drop import dropped_paths
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.document_dialog import adding_dialog, editing_dialog
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.original_files import OriginalFiles
from telbill_desktop.services import company_documents
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QMimeData, SignalInstance
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from telbill_desktop.domain.company_document import CompanyDocument, DocumentFields, DocumentOwner
    from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
    from telbill_desktop.gui.theme import Theme


class DocumentList(RecordList):
    """A list that takes files which are dropped on it, and opens and saves what is chosen."""

    files_dropped = Signal(list)  # paths
    opening_asked = Signal(object)  # the document
    saving_asked = Signal(object)  # the document

    def __init__(self, theme: Theme, title: str, columns: Sequence[Column[CompanyDocument]], empty: str) -> None:
        super().__init__(theme, title, columns, empty, can_edit=True)
        self.open = Button(tr("Open"), "", lambda: self._say(self.opening_asked))
        self.save = Button(tr("Save a copy…"), "", lambda: self._say(self.saving_asked))
        for button in (self.open, self.save):
            button.setAccessibleName(labelled(button.text(), title))
        self.head.insertWidget(1, self.open)
        self.head.insertWidget(2, self.save)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable_reading())
        self.setAcceptDrops(True)
        self._takes = False
        self._enable_reading()

    def show_documents(self, documents: Sequence[CompanyDocument], *, takes: bool) -> None:
        """Shows these; `takes` says whether more can be added."""
        self._takes = takes
        self.show_records(documents, writable=takes)
        self._enable_reading()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files of this computer are welcome where they can be added; all else goes to the window, which imports it."""
        if self._takes and _dropped_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """They were let go; the first dialog follows once the drag is over."""
        paths = _dropped_files(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def _say(self, signal: SignalInstance) -> None:
        document = self.chosen()
        if document is not None:
            signal.emit(document)

    def _enable_reading(self) -> None:
        for button in (self.open, self.save):
            button.setEnabled(self.chosen() is not None)


def _dropped_files(dropped: QMimeData) -> list[Path]:
    """Without the folders, of which no one document can be made."""
    return [path for path in dropped_paths(dropped) if not path.is_dir()]


class DocumentSection:
    """The documents of a sheet; `list` is what the sheet shows in a tab."""

    def __init__(self, sheet: SheetPanel, title: str, empty: str) -> None:
        self._sheet = sheet
        self._owner: DocumentOwner | None = None
        self._waiting: list[Path] = []
        today = sheet.context.workspace.today()
        self.list = DocumentList(sheet.context.theme, title, _columns(today), empty)
        self.originals = OriginalFiles(sheet.context, sheet)
        self.list.add_asked.connect(lambda: self._add(None))
        self.list.edit_asked.connect(self._on_edit_asked)
        self.list.removal_asked.connect(self._on_removal_asked)
        self.list.opening_asked.connect(lambda document: self.originals.open(document.file))
        self.list.saving_asked.connect(lambda document: self.originals.save(document.file))
        self.list.files_dropped.connect(self._on_files_dropped)

    def show_documents(self, owner: DocumentOwner | None, documents: Sequence[CompanyDocument]) -> None:
        """Shows whose documents these are; without an owner none can be added."""
        self._owner = owner
        self.list.show_documents(documents, takes=owner is not None and self._sheet.writable)

    def _add(self, path: Path | None) -> None:
        owner, sheet = self._owner, self._sheet
        if owner is None:
            return

        def show(known: list[tuple[int, str]]) -> None:
            dialog = adding_dialog(sheet.context, sheet.window(), owner, known, path)
            dialog.finished.connect(lambda _how: self._add_next())
            dialog.open()

        sheet.with_documents(show)

    def _on_files_dropped(self, paths: list[Path]) -> None:
        """Each file is asked about in its turn."""
        self._waiting += paths
        self._add_next()

    def _add_next(self) -> None:
        if self._waiting:
            self._add(self._waiting.pop(0))

    def _on_edit_asked(self, document: CompanyDocument) -> None:
        editing_dialog(self._sheet.context, self._sheet.window(), document).open()

    def _on_removal_asked(self, document: CompanyDocument) -> None:
        if self._sheet.context.ask.confirm(_removing(document)):
            self._sheet.write(
                lambda store: company_documents.remove_document(store, document.id), tr("Document removed.")
            )


def _columns(today: date) -> list[Column[CompanyDocument]]:
    kinds = dict(contract_names.document_kinds())
    return [
        Column(tr("Kind"), lambda one: kinds[one.fields.kind], 130),
        Column(tr("Name"), lambda one: one.fields.label, least=150),
        Column(tr("Received on"), lambda one: words.day(one.fields.received_on), 95),
        Column(tr("Valid until"), lambda one: words.day(one.fields.ends_on), 95),
        Column(
            tr("State"),
            lambda one: pill.text if (pill := state_pill(today, one.fields)) else "",
            130,
            pill=lambda one: state_pill(today, one.fields),
        ),
    ]


def state_pill(today: date, fields: DocumentFields) -> Pill | None:
    """How a document stands; None where nothing is to be said."""
    state = state_on(today, fields)
    if state.standing is DocumentStanding.EXPIRED:
        return Pill(tr("Expired"), "circle-alert", "warn")
    if state.standing is DocumentStanding.AGING:
        return Pill(tr("More than 3 months old"), "info", "neutral")
    if state.days == 0:
        return Pill(tr("Expires today"), "history", "warn")
    if state.days is not None:
        words_of = ntr("Expires in {count} day", "Expires in {count} days", state.days)
        return Pill(words_of.format(count=formats.count(state.days)), "history", "info")
    return Pill(tr("Valid"), "circle-check", "ok") if fields.ends_on is not None else None


def _removing(document: CompanyDocument) -> Question:
    return Question(
        title=tr("Remove the document?"),
        text=tr("{document} is not shown here any more. The archive keeps the file.").format(
            document=document.fields.label
        ),
        act=tr("Remove"),
        destructive=True,
    )
