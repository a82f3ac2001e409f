"""The archive's page: four figures, what narrows the list, the list, and the document that the keyboard is on."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup, ArchiveOrder, ArchiveSummary
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.exporters.archive_columns import ArchiveColumn, archive_titles
from telbill_desktop.gui.models.archive_table import (
    ARCHIVE_COLUMNS,
    ARCHIVE_SHOWN,
    LEAST_FILE,
    ArchiveTable,
)
from telbill_desktop.gui.pages.archive.acts import ArchiveActs
from telbill_desktop.gui.pages.archive.filter_bar import ArchiveFilterBar
from telbill_desktop.gui.pages.archive.list_card import ArchiveCard
from telbill_desktop.gui.pages.archive.listing import ArchiveListing
from telbill_desktop.gui.pages.archive.table_view import ArchiveTableView
from telbill_desktop.gui.pages.archive.tiles import VERIFY, ArchiveTiles
from telbill_desktop.gui.pages.page import Page, Target
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.chosen_rows import ChosenRows
from telbill_desktop.gui.widgets.column_widths import Stretch
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.side_panel import SidePanelSplitter
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.services import archive, missing_months
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.archive_view import ArchiveRow
    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.gui.pages.archive.detail_panel import ArchiveDetail
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.missing_months import AccountGaps

VIEW, DETAIL_VIEW = "archive", "archive_detail"
INVOICES = "invoices"
_LEAST_HEIGHT, _LEAST_DETAIL = 330, 370  # pixels at 100 % text


class ArchivePage(Page):
    """« Archive ». Ids, figures and documents are read in readers' jobs."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._store, self._today = context.workspace.store, context.workspace.today()
        self._kept, self._kept_detail = context.settings.view(VIEW), context.settings.view(DETAIL_VIEW)
        self._summary_lane, self._missing_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._going_to: int | None = None
        self._perimeter_name = ""
        self._shows_itself = True  # the latest document with its detail, once
        theme = context.theme
        self.summary: ArchiveSummary | None = None
        self.tiles = ArchiveTiles(theme)
        self.filters = ArchiveFilterBar(theme)
        self.model = ArchiveTable(lambda ids: archive.rows(self._store, ids), self)
        self.table = ArchiveTableView(self.model, theme)
        self.listing = ArchiveListing(self._store, context.jobs, self.model, self._today)
        self.chosen = ChosenRows(self.table, self.model)
        self.card = ArchiveCard(theme, self.table, archive=self._on_add_asked, clear_filter=self._on_clear_asked)
        self.splitter = SidePanelSplitter(theme, self.card, least=_LEAST_DETAIL)
        self.layout_of_table = TableLayout(
            self.table.horizontalHeader(),
            ARCHIVE_COLUMNS,
            shown=ARCHIVE_SHOWN,
            widths=self.table.first_widths(),
            stretch=Stretch(
                ArchiveColumn.FILE,
                LEAST_FILE,
                [one for one in ARCHIVE_COLUMNS if one is not ArchiveColumn.FILE],
                spare=(ArchiveColumn.SIGNER,),  # the document beside the list says it
            ),
            scale=theme.scale,
        )
        self.acts = ArchiveActs(self)
        self.acts.originals.saved.connect(self._on_copy_saved)
        self._lay_out()
        self._connect()
        self._start()

    @cached_property
    def detail(self) -> ArchiveDetail:
        """One document; made when one is first opened."""
        from telbill_desktop.gui.pages.archive.detail_panel import ArchiveDetail  # noqa: PLC0415 - with the first one

        panel = ArchiveDetail(self.context)
        panel.closed.connect(self.close_detail)
        panel.invoice_asked.connect(self.show_invoice)
        panel.original.clicked.connect(self.acts.original.trigger)
        panel.save.clicked.connect(self.acts.save.trigger)
        panel.log.print_asked.connect(self.acts.print_document_log)
        panel.signature.trusted_asked.connect(self.acts.show_trusted)
        panel.signature.trust_asked.connect(self.acts.trust_signer)
        panel.signature.again_asked.connect(self.acts.again.trigger)
        panel.keeping.file_asked.connect(self.acts.keeping.file_chosen)
        panel.keeping.hold_asked.connect(self.acts.keeping.hold_chosen)
        panel.keeping.release_asked.connect(self.acts.keeping.release_chosen)
        panel.keeping.dispose_asked.connect(self.acts.keeping.dispose_chosen)
        self.splitter.add_side(panel)
        panel.restore(self._kept_detail.splitter)
        return panel

    def title(self) -> str:
        """In the top bar."""
        return tr("Archive")

    def focus_content(self) -> None:
        """On the list."""
        self.table.setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def export_actions(self) -> list[QAction]:
        """The list as shown."""
        return self.acts.exports

    def edit_actions(self) -> Sequence[QAction]:
        """What changes the archive and the chosen documents."""
        return self.acts.in_edit_menu()

    def drop_words(self) -> tuple[str, str]:
        """A drop archives."""
        return tr("Drop to archive"), tr("Every file is kept as it is; those that are invoices are imported too.")

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Archives what is dropped."""
        self.acts.take(paths)
        return True

    def refresh(self) -> None:
        """Reads the figures, the list and the document again; filter, scroll and selection stay."""
        self.listing.refresh()
        self._ask_figures()
        if "detail" in self.__dict__:
            self.detail.refresh()

    def refresh_verdicts(self) -> None:
        """Documents were looked at."""
        self.refresh()

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows the list and its figures."""
        self._perimeter_name = name
        wanted = choice or PerimeterChoice()
        if wanted != self.filters.filter.perimeter:
            self.filters.put(replace(self.filters.filter, perimeter=wanted))
            self._ask_figures()

    def go_to(self, target: Target) -> None:
        """Shows a document (`target.record_id` is its deposit), those that a text finds, or a group (`options`)."""
        if target.record_id is not None:
            self.show_document(target.record_id)
        elif target.text or "group" in target.options:
            group = ArchiveGroup(str(target.options.get("group", ArchiveGroup.ALL)))
            perimeter = self.filters.filter.perimeter
            self.filters.put(ArchiveFilter(text=target.text, group=group, perimeter=perimeter))

    def show_document(self, deposit_id: int) -> None:
        """Opens a document, and goes to its row; a filter that may hide it is taken away."""
        if self.model.row_of(deposit_id) is None and self.filters.is_active:
            self.filters.clear()
        self._shows_itself = False
        self._going_to = deposit_id
        self.chosen.choose({deposit_id}, current=deposit_id)
        self._go_there()
        self._open(deposit_id)
        self.table.setFocus()

    def show_invoice(self, invoice_id: int) -> None:
        """On the invoices' page."""
        self.context.go_to(INVOICES, Target(record_id=invoice_id))

    def save_layout(self) -> None:
        """Columns, widths, and where the lines between the parts stand."""
        self.layout_of_table.keep(self._kept)
        self._kept.sort, self._kept.descending = self.listing.order.value, self.listing.reverse
        self._kept.splitter = self.splitter.kept_sizes()
        if "detail" in self.__dict__ and (sizes := self.detail.kept_sizes()):
            self._kept_detail.splitter = sizes

    def open_current(self) -> None:
        """Enter: the row that the keyboard is on."""
        self._open(self.chosen.current_id())

    def close_detail(self) -> None:
        """Esc: the list has all the room again."""
        self.splitter.hide_side()
        self.table.setFocus()

    def current_row(self) -> ArchiveRow | None:
        """The document that the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def chain(self) -> Sequence[CertificateFacts]:
        """The certificates of who signed the document that is open."""
        document = self.detail.document if "detail" in self.__dict__ else None
        signer = document.latest.report.signer if document is not None and document.latest is not None else None
        return signer.chain if signer is not None else ()

    def _lay_out(self) -> None:
        dp = self.context.theme.dp
        acts = self.acts
        for action, kind in ((acts.verify, ""), (acts.bundle, ""), (acts.add, "primary")):
            button = Button(action.text(), kind, action.trigger)
            button.setEnabled(action.isEnabled())
            self.filters.acts.add(button)
        column = QVBoxLayout()
        column.setSpacing(dp(10))
        column.addWidget(self.tiles)
        column.addWidget(self.filters)
        column.addWidget(self.splitter, 1)
        self.splitter.setMinimumHeight(dp(_LEAST_HEIGHT))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scrolled(column))  # large text leaves no room for all

    def _connect(self) -> None:
        self.tiles.group_asked.connect(self._on_group_asked)
        self.tiles.asked.connect(self._on_asked)
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.left.connect(self._on_filters_left)
        self.table.order_chosen.connect(self._on_order_chosen)
        self.table.all_chosen.connect(self.chosen.choose_all)
        self.table.clicked.connect(lambda _index: self.open_current())
        self.table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu_asked)
        self.chosen.current_changed.connect(self._on_current_changed)
        self.chosen.changed.connect(self._say_status)
        self.listing.completed.connect(self._on_completed)

    def _start(self) -> None:
        self.layout_of_table.apply(self._kept)
        self.splitter.restore(self._kept.splitter)
        order, reverse = ArchiveOrder.DEPOSITED, True
        if self._kept.sort in set(ArchiveOrder):
            order, reverse = ArchiveOrder(self._kept.sort), self._kept.descending
        self.table.show_order(order, reverse=reverse)
        self.listing.show(self.filters.filter, order, reverse=reverse)
        self._ask_figures()

    def _open(self, deposit_id: int | None) -> None:
        if deposit_id is not None:
            self.detail.show_document(deposit_id)
            self.splitter.show_side()
            if self.card.isHidden():
                self.detail.tabs.setFocus()

    def _on_current_changed(self, deposit_id: int) -> None:
        """The first row that is reached opens the detail; closed by Esc it stays so until it is asked for."""
        if self.splitter.is_side_shown or not (self.splitter.was_closed or self.splitter.is_narrow):
            self._open(deposit_id)

    def _on_filter_changed(self, wanted: ArchiveFilter, typed: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.listing.show(wanted, self.listing.order, reverse=self.listing.reverse, typed=typed)

    def _on_filters_left(self) -> None:
        self.table.setFocus()
        if self.listing.count and not self.chosen.count():
            self.table.selectRow(0)

    def _on_order_chosen(self, order: ArchiveOrder, reverse: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.table.show_order(order, reverse=reverse)
        self.listing.show(self.filters.filter, order, reverse=reverse)

    def _on_group_asked(self, group: ArchiveGroup) -> None:
        self.filters.put(ArchiveFilter(group=group, perimeter=self.filters.filter.perimeter))
        self.table.setFocus()

    def _on_asked(self, what: str) -> None:
        if what == VERIFY:
            self.acts.verify.trigger()
        else:
            self.acts.show_missing(self.filters.filter.perimeter, self._perimeter_name)

    def _on_copy_saved(self) -> None:
        """The log has a row more."""
        if "detail" in self.__dict__:
            self.detail.refresh()

    def _on_add_asked(self) -> None:
        self.acts.archive_files()

    def _on_clear_asked(self) -> None:
        self.filters.clear()
        self.filters.text.setFocus()

    def _on_completed(self) -> None:
        self.card.stack.show_for(self.listing.count, filtered=self.filters.is_active)
        self._go_there()
        if self._shows_itself and self.listing.count and not self.chosen.count():
            self.table.selectRow(0)
        self._shows_itself = False
        self._say_status()

    def _go_there(self) -> None:
        if self._going_to is not None and (row := self.model.row_of(self._going_to)) is not None:
            self.table.scrollTo(self.model.index(row, 0))
            self._going_to = None

    def _ask_figures(self) -> None:
        store, today, perimeter = self._store, self._today, self.filters.filter.perimeter
        self._summary_lane.ask(lambda: archive.summary(store, today, perimeter), self._on_summary)
        self._missing_lane.ask(
            lambda: missing_months.missing(store, today, perimeter=perimeter or None), self._on_missing
        )

    def _on_summary(self, summary: ArchiveSummary) -> None:
        self.summary = summary
        self.tiles.show_summary(summary)
        self.filters.offer(summary)
        self.count_changed.emit(summary.documents)

    def _on_missing(self, gaps: list[AccountGaps]) -> None:
        self.tiles.show_missing(gaps)

    def _say_status(self) -> None:
        """How many are chosen, or listed."""
        chosen, listed = self.chosen.count(), self.listing.count
        many = chosen if chosen > 1 else listed
        words = (
            ntr("{count} document chosen", "{count} documents chosen", many)
            if chosen > 1
            else ntr("{count} document", "{count} documents", many)
        )
        self.status_changed.emit(words.format(count=formats.count(many)))

    def _on_header_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in archive_titles().items()}
        self.layout_of_table.open_menu(at, named, lambda: self.layout_of_table.reset(self._kept))
