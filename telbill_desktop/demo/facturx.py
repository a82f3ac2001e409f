"""Putting the XML of an invoice into its PDF, as Factur-X asks: attached, associated, declared in the XMP metadata."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from telbill_desktop.demo.colour_profile import srgb_profile

FACTURX_NAME = "factur-x.xml"
_NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPERTIES = (
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "The conformance level of the embedded XML document"),
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF. `relationship` is Data, Alternative, Source, Supplement or Unspecified."""

    content: bytes
    name: str = FACTURX_NAME
    relationship: str = "Data"
    media_type: str = "text/xml"
    description: str = "Factur-X"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the XMP metadata says of the XML; `level` is MINIMUM, BASIC WL, BASIC, EN 16931 or EXTENDED."""

    title: str
    author: str
    day: date
    file_name: str = FACTURX_NAME
    level: str = "EN 16931"


def attach(canvas: Canvas, attachments: tuple[Attachment, ...], declaration: Declaration | None) -> None:
    """Adds the files and, when there is one, the declaration to the document that the canvas draws."""
    # reportlab has no public way to add objects to a document.
    document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
    # reportlab writes the entries of the catalogue that it knows of; this document has two more.
    catalogue = document.Catalog
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "AF", "OutputIntents"]
    catalogue.__Refs__ = catalogue.__NoDefault__
    specifications = [document.Reference(_specification(document, each)) for each in attachments]
    if specifications:
        names: list[object] = []
        for attachment, specification in sorted(
            zip(attachments, specifications, strict=True), key=lambda pair: pair[0].name
        ):
            names += [PDFString(attachment.name), specification]
        tree = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
        catalogue.Names = tree
        catalogue.AF = PDFArray(specifications)
    if declaration:
        catalogue.OutputIntents = PDFArray([_colours(document)])
        kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        catalogue.Metadata = PDFStream(kind, _metadata(declaration).encode(), filters=())


def _colours(document: Any) -> PDFDictionary:  # noqa: ANN401 - reportlab's PDFDocument, untyped
    """The output intent: what the colours of an archivable PDF mean."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), filters=(PDFZCompress,))
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _specification(document: Any, attachment: Attachment) -> PDFDictionary:  # noqa: ANN401 - same
    embedded = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                # reportlab's PDFName leaves the slash of a media type as it is.
                "Subtype": "/" + attachment.media_type.replace("/", "#2F"),
                "Params": PDFDictionary({"Size": len(attachment.content)}),
            }
        ),
        attachment.content,
        filters=(PDFZCompress,),
    )
    reference = document.Reference(embedded)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "Desc": PDFString(attachment.description),
            "AFRelationship": PDFName(attachment.relationship),
            "EF": PDFDictionary({"F": reference, "UF": reference}),
        }
    )


def _metadata(declared: Declaration) -> str:
    moment = f"{declared.day.isoformat()}T06:00:00+00:00"
    properties = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>"
        for name, text in _PROPERTIES
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(declared.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(declared.author)}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="{_NAMESPACE}"><fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{escape(declared.file_name)}</fx:DocumentFileName><fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>{escape(declared.level)}</fx:ConformanceLevel></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
