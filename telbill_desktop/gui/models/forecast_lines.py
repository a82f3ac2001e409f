"""The lines of one invoice to come for a list view: titles of sections, and lines that tell why when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.explanations import why
from telbill_desktop.domain.forecast_groups import section_total, shown_lines
from telbill_desktop.exporters.upcoming_columns import section_names
from telbill_desktop.gui.models.upcoming_words import line_label, line_reckoning
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from telbill_desktop.domain.forecast import ForecastLine, UpcomingInvoice
    from telbill_desktop.domain.proration import Rule

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A title with the sum of its section, or a line with how it is reckoned."""

    label: str
    amount: str
    reckoning: str = ""
    line: ForecastLine | None = None

    @property
    def is_title(self) -> bool:
        """Whether it stands above lines."""
        return self.line is None


class ForecastLines(QAbstractListModel):
    """A title, its lines, the next title. The sentence of a line is made when the line is opened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[ShownLine] = []
        self._rule: Rule | None = None
        self._opened: dict[int, str] = {}

    def show_invoice(self, invoice: UpcomingInvoice) -> None:
        """Shows another invoice's lines, all of them closed."""
        self.beginResetModel()
        self._rule = invoice.terms.rule
        self._opened = {}
        self.shown = []
        names = section_names()
        for section, lines in shown_lines(invoice.lines):
            self.shown.append(ShownLine(names[section], formats.amount(section_total(lines))))
            self.shown += [
                ShownLine(line_label(line), formats.amount(line.amount), line_reckoning(line), line) for line in lines
            ]
        self.endResetModel()

    def why(self, row: int) -> str:
        """The sentence of an opened line; empty while it is closed."""
        return self._opened.get(row, "")

    def toggle(self, row: int) -> None:
        """Opens a line, or closes it again; a title stays as it is."""
        line = self.shown[row].line
        if line is None or self._rule is None:
            return
        if row in self._opened:
            del self._opened[row]
        else:
            self._opened[row] = _sentence(line, self._rule)
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """Titles and lines."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Everything in words, for screen readers; the delegate paints it from `shown`."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        one = self.shown[index.row()]
        words = (one.label, one.reckoning, one.amount, self.why(index.row()))
        return " · ".join(word for word in words if word)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Titles are walked over."""
        if not index.isValid() or self.shown[index.row()].is_title:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _sentence(line: ForecastLine, rule: Rule) -> str:
    reason = why(line, rule)
    if reason is not None:
        return formats.sentence(reason)
    if line.is_estimate:
        return tr("Nobody knows the usage to come: this is the mean of the latest invoices, at most three.")
    params = {"quantity": line.quantity, "amount": formats.money(line.amount, HOME_CURRENCY)}
    return fill(tr("Announced in the contract: {quantity}, {amount} in all, charged once."), params)
