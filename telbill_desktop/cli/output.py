"""What a verb writes: answers on standard output, messages on standard error."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from telbill_desktop.domain.errors import TelbillError

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\u00ad", "\u200d"}  # a soft hyphen and a joiner are part of words
_WIDEST_CELL = 48


class Output:
    """Where answers and messages go. JSON is UTF-8 whatever the terminal's encoding."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._out, self._err = sys.stdout, sys.stderr
        to_file = not self._out.isatty()
        # A lone surrogate (an odd byte in a file's name) comes out as \udcff, which is JSON's own way to write it.
        _speak(self._out, "utf-8" if as_json or to_file else None, "backslashreplace")
        _speak(self._err, None, "backslashreplace")

    def document(self, value: object) -> None:
        """The one JSON document."""
        with _answering():
            self._out.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def line(self, text: str = "") -> None:
        """A line for a person."""
        with _answering():
            self._out.write(text + "\n")

    def octets(self, content: bytes) -> None:
        """A file's content as it is, for a spreadsheet."""
        with _answering():
            self._out.flush()
            self._out.buffer.write(content)

    def note(self, text: str) -> None:
        """A message beside the answer."""
        self._err.write(text + "\n")
        self._err.flush()

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Columns in line; those of `right` are figures."""
        shown = [[_elided(printable(cell)) for cell in row] for row in rows]
        widths = [max(width(cell) for cell in column) for column in zip(headers, *shown, strict=True)]
        for row in ([*headers], *shown):
            cells = [_padded(cell, widths[at], right=at in right) for at, cell in enumerate(row)]
            self.line("  ".join(cells).rstrip())

    def flush(self) -> None:
        """Everything is out; a closed pipe is told here."""
        with _answering():
            self._out.flush()
        self._err.flush()


def fill_in_streams() -> None:
    """Streams that were closed before the program began swallow what is said: `telbill import … >&-` still imports."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - the process's own


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever keeps the answer from where it should go, a full disk for instance, is no defect of the program.

    Raises:
        TelbillError: `output_unwritable`, with the system's reason.
        BrokenPipeError: whoever listened has heard enough.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TelbillError("output_unwritable", reason=error.strerror or type(error).__name__) from error


def printable(text: str) -> str:
    """The text on one line, control characters escaped: a name must not move the cursor or turn the line round."""
    if text.isprintable():
        return text
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in _HIDDEN and char not in _KEPT else char for char in text
    )


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _elided(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else f"{text[: _WIDEST_CELL - 1]}…"


def _padded(text: str, columns: int, *, right: bool) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _speak(stream: TextIO, encoding: str | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)  # a test or a host program may have put another stream there
    if reconfigure is not None:
        reconfigure(encoding=encoding or stream.encoding, errors=errors)
