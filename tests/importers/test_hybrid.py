"""Invoices inside PDFs: found wherever they hang, chosen among several, and what the PDF does wrong is said."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from telbill_desktop.demo.facturx import Attachment
from telbill_desktop.documents.attachments import Place, attachments
from telbill_desktop.documents.pdf_file import opened_pdf
from telbill_desktop.documents.unlocking import unlocked_copy
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from tests import builders
from tests.importers.aes import WritingAES
from tests.importers.changed import (
    changed,
    codes,
    read_draft,
    refusal,
    rewritten,
    saved,
    with_annotation,
    with_name_tree,
)

CII = builders.cii_xml()
SOUND = builders.facturx_pdf()
PLAIN = builders.plain_pdf()
OTHER = builders.cii_xml(builders.draft(number="OTHER-1"))
OWNER = "owner"
ORDER = b'<x:SCRDMCCBDACIOMessageStructure xmlns:x="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>'


def test_a_sound_factur_x_is_read_without_a_remark() -> None:
    reading = read(SOUND, "facture.pdf")
    assert (reading.outcome, reading.format, reading.warnings, reading.to_check) == (
        Outcome.READ,
        "factur-x",
        (),
        False,
    )


@pytest.mark.parametrize("name", ["ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml", "FACTUR-X.XML"])
def test_every_standard_name_is_accepted(name: str) -> None:
    assert "attachment_name" not in codes(read(builders.facturx_pdf(name=name), "x"))


@pytest.mark.parametrize(
    "name", ["facture.xml", "../../x", "C:\\x.xml", "sans extension", "facture.bin", "é\u202e.xml", "x" * 300]
)
def test_any_other_name_is_found_said_and_never_a_path(name: str) -> None:
    reading = read(builders.facturx_pdf(name=name), "x")
    assert reading.draft == read_draft(CII)
    assert codes(reading) == {"attachment_name"} | ({"xmp_name"} if len(name) > 200 else set())


def test_a_pdf_without_xml_needs_a_template() -> None:
    reading = read(PLAIN, "x")
    assert (reading.outcome, reading.format, codes(reading)) == (Outcome.UNMAPPED, "pdf", {"no_invoice_in_pdf"})


@pytest.mark.parametrize("depth", [0, 1, 5, 30])
def test_a_nested_name_tree_is_walked(depth: int) -> None:
    reading = read(with_name_tree(PLAIN, {"factur-x.xml": CII}, depth), "x")
    assert reading.draft == read_draft(CII)
    assert {"not_associated", "xmp_missing"} <= codes(reading)


def test_a_name_tree_that_bites_its_tail_ends() -> None:
    writer = rewritten(with_name_tree(PLAIN, {"factur-x.xml": CII}, 1))
    names: Any = writer._root_object["/Names"]
    names["/EmbeddedFiles"]["/Kids"].append(names.raw_get("/EmbeddedFiles"))
    assert read(saved(writer), "x").draft == read_draft(CII)


def test_a_file_only_associated_is_found() -> None:
    writer = rewritten(SOUND)
    del writer._root_object["/Names"]
    assert read(saved(writer), "x").draft == read_draft(CII)


def test_a_file_hung_on_a_page_is_found_and_said() -> None:
    reading = read(with_annotation(PLAIN, "factur-x.xml", CII), "x")
    assert reading.draft == read_draft(CII)
    assert "attachment_hidden" in codes(reading)


def test_a_second_invoice_that_differs_is_never_silent() -> None:
    for content in (
        builders.facturx_pdf(others=(Attachment(OTHER, name="autre.xml"),)),
        with_annotation(SOUND, "autre.xml", OTHER),
    ):
        reading = read(content, "x")
        assert reading.draft == read_draft(CII)
        assert reading.to_check
        message = next(each for each in reading.warnings if each.code == "several_invoices")
        assert message.params == {"chosen": "factur-x.xml", "name": "autre.xml"}


def test_the_standard_name_wins_over_the_order() -> None:
    content = builders.facturx_pdf(xml=OTHER, name="a.xml", others=(Attachment(CII),))
    assert read(content, "x").draft == read_draft(CII)


def test_a_copy_is_named_and_no_alarm() -> None:
    reading = read(builders.facturx_pdf(others=(Attachment(CII, name="copie.xml"),)), "x")
    assert codes(reading) == {"attachment_copies"}
    assert not reading.to_check


def test_other_attachments_do_not_disturb() -> None:
    others = (
        Attachment(b"a;b\n1;2", name="detail.csv", media_type="text/csv"),
        Attachment(b"<svg xmlns='http://www.w3.org/2000/svg'/>", name="logo.svg"),
        Attachment(b"<a>", name="broken.xml"),
    )
    reading = read(builders.facturx_pdf(others=others), "x")
    assert reading.draft == read_draft(CII)
    assert codes(reading) == {"attachments_ignored", "attachment_second_unreadable"}


def test_an_order_in_a_pdf_is_named() -> None:
    reading = read(builders.facturx_pdf(xml=ORDER, name="order-x.xml"), "x")
    assert (reading.outcome, reading.format) == (Outcome.NOT_AN_INVOICE, "order-x")


def test_a_pdf_with_xml_that_is_no_invoice_is_to_be_mapped() -> None:
    reading = read(builders.facturx_pdf(xml=b"<settings/>", name="settings.xml"), "x")
    assert reading.outcome is Outcome.UNMAPPED
    assert codes(reading) == {"attachments_ignored", "no_invoice_in_pdf"}


def test_unreadable_xml_is_refused_and_not_merely_unmapped() -> None:
    reading = read(builders.facturx_pdf(xml=CII[:-500]), "x")
    assert reading.outcome is Outcome.REFUSED
    assert codes(reading) == {"xml_unreadable", "attachment_refused"}


def test_a_refused_invoice_is_refused_for_its_own_reason() -> None:
    assert (
        refusal(
            builders.facturx_pdf(xml=changed(CII, ">EUR</ram:InvoiceCurrencyCode>", "></ram:InvoiceCurrencyCode>"))
        )[0]
        == "currency_missing"
    )
    assert (
        refusal(builders.facturx_pdf(xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + CII[CII.index(b"<rsm") :]))[0] == "xml_dtd"
    )


@pytest.mark.parametrize(
    ("relationship", "code"),
    [("Source", "relationship_wrong"), ("Unspecified", "relationship_wrong"), ("Supplement", "relationship_wrong")],
)
def test_a_wrong_relationship_is_said(relationship: str, code: str) -> None:
    assert codes(read(builders.facturx_pdf(relationship=relationship), "x")) == {code}
    assert codes(read(builders.facturx_pdf(relationship="Alternative"), "x")) == set()


def test_metadata_that_disagree_are_said() -> None:
    assert codes(read(builders.facturx_pdf(level="MINIMUM"), "x")) == {"xmp_profile"}
    assert "xmp_missing" in codes(read(builders.facturx_pdf(declared=False), "x"))
    renamed = SOUND.replace(b"<fx:DocumentFileName>factur-x.xml<", b"<fx:DocumentFileName>facture2.xml<")
    assert codes(read(renamed, "x")) == {"xmp_name"}
    versioned = SOUND.replace(b"<fx:Version>1.0<", b"<fx:Version>9.9<")
    assert codes(read(versioned, "x")) == {"xmp_version"}


def test_a_missing_association_or_archive_format_is_said() -> None:
    writer = rewritten(SOUND)
    del writer._root_object["/AF"]
    assert codes(read(saved(writer), "x")) == {"not_associated"}
    writer = rewritten(SOUND)
    del writer._root_object["/OutputIntents"]
    assert codes(read(saved(writer), "x")) == {"not_pdfa"}


def test_an_empty_user_password_is_no_obstacle() -> None:
    writer = rewritten(SOUND)
    writer.encrypt("", OWNER, algorithm="RC4-128")
    assert read(saved(writer), "x").draft == read_draft(CII)
    writer = rewritten(SOUND)
    writer.encrypt("user", OWNER, algorithm="RC4-128")
    assert refusal(saved(writer)) == ("pdf_password", {})


def test_a_pdf_cut_short_is_refused_or_read_with_a_warning() -> None:
    for share in (30, 60, 90, 99):
        reading = read(SOUND[: len(SOUND) * share // 100], "x")
        if reading.outcome is Outcome.READ:
            assert reading.draft == read_draft(CII)
            assert "pdf_damaged" in codes(reading)
        else:
            assert reading.outcome in {Outcome.REFUSED, Outcome.UNMAPPED}
            assert reading.message is not None


def test_a_broken_cross_reference_table_is_mended_and_said() -> None:
    at = SOUND.rindex(b"startxref") + 10
    reading = read(SOUND[:at] + b"123\n%%EOF\n", "x")
    assert reading.draft == read_draft(CII)
    assert "pdf_damaged" in codes(reading)


def objects(writer: PdfWriter, kind: str) -> list[tuple[int, Any]]:
    """Every object of a type, with its place."""
    found: list[Any] = list(writer._objects)
    return [(index, each) for index, each in enumerate(found) if hasattr(each, "get") and each.get("/Type") == kind]


def test_an_attachment_that_swells_is_refused() -> None:
    bomb = with_name_tree(PLAIN, {"factur-x.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}, 0)
    writer = rewritten(bomb)
    for index, each in objects(writer, "/EmbeddedFile"):
        writer._objects[index] = each.flate_encode()
    assert refusal(saved(writer)) == ("attachment_too_large", {"name": "factur-x.xml"})


def test_a_reference_to_a_file_elsewhere_is_never_followed() -> None:
    writer = rewritten(SOUND)
    for _, each in objects(writer, "/Filespec"):
        del each["/EF"]
    assert read(saved(writer), "x").outcome is Outcome.UNMAPPED


def test_every_attachment_is_met_once() -> None:
    with opened_pdf(SOUND) as pdf:
        found = attachments(pdf)
    assert [(file.name, file.place, file.associated, file.relationship) for file in found] == [
        ("factur-x.xml", Place.NAMES, True, "Data")
    ]
    assert NameObject("/AF") in PdfReader(BytesIO(SOUND)).trailer["/Root"]  # type: ignore[operator] # PDF object


def test_two_specifications_of_one_file_are_one_attachment() -> None:
    writer = rewritten(SOUND)
    found: Any = writer._root_object["/AF"]
    specification = found[0].get_object()
    copy = DictionaryObject({NameObject(key): specification.raw_get(key) for key in specification})
    writer._root_object[NameObject("/AF")] = ArrayObject([writer._add_object(copy)])
    assert codes(read(saved(writer), "x")) == set()


def test_pdfium_s_unlocked_copy_keeps_the_invoice_and_its_declarations() -> None:
    """How AES is read where pypdf has no package for it."""
    writer = rewritten(SOUND)
    writer.encrypt("", OWNER, algorithm="RC4-128")
    assert read(unlocked_copy(saved(writer)), "x") == read(SOUND, "x")
    locked = rewritten(SOUND)
    locked.encrypt("user", OWNER, algorithm="RC4-128")
    with pytest.raises(TelbillError) as raised:
        unlocked_copy(saved(locked))
    assert raised.value.message.code == "pdf_password"


def test_a_bill_that_only_its_owner_may_change_is_read_though_aes_locks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """AES of 128 bits shows itself at the first stream, not when the empty password is tried."""
    writer = rewritten(SOUND)
    writer.encrypt("", OWNER, algorithm="AES-128")
    with monkeypatch.context() as writing:
        writing.setattr("pypdf._encryption.CryptAES", WritingAES)
        locked = saved(writer)
    assert read(locked, "x").draft == read_draft(SOUND)


def test_two_files_in_one_specification_are_both_met() -> None:
    """/F and /UF may hold different files, for systems of different ages: none is read in silence."""
    writer = rewritten(SOUND)
    stream = DecodedStreamObject()
    stream.set_data(OTHER)
    for _, each in objects(writer, "/Filespec"):
        each["/EF"][NameObject("/UF")] = writer._add_object(stream)
    reading = read(saved(writer), "x")
    assert "several_invoices" in codes(reading)
    assert reading.to_check


def with_filter(content: bytes, kind: str, name: str) -> bytes:
    """The PDF, its streams of a type declared to be compressed by that filter."""
    writer = rewritten(content)
    found = objects(writer, kind)
    assert found
    for _, each in found:
        each[NameObject("/Filter")] = NameObject(name)
    return saved(writer)


def test_a_filter_that_the_parser_gave_up_is_no_defect_of_ours() -> None:
    assert refusal(with_filter(SOUND, "/EmbeddedFile", "/Fl")) == ("attachment_damaged", {"name": "factur-x.xml"})


def test_metadata_that_cannot_be_decoded_take_nothing_from_the_invoice() -> None:
    reading = read(with_filter(SOUND, "/Metadata", "/Fl"), "x")
    assert reading.draft == read_draft(CII)
    assert "xmp_missing" in codes(reading)
