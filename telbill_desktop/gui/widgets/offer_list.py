"""A list to choose from, with the number of invoices of each entry and a field that narrows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from telbill_desktop.domain.folding import fold, search_terms
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from telbill_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CHECK, _DISPLAY = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DisplayRole
_ROW_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry: what it stands for, its words, how many invoices it has (None: that is not the question)."""

    key: int | str
    label: str
    count: int | None


class OfferTable(QAbstractTableModel):
    """The entries whose label holds what is typed; check marks outlive what hides their entries."""

    checks_changed = Signal()

    def __init__(self, parent: QObject, *, checkable: bool) -> None:
        super().__init__(parent)
        self._checkable = checkable
        self._offers: list[Offer] = []
        self._folded: list[str] = []
        self.shown: list[Offer] = []
        self.checked: set[int | str] = set()

    def show_offers(self, offers: Iterable[Offer], text: str = "") -> None:
        """Replaces everything."""
        self._offers = list(offers)
        self._folded = [fold(offer.label) for offer in self._offers]
        self.narrow(text)

    def narrow(self, text: str) -> None:
        """Shows the entries that hold every word."""
        terms = search_terms(text)
        self.beginResetModel()
        self.shown = [
            offer
            for offer, folded in zip(self._offers, self._folded, strict=True)
            if all(term in folded for term in terms)
        ]
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Checks an entry or takes its mark away."""
        self.checked ^= {self.shown[row].key}
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        self.checks_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """A flat table."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """Label and number of invoices."""
        return 0 if parent is not None and parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The label has the check mark."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._checkable and index.column() == 0 else flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Words, check marks, and which side they stand on."""
        if not index.isValid():
            return None
        offer = self.shown[index.row()]
        if role == _DISPLAY:
            return _counted(offer.count) if index.column() else offer.label
        if role == Qt.ItemDataRole.AccessibleTextRole and offer.count is not None:
            words = ntr("{count} invoice", "{count} invoices", offer.count).format(count=_counted(offer.count))
            return words if index.column() else f"{offer.label}, {words}"
        if role == _CHECK and self._checkable and index.column() == 0:
            return Qt.CheckState.Checked if offer.key in self.checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's own name
        """A click or Space on the check mark."""
        if role != _CHECK or not index.isValid():
            return False
        self.toggle(index.row())
        return True


class OfferField(QLineEdit):
    """Narrows the list; Down and Enter go to it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """The keys that a field of text does not use itself."""
        if event.key() in _DOWN:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class OfferList(QWidget):
    """The field and the list. With check marks several entries are chosen, without them the one that is current."""

    changed = Signal()
    activated = Signal()  # Enter or a double click on an entry

    def __init__(self, theme: Theme, name: str, *, checkable: bool) -> None:
        super().__init__()
        self.model = OfferTable(self, checkable=checkable)
        self.field = OfferField()
        self.field.setPlaceholderText(tr("Filter…"))
        self.field.setAccessibleName(formats.labelled(tr("Filter"), name))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self._on_left)
        self._glass = Glass(self.field, theme)
        self.table = QTableView()
        self.table.setObjectName("offers")
        self.table.setModel(self.model)
        self.table.setAccessibleName(name)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.dp(_ROW_HEIGHT))
        header = self.table.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(theme.dp(20))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.model.checks_changed.connect(self.changed)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self.changed.emit())
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(6))
        box.addWidget(self.field)
        box.addWidget(card, 1)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Replaces the entries."""
        self.model.show_offers(offers, self.field.text())
        self._go_to_first()

    def current(self) -> Offer | None:
        """The entry that the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.shown[index.row()] if index.isValid() else None

    def _on_typed(self, text: str) -> None:
        self.model.narrow(text)
        self._go_to_first()
        self.changed.emit()

    def _go_to_first(self) -> None:
        if self.model.shown:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _on_left(self) -> None:
        self.table.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated.emit()


def _counted(count: int | None) -> str:
    return "" if count is None else formats.count(count)
