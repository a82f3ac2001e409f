"""Values that are refused or remarked by what is wrong with them, and not by something else."""

import pytest

from telbill_desktop.importers import read
from telbill_desktop.system.formats import sentence
from tests import builders
from tests.importers.changed import changed, codes, refusal

CII = builders.cii_xml()
UBL = builders.ubl_xml()


@pytest.mark.parametrize("text", ["99991231", "19691231"])
def test_a_date_out_of_range_is_called_so(text: str) -> None:
    code, params = refusal(changed(CII, '"102">20261117<', f'"102">{text}<'))
    assert (code, params["field"], params["text"]) == ("date_beyond", "IssueDateTime (BT-2)", text)


def test_a_date_out_of_range_in_a_period_leaves_the_period_out() -> None:
    content = changed(UBL, "<cbc:StartDate>2026-10-29<", "<cbc:StartDate>1026-10-29<")
    assert "period_date_beyond" in codes(read(content, "x.xml"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 400, "number_too_large"),
        ("-" + "9" * 400 + ".00", "number_too_large"),
        ("0." + "3" * 60, "number_too_precise"),
        ("9" * 400 + "x", "number_unreadable"),
    ],
)
def test_a_number_of_too_many_digits_is_called_so(text: str, code: str) -> None:
    content = changed(CII, "<ram:GrandTotalAmount>60.01<", f"<ram:GrandTotalAmount>{text}<")
    said, params = refusal(content)
    assert (said, params["field"], params["text"]) == (code, "GrandTotalAmount (BT-112)", text[:40] + "…")


@pytest.mark.parametrize("text", ["FA\u202e1312", "FA\u200b1312", "FA\ufeff1312", "FA\u00ad1312"])
def test_a_number_with_characters_that_nobody_sees_is_remarked(text: str) -> None:
    reading = read(changed(CII, "<ram:ID>62268557<", f"<ram:ID>{text}<"), "x.xml")
    assert reading.draft is not None
    assert reading.draft.number == text
    [warning] = [each for each in reading.warnings if each.code == "number_hides"]
    assert str(warning.params["number"]) == f"FA⟨U+{ord(text[2]):04X}⟩1312"
    assert sentence(warning).isprintable()


def test_a_number_of_many_characters_is_remarked() -> None:
    reading = read(changed(CII, "<ram:ID>62268557<", f"<ram:ID>{'7' * 201}<"), "x.xml")
    assert codes(reading) == {"number_long"}
    assert codes(read(changed(CII, "<ram:ID>62268557<", f"<ram:ID>{'7' * 200}<"), "x.xml")) == set()


@pytest.mark.parametrize("text", ["ZZZ", "XTS", "XXX", "FRF"])
def test_a_currency_that_is_none_is_to_be_checked(text: str) -> None:
    reading = read(CII.replace(b"EUR", text.encode()), "x.xml")
    assert reading.to_check
    assert codes(reading) == {"currency_unknown"}


@pytest.mark.parametrize("text", ["USD", "XPF", "HRK", "BGN", "KWD"])
def test_currencies_that_invoices_are_written_in_are_silent(text: str) -> None:
    assert codes(read(CII.replace(b"EUR", text.encode()), "x.xml")) == set()


def test_a_pro_forma_is_no_ordinary_invoice() -> None:
    reading = read(changed(CII, "<ram:TypeCode>380<", "<ram:TypeCode>325<"), "x.xml")
    assert codes(reading) == {"is_pro_forma"}
