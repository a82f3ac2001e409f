"""What the archive's page hands out: a year's bundle, a mail with documents, the log as a page to print."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import archive, archive_logs, mailing
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.pages.page import PageContext


class ArchiveLeaving(QObject):
    """Each method is what one action of the page does.

    Files live in a folder of their owner alone until the program ends. `open_url` is the system's, a test's in tests.
    """

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._over = context, parent
        self._folder: QTemporaryDir | None = None
        self._count = 0
        self.open_url = QDesktopServices.openUrl

    def make_bundle(self) -> None:
        """Asks for a year and a place, and copies the bundle there."""
        from telbill_desktop.gui.dialogs.archive_bundle.dialog import BundleDialog  # noqa: PLC0415 - seldom needed

        BundleDialog(self._context, self._over).open()

    def mail(self, deposit_ids: Sequence[int]) -> None:
        """Opens a draft with these documents in the system's mail program, and tells the log."""
        store, wanted = self._context.workspace.store, list(deposit_ids)
        path = self._new_path("eml")

        def work(_progress: Progress) -> Path:
            from telbill_desktop.exporters.mail_draft import mail_draft  # noqa: PLC0415 - for exports only

            _write(path, mailing.draft_mail(store, wanted, mail_draft))
            mailing.tell_mail(store, wanted)
            return path

        self._context.jobs.write(work, self._on_mail_ready, owner=self, title=tr("Preparing a mail"))

    def show_log(self) -> None:
        """Opens the whole log in the browser, where it is read and printed."""
        store = self._context.workspace.store

        def page() -> str:
            from telbill_desktop.exporters.archive_log_page import log_page  # noqa: PLC0415 - for exports only

            found = archive_logs.whole_log(store)
            return log_page(found.lines, found.head, found.read_at, found.faults)

        self._show(page)

    def show_document_log(self, deposit_id: int) -> None:
        """Opens what happened to one document in the browser."""
        store = self._context.workspace.store

        def page() -> str:
            from telbill_desktop.exporters.archive_log_page import document_log_page  # noqa: PLC0415 - same

            found = archive.document(store, deposit_id)
            return document_log_page(found.row.name, found.row.digest, found.events, datetime.now(UTC))

        self._show(page)

    def _show(self, page: Callable[[], str]) -> None:
        path = self._new_path("html")

        def work(_progress: Progress) -> Path:
            _write(path, page().encode("utf-8"))
            return path

        self._context.jobs.read(work, self._on_page_ready, owner=self, title=tr("Preparing the log"))

    def _on_mail_ready(self, path: Path) -> None:
        self._context.store_changed()
        self._open(path)

    def _on_page_ready(self, path: Path) -> None:
        self._open(path)

    def _open(self, path: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            self._context.notify(
                Notice(formats.fill(tr("No program opens {file}."), {"file": path.name}), Tone.WARNING)
            )

    def _new_path(self, suffix: str) -> Path:
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._count += 1
        return Path(self._folder.path()) / f"archive-{self._count}.{suffix}"


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        from telbill_desktop.exporters.refusal import unwritable  # noqa: PLC0415 - rarely

        raise unwritable(path, error) from error
