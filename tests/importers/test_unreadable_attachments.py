"""Attachments that cannot be read, and too many of anything: named, refused or remarked, never called absent."""

import gzip
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from pypdf.generic import NameObject

from telbill_desktop.demo.facturx import Attachment
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import codes, refusal, rewritten, saved, with_name_tree

CII = builders.cii_xml()
SOUND = builders.facturx_pdf()
PLAIN = builders.plain_pdf()
SOON = 10  # seconds of the processor: three times what is promised, on cores that others use


@pytest.mark.parametrize("name", ["factur-x.xml", "e.factur-x.xml ", "FACTURE.XML\n"])
@pytest.mark.parametrize(
    "content", [gzip.compress(CII), b"", b"\x8f\x02\x77" * 200, b"PK\x03\x04"], ids=["gzip", "empty", "cipher", "zip"]
)
def test_an_attachment_that_is_not_the_xml_it_says_is_refused_by_its_name(name: str, content: bytes) -> None:
    assert refusal(with_name_tree(PLAIN, {name: content}, 0)) == ("attachment_damaged", {"name": name})


def with_stream(content: bytes, **entries: str) -> bytes:
    """The PDF, its attached stream with other entries."""
    writer = rewritten(content)
    objects: list[Any] = list(writer._objects)
    for each in objects:
        if hasattr(each, "get") and each.get("/Type") == "/EmbeddedFile":
            for name, value in entries.items():
                each[NameObject(f"/{name}")] = NameObject(value)
    return saved(writer)


def test_an_attachment_under_an_unknown_crypt_filter_is_refused_by_its_name() -> None:
    made = with_name_tree(PLAIN, {"e.factur-x.xml ": CII}, 0)
    assert refusal(with_stream(made, Filter="/Crypt2")) == ("attachment_damaged", {"name": "e.factur-x.xml "})


def test_an_attachment_whose_type_is_xml_counts_whatever_its_name() -> None:
    made = with_name_tree(PLAIN, {"data.bin": gzip.compress(CII)}, 0)
    assert read(made, "x").outcome is Outcome.UNMAPPED
    assert refusal(with_stream(made, Subtype="/text/xml")) == ("attachment_damaged", {"name": "data.bin"})


def test_another_attachment_that_cannot_be_decoded_is_remarked() -> None:
    made = with_stream(with_name_tree(PLAIN, {"photo.jpg": b"..."}, 0), Filter="/Unknown")
    reading = read(made, "x")
    assert reading.outcome is Outcome.UNMAPPED
    assert "attachment_damaged" in codes(reading)


def test_an_unreadable_xml_beside_the_invoice_is_remarked() -> None:
    packed = builders.facturx_pdf(others=(Attachment(gzip.compress(CII), name="second.xml"),))
    reading = read(packed, "x")
    assert reading.draft is not None
    assert "attachment_second_unreadable" in codes(reading)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first being its catalogue, with its table of places."""
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, text in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, text)
        places.append(b"%010d 00000 n \n" % at)
        parts.append(written)
        at += len(written)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return b"".join([*parts, table, end])


PAGES = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"]


def test_twenty_thousand_attachments_end_soon_and_say_so() -> None:
    count = 20_000
    names = b"".join(b"(f%d)%d 0 R" % (number, 5 + 2 * number) for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>", *PAGES, b"<</Names[%s]>>" % names]
    for number in range(count):
        name = b"(f%d.txt)" % number
        objects.append(b"<</Type/Filespec/F%s/UF%s/EF<</F %d 0 R>>>>" % (name, name, 6 + 2 * number))
        objects.append(b"<</Type/EmbeddedFile/Length 4>>stream\n<a/>\nendstream")
    content = pdf_of(objects)
    started = process_time()
    reading = read(content, "x")
    assert process_time() - started < SOON
    assert "attachments_many" in codes(reading)
    assert "attachments_more_ignored" in codes(reading)
    assert len(reading.warnings) < 10


def test_a_pdf_of_three_hundred_thousand_empty_objects_is_refused() -> None:
    content = pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", *PAGES, *[b"<<>>"] * 300_000])
    started = process_time()
    assert refusal(content)[0] == "pdf_many_objects"
    assert process_time() - started < 1


def test_a_pdf_of_many_pages_is_no_such_pdf() -> None:
    content = pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", *PAGES, *[b"<<>>"] * 50_000])
    assert read(content, "x").outcome is Outcome.UNMAPPED


def test_a_table_of_a_hundred_thousand_vat_rows_is_refused() -> None:
    start = CII.index(b"<ram:ApplicableTradeTax>", CII.index(b"<ram:ApplicableHeaderTradeSettlement>"))
    row = CII[start : CII.index(b"</ram:ApplicableTradeTax>", start)] + b"</ram:ApplicableTradeTax>"
    content = CII[:start] + row * 99_999 + CII[start:]
    started = process_time()
    code, params = refusal(content)
    assert process_time() - started < SOON
    assert (code, params["field"], params["count"]) == ("part_too_often", "ApplicableTradeTax", 100_000)


@pytest.mark.parametrize("count", [1_000, 1_001])
def test_a_thousand_vat_rows_are_read_and_no_more(count: int) -> None:
    draft = builders.draft()
    content = builders.cii_xml(replace(draft, vat=draft.vat * count))
    assert (read(content, "x").outcome is Outcome.READ) == (count == 1_000)


def test_more_than_twenty_thousand_lines_are_refused() -> None:
    line = b"<ram:IncludedSupplyChainTradeLineItem/>"
    at = CII.index(b"<ram:IncludedSupplyChainTradeLineItem>")
    content = CII[:at] + line * 20_000 + CII[at:]
    assert refusal(content)[1]["field"] == "IncludedSupplyChainTradeLineItem"


def test_five_thousand_lines_are_read_soon() -> None:
    lines = tuple(builders.line(f"Forfait {number}", "1.00", description="x" * 500) for number in range(5_000))
    content = builders.cii_xml(builders.draft(lines=lines))
    started = process_time()
    reading = read(content, "x")
    assert process_time() - started < SOON
    assert reading.draft is not None
    assert len(reading.draft.lines) == 5_000
