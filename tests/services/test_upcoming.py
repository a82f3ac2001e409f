from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import (
    BalanceFields,
    MinimumFields,
    PlannedChargeFields,
    ProductFields,
)
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind, UpcomingInvoice
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.proration import Rule
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import account_balances, contract_terms, fleet, products
from telbill_desktop.services.outlook import outlook, products_on
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company, operator
from tests import builders
from tests.services.scenarios import ids, read, take
from tests.services.shelf import state

TODAY = date(2026, 11, 22)
START = date(2026, 1, 5)
TERMS = BillingTerms(Cycle(START), method=PaymentMethod.DIRECT_DEBIT, days_to_pay=20, means="•••• 2606")


class Case:
    """One account with one product of 10.00 a month, two of which are in service; its invoices are of the 5th."""

    def __init__(self, store: Store, *drafts: InvoiceDraft, terms: BillingTerms = TERMS, count: int = 2) -> None:
        self.store = store
        take(store, *(read(one) for one in drafts or (invoice("A-1", date(2026, 11, 5)),)))
        [self.account] = ids(store, billing_account)
        [owner] = ids(store, operator)
        contract_terms.set_terms(store, self.account, terms)
        self.product = products.add_product(
            store,
            owner,
            ProductFields("Forfait", ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, (Price(START, Decimal(10)),)),
        )
        if count:
            fleet.add_items(store, FleetItemFields(self.account, self.product, START), count)

    def balance(self, kind: SetOffKind, amount: str, since: date = TODAY) -> None:
        account_balances.add_balance(self.store, BalanceFields(self.account, kind, Decimal(amount), since))

    def planned(self, due_on: date, kind: ForecastSection = ForecastSection.EQUIPMENT, quantity: int = 1) -> None:
        fields = PlannedChargeFields(self.account, kind, f"Casque {due_on:%d/%m}", due_on, Decimal("59.90"), quantity)
        account_balances.add_planned_charge(self.store, fields)

    def months(self, months: int, what_if: WhatIf | None = None) -> list[UpcomingInvoice]:
        return upcoming(self.store, TODAY, months=months, what_if=what_if)


def invoice(number: str, day: date, *usage: str) -> InvoiceDraft:
    """An invoice of that day, with communications of these amounts."""
    lines = [builders.line("Communications", amount, category=Category.USAGE) for amount in usage]
    return builders.draft(number=number, issue_date=day, lines=(builders.line(), *lines))


def set_off(one: UpcomingInvoice) -> list[tuple[str, Decimal]]:
    return [(each.kind.value, each.amount) for each in one.set_off]


def days(found: list[UpcomingInvoice]) -> list[date]:
    return [one.invoice_date for one in found]


def test_the_next_invoice_charges_what_is_in_service_and_says_when_it_is_debited(store: Store) -> None:
    Case(store)
    [one] = upcoming(store, TODAY)
    assert (one.invoice_date, one.total_ht, one.total_ttc) == (date(2026, 12, 5), Decimal(20), Decimal(24))
    assert one.terms.pay_date(one.invoice_date) == date(2026, 12, 25)


def test_invoices_that_came_already_are_left_out(store: Store) -> None:
    case = Case(store, invoice("A-2", TODAY), terms=replace(TERMS, cycle=Cycle(TODAY)))
    assert days(case.months(2)) == [date(2026, 12, 22), date(2027, 1, 22)]


def test_the_invoice_of_today_is_to_come_as_long_as_it_has_not_come(store: Store) -> None:
    case = Case(store, invoice("A-2", date(2026, 10, 22)), terms=replace(TERMS, cycle=Cycle(TODAY)))
    assert days(case.months(1)) == [TODAY, date(2026, 12, 22)]


def test_a_prepaid_balance_is_used_up_invoice_by_invoice(store: Store) -> None:
    case = Case(store)
    case.balance(SetOffKind.PREPAID, "30.00")
    first, second, third = case.months(3)
    assert (set_off(first), first.to_pay) == ([("prepaid", Decimal(-24))], Decimal(0))
    assert (set_off(second), second.to_pay) == ([("prepaid", Decimal(-6))], Decimal(18))
    assert (set_off(third), third.to_pay) == ([], Decimal(24))


