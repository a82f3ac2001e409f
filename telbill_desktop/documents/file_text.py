"""The text of what is no PDF: XML, tables, plain text; and whether such a file carries a signature of its own kind."""

import re
from collections.abc import Iterator

from telbill_desktop.documents.content import Content
from telbill_desktop.documents.plain_text import MAX_CHARACTERS, tidied, without_calls
from telbill_desktop.documents.signatures.marks import count_marks
from telbill_desktop.documents.tables.encoding import encoding_of
from telbill_desktop.documents.xml_parsing import parse_xml
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.remarks import Remarks

_XML_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_XML_SIGNATURE_BYTES = b"xmldsig#"
_PACKED_SIGNATURES = (b"_xmlsignatures/", b"META-INF/documentsignatures.xml", b"META-INF/signature")  # OOXML, ODF, ASiC
_LONGEST_WORD = 500  # what is longer is a file in base64
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_MOST_BYTES = 4 * MAX_CHARACTERS


def is_text(content: bytes) -> bool:
    """Whether the bytes are text in an encoding that can be told."""
    head = content[:_MOST_BYTES]
    return bool(head) and b"\0" not in head and encoding_of(head) != "cp1252"


def text_of_file(content: bytes, kind: Content) -> str:
    """What a search finds in the file, bounded, records of calls left out; nothing for pictures and packed files.

    Raises:
        TelbillError: XML that cannot be read.
    """
    if kind is Content.XML:
        return without_calls("\n".join(_bounded(parse_xml(content, Remarks()).itertext())))
    if kind not in {Content.TABLE_TEXT, Content.WEB_PAGE, Content.UNKNOWN}:
        return ""
    head = content[:_MOST_BYTES]
    text = head.decode(encoding_of(head), "ignore").removeprefix("\ufeff")[:MAX_CHARACTERS]
    text = _TAG.sub(" ", text) if kind is Content.WEB_PAGE else text
    return without_calls(tidied(text)).strip()


def carries_signature(content: bytes, kind: Content) -> bool:
    """Whether a signature is in a file that is no PDF: of XML, of an office's document, or of a PDF packed in it."""
    if kind is Content.XML:
        try:
            return next(parse_xml(content, Remarks()).iter(_XML_SIGNATURE), None) is not None
        except TelbillError:
            return _XML_SIGNATURE_BYTES in content
    return count_marks(content) > 0 or any(mark in content for mark in _PACKED_SIGNATURES)


def _bounded(texts: Iterator[str | bytes]) -> Iterator[str]:
    left = MAX_CHARACTERS
    for text in texts:
        line = tidied(str(text)).strip()
        if not line or (len(line) > _LONGEST_WORD and " " not in line):
            continue
        yield line[:left]
        left -= len(line)
        if left <= 0:
            return
