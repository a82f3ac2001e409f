"""The top bar: title, perimeter, search, import, export."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from telbill_desktop.gui.search_field import SearchField
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button, MenuButton
from telbill_desktop.gui.widgets.text import ElidedLabel, tooltip
from telbill_desktop.system.i18n import tr

HEIGHT = 52
LONGEST_TITLE = 90  # pixels at 100 % text of which there are always so many
LONGEST_NAME = 30  # characters on the button; the whole name is in its menu


class TopBar(QFrame):
    """What stands over every page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self._theme = theme
        self.title = ElidedLabel(role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.perimeter = MenuButton(theme, kind="soft")
        self.perimeter.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.perimeter.hide()
        self.search = SearchField(theme)
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.import_button = Button(tr("Import…"))
        self.export_button = MenuButton(theme, tr("Export"), "primary")
        for button in (self.import_button, self.export_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addSpacing(theme.dp(8))
        self._row.addWidget(self.perimeter)
        self._row.addStretch(1)
        for widget in (self.search, self.import_button, self.export_button):
            self._row.addWidget(widget)
        self.say_exports([])
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def say_title(self, text: str) -> None:
        """The page's title, which gives way to nothing unless it is long."""
        self.title.setText(text)
        self.title.ensurePolished()
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), self._theme.dp(LONGEST_TITLE)))
        self._share()

    def follow_import(self, action: QAction) -> None:
        """The import button does what the action does, when it may."""
        self.import_button.clicked.connect(lambda _checked=False: action.trigger())
        action.enabledChanged.connect(self.import_button.setEnabled)
        self.import_button.setEnabled(action.isEnabled())

    def say_exports(self, actions: Sequence[QAction]) -> None:
        """What the page shown can export; the button is off when it can nothing."""
        self.export_button.list.clear()
        self.export_button.list.addActions(list(actions))
        self.export_button.setEnabled(bool(actions))

    def exports(self) -> list[QAction]:
        """What the page shown can export."""
        return self.export_button.list.actions()

    def say_perimeter(self, name: str, actions: Sequence[QAction]) -> None:
        """The name of the perimeter in force, and what its menu offers; without a menu there is nothing to choose."""
        from telbill_desktop.system.formats import labelled  # noqa: PLC0415 - babel waits for the paint

        self.perimeter.list.clear()
        self.perimeter.list.addActions(list(actions))
        self.perimeter.say(name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…")
        self.perimeter.setAccessibleName(labelled(tr("Perimeter"), name))
        self.perimeter.setToolTip(tooltip(labelled(tr("Perimeter"), name)))
        self.perimeter.setVisible(bool(actions))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The search gives way first."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Qt would take as much from the title as from the search, which has room to spare."""
        others = self._row.sizeHint().width() - self.search.sizeHint().width()
        self.search.leave_room(self.width() - others)

    def _on_theme_changed(self) -> None:
        dp = self._theme.dp
        self.setFixedHeight(dp(HEIGHT))
        self._row.setContentsMargins(dp(18), 0, dp(18), 0)
        self._row.setSpacing(dp(10))
        self._row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.say_title(self.title.text())  # how much of it there is at least is so many pixels of this size
