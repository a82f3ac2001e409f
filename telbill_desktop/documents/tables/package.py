"""A workbook's zip, checked before anything is read from it: sizes, ratio, number of parts, doubles, passwords.

A part is unpacked here, never more of it than it declares, and its checksum compared: what a library would make of a
zip that says two things is then no question.
"""

import io
import re
import struct
import zipfile
import zlib
from types import MappingProxyType

from telbill_desktop.documents.tables.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from telbill_desktop.domain.errors import TelbillError

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError, struct.error)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


class Package:
    """The parts of a zip by their names, whose case and slashes do not matter, as they do not to Excel.

    Raises:
        TelbillError: `table_damaged`, `table_password`, `table_unpacked`, `table_parts`.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
        except _UNREADABLE as error:
            raise damaged(error) from None
        if len(entries) > MAX_PARTS:
            raise TelbillError("table_parts", limit=MAX_PARTS)
        files = [entry for entry in entries if not entry.is_dir()]
        self._entries = MappingProxyType({_same(entry.filename): entry for entry in files})
        if len(self._entries) != len(files):
            raise TelbillError("table_damaged", reason="two parts of one name")
        self._check_sizes(files)

    def _check_sizes(self, files: list[zipfile.ZipInfo]) -> None:
        unpacked = sum(entry.file_size for entry in files)
        readable = sum(entry.file_size for entry in files if _same(entry.filename).endswith((".xml", ".rels")))
        if readable > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(self._content)):
            raise TelbillError("table_unpacked", limit=MAX_UNPACKED // 1_000_000, ratio=MAX_RATIO)

    def __contains__(self, name: str) -> bool:
        return _same(name) in self._entries

    def names(self) -> tuple[str, ...]:
        """Of all parts, lower case, with plain slashes."""
        return tuple(self._entries)

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            TelbillError: `table_damaged`, `table_password`.
        """
        entry = self._entries.get(_same(name))
        if entry is None:
            raise TelbillError("table_damaged", reason=f"no {name[:80]}")
        if entry.flag_bits & _ENCRYPTED:
            raise TelbillError("table_password")
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            unpacked = bytes(packed)
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            try:  # one byte more than declared tells a part that lies
                unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
            except zlib.error as error:
                raise damaged(error) from None
        else:
            raise TelbillError("table_damaged", reason=f"compression {entry.compress_type}")
        if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
            raise TelbillError("table_damaged", reason=f"{name[:80]} is not what it was")
        return unpacked

    def xml(self, name: str) -> bytes:
        """The bytes of a part that is XML in UTF-8 without document type.

        Raises:
            TelbillError: `table_dtd`, and what `part` raises.
        """
        content = self.part(name).removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARATION.match(content[:200])
        if b"\0" in content or (declared and declared[1].lower() not in _UTF8):
            raise TelbillError("table_damaged", reason=f"{name[:80]} is not in UTF-8")
        if b"!" in content and _DOCTYPE.search(content):  # the first look costs nothing
            raise TelbillError("table_dtd")
        return content

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        start = entry.header_offset
        try:
            signature, name, extra = _LOCAL_HEADER.unpack_from(self._content, start)
        except struct.error as error:
            raise damaged(error) from None
        start += _LOCAL_HEADER.size + name + extra
        if signature != b"PK\x03\x04" or start + entry.compress_size > len(self._content):
            raise TelbillError("table_damaged", reason="cut short")
        return memoryview(self._content)[start : start + entry.compress_size]


def damaged(error: Exception) -> TelbillError:
    """What a library says of a workbook, short."""
    return TelbillError("table_damaged", reason=f"{error}"[:200] or type(error).__name__)


def _same(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
