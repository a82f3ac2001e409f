"""The list of acts: what was done, when, by whom; any step can be undone as long as nothing later stands on it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from telbill_desktop.domain.acts import Act
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.page import PageContext
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import history
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

WIDTHS = (150, 360, 100, 110)


class ActTable(RecordTable[Act]):
    """Acts as rows: when, what, state, by whom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("When"), tr("What was done"), tr("State"), tr("By")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        act = self.records[row]
        texts = (
            lambda: formats.moment(act.done_at),
            lambda: formats.sentence(act.title),
            lambda: tr("Undone") if act.undone_at is not None else tr("In force"),
            lambda: act.os_user,
        )
        return texts[column]()


class HistoryDialog(Dialog):
    """Acts of the store, newest first."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("History"), parent)
        self._context = context
        self._lane = context.jobs.latest(self)
        self._next_redo: Act | None = None
        self._nothing = Label(tr("Nothing has been done in this store yet."), "soft")
        self._nothing.hide()
        self.model = ActTable(self)
        self.table = RowTable(context.theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, context.theme, right=frozenset()))
        self.table.setAccessibleName(tr("History"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, context.theme.dp(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.body.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.undo_act = QAction(tr("Undo this act"), self)
        self.redo_act = QAction(tr("Redo this act"), self)
        self.undo_act.triggered.connect(self._on_undo)
        self.redo_act.triggered.connect(self._on_redo)
        self.undo_button = self.add_button(self.undo_act.text(), self.undo_act.trigger)
        self.redo_button = self.add_button(self.redo_act.text(), self.redo_act.trigger)
        self.undo_act.enabledChanged.connect(self.undo_button.setEnabled)
        self.redo_act.enabledChanged.connect(self.redo_button.setEnabled)
        offer_menu(self.table, lambda menu: menu.addActions([self.undo_act, self.redo_act]))
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(760, 480)
        self._on_selected()
        self._read()

    def _read(self) -> None:
        store = self._context.workspace.store
        self._lane.ask(lambda: (history.history(store), history.next_redo(store)), self._on_read)

    def _on_read(self, found: tuple[list[Act], Act | None]) -> None:
        acts, self._next_redo = found
        self.model.show(acts)
        self._nothing.setVisible(not acts)
        self.table.setVisible(bool(acts))
        if acts:
            self.table.selectRow(0)
            self.table.setFocus()

    def _chosen(self) -> Act | None:
        index = self.table.currentIndex()
        return (
            self.model.records[index.row()] if index.isValid() and self.table.selectionModel().hasSelection() else None
        )

    def _on_selected(self) -> None:
        act = self._chosen()
        writable = not self._context.workspace.store.read_only
        self.undo_act.setEnabled(writable and act is not None and act.can_undo)
        # Redoing goes in order: what was undone last comes first.
        is_next = act is not None and self._next_redo is not None and act.id == self._next_redo.id
        self.redo_act.setEnabled(writable and is_next)

    def _on_undo(self) -> None:
        act = self._chosen()
        if act is not None:
            store, act_id = self._context.workspace.store, act.id
            self.stay_for(
                self._context.jobs.write(lambda _progress: history.undo_act(store, act_id), self._on_undone, owner=self)
            )

    def _on_redo(self) -> None:
        store = self._context.workspace.store
        self.stay_for(self._context.jobs.write(lambda _progress: history.redo(store), self._on_redone, owner=self))

    def _on_undone(self, act: Act) -> None:
        self._say(tr("Undone: {act}"), act)

    def _on_redone(self, act: Act) -> None:
        self._say(tr("Redone: {act}"), act)

    def _say(self, words: str, act: Act) -> None:
        self._context.notify(Notice(words.format(act=formats.sentence(act.title))))
        self._context.store_changed()
        self._read()
