"""What is looked at when a document is archived: verdict, warnings, text, pages; whatever kind of file it is."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import NameObject

from telbill_desktop.documents.inspection import inspected
from telbill_desktop.domain.signature import Integrity
from tests.builders import cii_xml, draft, facturx_pdf, plain_pdf
from tests.documents import dangerous_pdfs as make
from tests.documents import signed_pdfs


def warned(content: bytes, *totals: str) -> list[tuple[str, dict[str, object]]]:
    """Codes and parameters of the warnings."""
    found = inspected(content, (), tuple(map(Decimal, totals))).report.warnings
    return [(one.code, dict(one.params)) for one in found]


def picture() -> bytes:
    """A PNG."""
    made = BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def packed(content: bytes, name: str = "facture.pdf") -> bytes:
    """A zip with a file as it is."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


def two_faces() -> bytes:
    """A page with two drawings under one name, of which each program takes another: one of 120,00, one of 9 120,00."""

    def change(writer: PdfWriter) -> None:
        other = make.made(({}, b"BT /F1 12 Tf 72 700 Td (Net a payer : 9 120,00 EUR) Tj ET"))
        writer.pages[0][NameObject("/Contentx")] = writer._add_object(other)

    return make.changed(change).replace(b"/Contentx ", b"/Contents ")


def test_a_signed_invoice_is_judged_read_and_counted_at_once() -> None:
    found = inspected(signed_pdfs.signed(facturx_pdf(draft())), (), (Decimal("60.01"),))
    assert (found.report.integrity, found.report.warnings) == (Integrity.INTACT, ())
    assert found.pages == 1
    assert "62268557" in found.text
    assert "Forfait Mobile 50 Go" in found.text


def test_a_total_is_in_the_text_of_both_programs_or_there_is_a_warning() -> None:
    assert warned(make.plain(), "120.00") == []
    assert warned(make.plain(3), "-120.00") == []
    assert warned(make.plain(), "9120.00") == [("total_absent", {"total": Decimal("9120.00")})]


def test_a_text_whose_letters_the_tables_of_its_fonts_tell_is_read_by_both() -> None:
    assert draft().totals.ttc == Decimal("60.01")
    assert warned(plain_pdf(), "60.01") == []


def test_a_total_that_one_program_alone_finds_is_told_of() -> None:
    assert warned(two_faces(), "120.00") == [("total_differs", {"total": Decimal("120.00")})]
    assert warned(two_faces(), "9120.00") == [("total_differs", {"total": Decimal("9120.00")})]


def test_pages_that_one_program_alone_finds_are_told_of() -> None:
    found = inspected(make.changed(make.counting(1), make.plain(2)))
    assert [(one.code, one.params) for one in found.report.warnings] == [("pages_differ", {"first": 1, "second": 2})]
    assert found.pages == 1


def test_pages_that_are_not_there_are_told_of() -> None:
    assert warned(make.changed(make.counting(5))) == [
        ("pages_differ", {"first": 5, "second": 1}),
        ("pages_unopened", {"count": 4}),
    ]


def test_what_a_program_cannot_read_is_told_of_and_the_other_asked() -> None:
    locked = make.changed(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    assert [code for code, _ in warned(locked, "120.00")] == ["danger_unexamined", "pdf_password", "pages_unexamined"]
    lost = make.plain().replace(b"startxref", b"startxxxx")
    assert [code for code, _ in warned(lost, "120.00")] == ["danger_unexamined", "pdf_unreadable", "total_unread"]
    assert inspected(lost).text.startswith("Facture H-2026-114")
    assert inspected(b"%PDF-1.7").pages is None


@pytest.mark.parametrize(
    ("content", "integrity", "reason"),
    [
        (cii_xml(), Integrity.UNSIGNED, "signature_of_no_pdf"),
        (b"a;b\n1;2\n3;4\n", Integrity.UNSIGNED, "signature_of_no_pdf"),
        (b"Bonjour, ci-joint la facture 12.", Integrity.UNSIGNED, "signature_of_no_pdf"),
        (picture(), Integrity.UNSIGNED, "signature_of_no_pdf"),
        (
            b'<f xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature/></f>',
            Integrity.UNVERIFIABLE,
            "signature_of_xml",
        ),
        (
            b'<f xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature></f>',
            Integrity.UNVERIFIABLE,
            "signature_of_xml",
        ),
        (packed(make.plain()), Integrity.UNSIGNED, "signature_of_no_pdf"),
        (packed(signed_pdfs.signed(make.plain())), Integrity.UNVERIFIABLE, "signature_of_other"),
        (packed(b"", "_xmlsignatures/sig1.xml"), Integrity.UNVERIFIABLE, "signature_of_other"),
        (b"", Integrity.UNVERIFIABLE, "signature_unknown"),
        (b"\x00\x01\x02\xff\xfe", Integrity.UNVERIFIABLE, "signature_unknown"),
    ],
)
def test_what_is_no_pdf_is_called_what_it_is(content: bytes, integrity: Integrity, reason: str) -> None:
    found = inspected(content)
    assert (found.report.integrity, found.report.reason.code, found.pages) == (integrity, reason, None)


def test_the_text_of_what_is_no_pdf_is_found_too() -> None:
    assert "62268557" in inspected(cii_xml()).text
    assert inspected("Numéro;Montant\nF-12;3,50\nF-13;4,50\n".encode("cp1252")).text.startswith("Numéro;Montant")
    assert inspected(picture()).text == ""
    damaged = inspected(b"<?xml version='1.0'?><a><b></a>")
    assert (damaged.text, [one.code for one in damaged.report.warnings]) == ("", ["xml_unreadable"])


def test_a_page_of_the_web_is_found_by_its_words_alone() -> None:
    page = b"<!doctype html><html><script>var x = 1</script><p class='total'>Total</p></html>"
    assert inspected(page).text == "Total"


def test_a_file_in_the_xml_is_no_text() -> None:
    xml = f"<a><nom>Facture</nom><piece>{'QUJD' * 300}</piece></a>".encode()
    assert inspected(xml).text == "Facture"
