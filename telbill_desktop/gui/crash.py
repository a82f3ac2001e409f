"""What happens when the program itself is wrong: the log keeps it, the user is told and can copy a report."""

import logging
import platform
import sys
import traceback

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication, QPlainTextEdit

import telbill_desktop
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.logs import LOGGER, catch_what_escapes, redact, start_logging
from telbill_desktop.system.paths import log_folder

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Crashes(QObject):
    """Takes what escapes any thread to the GUI thread and shows it, one report at a time.

    Where nobody looks at the window (a picture of it is taken), the report goes to standard error and the program ends.
    """

    _escaped = Signal(object)

    def __init__(self, theme: Theme, *, watched: bool = True) -> None:
        super().__init__(theme)
        self._theme = theme
        self._watched = watched
        self._shown: CrashDialog | None = None
        self._escaped.connect(self._on_escaped, Qt.ConnectionType.QueuedConnection)

    def catch_everything(self) -> None:
        """From now on exceptions of any thread and Qt's own messages are logged; exceptions are shown too."""
        start_logging(log_folder())
        catch_what_escapes(self._escaped.emit)
        qInstallMessageHandler(_on_qt_message)

    def on_job_crashed(self, error: BaseException) -> None:
        """A job ended in a defect of ours."""
        LOGGER.critical("a defect in a job", exc_info=error)
        self._on_escaped(error)

    def _on_escaped(self, error: BaseException) -> None:
        if not self._watched:
            sys.stderr.write(report_of(error))
            QApplication.exit(1)
            return
        if self._shown is not None and self._shown.isVisible():
            return
        self._shown = CrashDialog(self._theme, report_of(error))
        self._shown.open()


class CrashDialog(Dialog):
    """Says that it is not the user's fault, and offers the report."""

    def __init__(self, theme: Theme, report: str) -> None:
        super().__init__(theme, tr("Telbill made a mistake"), QApplication.activeWindow())
        self._report = report
        text = tr(
            "This is a defect of the program, not something that you did. What was saved stays saved. You can go on, "
            "and send this report to whoever looks after Telbill for you; nothing is sent by itself."
        )
        words = Label(text)
        words.setWordWrap(True)
        self.body.addWidget(words)
        field = QPlainTextEdit(report)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(tr("Report"))
        self.body.addWidget(field, 1)
        self.add_button(tr("Copy the report"), self._on_copy)
        self.add_button(tr("Go on"), self.accept, kind="primary")
        self.resize(theme.dp(640), theme.dp(420))

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._report)


def report_of(error: BaseException) -> str:
    """Versions and the traceback, without bank accounts, phone numbers and addresses."""
    versions = f"Telbill {telbill_desktop.__version__}, Qt {qVersion()}, Python {platform.python_version()}"
    system = f"{platform.system()} {platform.release()}"
    trace = "".join(traceback.format_exception(error))
    return redact(f"{versions}, {system}\n\n{trace}")


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    LOGGER.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
