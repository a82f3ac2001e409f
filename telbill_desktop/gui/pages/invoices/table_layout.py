"""How a table is laid out: which columns in which order and how wide, remembered in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QMenu

from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from telbill_desktop.system.settings import ViewLayout


class TableLayout:
    """The columns of one header, by name. `scale` is how much larger than at 100 % text is shown."""

    def __init__(
        self,
        header: QHeaderView,
        names: Sequence[str],
        *,
        shown: Sequence[str],
        widths: Mapping[str, int],
        scale: float = 1.0,
    ) -> None:
        self._header = header
        self._names = [str(name) for name in names]
        self._shown_first = [str(name) for name in shown]
        self._widths_first = {str(name): width for name, width in widths.items()}
        self._scale = scale

    def apply(self, kept: ViewLayout) -> None:
        """Lays the columns out as they were left; as at first where nothing is known."""
        shown = [name for name in kept.columns if name in self._names] or self._shown_first
        for position, name in enumerate([*shown, *(name for name in self._names if name not in shown)]):
            section = self._names.index(name)
            self._header.moveSection(self._header.visualIndex(section), position)
            self._header.setSectionHidden(section, name not in shown)
            width = kept.widths.get(name) or self._widths_first[name]
            self._header.resizeSection(section, round(width * self._scale))

    def keep(self, kept: ViewLayout) -> None:
        """Notes order and widths. The last column is stretched to the edge: its width says nothing."""
        kept.columns = self.shown()
        for name in kept.columns[:-1]:
            kept.widths[name] = round(self._header.sectionSize(self._names.index(name)) / self._scale)

    def shown(self) -> list[str]:
        """The columns on screen, left to right."""
        visual = (self._header.logicalIndex(position) for position in range(self._header.count()))
        return [self._names[section] for section in visual if not self._header.isSectionHidden(section)]

    def show_column(self, name: str, *, shown: bool) -> None:
        """Shows or hides a column; the last one stays."""
        if not shown and len(self.shown()) == 1:
            return
        section = self._names.index(name)
        self._header.setSectionHidden(section, not shown)
        if shown and self._header.sectionSize(section) == 0:
            self._header.resizeSection(section, round(self._widths_first[name] * self._scale))

    def reset(self, kept: ViewLayout) -> None:
        """Forgets what was remembered."""
        kept.columns, kept.widths = [], {}
        self.apply(kept)

    def open_menu(self, at: QPoint, titles: Mapping[str, str], reset: Callable[[], None]) -> QMenu:
        """The menu of the header: a check mark per column, and back to the first layout."""
        menu = QMenu(self._header)
        shown = self.shown()
        for name in self._names:
            action = menu.addAction(titles[name])
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.toggled.connect(lambda checked, name=name: self.show_column(name, shown=checked))
        menu.addSeparator()
        menu.addAction(tr("Reset columns")).triggered.connect(reset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._header.mapToGlobal(at))
        return menu
