from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.accounting import (
    AccountingRules,
    LedgerAccount,
    TeamSplit,
    checked,
    rules_from_json,
    rules_to_json,
    section_codes,
    supplier_codes,
)
from telbill_desktop.domain.entries import (
    ChargePart,
    EntryLine,
    InvoiceToBook,
    Ledger,
    LeftOut,
    charge_parts,
    entry_lines,
    why_left_out,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import Category, InvoiceState, InvoiceType

CENTS = st.integers(-(10**8), 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
MICROS = st.integers(-(10**11), 10**11).map(lambda micros: Decimal(micros).scaleb(-6))
TEAMS = {1: "Ventes", 2: "Atelier", 3: "Bureau d’études"}
PARTS = st.lists(
    st.builds(ChargePart, st.sampled_from([*Category, None]), st.sampled_from([None, *TEAMS]), MICROS), max_size=12
)


def invoice(ht: str = "100.00", vat: str = "20.00", *parts: ChargePart, **changes: object) -> InvoiceToBook:
    made = InvoiceToBook(
        id=1,
        operator_id=7,
        operator="Hexamobile",
        account="CF 1",
        number="F-1",
        type=InvoiceType.INVOICE,
        issue_date=date(2026, 11, 17),
        currency="EUR",
        ht=Decimal(ht),
        vat=Decimal(vat),
        ttc=Decimal(ht) + Decimal(vat),
        state=InvoiceState.READ,
        parts=parts,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # any field


def ledger(**changes: object) -> Ledger:
    rules = replace(AccountingRules(), **changes)  # type: ignore[arg-type] # same
    return Ledger(rules, {7: "HEXAMOBILE"}, TEAMS, section_codes(rules, TEAMS))


def said(lines: tuple[EntryLine, ...]) -> list[tuple[str, str, str]]:
    return [(one.account.number, f"{one.debit:.2f}", f"{one.credit:.2f}") for one in lines]


@given(CENTS, CENTS, PARTS, st.sampled_from(TeamSplit))
def test_every_entry_balances_and_no_side_is_negative(
    ht: Decimal, vat: Decimal, parts: list[ChargePart], split: TeamSplit
) -> None:
    lines = entry_lines(invoice(str(ht), str(vat), *parts), ledger(split=split))
    assert sum(one.debit for one in lines) == sum(one.credit for one in lines)
    assert all(one.debit >= 0 and one.credit >= 0 and bool(one.debit) != bool(one.credit) for one in lines)
    charges = [one for one in lines if one.account.number.startswith("6")]
    assert sum(one.debit - one.credit for one in charges) == ht


@given(CENTS, PARTS)
def test_the_parts_of_teams_add_up_to_the_total_to_the_cent(total: Decimal, parts: list[ChargePart]) -> None:
    assert sum(one.amount for one in charge_parts(parts, total)) == total


def test_charges_go_by_category_then_tax_then_the_supplier() -> None:
    parts = (
        ChargePart(Category.EQUIPMENT, None, Decimal(40)),
        ChargePart(Category.SUBSCRIPTIONS, None, Decimal(50)),
        ChargePart(Category.USAGE, None, Decimal(10)),
    )
    lines = entry_lines(invoice("100.00", "20.00", *parts), ledger())
    assert said(lines) == [
        ("626", "60.00", "0.00"),
        ("6063", "40.00", "0.00"),
        ("44566", "20.00", "0.00"),
        ("401", "0.00", "120.00"),
    ]
    assert lines[-1].auxiliary == LedgerAccount("HEXAMOBILE", "Hexamobile")


def test_a_credit_note_is_the_other_way_round() -> None:
    lines = entry_lines(invoice("-18.40", "-3.68", type=InvoiceType.CREDIT_NOTE), ledger())
    assert said(lines) == [("626", "0.00", "18.40"), ("44566", "0.00", "3.68"), ("401", "22.08", "0.00")]


def test_a_charge_is_split_to_the_cent_and_the_cents_left_go_to_what_was_cut_most() -> None:
    parts = [ChargePart(Category.USAGE, team, Decimal("3.333333")) for team in TEAMS]
    lines = entry_lines(invoice("10.00", "0.00", *parts), ledger(split=TeamSplit.ACCOUNT, sections={2: "ATL"}))
    assert said(lines[:3]) == [
        ("626VENTES", "3.34", "0.00"),
        ("626ATL", "3.33", "0.00"),
        ("626BUREAUDETUDE", "3.33", "0.00"),
    ]
    named = entry_lines(invoice("10.00", "0.00", *parts), ledger(split=TeamSplit.LABEL))
    assert [(one.account.number, one.team) for one in named[:2]] == [("626", "Ventes"), ("626", "Atelier")]
    assert said(entry_lines(invoice("10.00", "0.00", *parts), ledger()))[0] == ("626", "10.00", "0.00")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"state": InvoiceState.TO_CHECK}, LeftOut.TO_CHECK),
        ({"currency": "CHF"}, LeftOut.OTHER_CURRENCY),
        ({"ttc": None}, LeftOut.NO_TOTALS),
        ({"vat": None}, LeftOut.NO_TOTALS),
        ({"ttc": Decimal("120.01")}, LeftOut.TOTALS_DIFFER),
        ({"ht": Decimal(0), "vat": Decimal(0), "ttc": Decimal(0)}, LeftOut.NOTHING),
    ],
)
def test_what_cannot_be_booked_says_why(changes: dict[str, object], reason: LeftOut | None) -> None:
    assert why_left_out(replace(invoice(), **changes)) is reason  # type: ignore[arg-type] # any field


