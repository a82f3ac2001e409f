"""How long the chosen documents are kept: what they are, on hold or not, disposed of when their time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from telbill_desktop.domain.retention import may_dispose
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.notices import Notice
from telbill_desktop.services import archive, archive_acts
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QKeySequence

    from telbill_desktop.domain.archive_view import ArchiveRow
    from telbill_desktop.gui.pages.archive.page import ArchivePage

    Keys = Sequence[str | QKeySequence.StandardKey]


class KeepingActs(QObject):
    """Each act is of all chosen documents, or of none."""

    def __init__(self, page: ArchivePage, act: Callable[[str, Callable[[], object], Keys], QAction]) -> None:
        """`act` makes an action of the table."""
        super().__init__(page)
        self._page = page
        self._writable = not page.context.workspace.store.read_only
        self.file = act(tr("What it is…"), self.file_chosen, ["F2"])
        self.hold = act(tr("Put on hold…"), self.hold_chosen, [])
        self.release = act(tr("Lift the hold"), self.release_chosen, [])
        self.dispose = act(tr("Dispose of…"), self.dispose_chosen, ["Delete"])

    def in_edit_menu(self) -> list[QAction]:
        """All four, on where something is chosen."""
        acts = [self.file, self.hold, self.release, self.dispose]
        for action in acts:
            action.setEnabled(self._writable and bool(self._page.chosen.count()))
        return acts

    def file_chosen(self) -> None:
        """Asks what they are."""
        self._with_rows(self._ask_filing)

    def hold_chosen(self) -> None:
        """Asks why they are kept whatever the day."""
        self._with_rows(self._ask_hold)

    def release_chosen(self) -> None:
        """Lets go of those that were held."""
        page, ids = self._page, self._page.chosen.ids()
        store = page.context.workspace.store
        if ids and self._writable:
            page.context.jobs.write(
                lambda _progress: archive_acts.release(store, ids),
                lambda _nothing: self._done(tr("The hold is lifted")),
                owner=self,
            )

    def dispose_chosen(self) -> None:
        """Says why one must be kept still, or asks why they are given up."""
        self._with_rows(self._ask_disposal)

    def _with_rows(self, ask: Callable[[list[ArchiveRow]], None]) -> None:
        page, ids = self._page, self._page.chosen.ids()
        store = page.context.workspace.store
        if ids and self._writable:
            page.context.jobs.read(lambda _progress: archive.rows(store, ids), ask, owner=self)

    def _ask_filing(self, rows: list[ArchiveRow]) -> None:
        from telbill_desktop.gui.dialogs.archive.filing import FilingDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        if of_invoice := next((row for row in rows if row.invoice_id is not None), None):
            text = tr("“{name}” is the document of an invoice, and kept as such.").format(name=visible(of_invoice.name))
            page.context.ask.tell(tr("What it is"), text)
        elif rows:
            FilingDialog(page.context, page.window(), rows, lambda: self._done(tr("Filed"))).open()

    def _ask_hold(self, rows: list[ArchiveRow]) -> None:
        from telbill_desktop.gui.dialogs.archive.reason import Act, ReasonDialog  # noqa: PLC0415 - when it is opened

        page, store, ids = self._page, self._page.context.workspace.store, [row.deposit_id for row in rows]
        text = tr("Documents on hold are kept whatever the day, for a dispute or an audit, until the hold is lifted.")
        ReasonDialog(
            page.context,
            page.window(),
            Act(tr("Put on hold"), text, tr("Put on hold")),
            lambda reason: archive_acts.hold(store, ids, reason),
            lambda: self._done(tr("On hold")),
        ).open()

    def _ask_disposal(self, rows: list[ArchiveRow]) -> None:
        from telbill_desktop.gui.dialogs.archive.reason import Act, ReasonDialog  # noqa: PLC0415 - when it is opened

        page, store, today = self._page, self._page.context.workspace.store, self._page.context.workspace.today()
        for row in rows:
            kept = may_dispose(row.kind, today, row.keep_until, hold=bool(row.hold))
            if kept is not None:
                page.context.ask.tell(tr("It must be kept"), formats.sentence(kept), visible(row.name))
                return
        ids = [row.deposit_id for row in rows]
        text = ntr(
            "The bytes of {count} document are given up for good: nothing brings them back. The register and the log "
            "keep what it was, and your reason.",
            "The bytes of {count} documents are given up for good: nothing brings them back. The register and the log "
            "keep what they were, and your reason.",
            len(ids),
        )
        ReasonDialog(
            page.context,
            page.window(),
            Act(tr("Dispose of"), text.format(count=formats.count(len(ids))), tr("Dispose of"), "danger"),
            lambda reason: archive_acts.dispose(store, ids, reason, today),
            lambda: self._done(tr("Disposed of")),
        ).open()

    def _done(self, words: str) -> None:
        self._page.context.notify(Notice(words))
        self._page.context.store_changed()
