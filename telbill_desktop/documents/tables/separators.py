"""Which character separates the columns of a text: the one that gives rows of the same width."""

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from telbill_desktop.domain.errors import TelbillError

SEPARATORS = "\t;|,"  # the surest first: a comma also stands in amounts and sentences
DEFAULT = ";"
_SAMPLE_CHARACTERS, _SAMPLE_ROWS = 16_384, 100
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_NO_SEPARATION = re.compile(r"(?<=\d),(?=\d)|, ")  # a comma that is part of an amount or of a sentence
_FEW_WORDS, _PROSE_WORDS, _PROSE_LENGTH = 2, 6, 80
_SURE, _LIKELY, _RAGGED = 0.9, 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Separation:
    """What a separator makes of the sample: columns of most rows, the shares of rows that have them, or any at all."""

    separator: str
    rows: int
    columns: int
    same: float
    split: float

    @property
    def is_table(self) -> bool:
        """Whether rows agree on it. A comma has to be more regular than the others, which hardly stand in prose."""
        if self.columns < 2:  # noqa: PLR2004 - two columns make a separator
            return False
        return self.same > _LIKELY or (self.split >= _RAGGED and self.separator != ",")


def named_separator(text: str) -> tuple[str, int]:
    """The separator that Excel's first line "sep=;" names and that line's length; ("", 0) where there is none."""
    found = _SEP_LINE.match(text)
    return (found[1], found.end()) if found else ("", 0)


def found_separator(text: str) -> str | None:
    """The separator, None when no character separates the rows into columns."""
    sample = _sample(text)
    tried = [_separation(sample, separator) for separator in SEPARATORS]
    tables = [one for one in tried if one.is_table]
    if _comma_is_punctuation(sample):  # then it separates only where nothing else does, and in every row
        tables = [
            one for one in tables if one.separator != "," or (one.same == 1 and one.rows > 1 and len(tables) == 1)
        ]
    if not tables:
        return None
    return max(tables, key=lambda one: (one.same >= _SURE, one.columns if one.same >= _SURE else 0, one.same)).separator


def check_single_column(text: str) -> None:
    """A text without separator may be a list of values, one a line.

    Raises:
        TelbillError: `table_not_text` for control characters, `table_no_columns` for sentences.
    """
    check_text(text)
    lines = [line for line in _sample(text).splitlines() if line.strip()]
    prose = sum(map(_is_prose, lines))
    if prose * 4 > len(lines):
        raise TelbillError("table_no_columns")


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence, or markup, rather than a value."""
    words = len(line.split())
    is_sentence = words > _FEW_WORDS and line.rstrip().endswith((".", "!", "?", ",", ":"))
    return is_sentence or words > _PROSE_WORDS or len(line) > _PROSE_LENGTH or line.lstrip().startswith("<")


def check_text(text: str) -> None:
    """Raises `table_not_text` for control characters, which no exported table has."""
    if _CONTROL.search(text[:_SAMPLE_CHARACTERS]):
        raise TelbillError("table_not_text")


def looks_separated(text: str) -> bool:
    """Whether the beginning of a text is rows of at least two columns."""
    if _CONTROL.search(text[:_SAMPLE_CHARACTERS]):
        return False
    return bool(named_separator(text)[0]) or found_separator(text) is not None


def _sample(text: str) -> str:
    """The first rows, the last of them whole."""
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    end = max(text.rfind("\n", 0, _SAMPLE_CHARACTERS), text.rfind("\r", 0, _SAMPLE_CHARACTERS))
    return text[: end + 1] if end > 0 else text[:_SAMPLE_CHARACTERS]


def _separation(sample: str, separator: str) -> Separation:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths: list[int] = []
    with suppress(csv.Error):  # a cell without end: the rows before it say enough, the reading will name its line
        widths.extend(len(row) for row in islice(rows, _SAMPLE_ROWS) if any(row))
    split = [width for width in widths if width > 1]
    if not split:
        return Separation(separator, len(widths), 1, 0.0, 0.0)
    columns, count = max(Counter(split).items(), key=lambda one: (one[1], one[0]))
    return Separation(separator, len(widths), columns, count / len(widths), len(split) / len(widths))


def _comma_is_punctuation(sample: str) -> bool:
    """Whether every comma outside of quotes stands inside an amount or a sentence."""
    bare = re.sub(r'"(?:[^"]|"")*"', "", sample)
    return bare.count(",") == len(_NO_SEPARATION.findall(bare))
