"""The log: one file that turns over, in the user's data folder, without bank accounts, phone numbers or addresses.

It is there for a defect that somebody reports: what was done, and where it broke. It is never sent anywhere.
"""

import faulthandler
import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

LOGGER = logging.getLogger("telbill")
FILE_NAME = "telbill.log"
CRASH_NAME = "crash.log"
FILE_BYTES = 1_000_000
FILES_KEPT = 4

_GAP = r"[ \u00a0\u202f\u2009.\-]?"
_REDACTIONS = (  # compiled by the first record; most starts of the window write none
    (r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", "[e-mail]"),
    (rf"(?i)\b[A-Z]{{2}}[0-9]{{2}}(?:{_GAP}[A-Z0-9]{{4}}){{2,7}}(?:{_GAP}[A-Z0-9]{{1,4}})?\b", "[IBAN]"),
    (rf"(?<![\w+])(?:\+|00)[1-9][0-9]{{0,2}}{_GAP}(?:\(0\))?(?:{_GAP}[0-9]){{6,12}}\b", "[phone]"),
    (rf"\b(?:0|33)[1-9](?:{_GAP}[0-9]{{2}}){{4,6}}\b", "[phone]"),
)

Tell = Callable[[BaseException], None]


def redact(text: str) -> str:
    """The text without IBANs, phone numbers and e-mail addresses."""
    for pattern, instead in _REDACTIONS:
        text = re.sub(pattern, instead, text)
    return text


def start_logging(folder: Path) -> Path:
    """Writes what `LOGGER` is told, and hard crashes, into files in this folder; returns the log's path.

    Files are the user's alone (0600). Without a writable folder the program works on, without a log.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
        crash = os.open(folder / CRASH_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        if not LOGGER.handlers:  # else Python itself writes to standard error what nobody takes
            LOGGER.addHandler(logging.NullHandler())
        return path
    handler.setFormatter(_Redacting("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    stop_logging()
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    faulthandler.enable(file=crash)
    return path


def stop_logging() -> None:
    """Closes the files."""
    faulthandler.disable()
    for handler in [each for each in LOGGER.handlers if isinstance(each, _PrivateFile)]:
        handler.close()
        LOGGER.removeHandler(handler)


def catch_what_escapes(tell: Tell) -> None:
    """From now on an exception that nobody caught, in any thread, is logged and then told to the user.

    `tell` shows it: a dialog in the window, a sentence on standard error from the command line. It is called on the
    thread where the exception escaped.
    """

    def escaped(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOGGER.critical("a defect", exc_info=(kind, error, trace))
        try:
            tell(error)
        except Exception:  # the last of the three places: nobody is left above who could be told
            LOGGER.critical("the defect could not be shown", exc_info=True)

    def escaped_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            escaped(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = escaped
    threading.excepthook = escaped_thread


class _Redacting(logging.Formatter):
    """Redacts the whole record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _PrivateFile(RotatingFileHandler):
    """Readable by the user alone; two copies of the program may write to it."""

    def _open(self) -> IO[str]:  # type: ignore[override] # typeshed names a class that open() returns as IO[str]
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding)

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Windows does not rename a file that another copy of the program has open: it then grows on."""
        try:
            super().doRollover()
        except PermissionError:
            self.stream = self._open()  # type: ignore[assignment] # see _open
