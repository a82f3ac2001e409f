"""A usage file before it is read: its digest, its encoding, and the profile that fits its first rows."""

import codecs
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from telbill_desktop.documents.content import Content, content_of
from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.encoding import decoded, encoding_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Dialect, Row, TableFile
from telbill_desktop.domain.table_profile import TableChoice, TableKind, TableProfile
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.reading import trouble
from telbill_desktop.importers.tabular.recognising import Match, as_said, fitting, match
from telbill_desktop.importers.usage.damage import nearly_utf8

_HEAD = 131_072  # bytes that are looked at to recognise a file
_BLOCK = 1 << 20
_LOOKED_AT = 5  # rows that a table without titles is recognised by
_SELDOM = 2  # its last columns, which are written where somebody asked for them


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of usage that can be read: SHA-256 and size of the whole, how it is written, how its profile lies on it.

    `titles_line` is the physical line of its titles, 0 where it has none. `remarks` are what is to be said of it.
    """

    digest: str
    size: int
    encoding: str
    dialect: Dialect
    found: Match
    titles_line: int
    remarks: tuple[Message, ...] = ()


def opened(stream: BinaryIO, name: str, profiles: Sequence[TableProfile], choice: TableChoice) -> Opened | None:
    """The file, gone through once for its digest and encoding; None when it is no usage that a profile knows.

    UTF-8 if every byte of it is, else Windows-1252, unless the profile or its first bytes say.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    recognition = recognised(head, name, profiles, choice)
    if recognition is None:
        return None
    table, found = recognition[0], as_said(recognition[1], choice)
    dialect = found.profile.dialect or table.dialect or Dialect("utf-8", ";")
    digest, size, is_utf8 = _gone_through(stream)
    encoding = dialect.encoding
    remarks: tuple[Message, ...] = ()
    if not found.profile.dialect and encoding in {"utf-8", "cp1252"}:  # which its beginning alone does not tell
        encoding = "utf-8-sig" if is_utf8 else "cp1252"
        if not is_utf8 and (line := nearly_utf8(stream)) is not None:
            remarks = (Message("table_nearly_utf8", {"line": line}),)
    stream.seek(0)
    return Opened(digest, size, encoding, dialect, found, table.rows[found.header].line, remarks)


def _gone_through(stream: BinaryIO) -> tuple[str, int, bool]:
    """Digest and size of the file, and whether it is UTF-8 to its end."""
    stream.seek(0)
    digest, size, is_utf8 = sha256(), 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while True:
        block = stream.read(_BLOCK)
        digest.update(block)
        size += len(block)
        if is_utf8:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                is_utf8 = False
        if not block:
            return digest.hexdigest(), size, is_utf8


def begins_as_usage(stream: BinaryIO, name: str, profiles: Sequence[TableProfile], choice: TableChoice) -> bool:
    """Whether a profile of usage fits the beginning of the file, or was chosen for it.

    Raises:
        TelbillError: the chosen profile lacks what it needs in this file.
    """
    stream.seek(0)
    return recognised(stream.read(_HEAD), name, profiles, choice) is not None


def may_be_described(stream: BinaryIO) -> bool:
    """Whether the file begins with rows of text."""
    stream.seek(0)
    return content_of(stream.read(_HEAD)) is Content.TABLE_TEXT


def recognised(
    head: bytes, name: str, profiles: Sequence[TableProfile], choice: TableChoice
) -> tuple[TableFile, Match] | None:
    """How a profile of usage lies on a file that begins so; None when none does, or another one fits as well.

    A profile that somebody chose is taken as it is.

    Raises:
        TelbillError: the chosen profile lacks what it needs in this file.
    """
    if content_of(head) is not Content.TABLE_TEXT:
        return None
    known = [replace(one, constants={**one.constants, **choice.constants}) for one in (*built_in_profiles(), *profiles)]
    chosen = _chosen(known, choice)
    if choice.profile is not None and (chosen is None or chosen.kind is not TableKind.USAGE):
        return None
    try:
        table = _beginning(head, chosen.dialect if chosen else None)
    except TelbillError:
        return None  # whoever reads it as another table says what is wrong with it
    for one in [chosen] if chosen else known:
        if one.kind is TableKind.USAGE and one.untitled and (titled := _titled(table, one)) is not None:
            return titled, match(titled, name, one)
    if chosen is not None:
        found = match(table, name, chosen)
        if problem := trouble(table, found):
            raise TelbillError(problem.code, **dict(problem.params))
        return table, found
    best = fitting(table, name, known)
    return (table, best[0]) if len(best) == 1 and best[0].profile.kind is TableKind.USAGE else None


def _chosen(known: Sequence[TableProfile], choice: TableChoice) -> TableProfile | None:
    if isinstance(choice.profile, TableProfile):
        return replace(choice.profile, constants={**choice.profile.constants, **choice.constants})
    return next((one for one in reversed(known) if one.key == choice.profile), None)


def _whole_lines(head: bytes) -> bytes:
    """The head without the line that it may have cut."""
    if len(head) < _HEAD:
        return head
    line = b"\n\0" if head.startswith(codecs.BOM_UTF16_LE) else b"\n"
    cut = head.rfind(line)
    return head[: cut + len(line)] if cut > 0 else head


def _beginning(head: bytes, dialect: Dialect | None) -> TableFile:
    """The rows that the head holds whole: where it ends may be within a cell of several lines.

    Raises:
        TelbillError: as `open_table`.
    """
    lines = _whole_lines(head)
    try:
        return open_table(lines, dialect=dialect)
    except TelbillError as error:
        line = error.message.params.get("line")
        if error.message.code != "table_quote" or len(head) < _HEAD or not isinstance(line, int):
            raise
    encoding = dialect.encoding if dialect else encoding_of(lines)
    before = io.StringIO(decoded(lines, encoding), newline="")
    return open_table("".join(islice(before, line - 1)).encode(encoding), dialect=dialect)


def _titled(table: TableFile, profile: TableProfile) -> TableFile | None:
    """The table with the titles that it does not have, when its first rows are such as the profile tells."""
    if not table.rows or not all(_has_no_titles(row, profile) for row in table.rows[:_LOOKED_AT]):
        return None
    return replace(table, rows=(Row(0, profile.untitled), *table.rows))


def _has_no_titles(row: Row, profile: TableProfile) -> bool:
    if not len(profile.untitled) - _SELDOM <= len(row.cells) <= len(profile.untitled):
        return False
    cells = dict(zip(profile.untitled, row.cells, strict=False))
    return all(
        cells.get(title) in words
        for field, words in profile.words.items()
        for title in profile.columns[field]
        if title in profile.untitled
    )
