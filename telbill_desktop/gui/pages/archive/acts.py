"""What one can do with the archive's documents: the same actions in the keys, the menus and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.domain.proofs import Proof
from telbill_desktop.exporters.archive_columns import ArchiveColumn, archive_list
from telbill_desktop.gui.archive_leaving import ArchiveLeaving
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.pages.archive.keeping_acts import KeepingActs
from telbill_desktop.gui.pages.saving import CSV, save_rows
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.original_files import OriginalFiles
from telbill_desktop.gui.widgets.said_filters import said_filters
from telbill_desktop.services import archive
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.archive_view import ArchiveRow
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.pages.archive.page import ArchivePage


class ArchiveActs(QObject):
    """The actions of the page, on its table."""

    def __init__(self, page: ArchivePage) -> None:
        super().__init__(page)
        self._page = page
        self._writable = not page.context.workspace.store.read_only
        keys = QKeySequence.StandardKey
        self.originals = OriginalFiles(page.context, self)
        self.open = self._act(tr("Open the detail"), page.open_current, ["Return", "Enter"])
        self.close = self._act(tr("Close the detail"), page.close_detail, ["Esc"])
        self.original = self._act(tr("Open the original"), self._on_original_asked, ["Ctrl+Return"])
        self.save = self._act(tr("Save a copy…"), self._on_save_asked, ["Ctrl+S"])
        self.copy = self._act(tr("Copy for a spreadsheet"), self.copy_chosen, [keys.Copy])
        self.choose_all = self._act(tr("Choose all"), page.chosen.choose_all, [keys.SelectAll])
        self.invoice = self._act(tr("Show the invoice"), self._on_invoice_asked, [])
        self.trust = self._act(tr("Trust this signer…"), self.trust_signer, [])
        self.again = self._act(tr("Look again at signatures"), self._on_again_asked, [], writes=True)
        self.keeping = KeepingActs(page, self._act)
        self.add = self._act(tr("Archive PDFs…"), self.archive_files, [], writes=True)
        self.verify = self._act(tr("Verify all"), self.verify_all, [])
        self.trusted = self._act(tr("Trusted certificates…"), self.show_trusted, [])
        self.leaving = ArchiveLeaving(page.context, page)
        self.bundle = self._act(tr("Bundle of a year…"), self.leaving.make_bundle, [])
        self.mail = self._act(tr("Send by mail…"), self._on_mail_asked, [], writes=True)
        self.print_log = self._act(tr("Whole log as a page to print"), self.leaving.show_log, [])
        self.export_list = self._act(tr("List as shown, CSV…"), self._on_export_asked, [])
        self.exports = [self.export_list, self.bundle, self.print_log]
        page.printing = self._printing
        offer_menu(page.table, self._fill_menu)

    def in_edit_menu(self) -> list[QAction]:
        """What changes something, each on or off as it may; the disposal is the last."""
        has_some = bool(self._page.chosen.count())
        self.again.setEnabled(self._writable and has_some)
        self.trust.setEnabled(self._writable and bool(self._page.chain()))
        return [self.add, self.verify, self.trust, self.trusted, self.again, *self.keeping.in_edit_menu()]

    def archive_files(self) -> None:
        """Asks which files, and puts them into the archive."""
        kinds = (FileType(tr("Documents"), ("pdf", "xml", "png", "jpg", "jpeg", "docx", "odt", "eml", "msg")),)
        self.take(self._page.context.ask.open_files(tr("Archive documents"), kinds))

    def take(self, paths: Sequence[Path]) -> None:
        """Puts files and folders into the archive as they are."""
        from telbill_desktop.gui.dialogs.archive.archiving import ArchivingDialog  # noqa: PLC0415 - when it is opened

        if paths and self._writable:
            ArchivingDialog(self._page.context, self._page.window(), paths, self._page.show_document).open()

    def verify_all(self) -> None:
        """Reads everything again."""
        from telbill_desktop.gui.dialogs.archive.check_dialog import CheckDialog  # noqa: PLC0415 - when it is opened

        CheckDialog(self._page.context, self._page.window()).open()

    def show_missing(self, perimeter: PerimeterChoice, name: str) -> None:
        """Opens the months without an invoice, and what to fetch for them."""
        from telbill_desktop.gui.dialogs.to_fetch.dialog import open_to_fetch  # noqa: PLC0415 - same

        open_to_fetch(self._page.context, self._page, perimeter or None, name, months=True)

    def show_trusted(self) -> None:
        """Opens the list of certificates that are trusted."""
        from telbill_desktop.gui.dialogs.archive.trusted_dialog import TrustedDialog  # noqa: PLC0415 - same

        TrustedDialog(self._page.context, self._page.window()).open()

    def trust_signer(self) -> None:
        """Shows the certificates of the document that is open, to trust one of them."""
        from telbill_desktop.gui.dialogs.archive.trust_dialog import TrustDialog  # noqa: PLC0415 - same

        chain = self._page.chain()
        if chain and self._writable:
            TrustDialog(self._page.context, self._page.window(), chain, self._on_trusted).open()

    def copy_chosen(self) -> None:
        """The chosen rows, with their titles, in the columns as shown."""
        page, ids, columns = self._page, self._page.chosen.ids(), self._columns()
        store = page.context.workspace.store

        def work(_progress: object) -> str:
            from telbill_desktop.exporters.csv_list import tsv  # noqa: PLC0415 - the list is shown without it

            return tsv(archive_list(archive.rows(store, ids), columns))

        if ids:
            page.context.jobs.read(work, QGuiApplication.clipboard().setText, owner=self, title=tr("Copying"))

    def _on_trusted(self) -> None:
        """The document at hand first, then all others."""
        deposit_id = self._page.detail.deposit_id
        if deposit_id is not None:
            self._page.context.look_again([deposit_id])
        self._page.context.look_again(None)

    def _on_again_asked(self) -> None:
        self._page.context.look_again(self._page.chosen.ids())

    def _on_original_asked(self) -> None:
        if (row := self._page.current_row()) is not None and row.disposed_at is None:
            self.originals.open(_original(row))

    def _on_save_asked(self) -> None:
        if (row := self._page.current_row()) is not None and row.disposed_at is None:
            self.originals.save(_original(row))

    def print_document_log(self) -> None:
        """Opens what happened to the document that is open, to be printed."""
        if (deposit_id := self._page.detail.deposit_id) is not None:
            self.leaving.show_document_log(deposit_id)

    def _on_mail_asked(self) -> None:
        if ids := self._page.chosen.ids():
            self.leaving.mail(ids)

    def _on_invoice_asked(self) -> None:
        if (row := self._page.current_row()) is not None and row.invoice_id is not None:
            self._page.show_invoice(row.invoice_id)

    def _on_export_asked(self) -> None:
        page, columns = self._page, self._columns()
        store, listing, today = page.context.workspace.store, page.listing, page.context.workspace.today()
        wanted, order, reverse = listing.filter, listing.order, listing.reverse

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            ids = archive.find_ids(store, wanted, today, order, reverse=reverse)
            return write_table(path, archive_list(archive.rows(store, ids), columns))

        save_rows(page.context, self, tr("Save the list"), (tr("archive"), CSV), write)

    def _printing(self) -> Callable[[Progress], Report]:
        """The list as shown."""
        page, columns = self._page, self._columns()
        store, listing, today = page.context.workspace.store, page.listing, page.context.workspace.today()
        wanted, order, reverse = listing.filter, listing.order, listing.reverse
        facts = [(tr("Narrowed to"), said_filters(page.filters))]

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports.lists import list_report  # noqa: PLC0415 - see above

            ids = archive.find_ids(store, wanted, today, order, reverse=reverse)
            return list_report(tr("Archive"), facts, [(tr("Archive"), archive_list(archive.rows(store, ids), columns))])

        return make

    def _columns(self) -> list[ArchiveColumn]:
        return [ArchiveColumn(name) for name in self._page.layout_of_table.shown()]

    def _fill_menu(self, menu: QMenu) -> None:
        if not self._page.chosen.count():
            menu.addActions([self.choose_all, self.add])
            return
        row = self._page.current_row()
        is_kept = row is not None and row.disposed_at is None
        self.original.setEnabled(is_kept)
        self.save.setEnabled(is_kept)
        self.mail.setEnabled(is_kept and self._writable)
        self.invoice.setEnabled(row is not None and row.invoice_id is not None)
        self.in_edit_menu()
        for part in (
            [self.open, self.original, self.save, self.mail, self.invoice],
            [self.trust, self.trusted, self.again],
            self.keeping.in_edit_menu(),
            [self.copy, self.choose_all],
        ):
            menu.addActions(part)
            menu.addSeparator()

    def _act(
        self,
        text: str,
        act: Callable[[], object],
        keys: Sequence[str | QKeySequence.StandardKey],
        *,
        writes: bool = False,
    ) -> QAction:
        action = QAction(text, self._page.table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(self._writable or not writes)
        self._page.table.addAction(action)
        return action


def _original(row: ArchiveRow) -> Proof:
    return Proof(row.deposit_id, row.name, row.media_type)
