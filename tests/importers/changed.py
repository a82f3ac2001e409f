"""Documents that differ from a sound one in one thing, and what was said of them."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.importers import read


def changed(content: bytes, old: str, new: str) -> bytes:
    """The document with the first `old` replaced, which must be there."""
    assert old.encode() in content, old
    return content.replace(old.encode(), new.encode(), 1)


def codes(reading: Reading) -> set[str]:
    """The codes of every warning, and of the message."""
    said = {warning.code for warning in reading.warnings}
    return said | {reading.message.code} if reading.message else said


def read_draft(content: bytes) -> InvoiceDraft:
    """The draft of a document that must be readable."""
    reading = read(content, "facture")
    assert reading.outcome is Outcome.READ, reading.message
    assert reading.draft is not None
    return reading.draft


def refusal(content: bytes) -> tuple[str, dict[str, object]]:
    """Code and parameters of the refusal of a document that must be refused."""
    reading = read(content, "facture")
    assert reading.outcome is Outcome.REFUSED, reading
    assert reading.message is not None
    return reading.message.code, dict(reading.message.params)


def rewritten(content: bytes) -> PdfWriter:
    """The PDF to be changed, everything in it kept."""
    return PdfWriter(clone_from=PdfReader(BytesIO(content)))


def saved(writer: PdfWriter) -> bytes:
    """The PDF's bytes."""
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def file_specification(
    writer: PdfWriter, name: str, content: bytes, relationship: str | None = "/Data"
) -> DictionaryObject:
    """A file to hang somewhere in the PDF."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    entries = {
        NameObject("/Type"): NameObject("/Filespec"),
        NameObject("/F"): TextStringObject(name),
        NameObject("/UF"): TextStringObject(name),
        NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)}),
    }
    if relationship:
        entries[NameObject("/AFRelationship")] = NameObject(relationship)
    return DictionaryObject(entries)


def with_annotation(content: bytes, name: str, attached: bytes) -> bytes:
    """The PDF with a file hung on its first page and nowhere else."""
    writer = rewritten(content)
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): ArrayObject(),
            NameObject("/FS"): writer._add_object(file_specification(writer, name, attached)),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    return saved(writer)


def with_name_tree(content: bytes, files: dict[str, bytes], depth: int) -> bytes:
    """The PDF with files in a name tree nested so deep, and in no /AF."""
    writer = rewritten(content)
    names = ArrayObject()
    for name, attached in files.items():
        names.extend([TextStringObject(name), writer._add_object(file_specification(writer, name, attached))])
    node = DictionaryObject({NameObject("/Names"): names})
    for _ in range(depth):
        node = DictionaryObject({NameObject("/Kids"): ArrayObject([writer._add_object(node)])})
    tree = DictionaryObject({NameObject("/EmbeddedFiles"): writer._add_object(node)})
    writer._root_object[NameObject("/Names")] = tree
    return saved(writer)
