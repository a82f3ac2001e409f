"""The top bar: title, perimeter, search, import, export."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from telbill_desktop.gui.search_field import SearchField
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button, MenuButton
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.system.i18n import tr

HEIGHT = 52
LONGEST_TITLE = 200
LONGEST_COMPANY = 30  # characters on the button; the whole name is in its menu


class TopBar(QFrame):
    """What stands over every page."""

    company_chosen = Signal(object)  # int, or None for all of them

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self._theme = theme
        self.title = ElidedLabel(role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.company = MenuButton(theme, kind="soft")
        self.company.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.company.hide()
        self.search = SearchField(theme)
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.import_button = Button(tr("Import…"))
        self.export_button = MenuButton(theme, tr("Export"), "primary")
        for button in (self.import_button, self.export_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addSpacing(theme.dp(8))
        self._row.addWidget(self.company)
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

    def say_companies(self, companies: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """The user's companies as id and name, and the one that is the perimeter."""
        self.company.list.clear()
        group = QActionGroup(self.company.list)
        everything: list[tuple[int | None, str]] = [(None, tr("All companies")), *companies]
        entries = everything if len(companies) != 1 else everything[1:]
        for company_id, name in entries:
            action = self.company.list.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(company_id == chosen or len(entries) == 1)
            action.triggered.connect(lambda _checked=False, one=company_id: self.company_chosen.emit(one))
            group.addAction(action)
        names = dict(entries)
        shown = names.get(chosen) or (entries[0][1] if entries else "")
        self.company.say(shown if len(shown) <= LONGEST_COMPANY else shown[: LONGEST_COMPANY - 1] + "…")
        self.company.setAccessibleName(tr("Company: {name}").format(name=shown))
        self.company.setVisible(bool(companies))

    def _on_theme_changed(self) -> None:
        dp = self._theme.dp
        self.setFixedHeight(dp(HEIGHT))
        self._row.setContentsMargins(dp(18), 0, dp(18), 0)
        self._row.setSpacing(dp(10))
        self._row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
