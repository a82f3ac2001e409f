"""Whether a file is a table, by its bytes: cheap, and never an error."""

import io
import zipfile
import zlib

from telbill_desktop.documents.tables.encoding import encoding_of
from telbill_desktop.documents.tables.limits import MAX_UNPACKED, USUAL_RATIO
from telbill_desktop.documents.tables.separators import looks_separated

ZIP_SIGNATURE = b"PK\x03\x04"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_TYPE = 200
_HEAD = 65_536
_MAIN_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
_LOCAL_HEADER = 30


def workbook_kind(content: bytes) -> str | None:
    """Either "xlsx" or "ods", or None. A workbook whose zip is damaged is one still: the reading says what is wrong."""
    if not content.startswith(ZIP_SIGNATURE):
        return None
    if _is_ods(content):
        return "ods"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _LONGEST_TYPE:
                return "ods" if archive.read("mimetype").startswith(ODS_TYPE) else None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, KeyError, RuntimeError, zlib.error):
        # The names stand before every part too.
        return "xlsx" if b"xl/work" in content or b"[Content_Types].xml" in content[:_HEAD] else None
    return "xlsx" if any(part in names for part in _MAIN_PARTS) or _is_strange_xlsx(names) else None


def weight_of(content: bytes) -> int:
    """Bytes that a reader has to go through: those of a workbook are packed some ten times."""
    if not content.startswith(ZIP_SIGNATURE):
        return len(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            stated = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return len(content)
    # What is stated may be a lie, in both ways.
    return max(len(content), min(stated, MAX_UNPACKED, USUAL_RATIO * len(content)))


def is_delimited(content: bytes) -> bool:
    """Whether the bytes are rows of text in at least two columns."""
    head = content[: _HEAD * 2]
    encoding = encoding_of(head)
    if encoding == "cp1252" and len(head) < len(content):
        encoding = encoding_of(head[: max(head.rfind(b"\n"), head.rfind(b"\r"), 0)])  # UTF-8, cut inside a letter
    text = head.decode(encoding, "ignore")
    return "\0" not in text and looks_separated(text.removeprefix("\ufeff"))


def _is_ods(content: bytes) -> bool:
    """By its first part, which is its type, unpacked (ODF 1.3, 3.3)."""
    start = _LOCAL_HEADER + len(b"mimetype")
    return content[_LOCAL_HEADER:start] == b"mimetype" and content[start:].startswith(ODS_TYPE)


def _is_strange_xlsx(names: set[str]) -> bool:
    """Worksheets under a main part of another name."""
    return "[content_types].xml" in names and any(name.startswith("xl/worksheets/") for name in names)
