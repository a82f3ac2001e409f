"""The window: sidebar, top bar, pages, status bar. It knows no store; `session` and `desk` bring one to it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.gui.actions import Actions, Group
from telbill_desktop.gui.geometry import SMALLEST, placed
from telbill_desktop.gui.navigation import PAGES
from telbill_desktop.gui.sidebar import Sidebar
from telbill_desktop.gui.status_bar import StatusBar
from telbill_desktop.gui.top_bar import TopBar
from telbill_desktop.system.settings import Settings, WindowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QScreen,
    )

    from telbill_desktop.gui.ask import Ask
    from telbill_desktop.gui.drop import DropOverlay
    from telbill_desktop.gui.finder import Finder
    from telbill_desktop.gui.floating import Floating
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.notice_bar import NoticeBar
    from telbill_desktop.gui.notices import Notice
    from telbill_desktop.gui.theme import Theme

PAGE_MARGINS = (18, 16, 18, 16)


class MainWindow(QMainWindow):
    """The shell. `painted` is said once, after the first paint; `closing` before the window goes."""

    painted = Signal()
    closing = Signal()
    files_dropped = Signal(list)  # of Path
    ask: Ask  # given after the paint, before a store is opened

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.theme, self.settings, self.jobs = theme, settings, jobs
        self.let_go: Callable[[Callable[[], object]], bool] | None = None  # whether the page may go: see `Page.let_go`
        self.drop_words: Callable[[], tuple[str, str]] | None = None  # see `Page.drop_words`
        self._was_painted = False
        self.setWindowTitle("Telbill")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self, theme)
        self._build()
        self.menu = self._menu()
        self._of_page: list[QAction] = []
        self.sidebar.set_menu(self.menu)
        self._connect()
        self.actions_by_name.enable_store(is_open=False, is_writable=False)
        self.actions_by_name.name_undo("", "")
        self.sidebar.enable_pages(enabled=False)
        self._place()

    def show_page(self, page: QWidget, title: str) -> None:
        """Puts a page in the middle; it joins the stack when it is new."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.top_bar.say_title(title)
        self.setWindowTitle(f"{title} — Telbill" if title else "Telbill")

    def add_banner(self, banner: QWidget) -> None:
        """A line under the top bar, until `clear_banners`."""
        self._banners.addWidget(banner)

    def clear_banners(self) -> None:
        """Takes every banner away."""
        while (item := self._banners.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def notify(self, notice: Notice) -> None:
        """Says something in the notice bar."""
        self.notices.say(notice)
        self.floating.place_notice()

    @cached_property
    def floating(self) -> Floating:
        """Notices, finder and drop sheet, made when they are first needed."""
        from telbill_desktop.gui.floating import Floating  # noqa: PLC0415 - after the paint

        return Floating(self)

    @property
    def notices(self) -> NoticeBar:
        """The bar that says what happened."""
        return self.floating.notices

    @property
    def finder(self) -> Finder:
        """What Ctrl+K opens."""
        return self.floating.finder

    @property
    def overlay(self) -> DropOverlay:
        """What is shown while files hover."""
        return self.floating.overlay

    def _build(self) -> None:
        self.sidebar = Sidebar(self.theme, PAGES)
        self.top_bar = TopBar(self.theme)
        self.status = StatusBar(self.theme)
        self.page_area = QWidget()
        self.page_area.setObjectName("page_area")
        self.page_area.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages = QStackedWidget()
        inside = QVBoxLayout(self.page_area)
        inside.setContentsMargins(*(self.theme.dp(margin) for margin in PAGE_MARGINS))
        inside.addWidget(self.pages)
        self._banners = QVBoxLayout()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(self._banners)
        right.addWidget(self.page_area, 1)
        right.addWidget(self.status)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToShow.connect(self.actions_by_name.draw_icons)
        for group in Group:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions(self.actions_by_name.of_group(group))
        return menu

    def say_edit_actions(self, actions: Sequence[QAction]) -> None:
        """What the menu offers to do with what is chosen on the page shown, before what is there always."""
        for action in self._of_page:
            self.menu.removeAction(action)
        self._of_page = list(actions)
        self.menu.insertActions(self.actions_by_name["history"], self._of_page)
        if self._of_page:
            self._of_page.append(self.menu.insertSeparator(self._of_page[0]))
            self._of_page.append(self.menu.insertSeparator(self.actions_by_name["history"]))

    def _connect(self) -> None:
        acts = self.actions_by_name
        self.top_bar.follow_import(acts["import"])
        self.sidebar.settings_chosen.connect(acts["settings"].trigger)
        self.status.history_asked.connect(acts["history"].trigger)
        acts.connect_act("find_anything", self._on_find_asked)
        acts.connect_act("quit", self.close)
        self.jobs.started.connect(self.status.watch)
        self.jobs.failed_by_user.connect(self._on_failed_by_user)

    def _on_find_asked(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _on_failed_by_user(self, error: object) -> None:
        from telbill_desktop.gui.notices import Notice, Tone  # noqa: PLC0415 - after the paint
        from telbill_desktop.system import formats  # noqa: PLC0415 - babel waits for the paint

        message = error.message  # type: ignore[attr-defined] # jobs says it: a TelbillError
        tone = Tone.INFORMATION if message.code == "cancelled" else Tone.FAILURE
        self.notify(Notice(formats.sentence(message), tone))

    def _place(self) -> None:
        areas = [screen.availableGeometry() for screen in _screens()]
        self.setGeometry(placed(self.settings.window, areas))
        if self.settings.window.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """The first paint starts everything that waits for it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """What floats follows."""
        super().resizeEvent(event)
        if self._was_painted:
            self.floating.follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """A click beside the finder closes it."""
        super().mousePressEvent(event)
        self.finder.close_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Esc takes the notice away when nobody else wants it."""
        if event.key() == Qt.Key.Key_Escape and self.notices.isVisible():
            self.notices.hide()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Files of this computer are welcome when a store is open for writing."""
        from telbill_desktop.gui.drop import dropped_paths  # noqa: PLC0415 - after the paint

        if self.actions_by_name["import"].isEnabled() and dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.overlay.cover(*(self.drop_words() if self.drop_words is not None else ()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's own name
        """They went away again."""
        super().dragLeaveEvent(event)
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """They were let go; the import's preview follows once the drag is over."""
        from telbill_desktop.gui.drop import dropped_paths  # noqa: PLC0415 - after the paint

        self.overlay.hide()
        paths: list[Path] = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.files_dropped.emit(paths))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Leaving the window for another closes the finder."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._was_painted and not self.isActiveWindow():
            self.finder.close_list()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Asks about what is not saved; remembers where it stood."""
        if self.let_go is not None and not self.let_go(self.close):
            event.ignore()
            return
        self.closing.emit()
        rect = self.normalGeometry()
        self.settings.window = WindowLayout(
            rect.x(), rect.y(), rect.width(), rect.height(), maximized=self.isMaximized()
        )
        self.settings.save()
        super().closeEvent(event)


def _screens() -> list[QScreen]:
    main = QGuiApplication.primaryScreen()
    return [main, *(one for one in QApplication.screens() if one is not main)]
