"""What a file is, by its bytes: its name's ending is never trusted."""

from enum import StrEnum

from telbill_desktop.documents.tables.recognition import is_delimited, workbook_kind
from telbill_desktop.documents.xml_parsing import beginning, looks_like_xml

_PDF_HEADER_WITHIN = 1024  # readers accept a header a little late (PDF 1.7, appendix H)


class Content(StrEnum):
    """Kinds of content; the value is the reading's format."""

    EMPTY = "empty"
    PDF = "pdf"
    XML = "xml"
    WEB_PAGE = "html"
    ARCHIVE = "zip"
    PICTURE = "picture"
    OFFICE = "office"
    WORKBOOK = "xlsx"
    OPEN_WORKBOOK = "ods"
    TABLE_TEXT = "csv"
    UNKNOWN = "unknown"


TABLE_FORMATS = frozenset({Content.WORKBOOK, Content.OPEN_WORKBOOK, Content.TABLE_TEXT})


_SIGNATURES = (
    (b"PK\x03\x04", Content.ARCHIVE),
    (b"\x1f\x8b", Content.ARCHIVE),
    (b"7z\xbc\xaf", Content.ARCHIVE),
    (b"Rar!", Content.ARCHIVE),
    (b"\x89PNG", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"II*\0", Content.PICTURE),
    (b"MM\0*", Content.PICTURE),
    (b"\xd0\xcf\x11\xe0", Content.OFFICE),
    (b"{\\rtf", Content.OFFICE),
)


def content_of(content: bytes) -> Content:
    """The kind, the surest sign first."""
    if not content.strip(b"\0 \t\r\n"):
        return Content.EMPTY
    for signature, kind in _SIGNATURES:  # before the PDF's, which stands late in an archive that packs one unpressed
        if content.startswith(signature):
            return _archive_of(content) if kind is Content.ARCHIVE else kind
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return Content.PDF
    if looks_like_xml(content):
        head = beginning(content, 1000).lstrip().casefold()
        is_page = head.startswith(("<!doctype html", "<html")) or (
            not head.startswith("<?xml") and "<html" in head[:500]
        )
        return Content.WEB_PAGE if is_page else Content.XML
    return Content.TABLE_TEXT if is_delimited(content) else Content.UNKNOWN


def _archive_of(content: bytes) -> Content:
    """A workbook is an archive too."""
    kind = workbook_kind(content)
    return Content(kind) if kind is not None else Content.ARCHIVE
