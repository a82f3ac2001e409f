"""The files inside a PDF: in the name tree, associated with the document, or hung on a page as an annotation."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from telbill_desktop.documents.pdf_file import PdfFile, parser_errors

if TYPE_CHECKING:
    from pypdf import PdfReader

# Factur-X and ZUGFeRD 2.1; ZUGFeRD 2.0; ZUGFeRD 1; XRechnung in ZUGFeRD 2.1.
STANDARD_NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})
MAX_ATTACHMENTS = 100
MAX_ATTACHMENT = 40_000_000
MAX_TOGETHER = 100_000_000
MAX_PAGES_SEARCHED = 500
_MAX_NODES = 10_000
_MAX_SPECIFICATIONS = 10 * MAX_ATTACHMENTS  # the same file may hang in several places
_MAX_ASSOCIATED = 1_000
_STREAM_KEYS = ("/F", "/UF", "/Unix", "/DOS", "/Mac")


class Place(StrEnum):
    """Where a file hangs."""

    NAMES = "names"
    ASSOCIATED = "associated"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF. `content` is None when it cannot be decoded or is too large, which `trouble` says.

    The name is shown, never used as a path. `associated` says that the document lists it in /AF.
    """

    name: str
    content: bytes | None
    relationship: str | None
    place: Place
    associated: bool
    trouble: str = ""
    media_type: str = ""

    @property
    def claims_xml(self) -> bool:
        """Whether its name, blanks aside, or its media type says that it is XML."""
        return self.name.strip().casefold().endswith(".xml") or self.media_type in {"text/xml", "application/xml"}


def attachments(pdf: PdfFile) -> list[Attachment]:
    """Every attached file once, in the order: name tree, /AF, annotations; bounded in number and in bytes.

    Where there are MAX_ATTACHMENTS, there may be more that were not looked at.

    Raises:
        pypdf's errors where the structure itself cannot be read: `pdf_file.opened_pdf` turns them into sentences.
    """
    found: list[Attachment] = []
    seen: set[object] = set()
    left = MAX_TOGETHER
    catalogue = _resolved(pdf.reader.trailer["/Root"])
    declared = islice(_entries(catalogue.get("/AF")), _MAX_ASSOCIATED)
    associated = {_identity(stream) for each in declared for stream in _streams(each)}
    for place, specification in islice(_specifications(pdf.reader, catalogue), _MAX_SPECIFICATIONS):
        if len(found) >= MAX_ATTACHMENTS:
            break
        for stream in _streams(specification):
            identity = _identity(stream)
            if identity in seen or len(found) >= MAX_ATTACHMENTS:
                continue
            seen.add(identity)
            attachment = _attachment(
                specification, stream, place, associated=identity in associated, limit=min(left, MAX_ATTACHMENT)
            )
            if attachment is not None:
                left -= len(attachment.content or b"")
                found.append(attachment)
    return found


def _specifications(reader: "PdfReader", catalogue: Any) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401 - PDF objects
    names = _resolved(catalogue.get("/Names"))
    if names is not None and hasattr(names, "get"):
        for specification in _name_tree(names.get("/EmbeddedFiles")):
            yield Place.NAMES, specification
    for specification in _entries(catalogue.get("/AF")):
        yield Place.ASSOCIATED, specification
    for index, page in enumerate(reader.pages):
        if index >= MAX_PAGES_SEARCHED:
            break
        for entry in _entries(page.get("/AF")):
            yield Place.PAGE, entry
        for entry in _entries(page.get("/Annots")):
            annotation = _resolved(entry)
            if hasattr(annotation, "get") and annotation.get("/Subtype") == "/FileAttachment" and "/FS" in annotation:
                yield Place.PAGE, annotation.raw_get("/FS")


def _name_tree(root: Any) -> Iterator[Any]:  # noqa: ANN401 - PDF objects
    """The values of a name tree, its nodes nested at will; a node met twice is not entered again."""
    waiting = [root] if root is not None else []
    entered: set[object] = set()
    while waiting and len(entered) < _MAX_NODES:
        entry = waiting.pop()
        identity = _identity(entry)
        if identity in entered:
            continue
        entered.add(identity)
        node = _resolved(entry)
        if not hasattr(node, "get"):
            continue
        pairs = list(_entries(node.get("/Names")))
        yield from pairs[1::2]
        waiting.extend(reversed(list(_entries(node.get("/Kids")))))


def _streams(specification: Any) -> list[Any]:  # noqa: ANN401 - PDF objects
    """The streams that a file specification leads to: one, unless it holds another file for another system.

    A specification without any is a reference to a file elsewhere, which is never followed.
    """
    entry = _resolved(specification)
    files = _resolved(entry.get("/EF")) if hasattr(entry, "get") else None
    if files is None or not hasattr(files, "raw_get"):
        return []
    streams = {_identity(files.raw_get(key)): files.raw_get(key) for key in _STREAM_KEYS if key in files}
    return list(streams.values())


def _attachment(
    specification: Any,  # noqa: ANN401 - PDF objects
    held: Any,  # noqa: ANN401 - PDF objects
    place: Place,
    *,
    associated: bool,
    limit: int,
) -> Attachment | None:
    entry, stream = _resolved(specification), _resolved(held)
    if stream is None or not hasattr(stream, "get_data"):
        return None
    name = _text(entry.get("/UF")) or _text(entry.get("/F")) or _text(entry.get("/Desc")) or "?"
    relationship = _text(entry.get("/AFRelationship"))
    content, trouble = _decoded(stream, limit)
    return Attachment(
        name=name[:200],
        content=content,
        relationship=relationship.lstrip("/") if relationship else None,
        place=place,
        associated=associated,
        trouble=trouble,
        media_type=(_text(stream.get("/Subtype")) or "").removeprefix("/").casefold(),
    )


def _decoded(stream: Any, limit: int) -> tuple[bytes | None, str]:  # noqa: ANN401 - PDF objects
    """The stream's bytes; pypdf itself stops at 75 MB, which bounds what a bomb can make of memory."""
    try:
        content = bytes(stream.get_data())
    except parser_errors() as error:
        return None, "too_large" if "imit" in type(error).__name__ else "damaged"
    return (content, "") if len(content) <= limit else (None, "too_large")


def _entries(value: Any) -> Iterator[Any]:  # noqa: ANN401 - PDF objects
    """The entries of an array, references kept; a single dictionary counts as one entry."""
    array = _resolved(value)
    if isinstance(array, list):
        yield from list(array)[: _MAX_NODES * 2]
    elif array is not None and hasattr(array, "get"):
        yield value


def _resolved(value: Any) -> Any:  # noqa: ANN401 - PDF objects
    return value.get_object() if hasattr(value, "get_object") else value


def _identity(value: Any) -> object:  # noqa: ANN401 - PDF objects
    """What tells one object from another: number and generation, or the object itself."""
    number = getattr(value, "idnum", None)
    return (number, value.generation) if number is not None else id(value)


def _text(value: Any) -> str | None:  # noqa: ANN401 - PDF objects
    resolved = _resolved(value)
    return str(resolved) if isinstance(resolved, str) else None