def test_an_unpaid_balance_is_asked_for_once_and_before_credits_are_used(store: Store) -> None:
    case = Case(store)
    case.balance(SetOffKind.UNPAID, "10.00")
    case.balance(SetOffKind.PREPAID, "40.00")
    first, second = case.months(2)
    assert set_off(first) == [("unpaid", Decimal(10)), ("prepaid", Decimal(-34))]
    assert set_off(second) == [("prepaid", Decimal(-6))]


def test_a_balance_waits_for_an_invoice_that_charges_something(store: Store) -> None:
    case = Case(store, count=0)
    fleet.add_items(store, FleetItemFields(case.account, case.product, date(2027, 1, 5)))
    case.balance(SetOffKind.UNPAID, "10.00")
    first, *_ = case.months(3)
    assert first.invoice_date == date(2027, 1, 5)
    assert set_off(first) == [("unpaid", Decimal(10))]


def test_a_balance_known_from_a_later_day_waits_for_that_day(store: Store) -> None:
    case = Case(store)
    case.balance(SetOffKind.PREPAID, "5.00", date(2026, 12, 20))
    first, second = case.months(2)
    assert (set_off(first), set_off(second)) == ([], [("prepaid", Decimal(-5))])


def test_a_credit_note_since_the_latest_invoice_comes_off_the_next_one(store: Store) -> None:
    older = builders.credit_note(number="C-1", issue_date=date(2026, 11, 1), lines=(builders.line(amount="5.00"),))
    newer = builders.credit_note(number="C-2", issue_date=date(2026, 11, 10), lines=(builders.line(amount="25.00"),))
    case = Case(store, invoice("A-1", date(2026, 11, 5)), older, newer)
    first, second = case.months(2)
    assert (set_off(first), first.to_pay) == ([("credit_note", Decimal(-24))], Decimal(0))
    assert (set_off(second), second.to_pay) == ([("credit_note", Decimal(-6))], Decimal(18))


def test_an_annual_plan_comes_once_a_year_and_what_is_added_is_prorated_to_its_end(store: Store) -> None:
    yearly = replace(TERMS, cycle=Cycle(date(2026, 1, 5), months=12, invoice_every_months=1))
    case = Case(store, terms=yearly)
    fleet.add_items(store, FleetItemFields(case.account, case.product, date(2026, 12, 10)))
    [only] = case.months(12)
    amounts = [(line.section, line.amount) for line in only.lines]
    assert only.invoice_date == date(2027, 1, 5)
    assert amounts.count((ForecastSection.RECURRING, Decimal(10))) == 3
    assert (ForecastSection.PRORATA, Decimal("0.71")) in amounts  # 26 of 365 days
    assert only.total_ht == Decimal("30.71")


def test_a_charge_is_on_the_invoice_whose_window_holds_its_day(store: Store) -> None:
    case = Case(store)
    for due_on in (date(2026, 12, 5), date(2026, 12, 6), date(2027, 1, 5)):
        case.planned(due_on)
    first, second = case.months(2)
    assert [line.label for line in first.lines if line.section is ForecastSection.EQUIPMENT] == ["Casque 05/12"]
    assert [line.label for line in second.lines if line.section is ForecastSection.EQUIPMENT] == [
        "Casque 06/12",
        "Casque 05/01",
    ]


@pytest.mark.parametrize("kind", [ForecastSection.EQUIPMENT, ForecastSection.ONE_OFF, ForecastSection.PRORATA])
def test_what_no_invoice_that_came_has_charged_is_on_the_first_one_to_come(store: Store, kind: ForecastSection) -> None:
    case = Case(store, invoice("A-1", date(2026, 8, 7)))  # those of September and October are given up
    for due_on in (date(2026, 8, 5), date(2026, 8, 6), date(2026, 9, 5), date(2026, 12, 6)):
        case.planned(due_on, kind)
    first, second, third = case.months(2)
    assert days([first, second, third]) == [date(2026, 11, 5), date(2026, 12, 5), date(2027, 1, 5)]
    charged = [[line.label for line in one.lines if line.section is kind] for one in (first, second, third)]
    assert charged == [["Casque 06/08", "Casque 05/09"], [], ["Casque 06/12"]]


def test_a_charge_of_an_account_without_any_invoice_is_on_its_first_one(store: Store) -> None:
    case = Case(store, invoice("A-1", date(2027, 8, 5)))  # not there yet
    case.planned(date(2026, 6, 1))
    [first] = upcoming(store, TODAY)
    assert [line.label for line in first.lines if line.section is ForecastSection.EQUIPMENT] == ["Casque 01/06"]


