"""What stands above the archive's list: how many documents, whether they are as they came, signatures, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.gui.pages.archive.filter_bar import group_name
from telbill_desktop.gui.widgets.tile import Note, Tile
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.domain.archive_view import ArchiveSummary, LastCheck
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.services.missing_months import AccountGaps

_NARROWEST = 195  # pixels of a tile at 100 % text
_NAMED = 2  # months without an invoice that are named; the tooltip of the rest is the list itself
VERIFY, MISSING_MONTHS = "verify", "missing_months"


class ArchiveTiles(QWidget):
    """`group_asked` follows a press on what is counted, `asked` one on what can be done."""

    group_asked = Signal(object)  # ArchiveGroup
    asked = Signal(str)  # VERIFY or MISSING_MONTHS

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.documents = Tile(theme, tr("Archived documents"))
        self.integrity = Tile(theme, tr("Integrity"))
        self.signatures = Tile(theme, tr("Signatures"))
        self.missing = Tile(theme, tr("Months without invoice"))
        self._theme = theme
        self._places: list[tuple[int, int]] = []
        self._tiles = (self.documents, self.integrity, self.signatures, self.missing)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.dp(12))
        for tile in self._tiles:
            tile.pressed.connect(self._on_pressed)
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """All in a row, or two by two where there is no room for that."""
        super().resizeEvent(event)
        self._arrange(len(self._tiles) if self.width() >= len(self._tiles) * self._theme.dp(_NARROWEST) else 2)

    def show_summary(self, summary: ArchiveSummary) -> None:
        """The first three."""
        groups = summary.groups
        extent = [formats.size(summary.size)]
        if summary.first_year is not None and summary.last_year is not None:
            years = sorted({str(summary.first_year), str(summary.last_year)})
            extent.append(" → ".join(years))
        notes = [Note(" · ".join(extent))]
        if groups[ArchiveGroup.HELD]:
            words = ntr("{count} on hold", "{count} on hold", groups[ArchiveGroup.HELD])
            notes.append(Note(words.format(count=formats.count(groups[ArchiveGroup.HELD])), ArchiveGroup.HELD))
        self.documents.show_figure(formats.count(summary.documents), notes, value=ArchiveGroup.ALL)
        self._show_check(summary.last_check)
        sound = ntr("{count} sound", "{count} sound", groups[ArchiveGroup.SOUND])
        self.signatures.show_figure(
            sound.format(count=formats.count(groups[ArchiveGroup.SOUND])),
            [_counted(group, groups[group]) for group in _NOTED if groups[group]],
            value=ArchiveGroup.SOUND,
        )

    def show_missing(self, gaps: Sequence[AccountGaps]) -> None:
        """The months in which an account has no invoice, and the invoices of which no PDF is archived."""
        months = [(gap, one) for gap in gaps for one in gap.months]
        unfiled = sum(len(gap.without_pdf) for gap in gaps)
        named = [
            f"{gap.portal.account or gap.portal.operator} {formats.long_month(one.day)}"
            for gap, one in sorted(months, key=lambda each: each[1].day, reverse=True)[:_NAMED]
        ]
        if len(months) > _NAMED:
            named.append("…")
        notes = [Note(", ".join(named), MISSING_MONTHS)] if named else [Note(tr("none that is known of"))]
        if unfiled:
            words = ntr("{count} invoice without its PDF", "{count} invoices without their PDF", unfiled)
            notes.append(Note(words.format(count=formats.count(unfiled)), MISSING_MONTHS))
        self.missing.show_figure(formats.count(len(months)), notes)

    def _arrange(self, columns: int) -> None:
        places = [divmod(at, columns) for at in range(len(self._tiles))]
        if self._grid.indexOf(self.missing) >= 0 and self._places == places:
            return
        self._places = places
        for tile, (row, column) in zip(self._tiles, places, strict=True):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, row, column)
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show_check(self, check: LastCheck | None) -> None:
        if check is None:
            self.integrity.show_figure(tr("not verified yet"), [Note(tr("Read every document again"), VERIFY)])
            return
        figure = f"{formats.count(check.intact)} / {formats.count(check.documents)}"
        when = {"day": check.happened_at.astimezone().date(), "seconds": formats.seconds(check.seconds)}
        notes = [Note(formats.fill(tr("verified on {day} in {seconds} s"), when))]
        if not check.is_sound:
            notes.insert(0, Note(tr("Something is wrong: verify again"), VERIFY, "bad"))
        self.integrity.show_figure(figure, notes, tone="ok" if check.is_sound else "bad")

    def _on_pressed(self, value: object) -> None:
        if isinstance(value, ArchiveGroup):
            self.group_asked.emit(value)
        else:
            self.asked.emit(value)


_NOTED = (ArchiveGroup.CHANGED, ArchiveGroup.UNKNOWN, ArchiveGroup.UNSIGNED, ArchiveGroup.WAITING)


def _counted(group: ArchiveGroup, many: int) -> Note:
    words = {
        ArchiveGroup.CHANGED: ntr("{count} doubtful", "{count} doubtful", many),
        ArchiveGroup.UNKNOWN: ntr("{count} unknown", "{count} unknown", many),
        ArchiveGroup.UNSIGNED: ntr("{count} unsigned", "{count} unsigned", many),
        ArchiveGroup.WAITING: ntr("{count} waiting", "{count} waiting", many),
    }[group]
    tone = "bad" if group is ArchiveGroup.CHANGED else ""
    return Note(words.format(count=formats.count(many)), group, tone, group_name(group))
