"""A whole window on a real store, without a screen, as wide as the pictures."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.start import Program, Start
from telbill_desktop.gui.theme import Theme
from telbill_desktop.system.settings import Settings
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import StoreWorkspaces
from tests import builders
from tests.gui.answers import Answers
from tests.new_stores import new_store

WAIT = 20_000  # milliseconds: the machine that runs the suite has other things to do


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %."""
    theme = Theme(qapp)
    theme.use("light", 100)
    return theme


@pytest.fixture
def answers() -> Answers:
    """What the user answers."""
    return Answers()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a user who was last at the invoices, and has chosen nothing else."""
    made = Settings.load(tmp_path / "settings")
    made.page = "invoices"
    return made


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    """A folder with two invoices, one that contradicts the first, and a text that is none."""
    folder = tmp_path / "invoices"
    folder.mkdir()
    (folder / "first.pdf").write_bytes(builders.facturx_pdf(builders.draft(number="A-1312/B")))
    (folder / "second.xml").write_bytes(builders.cii_xml(builders.draft(number="F-2")))
    other = builders.draft(number="A-1312/B", lines=(builders.line(amount="41.00"),))
    (folder / "third.xml").write_bytes(builders.cii_xml(other))
    (folder / "notes.txt").write_text("not an invoice", encoding="utf-8")
    return folder


@pytest.fixture
def workspaces(tmp_path: Path, reading_process: Worker) -> StoreWorkspaces:
    """Opens stores, as the program does."""
    workspaces = StoreWorkspaces(tmp_path / "demo", "small")
    workspaces.worker = reading_process
    return workspaces


OpenWindow = Callable[[Path], Program]


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, workspaces: StoreWorkspaces, settings: Settings, answers: Answers
) -> Iterator[OpenWindow]:
    """Opens the program on a folder and waits until there is a page."""
    programs: list[Program] = []
    crashes: list[Exception] = []

    def open_on(folder: Path) -> Program:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        program = Program(application, theme, workspaces, settings, Start(folder), answers)
        programs.append(program)
        program.crashed.connect(crashes.append)
        program.open()
        assert program.session is not None
        assert program.window is not None
        program.window.resize(1440, 900)
        with qtbot.waitSignal(program.session.ready, timeout=WAIT):
            pass
        return program

    yield open_on
    while (dialog := QApplication.activeModalWidget()) is not None:  # a test that failed left it open
        dialog.close()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for program in programs:
        program.close()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for crash in crashes:
        raise crash
    theme.use("light", 100)


@pytest.fixture
def program(open_window: OpenWindow, tmp_path: Path) -> Program:
    """The program on an empty store."""
    new_store(tmp_path / "store").close()
    return open_window(tmp_path / "store")


@pytest.fixture
def window(program: Program) -> MainWindow:
    """Its window."""
    assert program.window is not None
    return program.window


@pytest.fixture
def desk(program: Program) -> Desk:
    """What its window does with the store."""
    assert program.session is not None
    assert program.session.desk is not None
    return program.session.desk
