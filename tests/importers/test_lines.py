"""Lines and what operators say on them: groups never count twice, attributes and references find their places."""

from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice import Category
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import changed, codes, read_draft

CII = builders.cii_xml()
UBL = builders.ubl_xml()
OBJECT = "AdditionalReferencedDocument"
OWN = "SpecifiedTradeAllowanceCharge"


def grouped(kinds: tuple[str, str, str], parent_amount: str = "10.01") -> bytes:
    """The three lines of which the first is a parent of the others, which make 10.01."""
    lines = (
        builders.line("Ensemble", parent_amount, number_on_invoice="1"),
        builders.line("Option", "7.50", number_on_invoice="2"),
        builders.line("Communications", "2.51", number_on_invoice="3"),
    )
    counted = lines[1:] if kinds[0] != "DETAIL" else lines[:1]
    sound = builders.draft(lines=counted)
    content = builders.cii_xml(builders.draft(lines=lines, totals=sound.totals, vat=sound.vat)).decode()
    for number, kind in zip("123", kinds, strict=True):
        parent = "<ram:ParentLineID>1</ram:ParentLineID>" if number != "1" else ""
        status = f"<ram:LineStatusReasonCode>{kind}</ram:LineStatusReasonCode>" if kind else ""
        old = f"<ram:LineID>{number}</ram:LineID>"
        assert old in content
        content = content.replace(old, old + parent + status)
    return content.encode()


@pytest.mark.parametrize("kinds", [("GROUP", "DETAIL", "DETAIL"), ("GROUP", "", ""), ("", "", "")])
def test_a_group_does_not_count_beside_its_details(kinds: tuple[str, str, str]) -> None:
    reading = read(grouped(kinds), "x")
    assert reading.draft is not None
    assert [line.amount for line in reading.draft.lines] == [None, Decimal("7.50"), Decimal("2.51")]
    assert codes(reading) == set()


def test_details_that_are_information_do_not_count_beside_their_line() -> None:
    reading = read(grouped(("DETAIL", "INFORMATION", "INFORMATION")), "x")
    assert reading.draft is not None
    assert [line.amount for line in reading.draft.lines] == [Decimal("10.01"), None, None]
    assert codes(reading) == set()


def test_a_group_that_states_another_sum_is_to_be_checked() -> None:
    reading = read(grouped(("GROUP", "DETAIL", "DETAIL"), "11.01"), "x")
    assert reading.to_check
    assert "group_mismatch" in codes(reading)


def test_nested_lines_of_ubl_do_not_count_twice() -> None:
    part = UBL[UBL.index(b"<cac:InvoiceLine>") : UBL.index(b"</cac:InvoiceLine>")].decode()
    inner = part.replace("<cac:InvoiceLine>", "<cac:SubInvoiceLine>") + "</cac:SubInvoiceLine>"
    reading = read(changed(UBL, "</cac:InvoiceLine>", inner + "</cac:InvoiceLine>"), "x")
    assert reading.draft is not None
    assert [line.amount for line in reading.draft.lines] == [None, Decimal("40.00"), Decimal("7.50"), Decimal("2.51")]
    assert codes(reading) == set()


@pytest.mark.parametrize("content", [CII, UBL], ids=["cii", "ubl"])
def test_what_the_operator_says_of_a_line_is_read(content: bytes) -> None:
    first, second, third = read_draft(content).lines
    assert (first.product_range, first.phone_number, first.user_name) == (
        "Forfaits mobiles",
        "0639980101",
        "Camille Perrin",
    )
    assert (first.category, second.category, third.category) == (
        Category.SUBSCRIPTIONS,
        Category.OPTIONS,
        Category.USAGE,
    )
    assert (first.prorated, second.prorated) == (False, True)