def test_a_charge_keeps_its_quantity(store: Store) -> None:
    case = Case(store)
    case.planned(date(2026, 12, 1), ForecastSection.ONE_OFF, quantity=3)
    [line] = [line for line in case.months(1)[0].lines if line.section is ForecastSection.ONE_OFF]
    assert (line.quantity, line.amount, line.category) == (3, Decimal("179.70"), Category.ONE_OFF)


def test_usage_is_the_mean_of_the_three_latest_invoices_and_says_that_it_is_an_estimate(store: Store) -> None:
    drafts = [
        invoice("A-0", date(2026, 8, 5), "900.00"),
        invoice("A-1", date(2026, 9, 5), "10.00"),
        invoice("A-2", date(2026, 10, 5), "4.00", "6.00"),
        invoice("A-3", date(2026, 11, 5)),
    ]
    case = Case(store, *drafts)
    [usage] = [line for line in case.months(1)[0].lines if line.section is ForecastSection.USAGE]
    assert (usage.amount, usage.is_estimate) == (Decimal("6.67"), True)


def test_usage_that_is_outside_the_tax_stays_outside_it(store: Store) -> None:
    abroad = builders.line("Communications", "50.00", category=Category.USAGE, vat_category="O", vat_rate=None)
    home = builders.line("Communications", "10.00", category=Category.USAGE, vat_category=None, vat_rate=None)
    case = Case(store, builders.draft(number="A-1", issue_date=date(2026, 11, 5), lines=(abroad, home)))
    usage = [line for line in case.months(1)[0].lines if line.section is ForecastSection.USAGE]
    assert {(line.vat.category, line.vat.percent, line.amount) for line in usage} == {
        ("O", Decimal(0), Decimal("50.00")),
        ("S", Decimal(20), Decimal("10.00")),
    }


def test_a_minimum_that_is_not_reached_is_charged(store: Store) -> None:
    case = Case(store)
    products.set_minimum(store, MinimumFields(case.account, case.product, 5, Decimal("8.00")))
    assert case.months(1)[0].total_ht == Decimal(44)


def test_more_of_a_product_are_charged_from_their_day_on_and_nothing_is_written(store: Store) -> None:
    case = Case(store)
    before = state(store)
    first, second = case.months(2, WhatIf(case.account, case.product, 3, date(2026, 11, 20)))
    assert first.total_ht == Decimal(20) + 30 + Decimal("15.00")  # 15 of 30 days of the period that ends on 4 December
    assert second.total_ht == Decimal(50)
    assert state(store) == before


def test_fewer_of_a_product_are_credited_from_their_day_on(store: Store) -> None:
    case = Case(store)
    first, second = case.months(2, WhatIf(case.account, case.product, -1, date(2026, 11, 20)))
    assert (first.total_ht, second.total_ht) == (Decimal(20) - 10 - Decimal(5), Decimal(10))


def test_a_part_of_what_is_one_record_can_go(store: Store) -> None:
    case = Case(store, count=0)
    fleet.add_items(store, FleetItemFields(case.account, case.product, START, quantity=5))
    found = case.months(2, WhatIf(case.account, case.product, -2, date(2026, 12, 5)))
    assert found[1].total_ht == Decimal(30)


def test_a_seat_that_is_paid_costs_nothing_until_its_period_ends(store: Store) -> None:
    case = Case(store, terms=replace(TERMS, rule=Rule(credit_removals=False)))
    [first, _] = [one.id for one in fleet.fleet(store, TODAY)]
    fleet.remove_item(store, first, date(2026, 11, 10))
    [next_one] = case.months(1, WhatIf(case.account, case.product, 1, date(2026, 11, 20)))
    assert [line.section for line in next_one.lines] == [ForecastSection.RECURRING] * 2


@pytest.mark.parametrize(
    ("count", "code"), [(0, "quantity_impossible"), (-3, "what_if_too_few")], ids=["none", "too many fewer"]
)
def test_what_cannot_be_supposed_is_said(store: Store, count: int, code: str) -> None:
    case = Case(store)
    with pytest.raises(TelbillError) as raised:
        case.months(1, WhatIf(case.account, case.product, count, TODAY))
    assert raised.value.message.code == code


