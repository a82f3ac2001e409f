"""What narrows the archive's list: words of the documents, what is said of them, what they are, their years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.exporters.archive_columns import kind_name
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.menu_filter import MenuFilter
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.archive_view import ArchiveSummary
    from telbill_desktop.gui.theme import Theme

_TEXT_WIDTH, _GAP = 228, 8  # pixels at 100 % text
DISPOSED = "disposed"  # beside the groups: what was given up is shown too


def group_name(group: ArchiveGroup) -> str:
    """Documents that are looked at together."""
    return {
        ArchiveGroup.ALL: tr("All documents"),
        ArchiveGroup.SOUND: tr("Intact, signer trusted"),
        ArchiveGroup.UNKNOWN: tr("Intact, signer not trusted"),
        ArchiveGroup.CHANGED: tr("Doubtful: changed, invalid or not verifiable"),
        ArchiveGroup.UNSIGNED: tr("Not signed"),
        ArchiveGroup.WAITING: tr("Not looked at yet"),
        ArchiveGroup.HELD: tr("On hold"),
        ArchiveGroup.UNCOPIED: tr("Without a copy on another medium"),
        ArchiveGroup.OVER: tr("No longer to be kept"),
    }[group]


class ArchiveFilterBar(QWidget):
    """`changed` follows every change of the filter; `typed` says that it was a key, of which many follow."""

    changed = Signal(object, bool)  # ArchiveFilter, typed
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.filter = ArchiveFilter()
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Search in the text…"))
        self.text.setAccessibleName(tr("Search in the text of the documents"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda text: self._put(replace(self.filter, text=text), typed=True))
        self.text.left.connect(self.left)
        self.group = MenuFilter(tr("Signature and keeping"), group_name(ArchiveGroup.ALL), theme)
        self.kind = MenuFilter(tr("Kind"), tr("All kinds"), theme)
        self.year = MenuFilter(tr("Year"), tr("All years"), theme)
        self.kind.offer([(kind_name(kind), kind) for kind in DocumentKind])
        self.group.chosen.connect(self._on_group_chosen)
        self.kind.chosen.connect(lambda kind: self._put(replace(self.filter, kinds=() if kind is None else (kind,))))
        self.year.chosen.connect(lambda year: self._put(replace(self.filter, years=() if year is None else (year,))))
        self.acts = FlowRow(gap=theme.dp(_GAP))  # the page's buttons
        self._glass = Glass(self.text, theme)
        self.text.setFixedWidth(theme.dp(_TEXT_WIDTH))
        flow = FlowRow(gap=theme.dp(_GAP))
        for field in (self.text, self.group, self.kind, self.year):
            flow.add(field)
        flow.add_end(self.acts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flow)

    @property
    def is_active(self) -> bool:
        """Whether the list is narrowed."""
        return self.filter != ArchiveFilter()

    def clear(self) -> None:
        """Lets everything of the perimeter through."""
        self.put(ArchiveFilter(perimeter=self.filter.perimeter))

    def put(self, wanted: ArchiveFilter) -> None:
        """Sets everything at once."""
        if self.text.text() != wanted.text:
            self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.text.setText(wanted.text)
            self.text.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._put(wanted)

    def offer(self, summary: ArchiveSummary) -> None:
        """How many there are of each group, and which years."""
        groups: list[tuple[str, object]] = [
            (group_name(one), one) for one in ArchiveGroup if one is not ArchiveGroup.ALL
        ]
        notes: dict[object, str] = {group: f"({formats.count(many)})" for group, many in summary.groups.items()}
        self.group.offer([*groups, (tr("Disposed of too"), DISPOSED)], notes)
        first, last = summary.first_year, summary.last_year
        years = range(last, first - 1, -1) if first is not None and last is not None else ()
        self.year.offer([(str(year), year) for year in years])

    def _on_group_chosen(self, value: object) -> None:
        group = value if isinstance(value, ArchiveGroup) else ArchiveGroup.ALL
        self._put(replace(self.filter, group=group, with_disposed=value == DISPOSED))

    def _put(self, wanted: ArchiveFilter, *, typed: bool = False) -> None:
        if wanted == self.filter:
            return
        self.filter = wanted
        group: object = None if wanted.group is ArchiveGroup.ALL else wanted.group
        self.group.put(DISPOSED if wanted.with_disposed else group)
        self.kind.put(wanted.kinds[0] if wanted.kinds else None)
        self.year.put(wanted.years[0] if wanted.years else None)
        self.changed.emit(wanted, typed)
