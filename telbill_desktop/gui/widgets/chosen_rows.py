"""Which rows of a long list are chosen, by id: the choice outlives sorting, filtering and every reset of the model."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTableView

from telbill_desktop.gui.models.paged_table import PagedTable
from telbill_desktop.gui.widgets.row_ranges import row_ranges, selection_of

_Flag = QItemSelectionModel.SelectionFlag


class ChosenRows(QObject):
    """The selection of a table, kept by id.

    Qt's selection model holds rows and is emptied by a reset. What was chosen is kept here, including what a filter
    hides: it is chosen again when it comes back, unless the user has chosen something else meanwhile.
    """

    changed = Signal()  # the chosen rows that are in the list
    current_changed = Signal(object)  # the id of the one that the user went to: Qt would cut a long one

    def __init__(self, view: QTableView, model: PagedTable[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._kept: frozenset[int] = frozenset()
        self._kept_current: int | None = None
        self._follows_view = True
        self._everything = False
        self._restoring = False
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_list_changed)
        model.rowsInserted.connect(self._on_list_changed)

    def ids(self) -> list[int]:
        """The chosen ones of the list, in its order."""
        known = self._model.ids
        return [one for first, last in self._ranges() for one in known[first : last + 1]]

    def count(self) -> int:
        """How many are chosen; cheap, however many they are."""
        return sum(last - first + 1 for first, last in self._ranges())

    def current_id(self) -> int | None:
        """The one that the keyboard is on."""
        index = self._view.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def choose_all(self) -> None:
        """Chooses every one of the list, also those whose ids are still on their way."""
        self._select(self._whole_list())
        self._everything = self._follows_view = True
        self.changed.emit()

    def choose(self, ids: Iterable[int], *, current: int | None = None) -> None:
        """Chooses these, now or when the list holds them."""
        self._kept, self._kept_current = frozenset(ids), current
        self._everything = False
        self._restore()

    def _ranges(self) -> list[tuple[int, int]]:
        return row_ranges(self._view.selectionModel().selection())

    def _on_selection_changed(self) -> None:
        if self._restoring:
            return
        self._follows_view = True
        self._everything = False
        self._tell_current(self._view.currentIndex())
        self.changed.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._restoring and current.isValid():
            self._kept_current = self._model.id_at(current.row())
            self._tell_current(current)

    def _tell_current(self, current: QModelIndex) -> None:
        """A row that is merely current is not told of: getting the focus alone makes the first row so."""
        if current.isValid() and self._view.selectionModel().isSelected(current):
            self.current_changed.emit(self._model.id_at(current.row()))

    def _on_about_to_reset(self) -> None:
        """Another list comes: « everything » was said of this one."""
        if self._follows_view:
            self._kept = frozenset(self.ids())
            self._everything = self._follows_view = False

    def _on_list_changed(self) -> None:
        """After a reset what was kept is chosen again; rows that come in behind leave the user's choice alone."""
        if not self._follows_view:
            self._restore()
        elif self._everything:
            self._select(self._whole_list())
            self.changed.emit()

    def _restore(self) -> None:
        rows = self._rows_of(self._kept)
        self._select(selection_of(self._model, rows))
        row = None if self._kept_current is None else self._row_if_chosen(self._kept_current)
        if row is not None:
            self._restoring = True
            self._view.selectionModel().setCurrentIndex(self._model.index(row, 0), _Flag.NoUpdate)
            self._restoring = False
        self._follows_view = False
        self.changed.emit()

    def _row_if_chosen(self, wanted: int) -> int | None:
        return self._model.row_of(wanted) if wanted in self._kept or not self._kept else None

    def _rows_of(self, ids: frozenset[int]) -> Sequence[int]:
        if not ids:
            return ()
        return [row for row, known in enumerate(self._model.ids) if known in ids]

    def _whole_list(self) -> QItemSelection:
        return selection_of(self._model, range(self._model.rowCount()))

    def _select(self, selection: QItemSelection) -> None:
        self._restoring = True
        # Cleared first: Qt compares the former ranges with the new ones, each with each.
        self._view.selectionModel().clearSelection()
        self._view.selectionModel().select(selection, _Flag.Select)
        self._restoring = False
