"""The original documents, handed to the system's viewer or saved elsewhere: always copies, never the vault's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import archive_acts, documents
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice_detail import Source
    from telbill_desktop.domain.proofs import Proof
    from telbill_desktop.gui.pages.page import PageContext

    Original = Source | Proof

# What a document is decides what the system opens it with, never the name that it came under.
_SUFFIXES = {"application/pdf": "pdf", "application/xml": "xml", "image/png": "png", "image/jpeg": "jpg"}
UNKNOWN = "bin"
_LONGEST_NAME = 80


class OriginalFiles(QObject):
    """Copies live until the program ends. `open_url` is the system's, a test's in tests.

    `saved`: the log of the archive was told of a copy.
    """

    saved = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._folder: QTemporaryDir | None = None
        self.open_url = QDesktopServices.openUrl

    def open(self, source: Original) -> None:
        """Opens a copy with the system's viewer."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        target = Path(self._folder.path()) / f"{source.deposit_id}-{safe_name(source)}"
        self._copy(source, target, self._on_copy_ready)
        self._say_what_counts(source)

    def save(self, source: Original) -> None:
        """Asks where, and writes a copy there."""
        suffix = suffix_of(source)
        types = (FileType(suffix.upper(), (suffix,)),)
        target = self._context.ask.save_file(tr("Save a copy of the document"), safe_name(source), types)
        if target is not None:
            self._copy(source, target, lambda copy: self._on_saved(source, copy))

    def _copy(self, source: Original, target: Path, done: object) -> None:
        store, deposit_id = self._context.workspace.store, source.deposit_id

        def work(_progress: object) -> Path:
            content = documents.content(store, deposit_id)
            from telbill_desktop.exporters.new_file import new_file  # noqa: PLC0415 - with the first copy

            with new_file(target) as stream:
                stream.write(content)
            return target

        self._context.jobs.read(work, done, owner=self)  # type: ignore[arg-type] # see its callers

    def _say_what_counts(self, source: Original) -> None:
        """A viewer prints; the print of a signed invoice is not the invoice."""
        store, deposit_id = self._context.workspace.store, source.deposit_id

        def answered(is_signed_invoice: bool) -> None:  # noqa: FBT001 - what the job found
            if is_signed_invoice:
                text = tr("Only the electronic file has legal value: a print of it, or a picture, has none.")
                self._context.notify(Notice(text, Tone.INFORMATION))

        self._context.jobs.read(lambda _progress: documents.is_signed_invoice(store, deposit_id), answered, owner=self)

    def _on_copy_ready(self, copy: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(copy))):
            text = formats.fill(tr("No program opens {file}."), {"file": copy.name})
            self._context.notify(Notice(text, Tone.WARNING))

    def _on_saved(self, source: Original, copy: Path) -> None:
        """Says so, and tells the archive's log."""
        store, deposit_id = self._context.workspace.store, source.deposit_id
        if not store.read_only:
            self._context.jobs.write(
                lambda _progress: archive_acts.tell_export(store, [deposit_id], str(copy)),
                lambda _nothing: self.saved.emit(),
                owner=self,
            )
        self._context.notify(Notice(formats.fill(tr("Saved as {file}."), {"file": str(copy)})))


def suffix_of(source: Original) -> str:
    """`pdf`, `xml`, `png`, `jpg`, or `bin` for what is none of them."""
    return _SUFFIXES.get(source.media_type, UNKNOWN)


def safe_name(source: Original) -> str:
    """The document's name without anything that means something to a file system, and with its true suffix."""
    stem = source.name.rpartition(".")[0] or source.name
    kept = "".join(char if char.isalnum() or char in " -_." else "_" for char in stem).strip(" .")
    return f"{kept[:_LONGEST_NAME] or 'document'}.{suffix_of(source)}"
