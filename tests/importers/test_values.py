"""Numbers, dates and the fields that an invoice cannot do without: exact, or refused by their names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.period import Period
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import changed, codes, read_draft, refusal

CII = builders.cii_xml()
UBL = builders.ubl_xml()
TTC_CII = "<ram:GrandTotalAmount>60.01</ram:GrandTotalAmount>"


def with_ttc(text: str) -> bytes:
    return changed(CII, TTC_CII, f"<ram:GrandTotalAmount>{text}</ram:GrandTotalAmount>")


@pytest.mark.parametrize("content", [CII, UBL, builders.facturx_pdf()], ids=["cii", "ubl", "factur-x"])
def test_a_draft_comes_back_as_it_was_written(content: bytes) -> None:
    reading = read(content, "x")
    assert reading.draft == read_draft(CII)
    assert reading.draft is not None
    written = builders.draft()
    for field in ("number", "issue_date", "type", "currency", "totals", "seller", "buyer", "due_date", "period"):
        assert getattr(reading.draft, field) == getattr(written, field), field
    for field in ("account", "references", "vat", "adjustments", "lines", "payment"):
        assert getattr(reading.draft, field) == getattr(written, field), field
    assert reading.warnings == ()
    assert not reading.to_check


@pytest.mark.parametrize(
    "text",
    [
        "60,01",
        "1,234",
        "NaN",
        "INF",
        "6.001E1",
        "60.01 EUR",
        "6 0.01",
        "0x3C",
        "60.01.0",
        "--60.01",
        "٦٠",
        "6_0",
    ],
)
def test_what_is_not_a_plain_decimal_is_refused_with_its_field(text: str) -> None:
    code, params = refusal(with_ttc(text))
    assert code == "number_unreadable"
    assert params["field"] == "GrandTotalAmount (BT-112)"


@pytest.mark.parametrize(
    "text", ["60.<!-- cents -->01", "<![CDATA[60.01]]>", "\n   60.01\t", "+60.01", "060.0100", "60<?x y?>.01"]
)
def test_a_decimal_is_whole_whatever_stands_in_it(text: str) -> None:
    assert read_draft(with_ttc(text)).totals.ttc == Decimal("60.01")


def test_an_element_inside_an_amount_is_refused() -> None:
    assert refusal(with_ttc("6<b/>0.01"))[0] == "field_not_plain"


def test_a_wrong_number_in_a_line_names_the_line() -> None:
    code, params = refusal(changed(CII, "<ram:LineTotalAmount>7.50<", "<ram:LineTotalAmount>7,50<"))
    assert (code, params["line"], params["field"]) == ("number_unreadable_in_line", "2", "LineTotalAmount (BT-131)")


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<ram:ID>62268557</ram:ID>", "number_missing"),
        ('<udt:DateTimeString format="102">20261117</udt:DateTimeString>', "issue_date_missing"),
        ("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "currency_missing"),
        ("<ram:TaxBasisTotalAmount>50.01</ram:TaxBasisTotalAmount>", "total_missing"),
        (TTC_CII, "total_missing"),
    ],
)
def test_what_an_invoice_cannot_do_without_is_refused_by_name(element: str, code: str) -> None:
    assert refusal(changed(CII, element, ""))[0] == code
    emptied = element[: element.index(">") + 1] + " " + element[element.rindex("<") :]
    assert refusal(changed(CII, element, emptied))[0] == code


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<cbc:ID>62268557</cbc:ID>", "number_missing"),
        ("<cbc:IssueDate>2026-11-17</cbc:IssueDate>", "issue_date_missing"),
        ("<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>", "currency_missing"),
        ('<cbc:TaxExclusiveAmount currencyID="EUR">50.01</cbc:TaxExclusiveAmount>', "total_missing"),
        ('<cbc:TaxInclusiveAmount currencyID="EUR">60.01</cbc:TaxInclusiveAmount>', "total_missing"),
    ],
)
def test_the_same_holds_in_ubl(element: str, code: str) -> None:
    assert refusal(changed(UBL, element, ""))[0] == code


def test_the_same_total_twice_is_one_and_two_totals_are_refused() -> None:
    assert read_draft(changed(CII, TTC_CII, TTC_CII * 2)).totals.ttc == Decimal("60.01")
    other = TTC_CII.replace("60.01", "61.01")
    assert refusal(changed(CII, TTC_CII, TTC_CII + other))[0] == "field_repeated"


def test_an_amount_in_another_currency_alone_is_refused() -> None:
    code, params = refusal(
        changed(UBL, '<cbc:TaxInclusiveAmount currencyID="EUR">', '<cbc:TaxInclusiveAmount currencyID="USD">')
    )
    assert (code, params["currency"], params["other"]) == ("amount_other_currency", "EUR", "USD")


def test_vat_in_two_currencies_is_told_by_the_attribute_whatever_the_order() -> None:
    stated = '<ram:TaxTotalAmount currencyID="EUR">10.00</ram:TaxTotalAmount>'
    foreign = '<ram:TaxTotalAmount currencyID="USD">11.60</ram:TaxTotalAmount>'
    for content in (changed(CII, stated, foreign + stated), changed(CII, stated, stated + foreign)):
        totals = read_draft(content).totals
        assert (totals.vat, totals.accounting_currency, totals.accounting_vat) == (
            Decimal("10.00"),
            "USD",
            Decimal("11.60"),
        )


def test_vat_in_two_currencies_is_two_totals_in_ubl() -> None:
    foreign = '<cac:TaxTotal><cbc:TaxAmount currencyID="USD">11.60</cbc:TaxAmount></cac:TaxTotal>'
    for place in ("<cac:TaxTotal>", "<cac:LegalMonetaryTotal>"):
        totals = read_draft(changed(UBL, place, foreign + place)).totals
        assert (totals.vat, totals.accounting_currency, totals.accounting_vat) == (
            Decimal("10.00"),
            "USD",
            Decimal("11.60"),
        )


def test_two_totals_of_vat_in_one_currency_are_refused_unless_they_make_ttc() -> None:
    half = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">4.00</cbc:TaxAmount></cac:TaxTotal>'
    doubled = changed(UBL, "<cac:TaxTotal>", half + "<cac:TaxTotal>")
    assert refusal(doubled)[0] == "field_repeated"
    stated = '<cbc:TaxAmount currencyID="EUR">10.00</cbc:TaxAmount>'
    assert read_draft(changed(doubled, stated, stated.replace("10.00", "6.00"))).totals.vat == Decimal("10.00")


def test_a_missing_total_of_vat_is_taken_from_the_table_only_when_it_leads_to_ttc() -> None:
    stated = '<ram:TaxTotalAmount currencyID="EUR">10.00</ram:TaxTotalAmount>'
    reading = read(changed(CII, stated, ""), "x")
    assert reading.draft is not None
    assert reading.draft.totals.vat == Decimal("10.00")
    assert codes(reading) == {"vat_total_missing"}
    wrong = changed(changed(CII, stated, ""), TTC_CII, TTC_CII.replace("60.01", "60.02"))
    assert refusal(wrong)[0] == "total_missing"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ('<udt:DateTimeString format="102">20240229</udt:DateTimeString>', date(2024, 2, 29)),
        ('<udt:DateTimeString format="203">202611171230</udt:DateTimeString>', date(2026, 11, 17)),
        ('<udt:DateTimeString format="204">20261117123059</udt:DateTimeString>', date(2026, 11, 17)),
        ("<udt:DateTime>2026-11-17T00:00:00+01:00</udt:DateTime>", date(2026, 11, 17)),
    ],
)
def test_dates_are_read_by_their_format(text: str, read_as: date) -> None:
    content = changed(CII, '<udt:DateTimeString format="102">20261117</udt:DateTimeString>', text)
    assert read_draft(content).issue_date == read_as


@pytest.mark.parametrize(
    "text",
    [
        '<udt:DateTimeString format="102">20250229</udt:DateTimeString>',
        '<udt:DateTimeString format="102">20260230</udt:DateTimeString>',
        '<udt:DateTimeString format="102">2026-11-17</udt:DateTimeString>',
        '<udt:DateTimeString format="102">17112026</udt:DateTimeString>',
        '<udt:DateTimeString format="101">261117</udt:DateTimeString>',
        '<udt:DateTimeString format="610">202611</udt:DateTimeString>',
    ],
)
def test_what_is_no_date_is_refused_with_its_field(text: str) -> None:
    content = changed(CII, '<udt:DateTimeString format="102">20261117</udt:DateTimeString>', text)
    code, params = refusal(content)
    assert (code, params["field"]) == ("date_invalid", "IssueDateTime (BT-2)")


def test_30_february_is_refused_in_ubl_too() -> None:
    assert refusal(changed(UBL, "<cbc:IssueDate>2026-11-17<", "<cbc:IssueDate>2026-02-30<"))[0] == "date_invalid"


def test_a_period_holds_its_last_day() -> None:
    assert read_draft(CII).period == Period(date(2026, 10, 29), date(2026, 11, 29))
    assert read_draft(CII).lines[0].period == Period(date(2026, 10, 29), date(2026, 11, 29))


def test_a_period_that_ends_before_it_starts_is_left_out_and_said() -> None:
    reading = read(changed(UBL, "<cbc:EndDate>2026-11-28<", "<cbc:EndDate>2026-10-01<"), "x")
    assert reading.draft is not None
    assert reading.draft.period is None
    assert "period_backwards" in codes(reading)


def test_a_price_for_a_hundred_is_brought_to_one() -> None:
    content = changed(
        CII,
        "<ram:ChargeAmount>40.00</ram:ChargeAmount>",
        '<ram:ChargeAmount>4000.00</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">100</ram:BasisQuantity>',
    )
    assert read_draft(content).lines[0].unit_price == Decimal(40)
    assert "line_mismatch" not in codes(read(content, "x"))


def test_a_price_finer_than_the_store_is_rounded_after_it_was_checked() -> None:
    content = changed(CII, "<ram:ChargeAmount>40.00<", "<ram:ChargeAmount>39.99999999999<")
    assert read_draft(content).lines[0].unit_price == Decimal("40.000000")


def test_a_total_finer_than_a_cent_is_rounded_and_said() -> None:
    reading = read(with_ttc("60.014"), "x")
    assert reading.draft is not None
    assert reading.draft.totals.ttc == Decimal("60.01")
    assert reading.to_check
    assert "amount_rounded" in codes(reading)


def test_an_amount_beyond_measure_is_refused() -> None:
    assert refusal(with_ttc("9" * 30))[0] == "amount_too_large"


def test_the_filler_of_a_missing_order_is_no_order() -> None:
    assert (
        read_draft(changed(UBL, "<cbc:ID>AA01046121</cbc:ID>", "<cbc:ID>NA</cbc:ID>")).references.purchase_order is None
    )


def test_zero_has_no_minus() -> None:
    stated = "<ram:TotalPrepaidAmount>-0.00</ram:TotalPrepaidAmount>"
    prepaid = read_draft(changed(CII, TTC_CII, TTC_CII + stated)).totals.prepaid
    assert prepaid is not None
    assert not prepaid.is_signed()


@pytest.mark.parametrize(
    ("form", "start", "end", "period"),
    [
        ("616", "201338", "201338", Period(date(2013, 9, 16), date(2013, 9, 23))),
        ("616", "202053", "202101", Period(date(2020, 12, 28), date(2021, 1, 11))),
        ("610", "202401", "202402", Period(date(2024, 1, 1), date(2024, 3, 1))),
        ("602", "2026", "2026", Period(date(2026, 1, 1), date(2027, 1, 1))),
    ],
)
def test_a_period_may_be_told_by_weeks_months_or_years(form: str, start: str, end: str, period: Period) -> None:
    assert read_draft(with_period(form, start, end)).period == period


@pytest.mark.parametrize(("form", "text"), [("616", "201354"), ("616", "20131"), ("610", "202613"), ("602", "0000")])
def test_a_week_or_a_month_that_is_none_is_left_out_and_said(form: str, text: str) -> None:
    reading = read(with_period(form, text, text), "x")
    assert reading.draft == replace(read_draft(CII), period=None)
    said = {"field": "BillingSpecifiedPeriod (BG-14) StartDateTime", "text": text}
    assert reading.warnings == (Message("period_date_invalid", said),)


@pytest.mark.parametrize(
    ("content", "right", "wrong"),
    [
        (CII, '<udt:DateTimeString format="102">20261029<', '<udt:DateTimeString format="102">20269102<'),
        (UBL, "<cbc:StartDate>2026-10-29<", "<cbc:StartDate>2026-91-02<"),
    ],
)
def test_an_invoice_is_not_refused_for_the_period_of_a_line(content: bytes, right: str, wrong: str) -> None:
    assert content.decode().count(right) > 1
    reading = read(content.replace(right.encode(), wrong.encode()), "x")
    assert reading.draft is not None
    assert reading.draft.totals == read_draft(content).totals
    assert reading.draft.period is None
    assert {line.period for line in reading.draft.lines} == {None}
    assert codes(reading) == {"period_date_invalid", "period_date_invalid_in_line"}


def with_period(form: str, start: str, end: str) -> bytes:
    """The invoice with another period on the whole (builders write one for the lines too)."""
    head, period, tail = CII.decode().rpartition("<ram:BillingSpecifiedPeriod>")
    assert "IncludedSupplyChainTradeLineItem" not in tail
    first, last = '<udt:DateTimeString format="102">20261029<', '<udt:DateTimeString format="102">20261128<'
    whole = changed(tail.encode(), first, f'<udt:DateTimeString format="{form}">{start}<')
    return (head + period).encode() + changed(whole, last, f'<udt:DateTimeString format="{form}">{end}<')


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (UBL, "cac:LegalMonetaryTotal"),
        (UBL, "cac:AccountingSupplierParty"),
        (CII, "ram:SpecifiedTradeSettlementHeaderMonetarySummation"),
        (CII, "ram:SellerTradeParty"),
        (CII, "ram:ApplicableHeaderTradeSettlement"),
        (CII, "rsm:ExchangedDocument"),
    ],
)
def test_a_part_that_is_there_twice_counts_when_both_say_the_same(content: bytes, part: str) -> None:
    text = content.decode()
    one = text[text.index(f"<{part}>") : text.index(f"</{part}>") + len(f"</{part}>")]
    assert read_draft(changed(content, one, one + "\n" + one)) == read_draft(content)
    code, params = refusal(changed(content, one, one + one.replace("0", "7").replace("SA", "SARL")))
    assert code == "part_repeated"
    assert str(params["field"]).split("/")[0] == part.partition(":")[2]
