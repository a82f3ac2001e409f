"""Which store is open: opens one after the first paint, changes it, says why one cannot be opened."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.desk import Desk
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.start_screen import FullPage
    from telbill_desktop.gui.workspace import Workspace, Workspaces

# Imported once a store is open: it brings the services, and with them SQLAlchemy.
DESK = "telbill_desktop.gui.desk"


class Session(QObject):
    """The window's store. `ready` is said when its pages are there, or a page that says why they are not."""

    ready = Signal()
    language_chosen = Signal(str)

    def __init__(self, window: MainWindow, workspaces: Workspaces) -> None:
        super().__init__(window)
        self._window = window
        self._workspaces = workspaces
        self._refused_folder = Path()
        self._full_page: FullPage | None = None
        self.desk: Desk | None = None
        acts = window.actions_by_name
        acts.connect_act("new_store", self._on_new)
        acts.connect_act("open_store", self._on_open)
        acts.connect_act("demo", self.open_demo)

    def open(self, folder: Path, *, for_writing: bool = True) -> None:
        """Opens the store in a folder; the one open until now is closed when that has worked."""
        self._change(
            lambda _progress: self._workspaces.open(folder, for_writing=for_writing),
            lambda error: self._on_refused(folder, error),
            tr("Opening the store"),
        )

    def open_demo(self) -> None:
        """Opens the demo company's store, which is made when it is not there."""
        self._change(self._workspaces.create_demo, self._on_failed, tr("Preparing the demo company"))

    def create(self, folder: Path) -> None:
        """Makes a new store and opens it."""
        self._change(lambda _progress: self._workspaces.create(folder), self._on_failed, tr("Making the store"))

    def adopt(self, workspace: Workspace) -> None:
        """Shows an open store."""
        self._leave()
        window = self._window
        window.clear_banners()
        desk: type[Desk] = importlib.import_module(DESK).Desk
        self.desk = desk(window, workspace)
        self.desk.choice_made.connect(self._on_choice)
        self._add_banners(workspace)
        if not workspace.demo:
            window.settings.opened(workspace.store.folder)
            window.settings.save()
        self.desk.open()
        self._clear_full_page()
        self.ready.emit()

    def release(self) -> Workspace | None:
        """Takes the pages away and hands the open store over (the window is made anew in another language)."""
        desk, self.desk = self.desk, None
        if desk is None:
            return None
        desk.leave()
        return desk.workspace

    def close(self) -> None:
        """Closes the store once nobody works on it any more."""
        workspace = self.release()
        self._window.jobs.close()
        if workspace is not None:
            workspace.store.close()

    def welcome(self) -> None:
        """Shows the start screen."""
        from telbill_desktop.gui.start_screen import StartScreen  # noqa: PLC0415 - seldom needed

        screen = StartScreen(self._window.theme, self._window.settings.recent_stores)
        screen.language_chosen.connect(self.language_chosen)
        screen.store_chosen.connect(self._on_store_chosen)
        self._show_full_page(screen, "")

    def _change(
        self, work: Callable[[Progress], Workspace], failed: Callable[[TelbillError], None], title: str
    ) -> None:
        if self.desk is None or self.desk.let_go(lambda: self._change(work, failed, title)):
            self._window.jobs.write(work, self.adopt, failed=failed, owner=self, title=title)

    def _leave(self) -> None:
        """Closes the store on the writer's thread, once nobody looks at its documents any more."""
        is_looking = self.desk is not None and self.desk.looking.is_running
        workspace, jobs = self.release(), self._window.jobs

        def close() -> None:
            if workspace is not None:
                jobs.write(lambda _progress: workspace.store.close(), lambda _nothing: None, owner=self)

        if is_looking:
            jobs.aside(lambda _progress: None, lambda _nothing: close(), owner=self)
        else:
            close()

    def _add_banners(self, workspace: Workspace) -> None:
        from telbill_desktop.gui.banner import Banner  # noqa: PLC0415 - after the paint
        from telbill_desktop.system import formats  # noqa: PLC0415 - babel waits for the paint

        window = self._window
        if workspace.demo and workspace.reference_date is not None:
            text = tr("Demo company: everything here is invented, and today is {day}.")
            window.add_banner(Banner(window.theme, text.format(day=formats.long_day(workspace.reference_date))))
        if workspace.store.read_only:
            text = tr("Open for reading only: another copy of Telbill has this store.")
            banner = Banner(window.theme, text, tone="warning")
            folder = workspace.store.folder
            banner.add(Button(tr("Try again"), clicked=lambda: self.open(folder)))
            window.add_banner(banner)

    def _on_refused(self, folder: Path, error: TelbillError) -> None:
        if error.message.code == "store_missing":
            self.welcome()
        elif self.desk is None or error.message.code.startswith("store_"):
            from telbill_desktop.gui.start_screen import trouble_page  # noqa: PLC0415 - seldom needed
            from telbill_desktop.system import formats  # noqa: PLC0415 - babel waits for the paint

            page = trouble_page(self._window.theme, error.message.code, formats.sentence(error.message))
            self._refused_folder = folder
            self._show_full_page(page, folder.name)
        else:
            self._on_failed(error)

    def _on_failed(self, error: TelbillError) -> None:
        from telbill_desktop.gui.notices import Notice, Tone  # noqa: PLC0415 - after the paint
        from telbill_desktop.system import formats  # noqa: PLC0415 - babel waits for the paint

        tone = Tone.INFORMATION if error.message.code == "cancelled" else Tone.FAILURE
        self._window.notify(Notice(formats.sentence(error.message), tone))
        self.ready.emit()

    def _show_full_page(self, page: FullPage, title: str) -> None:
        if self.desk is not None:
            self._leave()
        self._clear_full_page()
        self._full_page = page
        self._window.clear_banners()
        page.chosen.connect(self._on_choice)
        self._window.show_page(page, title)
        page.focus_first()
        self.ready.emit()

    def _clear_full_page(self) -> None:
        page, self._full_page = self._full_page, None
        if page is not None:
            self._window.pages.removeWidget(page)
            page.deleteLater()

    def _on_choice(self, name: str) -> None:
        acts = {
            "demo": self.open_demo,
            "new": self._on_new,
            "open": self._on_open,
            "again": self._on_again,
            "read_only": self._on_read_only,
            "import": self._window.actions_by_name["import"].trigger,
            "import_folder": self._window.actions_by_name["import_folder"].trigger,
        }
        acts[name]()

    def _on_new(self) -> None:
        folder = self._window.ask.open_folder(tr("An empty folder for the new store"))
        if folder is not None:
            self.create(folder)

    def _on_open(self) -> None:
        folder = self._window.ask.open_folder(tr("Open a Telbill store"))
        if folder is not None:
            self.open(folder)

    def _on_again(self) -> None:
        self.open(self._refused_folder)

    def _on_read_only(self) -> None:
        self.open(self._refused_folder, for_writing=False)

    def _on_store_chosen(self, name: str) -> None:
        self.open(Path(name))
