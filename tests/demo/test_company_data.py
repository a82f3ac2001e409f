"""The invented company: as large as promised, and nobody's."""

from collections import Counter
from datetime import date
from decimal import Decimal

from stdnum import iban
from stdnum.fr import siren, siret, tva

from telbill_desktop.demo.billing import Issued, issued
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.company import REFERENCE_DATE, company_of
from telbill_desktop.demo.copies import enlarged
from telbill_desktop.domain.charging import charges, in_service
from telbill_desktop.domain.invoice import Category, InvoiceType

# The ranges that ARCEP keeps for works of fiction.
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")


def test_it_has_four_operators_thirteen_accounts_and_eighty_six_things_in_service(company: Company) -> None:
    assert len({account.operator.id for account in company.accounts}) == 4
    assert len(company.accounts) == 13
    assert sum(in_service(held.item, REFERENCE_DATE) for held in company.fleet) == 86
    assert len(company.fleet) > 86, "some ended before"


def test_it_lives_on_the_reference_date(company: Company) -> None:
    assert company.reference_date == REFERENCE_DATE


def test_its_three_hundred_documents_span_twenty_four_months(drafts: list[Issued]) -> None:
    assert len(drafts) == 300
    months = {(each.draft.issue_date.year, each.draft.issue_date.month) for each in drafts}
    assert len(months) == 24
    assert min(months) == (2024, 12)
    assert max(each.draft.issue_date for each in drafts) <= REFERENCE_DATE


def test_every_month_of_every_monthly_account_is_there(company: Company, drafts: list[Issued]) -> None:
    counts = Counter(each.account.id for each in drafts if each.draft.type is InvoiceType.INVOICE)
    assert {counts[account.id] for account in company.accounts if account.plan.cycle.months == 1} == {23, 24}
    assert counts["so-2"] == 4, "two years in advance and two licences added meanwhile"


def test_it_shows_every_category_and_both_styles_of_credit_note(drafts: list[Issued]) -> None:
    assert {line.category for each in drafts for line in each.draft.lines} == set(Category)
    notes = [each.draft for each in drafts if each.draft.type is InvoiceType.CREDIT_NOTE]
    assert {note.type_code for note in notes} == {"380", "381"}
    assert all(note.totals.stated[-1] < 0 and note.references.preceding for note in notes)


def test_overrun_options_are_communications(drafts: list[Issued]) -> None:
    overrun = [
        line for each in drafts for line in each.draft.lines if "Dépassement" in line.label or "au-delà" in line.label
    ]
    assert overrun
    assert {line.category for line in overrun} == {Category.USAGE}


def test_options_of_a_fleet_manager_have_a_person_and_no_number(company: Company) -> None:
    managed = [held for held in company.fleet if held.product.id == "hx-fleet"]
    assert len(managed) == 2
    assert all(held.person and held.number is None for held in managed)


def test_its_identifiers_pass_their_checksums_and_are_nobodys(company: Company) -> None:
    for account in company.accounts:
        for party in (account.operator.party, account.buyer):
            own, place, vat = party.siren or "", party.siret or "", party.vat_number or ""
            assert siren.is_valid(own)
            assert siret.is_valid(place)
            assert tva.is_valid(vat)
            assert own.startswith("999")
            assert place.startswith(own)


def test_its_telephone_numbers_are_those_of_fiction(company: Company) -> None:
    numbers = [held.number for held in company.fleet if held.number]
    assert len(numbers) > 30
    assert [number for number in numbers if not number.startswith(FICTION)] == []


def test_its_bank_accounts_are_the_public_examples(company: Company) -> None:
    stated = {account.payment.iban for account in company.accounts if account.payment.iban}
    assert stated == {"FR1420041010050500013M02606", "FR7630006000011234567890189"}
    assert all(iban.is_valid(each) for each in stated)


def test_the_next_invoice_of_the_voice_operator_is_the_published_example(company: Company) -> None:
    account = next(each for each in company.accounts if each.id == "so-1")
    held = [each.item for each in company.fleet if each.account == "so-1"]
    assert sum(line.amount for line in charges(account.plan, held, date(2026, 12, 1))) == Decimal("1002.73")


def test_four_rules_are_at_work(company: Company) -> None:
    assert len({(each.plan.rule, each.plan.advance, each.plan.cycle.months) for each in company.accounts}) >= 4


def test_the_large_company_has_ten_times_as_much_and_no_number_twice() -> None:
    large = list(issued(company_of("large")))
    assert len(large) == 3000
    identities = Counter((each.account.operator.id, each.draft.number, each.draft.issue_date.year) for each in large)
    assert max(identities.values()) == 1


def test_copies_keep_their_numbers_apart(company: Company) -> None:
    numbers = Counter(
        held.number for held in enlarged(company, 3).fleet if held.number and held.product.kind != "option"
    )
    same_line_twice = {"number kept through a change of plan": 3}
    assert sum(count - 1 for count in numbers.values()) == sum(same_line_twice.values())
