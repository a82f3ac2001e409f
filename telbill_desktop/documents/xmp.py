"""What a PDF's XMP metadata say of the invoice inside (Factur-X 1.0x, 6.2.2), and whether it is PDF/A."""

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telbill_desktop.documents.pdf_file import PdfFile, parser_errors

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_XMP = 5_000_000
_ZLIB = b"x"  # how a packed stream begins (RFC 1950), and no XML
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_PDFA_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_INVOICE_SCHEMA = "CrossIndustryDocument"


@dataclass(frozen=True, slots=True)
class InvoiceMetadata:
    """The four properties, each None when it is absent; `declared` when the schema is there at all."""

    declared: bool = False
    document_type: str | None = None
    file_name: str | None = None
    version: str | None = None
    level: str | None = None
    pdfa_part: str | None = None
    output_intent: bool = False


def invoice_metadata(pdf: PdfFile) -> InvoiceMetadata:
    """What the metadata declare; metadata that cannot be read declare nothing."""
    from lxml import etree  # noqa: PLC0415 - loaded at first use

    catalogue: Any = pdf.reader.trailer["/Root"]
    catalogue = catalogue.get_object()
    intents = catalogue.get("/OutputIntents")
    output_intent = bool(intents.get_object()) if intents is not None else False
    stream: Any = catalogue.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    if stream is None or not hasattr(stream, "get_data"):
        return InvoiceMetadata(output_intent=output_intent)
    unreadable: tuple[type[Exception], ...] = (etree.XMLSyntaxError, *parser_errors())
    try:
        content = _unpacked(bytes(stream.get_data()))
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content.strip(b"\0 \t\r\n"), parser) if len(content) <= _MAX_XMP else None
    except unreadable:
        root = None
    if root is None:
        return InvoiceMetadata(output_intent=output_intent)
    return _read(root, output_intent=output_intent)


def _unpacked(content: bytes) -> bytes:
    """The metadata as text: pdfium's copy of a locked file (`unlocking`) keeps them packed and no longer says so."""
    if content[:1] != _ZLIB:
        return content
    try:
        return zlib.decompressobj().decompress(content, _MAX_XMP + 1)
    except zlib.error:
        return content


def _read(root: "_Element", *, output_intent: bool) -> InvoiceMetadata:
    """Properties stand as elements or as attributes of rdf:Description."""
    found: dict[str, str] = {}
    pdfa_part = None
    for description in root.iter(_RDF):
        pairs = [(str(name), str(value)) for name, value in description.attrib.items()]
        pairs += [(str(child.tag), child.text or "") for child in description]
        for name, value in pairs:
            if name == _PDFA_PART:
                pdfa_part = value.strip()
            elif name.startswith("{") and _INVOICE_SCHEMA in name:
                found.setdefault(name.rpartition("}")[2], value.strip())
    return InvoiceMetadata(
        declared=bool(found),
        document_type=found.get("DocumentType") or None,
        file_name=found.get("DocumentFileName") or None,
        version=found.get("Version") or None,
        level=found.get("ConformanceLevel") or None,
        pdfa_part=pdfa_part,
        output_intent=output_intent,
    )
