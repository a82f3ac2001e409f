"""Figures that disagree: rounding is a warning, more is to be checked, and every sentence carries the amounts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from telbill_desktop.domain.checking import Facts, check
from telbill_desktop.domain.invoice import (
    Adjustment,
    InvoiceDraft,
    Payment,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.system.formats import sentence
from tests import builders

SOUND = builders.draft(profile="EN 16931")
ONE_LINE = builders.draft(lines=(builders.line("Forfait Mobile", "10.83"),), profile="EN 16931")


def remarks_on(draft: InvoiceDraft, facts: Facts | None = None) -> Remarks:
    remarks = Remarks()
    check(draft, facts or Facts(), remarks)
    for message in remarks.messages:
        assert "{" not in sentence(message)
    return remarks


def said(draft: InvoiceDraft, facts: Facts | None = None) -> set[str]:
    return {message.code for message in remarks_on(draft, facts).messages}


def with_totals(draft: InvoiceDraft = SOUND, **changes: Any) -> InvoiceDraft:  # noqa: ANN401 - any total
    return replace(draft, totals=replace(draft.totals, **changes))


def test_a_sound_invoice_and_a_sound_credit_note_are_silent() -> None:
    assert said(SOUND) == set()
    assert said(replace(builders.credit_note(), profile="EN 16931")) == set()


def test_a_cent_of_rounding_on_a_mobile_bill_is_a_warning() -> None:
    """A genuine bill prints 10.83 + 2.17 = 12.99."""
    totals = Totals(Decimal("10.83"), Decimal("2.17"), Decimal("12.99"), Decimal("12.99"), Decimal("10.83"))
    remarks = remarks_on(replace(ONE_LINE, totals=totals))
    assert not remarks.to_check
    message = next(each for each in remarks.messages if each.code == "total_mismatch_rounding")
    assert message.params["difference"] == Money(Decimal("0.01"), "EUR")


@pytest.mark.parametrize(("ttc", "to_check"), [("13.02", False), ("13.03", True), ("12.98", False), ("12.97", True)])
def test_the_tolerance_is_a_cent_for_each_line_and_each_rate(ttc: str, to_check: bool) -> None:  # noqa: FBT001 - a case
    totals = replace(ONE_LINE.totals, ttc=Decimal(ttc), amount_due=Decimal(ttc))
    assert ONE_LINE.totals.ttc == Decimal("13.00")
    assert remarks_on(replace(ONE_LINE, totals=totals)).to_check is to_check


def test_the_alarm_carries_the_amounts() -> None:
    remarks = remarks_on(with_totals(ttc=Decimal("3000.00"), amount_due=Decimal("3000.00")))
    message = remarks.messages[0]
    assert message.code == "total_mismatch"
    assert {name: value.amount for name, value in message.params.items() if isinstance(value, Money)} == {
        "ht": Decimal("50.01"),
        "vat": Decimal("10.00"),
        "stated": Decimal("3000.00"),
        "computed": Decimal("60.01"),
        "difference": Decimal("2939.99"),
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lines": Decimal("51.01")}, "lines_mismatch"),  # BR-CO-10
        ({"allowances": Decimal("1.00")}, "allowances_mismatch"),  # BR-CO-11
        ({"charges": Decimal("1.00")}, "charges_mismatch"),  # BR-CO-12
        ({"ht": Decimal("51.01")}, "ht_mismatch"),  # BR-CO-13
        ({"vat": Decimal("11.00")}, "vat_mismatch"),  # BR-CO-14
        ({"amount_due": Decimal("59.01")}, "due_mismatch"),  # BR-CO-16
        ({"prepaid": Decimal("10.00")}, "due_mismatch"),  # BR-CO-16
        ({"rounding": Decimal("10.00")}, "due_mismatch"),  # BR-CO-16
    ],
)
def test_each_total_is_held_against_what_makes_it(changes: dict[str, Decimal], code: str) -> None:
    draft = with_totals(SOUND, **changes)
    assert code in said(draft)
    assert remarks_on(draft).to_check


def test_without_a_total_of_lines_ht_is_held_against_the_lines() -> None:
    assert said(with_totals(lines=None)) == {"lines_total_missing"}
    assert "ht_lines_mismatch" in said(with_totals(lines=None, ht=Decimal("51.01")))


def test_what_is_prepaid_is_said_without_alarm() -> None:
    draft = with_totals(prepaid=Decimal("10.00"), amount_due=Decimal("50.01"))
    assert said(draft) == {"prepaid"}
    assert not remarks_on(draft).to_check


def test_minimum_cannot_say_why_less_is_due() -> None:
    draft = replace(with_totals(amount_due=Decimal("50.01")), profile="MINIMUM", lines=(), vat=())
    assert said(draft) == {"due_differs"}
    assert not remarks_on(draft).to_check


def test_allowances_and_charges_enter_their_rate() -> None:
    rows = (
        Adjustment(is_charge=False, amount=Decimal("5.00"), vat_category="S", vat_rate=Decimal("20.00")),
        Adjustment(is_charge=True, amount=Decimal("2.00"), vat_category="S", vat_rate=Decimal(20)),
    )
    vat = (VatBreakdown("S", Decimal(20), Decimal("47.01"), Decimal("9.40")),)
    totals = Totals(
        ht=Decimal("47.01"),
        vat=Decimal("9.40"),
        ttc=Decimal("56.41"),
        amount_due=Decimal("56.41"),
        lines=Decimal("50.01"),
        allowances=Decimal("5.00"),
        charges=Decimal("2.00"),
    )
    sound = replace(SOUND, adjustments=rows, vat=vat, totals=totals)
    assert said(sound) == set()
    assert "vat_basis_mismatch" in said(replace(sound, adjustments=rows[:1]))


def test_a_vat_row_is_held_against_its_rate_and_its_lines() -> None:
    def row(**changes: Decimal | str | None) -> InvoiceDraft:
        return replace(SOUND, vat=(replace(SOUND.vat[0], **changes),))  # type: ignore[arg-type] # a case's own fields

    assert {"vat_row_mismatch", "vat_mismatch"} <= said(row(amount=Decimal("11.00")))  # BR-CO-17, BR-CO-14
    assert {"vat_basis_mismatch", "vat_bases_mismatch"} <= said(row(basis=Decimal("60.00")))  # BR-S-08
    assert said(row(rate=Decimal(10))) >= {"vat_row_mismatch", "vat_basis_mismatch"}
    assert "vat_rate_missing" in said(row(rate=None))
    assert "vat_row_incomplete" in said(row(amount=None))
    assert "vat_on_untaxed" in said(row(category="E"))  # BR-E-09


def test_the_same_rate_written_twice_is_said() -> None:
    """BR-S-08: `20` and `20.00` are one rate."""
    halves = (
        VatBreakdown("S", Decimal(20), Decimal("40.00"), Decimal("8.00")),
        VatBreakdown("S", Decimal("20.00"), Decimal("10.01"), Decimal("2.00")),
    )
    assert said(replace(SOUND, vat=halves)) == {"vat_row_repeated"}


@pytest.mark.parametrize("category", ["E", "AE", "K", "G", "O"])
def test_an_exemption_needs_its_reason(category: str) -> None:
    """BR-E-10 and its like."""
    free = builders.draft(lines=(builders.line(vat_category=category, vat_rate=Decimal(0)),), profile="EN 16931")
    assert said(free) == {"exemption_missing"}
    assert said(replace(free, vat=(replace(free.vat[0], exemption="Autoliquidation"),))) == set()


def test_a_seller_who_charges_vat_has_a_number() -> None:
    """BR-S-02."""
    assert said(SOUND, Facts(seller_is_taxed=False)) == {"seller_vat_missing"}


def test_a_line_makes_its_own_amount() -> None:
    lines = (builders.line("Forfait", "35.00", unit_price=Decimal("40.00"), number_on_invoice="7"),)
    draft = builders.draft(lines=lines, profile="EN 16931")
    assert said(draft) == {"line_mismatch"}
    assert said(draft, Facts(line_adjustments=(Decimal("-5.00"),))) == set()
    many = builders.draft(lines=lines * 9, profile="EN 16931")
    assert said(many) == {"line_mismatch", "lines_mismatch_more"} or said(many) == {"line_mismatch"}


def test_a_price_that_was_rounded_is_no_mismatch() -> None:
    lines = (builders.line("SMS", "36.63", quantity=Decimal(1000), unit_price=Decimal("0.0366")),)
    assert said(builders.draft(lines=lines, profile="EN 16931")) == set()


def test_what_a_line_lacks_or_should_not_have_is_said() -> None:
    def one(**changes: Any) -> set[str]:  # noqa: ANN401 - any field
        return said(builders.draft(lines=(builders.line(**changes),), profile="EN 16931"))

    assert one(quantity=None) == {"line_incomplete"}  # BR-22
    assert one(unit_price=None) == {"line_incomplete"}  # BR-26
    assert one(unit_price=Decimal("-40.00"), quantity=Decimal(-1)) == {"price_negative"}  # BR-27
    assert "line_amount_precise" in one(unit_price=Decimal("40.005")) | said(
        builders.draft(lines=(builders.line("x", "40.005"),), profile="EN 16931")
    )  # BR-DEC-23


def test_due_before_issued_is_said_unless_it_is_an_advance() -> None:
    """BR-FR-CO-07."""
    early = replace(SOUND, due_date=date(2026, 1, 1))
    assert said(early) == {"due_before_issue"}
    assert said(replace(early, type_code="386")) == set()


def test_references_to_nothing_or_to_itself_are_warnings_only() -> None:
    note = replace(builders.credit_note(), profile="EN 16931")
    alone = replace(note, references=replace(note.references, preceding=()))
    assert said(alone) == {"preceding_missing"}
    itself = replace(note, references=replace(note.references, preceding=(PrecedingInvoice(note.number),)))
    assert said(itself) == {"refers_to_itself"}
    assert not remarks_on(itself).to_check


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"type_code": None}, {"type_code_missing"}),
        ({"type_code": "999"}, {"type_code_unknown"}),
        ({"profile": "MINIMUM"}, {"profile_too_low"}),
        ({"profile": "BASIC", "lines": ()}, {"lines_missing"}),
        ({"seller": replace(SOUND.seller, siren="999000012")}, {"siren_invalid", "vat_number_of_another"}),
        ({"seller": replace(SOUND.seller, siret="99900001100019")}, {"siret_invalid"}),
        ({"seller": replace(SOUND.seller, vat_number="FR67999000011")}, {"vat_number_invalid"}),
        ({"payment": Payment(iban="FR76 3000 6000 0112 3456 7890 188")}, {"iban_invalid"}),
        ({"payment": Payment(iban="FR76 3000 6000 0112 3456 7890 189")}, set()),
        ({"payment": Payment(iban="33331234567")}, set()),
    ],
)
def test_kind_parties_and_account_are_checked(changes: dict[str, object], codes: set[str]) -> None:
    assert said(replace(SOUND, **changes)) == codes  # type: ignore[arg-type] # a case's own fields


def test_la_poste_s_establishments_have_their_own_rule() -> None:
    post = replace(SOUND.seller, name="La Poste", siren="356000000", siret="35600000049837", vat_number="FR39356000000")
    assert said(replace(SOUND, seller=post)) == set()
