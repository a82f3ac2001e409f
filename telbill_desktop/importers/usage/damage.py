"""Where a text is damaged: bytes that its encoding lacks, a quotation mark that is never closed.

Asked when a file failed, or before it is read otherwise than it looks; then it is gone through once more.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from telbill_desktop.documents.tables.encoding import line_breaks
from telbill_desktop.domain.table import Dialect

END = "\0end"  # read after the last line: an open quotation mark swallows it, and no table holds it
_NO_CHARACTER = {True: re.compile("\ufffd"), False: re.compile("[\udc80-\udcff]")}  # as the decoder puts it in


def line_of_wrong_byte(stream: BinaryIO, encoding: str) -> int:
    """The first line that holds a byte which is no character in this encoding; the last line where none does."""
    number = 1
    for number, (_line, is_wrong) in enumerate(_looked_at(stream, encoding), start=1):  # noqa: B007 - the last counts
        if is_wrong:
            break
    return number


def nearly_utf8(stream: BinaryIO) -> int | None:
    """The line that keeps a text from being UTF-8 of which the lines before have accents in UTF-8; else None."""
    has_accents = False
    for number, (line, is_wrong) in enumerate(_looked_at(stream, "utf-8"), start=1):
        if is_wrong:
            return number if has_accents else None
        has_accents = has_accents or not line.isascii()
    return None


def line_of_open_quote(stream: BinaryIO, encoding: str, dialect: Dialect) -> int:
    """The line on which the quotation mark was opened that swallows the end of the text."""
    begun, end, last = 0, 0, [""]
    lines = (line for line, _ in _looked_at(stream, encoding))
    reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)
    for last in reader:  # noqa: B007 - the last one counts
        begun, end = end, reader.line_num
    return 1 + begun + sum(map(line_breaks, last[:-1]))


def _looked_at(stream: BinaryIO, encoding: str) -> Iterator[tuple[str, bool]]:
    """Each line of the text, and whether something of it is no character."""
    stream.seek(0)
    is_wide = encoding.startswith("utf-16")
    wrong = _NO_CHARACTER[is_wide]
    text = io.TextIOWrapper(stream, encoding, "replace" if is_wide else "surrogateescape", newline="")
    try:
        for line in text:
            yield line, wrong.search(line) is not None
    finally:
        text.detach()