def test_operators_of_one_name_have_accounts_of_their_own() -> None:
    rules = replace(AccountingRules(), suppliers={3: "NUVOX"})
    names = {1: "Télécom & Cie", 2: "Telecom cie", 3: "Lumitel", 4: "Nuvox", 5: "日本"}
    codes = supplier_codes(rules, names)
    assert codes == {1: "TELECOMCIE", 2: "TELECOMCIE2", 3: "NUVOX", 4: "NUVOX4", 5: "5"}


def test_a_number_of_the_ledger_has_one_name_whatever_categories_call_it() -> None:
    charges = {
        **AccountingRules().charges,
        Category.OPTIONS: LedgerAccount("626", "Options"),
        None: LedgerAccount("626", "Divers"),
    }
    unclassified = entry_lines(invoice("100.00", "20.00"), ledger(charges=charges))
    option = entry_lines(
        invoice("100.00", "20.00", ChargePart(Category.OPTIONS, None, Decimal(100))), ledger(charges=charges)
    )
    assert {lines[0].account for lines in (unclassified, option)} == {AccountingRules().charges[Category.SUBSCRIPTIONS]}


def test_an_account_of_a_section_has_one_name_whichever_of_its_teams_is_charged() -> None:
    parts = [ChargePart(Category.USAGE, team, Decimal("5.00")) for team in TEAMS]
    rules = ledger(split=TeamSplit.ACCOUNT, sections={1: "VTE", 3: "VTE"})
    lines = entry_lines(invoice("15.00", "0.00", *parts), rules)[:3]
    telecoms = AccountingRules().charges[None].name
    assert [(one.account, one.team) for one in lines] == [
        (LedgerAccount("626VTE", f"{telecoms} VTE"), "Ventes"),
        (LedgerAccount("626ATELIER", f"{telecoms} Atelier"), "Atelier"),
        (LedgerAccount("626VTE", f"{telecoms} VTE"), "Bureau d’études"),
    ]


def test_teams_whose_names_begin_alike_have_codes_of_their_own() -> None:
    rules = replace(AccountingRules(), sections={4: "VTE", 5: "VTE"})
    names = {1: "Bureau d’études Lyon", 2: "Bureau d’études Paris", 3: "R&D", 4: "Ventes", 5: "Boutique", 6: "RD"}
    assert section_codes(rules, names) == {
        1: "BUREAUDETUDE",
        2: "BUREAUDETUDE2",
        3: "RD",
        4: "VTE",
        5: "VTE",
        6: "RD6",
    }


def test_rules_are_kept_whole_and_those_of_a_newer_program_are_refused() -> None:
    rules = replace(AccountingRules(), suppliers={3: "NUVOX"}, sections={1: "VTE"}, split=TeamSplit.LABEL)
    stored = rules_to_json(rules)
    assert rules_from_json(stored) == rules
    with pytest.raises(ValueError, match="analytic"):
        rules_from_json({**stored, "analytic": 1})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vat": LedgerAccount("44", "TVA")}, "ledger_account_impossible"),
        ({"vat": LedgerAccount("4456 6", "TVA")}, "ledger_account_impossible"),
        ({"vat": LedgerAccount("44566", " ")}, "ledger_name_missing"),
        ({"journal": LedgerAccount("achats", "Achats")}, "ledger_code_impossible"),
        ({"suppliers": {1: "ORANGE", 2: "ORANGE"}}, "supplier_account_twice"),
        ({"sections": {1: "A|B"}}, "ledger_code_impossible"),
    ],
)
def test_an_account_that_is_none_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(TelbillError) as refused:
        checked(replace(AccountingRules(), **changes))  # type: ignore[arg-type] # any field
    assert refused.value.message.code == code
