"""What a file is, told by its content: other documents are named, other files refused."""

import pickle

import pytest

from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import changed, codes, read_draft, refusal

CII = builders.cii_xml()
UBL = builders.ubl_xml()


@pytest.mark.parametrize(
    ("root", "namespace", "named"),
    [
        ("SCRDMCCBDACIOMessageStructure", "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100", "order-x"),
        (
            "CrossDomainAcknowledgementAndResponse",
            "urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100",
            "cdar",
        ),
        ("FatturaElettronica", "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2", "fatturapa"),
        ("FatturaElettronica", "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.3", "fatturapa"),
        ("Order", "urn:oasis:names:specification:ubl:schema:xsd:Order-2", "ubl-order"),
        ("DespatchAdvice", "urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2", "ubl-despatchadvice"),
        ("Document", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "xml-other"),
        ("svg", "http://www.w3.org/2000/svg", "xml-other"),
        ("Invoice", "http://www.ebinterface.at/schema/6p1/", "xml-other"),
    ],
)
def test_another_document_is_recognised_and_named(root: str, namespace: str, named: str) -> None:
    reading = read(
        f'<?xml version="1.0"?><x:{root} xmlns:x="{namespace}"><x:ID>1</x:ID></x:{root}>'.encode(), "invoice.xml"
    )
    assert (reading.outcome, reading.format) == (Outcome.NOT_AN_INVOICE, named)
    assert reading.message is not None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "content_empty"),
        (b" \n\0", "content_empty"),
        (b"<!DOCTYPE html><html><body>Identifiez-vous</body></html>", "is_web_page"),
        (b"<html><head/></html>", "is_web_page"),
        (b"PK\x03\x04....", "is_archive"),
        (b"PK\x03\x04...facture.pdf%PDF-1.7\n1 0 obj", "is_archive"),
        (b"\x89PNG\r\n", "is_picture"),
        (b"\xd0\xcf\x11\xe0....", "is_office"),
        (b"Bonjour,\nveuillez trouver ci-joint la facture.\n", "content_unknown"),
        (b"\0\1\2\3", "content_unknown"),
    ],
)
def test_a_file_of_another_kind_is_refused_whatever_its_name(content: bytes, code: str) -> None:
    for name in ("facture.pdf", "facture.xml", "x"):
        reading = read(content, name)
        assert reading.outcome is Outcome.REFUSED
        assert codes(reading) == {code}


def test_the_content_decides_and_not_the_ending() -> None:
    assert read(CII, "facture.pdf").format == "cii"
    assert read(builders.facturx_pdf(), "facture.xml").format == "factur-x"


def test_the_standard_s_root_in_a_foreign_namespace_is_read_and_said() -> None:
    reading = read(CII.replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:999"), "x")
    assert reading.draft == read_draft(CII)
    assert codes(reading) == {"namespace_unknown"}


def test_an_envelope_is_opened() -> None:
    body = UBL[UBL.index(b"<Invoice") :]
    sbdh = b'<StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"><StandardBusinessDocumentHeader/>'
    assert read(sbdh + body + b"</StandardBusinessDocument>", "x").draft == read_draft(UBL)


def test_no_invoice_of_an_envelope_is_lost_in_silence() -> None:
    body = UBL[UBL.index(b"<Invoice") :]
    envelope = b"<StandardBusinessDocument>" + body + body.replace(b"62268557", b"X-2") + b"</StandardBusinessDocument>"
    assert refusal(envelope) == ("several_in_envelope", {"count": 2})


def test_zugferd_1_is_read_by_its_own_names() -> None:
    old = CII.decode()
    for new_name, old_name in (
        ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "urn:ferd:CrossIndustryDocument:invoice:1p0"),
        ("CrossIndustryInvoice", "CrossIndustryDocument"),
        ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext"),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeaderTrade", "ApplicableSupplyChainTrade"),
        ("SpecifiedLineTrade", "SpecifiedSupplyChainTrade"),
        ("SettlementLineMonetarySummation", "SettlementMonetarySummation"),
        ("SettlementHeaderMonetarySummation", "SettlementMonetarySummation"),
        ("RateApplicablePercent", "ApplicablePercent"),
        ("urn:cen.eu:en16931:2017", "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"),
    ):
        assert new_name in old
        old = old.replace(new_name, old_name)
    reading = read(old.encode(), "x")
    assert reading.format == "zugferd-1"
    assert reading.draft is not None
    assert reading.draft.profile == "COMFORT"
    assert (reading.draft.totals, reading.draft.lines) == (read_draft(CII).totals, read_draft(CII).lines)


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("urn:factur-x.eu:1p0:minimum", "MINIMUM"),
        ("urn:factur-x.eu:1p0:basicwl", "BASIC WL"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "BASIC"),
        ("urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic", "BASIC"),
        ("urn:cen.eu:en16931:2017", "EN 16931"),
        ("urn:cen.eu:en16931:2017#compliant:factur-x.eu:1p0:en16931", "EN 16931"),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "EXTENDED"),
        ("urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", "EXTENDED CTC FR"),
        ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "XRECHNUNG"),
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "PEPPOL"),
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", "CIUS"),
    ],
)
def test_a_profile_goes_by_its_usual_name(declared: str, name: str) -> None:
    assert read_draft(changed(CII, ">urn:cen.eu:en16931:2017<", f">{declared}<")).profile == name


def test_an_unknown_profile_is_shown_as_it_stands_and_said() -> None:
    reading = read(changed(CII, ">urn:cen.eu:en16931:2017<", ">urn:factur-x.eu:2p0:ultimate<"), "x")
    assert reading.draft is not None
    assert reading.draft.profile == "urn:factur-x.eu:2p0:ultimate"
    assert codes(reading) == {"profile_unknown"}


def test_a_test_or_a_copy_is_said() -> None:
    marked = "<rsm:ExchangedDocumentContext><ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator>"
    assert codes(read(changed(CII, "<rsm:ExchangedDocumentContext>", marked), "x")) == {"is_test"}
    assert codes(
        read(changed(UBL, "<cbc:ID>62268557", "<cbc:CopyIndicator>true</cbc:CopyIndicator><cbc:ID>62268557"), "x")
    ) == {"is_copy"}


def test_a_reading_crosses_to_another_process_whole() -> None:
    reading = read(changed(CII, ">62268557<", "> 62268557\n B <"), "x")
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own bytes
    assert reading.draft is not None
    assert reading.draft.number == "62268557 B"
