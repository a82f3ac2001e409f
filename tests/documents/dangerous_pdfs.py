"""Invoices in which something is hidden, and their harmless twins."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

Change = Callable[[PdfWriter], object]


def drawn(draw: Callable[[Canvas], object], pages: int = 1) -> bytes:
    """An invoice of a page or more; what `draw` does comes after the text of the first."""
    paper = BytesIO()
    canvas = Canvas(paper, pageCompression=0)
    for page in range(pages):
        canvas.drawString(72, 720, "Facture H-2026-114")
        canvas.drawString(72, 700, "Net a payer : 120,00 EUR")
        if page == 0:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def plain(pages: int = 1) -> bytes:
    """Text and nothing else."""
    return drawn(lambda _: None, pages)


def changed(change: Change, content: bytes | None = None) -> bytes:
    """The file written anew with something more in it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content or plain())))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def made(value: Any) -> PdfObject:  # noqa: ANN401 - what stands for PDF objects
    """A PDF object of Python's: texts with a slash are names, a pair of dictionary and bytes is a stream."""
    match value:
        case PdfObject():
            return value
        case int():
            return NumberObject(value)
        case str():
            return NameObject(value) if value.startswith("/") else TextStringObject(value)
        case list():
            return ArrayObject(map(made, value))
        case dict():
            return DictionaryObject({NameObject(key): made(each) for key, each in value.items()})
    entries, data = value
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject(key): made(each) for key, each in entries.items()})
    return stream


def in_catalogue(**entries: Any) -> Change:  # noqa: ANN401 - as `made`
    """Entries of the catalogue, their names without the slash."""

    def change(writer: PdfWriter) -> None:
        for key, value in entries.items():
            writer.root_object[NameObject(f"/{key}")] = made(value)

    return change


def on_page(**entries: Any) -> Change:  # noqa: ANN401 - as `made`
    """Entries of the first page."""

    def change(writer: PdfWriter) -> None:
        for key, value in entries.items():
            writer.pages[0][NameObject(f"/{key}")] = made(value)

    return change


def counting(pages: int) -> Change:
    """A page tree that says that it has so many pages."""

    def change(writer: PdfWriter) -> None:
        tree = writer.root_object.raw_get("/Pages").get_object()
        tree[NameObject("/Count")] = made(pages)

    return change


def annotated(**entries: Any) -> Change:  # noqa: ANN401 - as `made`
    """An annotation over the amount, with these entries."""
    return on_page(Annots=[{"/Type": "/Annot", "/Rect": [70, 695, 300, 715]} | _named(entries)])


def appearing(content: bytes = b"1 1 1 rg 0 0 230 20 re f", **entries: Any) -> Change:  # noqa: ANN401 - as `made`
    """A stamp over the amount that is drawn so."""

    def change(writer: PdfWriter) -> None:
        box = {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 230, 20]}
        stream = writer._add_object(made((box, content)))
        annotated(Subtype="/Stamp", AP={"/N": stream}, **entries)(writer)

    return change


def drawing(content: bytes) -> Change:
    """A stream that the first page draws after its own."""

    def change(writer: PdfWriter) -> None:
        page = writer.pages[0]
        on_page(Contents=[page.raw_get("/Contents"), writer._add_object(made(({}, content)))])(writer)

    return change


def nested(levels: int, width: int) -> bytes:
    """An invoice with a form that draws another so many times, which draws another..."""

    def change(writer: PdfWriter) -> None:
        kind = {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 600, 800]}
        form = writer._add_object(made((kind, b"0 0 m 5 5 l S")))
        for _ in range(levels):
            inner = {"/Resources": {"/XObject": {"/X": form}}}
            form = writer._add_object(made((kind | inner, b"/X Do " * width)))
        writer.pages[0].raw_get("/Resources").get_object()[NameObject("/XObject")] = made({"/X": form})
        drawing(b"/X Do")(writer)

    return changed(change)


def attached(name: str, content: bytes = b"?") -> Change:
    """A file embedded under a name."""
    return lambda writer: writer.add_attachment(name, content)


def layered(usage: dict[str, Any] | None = None, **setting: Any) -> Change:  # noqa: ANN401 - as `made`
    """A layer, with the setting that the file opens with; `usage` says at which events it is shown."""

    def change(writer: PdfWriter) -> None:
        group = writer._add_object(made({"/Type": "/OCG", "/Name": "Calque", "/Usage": usage or {}}))
        own = {key: [group] if value == "group" else value for key, value in _named(setting).items()}
        in_catalogue(OCProperties={"/OCGs": [group], "/D": own})(writer)

    return change


def _named(entries: dict[str, Any]) -> dict[str, Any]:
    return {f"/{key}": value for key, value in entries.items()}
