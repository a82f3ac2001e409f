"""Opens the window: the shell is painted first, then the store is opened and the pages are loaded."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.gui import quick_qt  # noqa: F401 - before Qt, for what it says

# isort: split
from PySide6.QtCore import QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.jobs import Jobs
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.session import Session
from telbill_desktop.gui.theme import STYLE, Theme
from telbill_desktop.system.i18n import language, system_language, use_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from telbill_desktop.gui.ask import Ask
    from telbill_desktop.gui.crash import Crashes
    from telbill_desktop.gui.workspace import Workspace, Workspaces
    from telbill_desktop.system.settings import Settings

# Milliseconds: the list and its preview are asked for, and on a slow computer are still being read.
PICTURE_DELAY, PICTURE_RETRY, PICTURE_WAIT = 700, 100, 20_000


class Start(NamedTuple):
    """What to open at first: a store's folder, or the demo company; `picture` saves one and closes the window.

    `paths` are files and folders to import, as given by whoever opened the window with them.
    """

    folder: Path
    demo: bool = False
    for_writing: bool = True
    paths: tuple[Path, ...] = ()
    picture: Path | None = None
    picture_size: tuple[int, int] = (1440, 900)


def run_window(workspaces: Workspaces, settings: Settings, start: Start) -> int:
    """Shows the window until it is closed; returns the exit code.

    The language and the theme are those of the settings. Nothing of the store is imported before the first paint.
    Garbage is collected from the first page on, where `app` had stopped it for the start.
    """
    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", STYLE])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    application.setApplicationName("Telbill")
    application.setDesktopFileName("telbill")
    theme = Theme(application)
    theme.use(settings.theme, settings.text_size)
    program = Program(application, theme, workspaces, settings, start)
    catcher = Catcher(program, theme, watched=start.picture is None)
    program.furnished.connect(_collect_garbage)
    program.furnished.connect(catcher.equip_soon)
    catcher.begin()
    program.open()
    code = application.exec()
    program.close()
    return code


def _collect_garbage() -> None:
    """What was imported is left alone from now on; what is made afterwards is looked through as usual."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class Catcher(QObject):
    """Catches defects from the start on; what it does that with is imported for the first one, or after the first page.

    The log's handlers and the report's dialog take as long to import as the page's table.
    """

    def __init__(self, program: Program, theme: Theme, *, watched: bool) -> None:
        """`watched`: somebody looks at the window (see `gui.crash.Crashes`)."""
        super().__init__(theme)
        self._theme = theme
        self._watched = watched
        self._crashes: Crashes | None = None
        program.crashed.connect(lambda error: self.equip().on_job_crashed(error))

    def begin(self) -> None:
        """From now on what escapes is caught."""
        sys.excepthook = self._on_escaped

    def equip_soon(self) -> None:
        """Once the rows of the page are painted."""
        QTimer.singleShot(0, self, self.equip)

    def equip(self) -> Crashes:
        """Takes care of threads, of Qt's own messages and of the log too."""
        if self._crashes is None:
            from telbill_desktop.gui.crash import Crashes  # noqa: PLC0415 - after the first page

            self._crashes = Crashes(self._theme, watched=self._watched)
            self._crashes.catch_everything()
        return self._crashes

    def _on_escaped(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.equip()  # puts its own hook in the place of this one
        sys.excepthook(kind, error, trace)


class Program(QObject):
    """The window of this process; it is made anew when the language or the size of the text changes."""

    painted = Signal()
    furnished = Signal()  # the first page is there
    crashed = Signal(object)  # Exception: a job ended in a defect of ours

    def __init__(
        self,
        application: QApplication,
        theme: Theme,
        workspaces: Workspaces,
        settings: Settings,
        start: Start,
        ask: Ask | None = None,
    ) -> None:
        """`ask` answers questions in place of dialogs."""
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._workspaces = workspaces
        self._settings = settings
        self._start = start
        self._ask = ask
        self._translator = QTranslator(self)
        self.window: MainWindow | None = None
        self.session: Session | None = None

    def open(self) -> None:
        """Shows the window and, once it is painted, opens the store."""
        self._build().painted.connect(self._on_painted)

    def close(self) -> None:
        """Waits for what is being written and closes the store."""
        if self.session is not None:
            self.session.close()

    def _build(self) -> MainWindow:
        jobs = Jobs(self)
        window = MainWindow(self._theme, self._settings, jobs)
        session = Session(window, self._workspaces)
        session.language_chosen.connect(self._on_language_chosen)
        session.ready.connect(self._on_ready)
        self.window, self.session = window, session
        if self._start.picture is not None:
            window.resize(*self._start.picture_size)
        window.show()
        return window

    def _on_painted(self) -> None:
        self.painted.emit()
        self._translate_qt()
        self._furnish()
        if self.session is None or self.window is None:
            return
        if self._start.demo:
            self.session.open_demo()
        else:
            self.session.open(self._start.folder, for_writing=self._start.for_writing)

    def _furnish(self) -> None:
        """Adds what the window can do without a store, which is not needed for its first paint."""
        from telbill_desktop.gui.dialogs.answers import DialogAsk  # noqa: PLC0415 - after the paint
        from telbill_desktop.gui.house import House  # noqa: PLC0415 - after the paint

        if self.window is None:
            return
        self.window.ask = self._ask or DialogAsk(self._theme)
        self.window.jobs.crashed.connect(self.crashed)
        house = House(self.window)
        house.language_chosen.connect(self._on_language_chosen)
        house.text_size_chosen.connect(self._on_text_size_chosen)

    def _on_ready(self) -> None:
        self.furnished.emit()
        if self._start.picture is not None:
            QTimer.singleShot(PICTURE_DELAY, self._take_picture)
        elif self._start.paths and self.session is not None and self.session.desk is not None:
            self.session.desk.import_paths(self._start.paths)
            self._start = Start(self._start.folder)

    def _take_picture(self, waited: int = 0) -> None:
        if self.window is not None and self.window.jobs.is_running() and waited < PICTURE_WAIT:
            QTimer.singleShot(PICTURE_RETRY, lambda: self._take_picture(waited + PICTURE_RETRY))
        elif self.window is not None and self._start.picture is not None:
            self._start.picture.parent.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(self._start.picture), "PNG")
            self.window.close()

    def _on_language_chosen(self, code: str) -> None:
        def change() -> None:
            self._settings.language = code
            use_language(code or system_language())

        self._build_anew(change)

    def _on_text_size_chosen(self, percent: int) -> None:
        """What is on screen has sizes of its own, such as those of columns, which are counted where it is made."""

        def change() -> None:
            self._settings.text_size = percent
            self._theme.use(self._settings.theme, percent)

        self._build_anew(change)

    def _build_anew(self, change: Callable[[], None]) -> None:
        """The window is taken down, something changes, and it is built again; the store stays open meanwhile."""
        desk = self.session.desk if self.session is not None else None
        if desk is not None and not desk.let_go(lambda: self._build_anew(change)):
            return
        change()
        self._settings.save()
        old_window, old_session = self.window, self.session
        if old_window is None or old_session is None:
            return
        workspace: Workspace | None = old_session.release()
        old_window.jobs.close()
        quits = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        old_window.close()
        old_window.deleteLater()
        self._application.setQuitOnLastWindowClosed(quits)
        self._build()
        self._translate_qt()
        self._furnish()
        if self.session is not None:
            if workspace is not None:
                self.session.adopt(workspace)
            else:
                self.session.welcome()

    def _translate_qt(self) -> None:
        """Qt's own words: the menus of fields, the file dialog."""
        from PySide6.QtCore import QLibraryInfo, QLocale  # noqa: PLC0415 - their enumerations wait for the paint

        self._application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language()}", folder):
            self._application.installTranslator(self._translator)
        QLocale.setDefault(QLocale(language()))
