"""How a table is laid out: which columns in which order and how wide, remembered in the settings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHeaderView, QMenu

from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from telbill_desktop.gui.widgets.column_widths import Stretch
    from telbill_desktop.system.settings import ViewLayout


class TableLayout(QObject):
    """The columns of one header, by name. `scale` is how much larger than at 100 % text is shown.

    One column is stretched so that the table fills its width, until the user gives it a width; in a narrow table the
    others shrink for it, and spare ones are not painted. They are still shown: exported, and there again with the room.
    """

    tightened = Signal(bool)  # whether columns shrank, or may be as wide as they wish again

    def __init__(
        self,
        header: QHeaderView,
        names: Sequence[str],
        *,
        shown: Sequence[str],
        widths: Mapping[str, int],
        stretch: Stretch,
        scale: float = 1.0,
    ) -> None:
        """`widths` are pixels on this screen; what is remembered is pixels at 100 % text."""
        super().__init__(header)
        header.setStretchLastSection(False)
        self._header = header
        self._names = [str(name) for name in names]
        self._shown_first = [str(name) for name in shown]
        self._widths_first = {str(name): width for name, width in widths.items()}
        self._stretch, self._scale = stretch, scale
        self._chosen: dict[str, int] = {}
        self._gave_way: frozenset[str] = frozenset()
        self._placing = self._is_tight = False
        header.sectionResized.connect(self._on_resized)
        header.installEventFilter(self)

    def apply(self, kept: ViewLayout) -> None:
        """Lays the columns out as they were left; as at first where nothing is known."""
        shown = [name for name in kept.columns if name in self._names] or self._shown_first
        self._chosen = {name: width for name, width in kept.widths.items() if name in self._names}
        self._gave_way = frozenset()
        self._placing = True
        for position, name in enumerate([*shown, *(name for name in self._names if name not in shown)]):
            section = self._names.index(name)
            self._header.moveSection(self._header.visualIndex(section), position)
            self._header.setSectionHidden(section, name not in shown)
            self._header.resizeSection(section, self._width(name))
        self._placing = False
        self._fill()

    def keep(self, kept: ViewLayout) -> None:
        """Notes the order, and the widths that the user chose: the others follow language and window."""
        kept.columns, kept.widths = self.shown(), dict(self._chosen)

    def shown(self) -> list[str]:
        """The columns that are wanted, left to right."""
        visual = (self._names[self._header.logicalIndex(position)] for position in range(self._header.count()))
        return [name for name in visual if name in self._gave_way or not self._is_hidden(name)]

    @property
    def gave_way(self) -> frozenset[str]:
        """Those of them that there is no room for."""
        return self._gave_way

    def show_column(self, name: str, *, shown: bool) -> None:
        """Shows or hides a column; the last one stays."""
        if not shown and len(self.shown()) == 1:
            return
        section = self._names.index(name)
        self._placing = True
        self._gave_way -= {name}
        self._header.setSectionHidden(section, not shown)
        if shown and self._header.sectionSize(section) == 0:
            self._header.resizeSection(section, self._width(name))
        self._placing = False
        self._fill()

    def arrange(self, shown: Sequence[str]) -> None:
        """Shows these columns in this order, and no other."""
        self._gave_way = frozenset()
        self._placing = True
        for position, name in enumerate([*shown, *(name for name in self._names if name not in shown)]):
            section = self._names.index(name)
            self._header.moveSection(self._header.visualIndex(section), position)
            self._header.setSectionHidden(section, name not in shown)
            if name in shown and self._header.sectionSize(section) == 0:
                self._header.resizeSection(section, self._width(name))
        self._placing = False
        self._fill()

    def reset(self, kept: ViewLayout) -> None:
        """Forgets what was remembered."""
        kept.columns, kept.widths = [], {}
        self.apply(kept)

    def open_menu(
        self,
        at: QPoint,
        titles: Mapping[str, str],
        reset: Callable[[], None],
        choose: Callable[[], None] | None = None,
    ) -> QMenu:
        """The menu of the header: a check mark per column, back to the first layout, and the column chooser."""
        menu = QMenu(self._header)
        shown = self.shown()
        for name in self._names:
            action = menu.addAction(titles[name])
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.toggled.connect(lambda checked, name=name: self.show_column(name, shown=checked))
        menu.addSeparator()
        if choose is not None:
            menu.addAction(tr("Order of the columns…")).triggered.connect(choose)
        menu.addAction(tr("Reset columns")).triggered.connect(reset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._header.mapToGlobal(at))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The table became wider or narrower."""
        if event.type() == QEvent.Type.Resize:
            self._fill()
        return super().eventFilter(watched, event)

    def _width(self, name: str) -> int:
        chosen = self._chosen.get(name)
        return round(chosen * self._scale) if chosen else self._widths_first[name]

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if self._placing or not width:
            return
        self._chosen[self._names[section]] = round(width / self._scale)
        self._fill()

    def _is_hidden(self, name: str) -> bool:
        return self._header.isSectionHidden(self._names.index(name))

    def _fill(self) -> None:
        """Gives the stretched column what is left; where it is hidden or has its own width, the last one takes it."""
        shown, name = self.shown(), self._stretch.column
        if name in shown and name not in self._chosen:
            least, beside = round(self._stretch.least * self._scale), self._stretch.beside
        else:
            name = shown[-1]
            least, beside = self._width(name), shown[:-1]
        self._placing = True
        widths = {one: self._width(one) for one in beside if one in shown}
        over = least + sum(widths.values()) - self._header.width()
        if (over > 0) != self._is_tight:
            self._is_tight = over > 0
            self.tightened.emit(self._is_tight)
        widths = self._shrunk(widths, over)
        self._give_way(widths, least)
        for one, width in widths.items():
            self._header.resizeSection(self._names.index(one), width)
        # Qt's own stretched last section counts hidden columns in once it is taken back.
        taken = sum(width for one, width in widths.items() if one not in self._gave_way)
        self._header.resizeSection(self._names.index(name), max(least, self._header.width() - taken))
        self._placing = False

    def _shrunk(self, widths: Mapping[str, int], over: int) -> dict[str, int]:
        """Takes so many pixels off columns that can be narrower, each in its part; none off those that the user set."""
        spare = {
            name: max(width - self._stretch.tight.get(name, width), 0)
            for name, width in widths.items()
            if name not in self._chosen
        }
        room = sum(spare.values())
        part = min(max(over, 0) / room, 1) if room else 0.0
        return {name: width - math.ceil(spare.get(name, 0) * part) for name, width in widths.items()}

    def _give_way(self, widths: Mapping[str, int], least: int) -> None:
        """Hides spare columns until the others fit, and shows those again that fit."""
        over, gone = least + sum(widths.values()) - self._header.width(), set()
        for name in self._stretch.spare:
            if over > 0 and name in widths:
                over -= widths[name]
                gone.add(name)
        for name in self._gave_way ^ gone:
            self._header.setSectionHidden(self._names.index(name), name in gone)
        self._gave_way = frozenset(gone)