def test_the_invoiced_object_of_a_line_is_its_number_when_it_is_one() -> None:
    def with_object(identifier: str) -> str | None:
        document = f"<ram:{OBJECT}><ram:IssuerAssignedID>{identifier}</ram:IssuerAssignedID></ram:{OBJECT}>"
        bare = builders.cii_xml(builders.draft(lines=(builders.line(),)))
        return (
            read_draft(
                changed(bare, "</ram:SpecifiedLineTradeSettlement>", document + "</ram:SpecifiedLineTradeSettlement>")
            )
            .lines[0]
            .phone_number
        )

    assert with_object("06 39 98 01 01") == "06 39 98 01 01"
    assert with_object("+33639980101") == "+33639980101"
    assert with_object("CONTRAT-12") is None


@pytest.mark.parametrize("content", [CII, UBL], ids=["cii", "ubl"])
def test_the_account_and_the_references_are_read(content: bytes) -> None:
    draft = read_draft(content)
    assert draft.account == builders.draft().account
    assert draft.references == builders.draft().references


def test_the_code_of_the_customer_may_stand_in_ubl_s_own_field() -> None:
    account = "<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>C-77</cbc:SupplierAssignedAccountID>"
    assert read_draft(changed(UBL, "<cac:AccountingCustomerParty>", account)).account.client_code == "C-77"


def test_a_siret_without_a_scheme_is_known_by_its_country_and_length() -> None:
    draft = read_draft(
        changed(
            CII, '<ram:GlobalID schemeID="0009">99900001100018</ram:GlobalID>', "<ram:ID>999 000 011 00018</ram:ID>"
        )
    )
    assert (draft.seller.siren, draft.seller.siret, draft.seller.code) == ("999000011", "99900001100018", None)


def test_a_line_that_is_only_a_note_has_it_for_a_label() -> None:
    note = (
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>9</ram:LineID><ram:IncludedNote>"
        "<ram:Content>Ligne 06 39 98 01 01</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument>"
        "</ram:IncludedSupplyChainTradeLineItem>"
    )
    reading = read(
        changed(CII, "<ram:ApplicableHeaderTradeAgreement>", note + "<ram:ApplicableHeaderTradeAgreement>"), "x"
    )
    assert reading.draft is not None
    assert (reading.draft.lines[-1].label, reading.draft.lines[-1].amount) == ("Ligne 06 39 98 01 01", None)
    assert codes(reading) == set()


def test_a_line_s_own_allowance_belongs_to_its_product() -> None:
    indicator = "<ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>"
    row = f"<ram:{OWN}>{indicator}<ram:ActualAmount>5.00</ram:ActualAmount></ram:{OWN}>"
    lines = (builders.line("Forfait", "35.00", unit_price=Decimal(40), number_on_invoice="1"),)
    content = builders.cii_xml(builders.draft(lines=lines))
    assert codes(read(content, "x")) == {"line_mismatch"}
    summed = "<ram:SpecifiedTradeSettlementLineMonetarySummation>"
    assert codes(read(changed(content, summed, row + summed), "x")) == set()
    assert codes(read(changed(content, summed, row.replace("false", "maybe") + summed), "x")) == {
        "indicator_invalid_in_line"
    }


@pytest.mark.parametrize("written", ["999 000 011", "RCS Paris 999 000 011", "999000011 RCS PARIS"])
def test_a_siren_is_found_in_what_people_write_around_it(written: str) -> None:
    draft = read_draft(changed(CII, ">999000011</ram:ID>", f">{written}</ram:ID>"))
    assert (draft.seller.siren, draft.seller.legal_id) == ("999000011", None)


def test_a_siret_under_the_scheme_of_sirens_is_a_siret() -> None:
    bare = changed(CII, '<ram:GlobalID schemeID="0009">99900001100018</ram:GlobalID>', "")
    draft = read_draft(changed(bare, ">999000011</ram:ID>", ">99900001100018</ram:ID>"))
    assert (draft.seller.siren, draft.seller.siret) == ("999000011", "99900001100018")
