"""XML made to do harm, and XML in every encoding."""

import pytest

from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import changed, codes, read_draft, refusal

CII = builders.cii_xml()
BODY = CII[CII.index(b"<rsm:") :].decode().replace("\u20ac", "euros").replace("\u2019", "'")
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "prolog",
    [
        BOMB,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/x">]>',
        '<?xml version="1.0"?>\n<!-- a -->\n<?pi x?>' + BOMB,
    ],
)
def test_a_document_type_is_refused(prolog: str) -> None:
    assert refusal((prolog + BODY.replace("62268557", "&c;")).encode())[0] == "xml_dtd"
    assert refusal((prolog + BODY).encode("utf-16"))[0] == "xml_dtd"


def test_many_comments_before_the_root_cost_nothing() -> None:
    assert read_draft(("<!-- a -->\n" * 20_000 + BODY).encode()).number == "62268557"


def test_an_inclusion_is_not_followed() -> None:
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    assert refusal(changed(CII, "<ram:ID>62268557</ram:ID>", f"<ram:ID>{included}</ram:ID>"))[0] == "field_not_plain"


def test_a_hundred_thousand_levels_are_refused() -> None:
    assert refusal(b"<a>" * 100_000)[0] == "xml_unreadable"


def test_a_schema_elsewhere_is_not_fetched() -> None:
    located = changed(
        CII,
        "<rsm:CrossIndustryInvoice",
        '<rsm:CrossIndustryInvoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd"',
    )
    assert read_draft(located).number == "62268557"


def test_a_truncated_document_is_refused_with_its_line() -> None:
    code, params = refusal(CII[: len(CII) // 2])
    assert code == "xml_unreadable"
    assert isinstance(params["line"], int)
    assert params["line"] > 10


def test_an_unescaped_ampersand_is_refused() -> None:
    assert refusal(changed(CII, "Hexamobile SA", "Hexa & Mobile <SA>"))[0] == "xml_unreadable"


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252", "utf-8-sig", "utf-8"]
)
def test_declared_encodings_are_read(encoding: str) -> None:
    declared = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    content = f'<?xml version="1.0" encoding="{declared}"?>{BODY}'.encode(encoding)
    reading = read(content, "x")
    assert reading.draft == read_draft(BODY.encode())
    assert codes(reading) == set()


@pytest.mark.parametrize(("declared", "real"), [("UTF-8", "windows-1252"), ("utf-16", "utf-8")])
def test_a_lying_encoding_is_seen_through_and_said(declared: str, real: str) -> None:
    reading = read(f'<?xml version="1.0" encoding="{declared}"?>{BODY}'.encode(real), "x")
    assert reading.draft == read_draft(BODY.encode())
    assert codes(reading) == {"xml_wrong_encoding"}


def test_a_blank_before_the_declaration_is_forgiven_and_said() -> None:
    assert codes(read(b"\r\n  " + CII, "x")) == {"xml_blank_start"}


def test_a_document_too_large_is_refused() -> None:
    assert refusal(CII + b"<!--" + b" " * 41_000_000 + b"-->")[0] == "xml_too_large"


def test_zeros_after_the_end_are_forgiven() -> None:
    assert read(CII + b"\0" * 100, "x").outcome is Outcome.READ
