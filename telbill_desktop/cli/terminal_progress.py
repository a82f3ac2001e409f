"""A bar on the terminal, nothing in a pipe; Ctrl+C stops where everything is whole."""

import shutil
import signal
import sys
import threading
import time
from types import FrameType
from typing import Any, Self

from telbill_desktop.cli.output import printable, width
from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.system.formats import count

_EVERY = 0.1  # seconds between two pictures
_BAR = 24


class TerminalProgress:
    """The `Progress` of a verb. Inside `with`, the first Ctrl+C cancels at the next step; a second one at once."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._next = 0.0
        self._cancelled = False
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if self._shown and self._next:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Draws the bar now and then.

        Raises:
            CancelledError: Ctrl+C was pressed.
        """
        if self._cancelled:
            raise CancelledError
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + _EVERY
        filled = _BAR * done // total if total else 0
        line = f"[{'#' * filled}{'.' * (_BAR - filled)}] {count(done)}/{count(total)} {printable(text)}"
        columns = shutil.get_terminal_size().columns - 1
        while width(line) > columns:
            line = line[:-1]
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._cancelled:
            signal.default_int_handler(number, frame)
        self._cancelled = True
