"""The sidebar: the name, the pages with their counts, the settings at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from telbill_desktop.gui.navigation import PageEntry
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import ntr, tr

WIDTH = 208
MARGIN = 10


class Logo(QWidget):
    """The name as a word mark: `tel·bill`, its point in the second colour."""

    def __init__(self, theme: Theme, size: float = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setAccessibleName("Telbill")
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """The room of the word."""
        metrics = QFontMetricsF(self._theme.font("bold", self._size))
        return QSize(round(metrics.horizontalAdvance("tel·bill")) + 1, round(metrics.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paints the three parts one after the other."""
        painter = QPainter(self)
        font = self._theme.font("bold", self._size)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left = 0.0
        for part, color in (("tel", "accent_soft_text"), ("·", "dot"), ("bill", "accent_soft_text")):
            painter.setPen(self._theme.color(color))
            width = metrics.horizontalAdvance(part)
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, part)
            left += width


class Entry(Button):
    """One page in the sidebar, with its count."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.setCheckable(True)
        self.title = title
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, MARGIN, 0)
        row.addStretch()
        self.badge = Label(role="badge")
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.hide()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Room for the words and the count."""
        hint = super().sizeHint()
        return QSize(hint.width() + self.badge.sizeHint().width() + MARGIN, hint.height())

    def count(self, number: int) -> None:
        """Shows how many there are; a negative number: nothing is counted."""
        self.badge.setVisible(number >= 0)
        if number < 0:
            self.setAccessibleName(self.title)
            return
        from telbill_desktop.system import formats  # noqa: PLC0415 - babel waits for the paint

        self.badge.setText(formats.count(number))
        spoken = ntr("{count} entry", "{count} entries", number).format(count=formats.count(number))
        self.setAccessibleName(f"{self.title}, {spoken}")


class Sidebar(QFrame):
    """The column at the left of the window."""

    page_chosen = Signal(str)
    settings_chosen = Signal()

    def __init__(self, theme: Theme, pages: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._entries: dict[str, Entry] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self.menu_button = IconButton(theme, "menu", tr("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.logo = Logo(theme)
        head = QHBoxLayout()
        head.addWidget(self.logo)
        head.addStretch()
        head.addWidget(self.menu_button)
        self._head = head
        self._column.addLayout(head)
        for page in pages:
            self._add(page)
        self._column.addStretch()
        self.settings = Button(tr("Settings"), clicked=self.settings_chosen.emit, parent=self)
        self._column.addWidget(self.settings)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_menu(self, menu: QMenu) -> None:
        """What the button beside the name opens."""
        self.menu_button.setMenu(menu)

    def entry(self, name: str) -> Entry:
        """The entry of a page."""
        return self._entries[name]

    def choose(self, name: str) -> None:
        """Marks a page as the one shown."""
        if name in self._entries:
            self._entries[name].setChecked(True)

    def enable_pages(self, *, enabled: bool) -> None:
        """Pages are reached only when a store is open."""
        self._group.setExclusive(False)  # an exclusive group would keep its last entry chosen
        for entry in self._entries.values():
            entry.setEnabled(enabled)
            if not enabled:
                entry.setChecked(False)
                entry.count(-1)
        self._group.setExclusive(True)

    def add_under(self, name: str, widget: QWidget) -> None:
        """Puts something of a page under its entry."""
        self._column.insertWidget(self._column.indexOf(self._entries[name]) + 1, widget)

    def take_under(self, widget: QWidget) -> None:
        """Takes it away again."""
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _add(self, page: PageEntry) -> None:
        entry = Entry(tr(page.title), self)
        entry.clicked.connect(lambda _checked=False, name=page.name: self.page_chosen.emit(name))
        self._group.addButton(entry)
        self._entries[page.name] = entry
        self._column.addWidget(entry)

    def _on_theme_changed(self) -> None:
        dp = self._theme.dp
        self._column.setContentsMargins(dp(MARGIN), dp(12), dp(MARGIN), dp(12))
        self._column.setSpacing(dp(2))
        self._head.setContentsMargins(dp(MARGIN), 0, 0, dp(11))
        # Text twice as large does not make the column twice as wide: it holds short words.
        self.setFixedWidth(round(WIDTH * (0.5 + self._theme.scale / 2)))
