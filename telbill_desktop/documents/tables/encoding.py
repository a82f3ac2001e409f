"""The text of a delimited file: byte order mark, strict UTF-8, then Windows-1252; never a replacement character."""

import re

from telbill_desktop.domain.errors import TelbillError

ENCODINGS = ("utf-8-sig", "utf-8", "cp1252", "utf-16-le", "utf-16-be")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Two bytes that make a French letter in UTF-8 and nonsense in Windows-1252 (Ã©, Å“).
_UTF8_PAIR = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x82\xac")


def line_breaks(text: str) -> int:
    """How many lines end in the text, each as Windows, Unix or an old Mac ends it."""
    return len(_LINE_BREAK.findall(text))


def encoding_of(content: bytes) -> str:
    """One of `ENCODINGS`; "cp1252" is what is left when nothing else fits, readable or not."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:4096]:
        return _unmarked_utf16(content[:4096])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _unmarked_utf16(head: bytes) -> str:
    """UTF-16 by its zeros: Latin text has one in every other byte. Anything else with zeros is no text."""
    half = len(head) // 2
    low, high = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if high * 10 >= half * 7 and low * 10 < half:
        return "utf-16-le"
    if low * 10 >= half * 7 and high * 10 < half:
        return "utf-16-be"
    return "cp1252"


def decoded(content: bytes, encoding: str) -> str:
    """The text, its byte order mark taken off; line ends and everything else as they are.

    Raises:
        TelbillError: `table_byte` with the line of a byte that the encoding has no character for, `table_null`.
    """
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        raise TelbillError("table_byte", line=1 + line_breaks(before), encoding=encoding.removesuffix("-sig")) from None
    if "\0" in text:
        raise TelbillError("table_null", line=1 + line_breaks(text[: text.index("\0")]))
    return text.removeprefix("\ufeff")


def nearly_utf8(content: bytes) -> int | None:
    """The line that keeps a file from being UTF-8 when the rest of it looks like it, else None.

    Asked of a file that is read as Windows-1252: its accents may be wrong, which the user has to see.
    """
    if not _UTF8_PAIR.search(content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return 1 + line_breaks(content[: error.start].decode("utf-8"))
    return None
