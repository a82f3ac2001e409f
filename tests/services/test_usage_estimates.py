"""The usage of an invoice to come: taxed as the invoices state it, and never of another currency."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.forecast import SetOffKind
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from tests import builders
from tests.services.test_upcoming import TODAY, Case, invoice, set_off

DAY = date(2026, 11, 5)


def with_usage(category: str | None) -> InvoiceDraft:
    """An invoice whose communications of 10.00 state a category of tax and no rate."""
    usage = replace(builders.line("Communications", "10.00", category=Category.USAGE), vat_rate=None)
    return builders.draft(number="A-1", issue_date=DAY, lines=(builders.line(), replace(usage, vat_category=category)))


@pytest.mark.parametrize(("category", "tax"), [("O", "4.00"), ("E", "4.00"), ("S", "6.00"), (None, "6.00")])
def test_usage_that_states_no_rate_is_taxed_only_where_its_category_is(
    store: Store, category: str | None, tax: str
) -> None:
    Case(store, with_usage(category))
    [one] = upcoming(store, TODAY)
    assert (one.total_ht, one.total_vat) == (Decimal(30), Decimal(tax))


def test_usage_of_another_currency_is_not_added(store: Store) -> None:
    Case(store, invoice("A-1", DAY, "30.00"), replace(invoice("A-2", DAY, "90.00"), currency="USD"))
    [one] = upcoming(store, TODAY)
    assert one.total_ht == Decimal(50)


def test_a_credit_note_or_prepayment_of_another_currency_takes_nothing_off(store: Store) -> None:
    note = replace(invoice("A-2", DAY), currency="USD", type=InvoiceType.CREDIT_NOTE)
    totals = replace(builders.draft().totals, prepaid=Decimal(5))
    paid = replace(invoice("A-3", DAY), currency="USD", totals=totals)
    case = Case(store, invoice("A-1", DAY), note, paid)
    case.balance(SetOffKind.PREPAID, "8.00", DAY)
    [one] = upcoming(store, TODAY)
    assert set_off(one) == [("prepaid", Decimal(-8))]
