"""Bytes to an XML tree: no entity, no DTD, no network, no file, no huge tree.

Comments and processing instructions are dropped by the parser, so that a value is whole whatever stands inside it.
"""

import re
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.remarks import Remarks

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

MAX_XML = 40_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


def looks_like_xml(content: bytes) -> bool:
    """Whether the bytes begin like an XML document, in any of its encodings."""
    return beginning(content, 200).lstrip().startswith("<")


def beginning(content: bytes, length: int = 4096) -> str:
    """The first characters, by the byte order mark or the zeros between ASCII letters; never an error."""
    head = content[: length * 2]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")


def _declares_type(head: str) -> bool:
    """Whether a DOCTYPE comes before the root element, past the declaration and comments; one pass, no backtracking."""
    at = 0
    while (at := head.find("<", at)) >= 0:
        if head.startswith("<!DOCTYPE", at):
            return True
        closing = "-->" if head.startswith("<!--", at) else "?>" if head.startswith("<?", at) else None
        if closing is None or (end := head.find(closing, at)) < 0:
            return False
        at = end
    return False


def _is_utf16(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"\0" in content[:2] and b"<" in content[:2])


def parse_xml(content: bytes, remarks: Remarks) -> "_Element":
    """The root element.

    Raises:
        TelbillError: `xml_too_large`, `xml_dtd`, `xml_unreadable` with the line.
    """
    if len(content) > MAX_XML:
        raise TelbillError("xml_too_large", limit=MAX_XML // 1_000_000)
    if _declares_type(beginning(content)):
        raise TelbillError("xml_dtd")
    trimmed = content if _is_utf16(content) else content.strip(b"\0 \t\r\n")
    if trimmed[:5] == b"<?xml" and content[:5] != trimmed[:5]:
        remarks.warn("xml_blank_start")
    root = _parsed(trimmed, remarks)
    if root.getroottree().docinfo.internalDTD is not None:
        raise TelbillError("xml_dtd")
    return root


def _parsed(content: bytes, remarks: Remarks) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - loaded at first use

    try:
        root: _Element = etree.fromstring(content, _parser(None))
    except etree.XMLSyntaxError as error:
        first = error
    else:
        return root
    encoding = _other_encoding(content)
    if encoding is not None:
        try:
            root = etree.fromstring(content, _parser(encoding))
        except (etree.XMLSyntaxError, LookupError):
            pass  # the first error is the one to tell
        else:
            remarks.warn("xml_wrong_encoding", encoding=encoding)
            return root
    raise TelbillError("xml_unreadable", line=first.lineno or 1, reason=_reason(first.msg or ""))


def _parser(encoding: str | None) -> "XMLParser":
    from lxml import etree  # noqa: PLC0415 - loaded at first use

    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )


def _other_encoding(content: bytes) -> str | None:
    """The encoding that the bytes are in when the declaration lies: UTF-8 said UTF-16, cp1252 said UTF-8."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().casefold() if declared else "utf-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252" if name in {"utf-8", "utf8", "us-ascii", "ascii"} else None
    return None if name in {"utf-8", "utf8"} else "utf-8"


def _reason(text: str) -> str:
    """The parser's own words, short: they name the element or the character."""
    return re.sub(r",? line \d+, column \d+( \([^)]*\))?", "", text).strip()[:200]