def test_what_is_supposed_of_an_account_without_terms_is_refused(store: Store) -> None:
    take(store, read(builders.draft()))
    [account], [owner] = ids(store, billing_account), ids(store, operator)
    fields = ProductFields("Forfait", ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, (Price(START, Decimal(10)),))
    product = products.add_product(store, owner, fields)
    with pytest.raises(TelbillError) as raised:
        upcoming(store, TODAY, what_if=WhatIf(account, product, 1, TODAY))
    assert raised.value.message.code == "terms_missing"


def test_the_outlook_names_the_next_invoices_and_those_of_the_year(store: Store) -> None:
    case = Case(store)
    found = outlook(store, TODAY)
    assert [row.name for row in found.rows] == ["Hexamobile SA · CF 2 / SC-2"]
    assert (len(found.every), found.has_terms) == (12, True)
    assert found.year.months[0] == date(2026, 11, 1)
    assert found.year.totals == (Decimal(0), *[Decimal(20)] * 11)
    assert [one.label for one in products_on(store, case.account)] == ["Forfait"]


def test_a_renewal_of_a_year_is_named(store: Store) -> None:
    case = Case(store, terms=replace(TERMS, cycle=Cycle(date(2026, 2, 5), months=12)))
    year = outlook(store, TODAY).year
    [renewal] = year.renewals
    assert (renewal.day, renewal.amount) == (date(2027, 2, 5), Decimal(20))
    assert year.total == Decimal(20)
    assert case.account


def test_an_account_whose_next_invoice_is_years_away_is_in_the_list(store: Store) -> None:
    Case(store, terms=replace(TERMS, cycle=Cycle(date(2026, 2, 5), months=36)))
    found = outlook(store, TODAY)
    assert [row.invoice.invoice_date for row in found.rows] == [date(2029, 2, 5)]
    assert found.every == ()


def test_the_outlook_keeps_to_the_perimeter(store: Store) -> None:
    case = Case(store)
    [own] = ids(store, company)
    for inside in (PerimeterChoice(company_ids=(own,)), PerimeterChoice(account_ids=(case.account,))):
        assert len(outlook(store, TODAY, perimeter=inside).rows) == 1
    for outside in (PerimeterChoice(company_ids=(own + 1,)), PerimeterChoice(account_ids=(case.account + 1,))):
        found = outlook(store, TODAY, perimeter=outside)
        assert (found.rows, found.has_terms) == ((), True)


def test_a_store_without_terms_says_so(store: Store) -> None:
    take(store, read(builders.draft()))
    assert outlook(store, TODAY).has_terms is False


def test_an_invoice_below_nothing_is_a_credit_of_the_next_one(store: Store) -> None:
    case = Case(store)
    given = PlannedChargeFields(case.account, ForecastSection.ONE_OFF, "Geste", date(2026, 12, 1), Decimal("-30.00"))
    account_balances.add_planned_charge(store, given)
    december, january, february = case.months(3)
    assert (december.total_ttc, december.to_pay) == (Decimal("-12.00"), Decimal(0))
    assert set_off(january) == [("credit_note", Decimal("-12.00"))]
    assert (january.to_pay, february.to_pay) == (Decimal("12.00"), Decimal("24.00"))


def test_what_invoices_used_of_two_prepaid_balances_is_taken_off_once(store: Store) -> None:
    paid = replace(invoice("A-1", date(2026, 11, 5)), totals=replace(builders.draft().totals, prepaid=Decimal("30.00")))
    case = Case(store, paid)
    for day in (date(2026, 10, 1), date(2026, 10, 2)):
        case.balance(SetOffKind.PREPAID, "50.00", day)
    assert sum(one.balance for one in case.months(12)) == Decimal("-70.00")


def test_an_invoice_that_is_dated_and_did_not_come_is_to_come_still(store: Store) -> None:
    case = Case(store, invoice("A-1", date(2026, 10, 5)))
    assert days(case.months(1)) == [date(2026, 11, 5), date(2026, 12, 5)]


def test_a_credit_note_of_the_day_of_the_latest_invoice_comes_off_the_next_one(store: Store) -> None:
    note = builders.credit_note(issue_date=date(2026, 11, 5))
    case = Case(store, invoice("A-1", date(2026, 11, 5)), note)
    assert set_off(case.months(1)[0])
