"""The invoice to come: lines, tax by category and rate, what is set against the total with tax, when it is paid."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Item, Minimum, Price
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.forecast import (
    AccountForecast,
    FleetCharge,
    ForecastLine,
    ForecastSection,
    SetOffKind,
    UpcomingInvoice,
    invoice_of,
    set_against,
)
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.products import STANDARD_VAT, Product, ProductKind, VatRate
from telbill_desktop.domain.vat import vat_rows

REDUCED, EXEMPT = VatRate("S", Decimal(10)), VatRate("E", Decimal(0))
JANUARY, MAY = date(2026, 1, 1), date(2026, 5, 1)
ZERO = Decimal(0)


def product(key: int, price: str, vat: VatRate = STANDARD_VAT) -> Product:
    prices = (Price(JANUARY, Decimal(price)),)
    return Product(key, 1, f"P{key}", ProductKind.LINE, Category.SUBSCRIPTIONS, prices, vat=vat)


def forecast(*sold: Product, minimums: Sequence[Minimum] = (), terms: BillingTerms | None = None) -> AccountForecast:
    fleet = [
        FleetCharge(Item(str(one.id * 10), JANUARY, one.prices, product=str(one.id)), one, f"n° {one.id}")
        for one in sold
    ]
    known = {one.id: one for one in (*sold, product(9, "30.00", EXEMPT))}
    return AccountForecast(
        7, terms or BillingTerms(Cycle(JANUARY), days_to_pay=15), fleet, known, minimums, available_after_days=2
    )


def extra(amount: str, section: ForecastSection, vat: VatRate = STANDARD_VAT) -> ForecastLine:
    return ForecastLine(section, "", Category.EQUIPMENT, vat, Decimal(amount))


def test_tax_is_made_once_for_each_category_and_rate_and_never_of_the_total() -> None:
    invoice = invoice_of(forecast(product(1, "10.03"), product(2, "10.03"), product(3, "7.77", REDUCED)), MAY)
    assert [(row.rate.percent, str(row.basis), str(row.amount)) for row in invoice.vat] == [
        (Decimal(20), "20.06", "4.01"),
        (Decimal(10), "7.77", "0.78"),
    ]
    assert (str(invoice.total_ht), str(invoice.total_vat), str(invoice.total_ttc)) == ("27.83", "4.79", "32.62")


def test_rates_that_are_written_otherwise_are_one_and_an_exempt_one_is_none() -> None:
    rows = vat_rows(
        [(VatRate("S", Decimal("20.00")), Decimal(1)), (STANDARD_VAT, Decimal(2)), (EXEMPT, Decimal("5.55"))]
    )
    assert [(row.rate.category, row.basis, row.amount) for row in rows] == [
        ("S", Decimal(3), Decimal("0.60")),
        ("E", Decimal("5.55"), ZERO),
    ]


def test_the_tax_of_a_credit_is_rounded_as_the_tax_of_a_charge_is() -> None:
    [row] = vat_rows([(VatRate("S", Decimal("5.5")), Decimal("-1.00"))])
    assert row.amount == Decimal("-0.06")


def test_lines_keep_what_they_are_made_of() -> None:
    later = extra("99.00", ForecastSection.EQUIPMENT)
    invoice = invoice_of(forecast(product(1, "10.00"), minimums=[Minimum("9", 2, Decimal("30.00"))]), MAY, [later])
    assert [(line.section.value, line.label, line.item_id, line.product_id, line.amount) for line in invoice.lines] == [
        ("recurring", "n° 1", 10, 1, Decimal("10.00")),
        ("recurring", "P9", None, 9, Decimal("60.00")),
        ("equipment", "", None, None, Decimal("99.00")),
    ]
    assert str(invoice.total_ttc) == "190.80"  # the minimum's product is exempt
    assert (invoice.available_from, invoice.terms.pay_date(MAY)) == (date(2026, 5, 3), date(2026, 5, 16))


@pytest.mark.parametrize(
    ("terms", "period"),
    [
        (BillingTerms(Cycle(JANUARY)), Period(MAY, date(2026, 6, 1))),
        (BillingTerms(Cycle(JANUARY), advance=False), Period(date(2026, 4, 1), MAY)),
        (BillingTerms(Cycle(JANUARY, 12, 1)), Period(JANUARY, date(2027, 1, 1))),
        (BillingTerms(Cycle(date(2026, 3, 1), 2)), Period(MAY, date(2026, 7, 1))),
    ],
)
def test_the_period_is_the_one_that_the_recurring_lines_charge(terms: BillingTerms, period: Period) -> None:
    assert invoice_of(forecast(product(1, "10.00"), terms=terms), MAY).period == period


def settled(unpaid: str, credit: str, prepaid: str) -> tuple[UpcomingInvoice, list[tuple[str, str]]]:
    invoice = invoice_of(forecast(product(1, "100.00")), MAY)
    found = set_against(invoice, Decimal(unpaid), Decimal(credit), Decimal(prepaid))
    return invoice.against(found), [(one.kind.value, str(one.amount)) for one in found]


@pytest.mark.parametrize(
    ("balances", "met", "to_pay"),
    [
        (("0", "0", "0"), [], "120.00"),
        (("30.00", "0", "0"), [("unpaid", "30.00")], "150.00"),
        (("0", "50.00", "0"), [("credit_note", "-50.00")], "70.00"),
        (("0", "50.00", "100.00"), [("credit_note", "-50.00"), ("prepaid", "-70.00")], "0.00"),
        (("30.00", "200.00", "9.00"), [("unpaid", "30.00"), ("credit_note", "-150.00")], "0.00"),
        (("0", "0", "119.99"), [("prepaid", "-119.99")], "0.01"),
    ],
)
def test_balances_meet_the_total_with_tax_credit_notes_before_what_was_prepaid(
    balances: tuple[str, str, str], met: list[tuple[str, str]], to_pay: str
) -> None:
    invoice, found = settled(*balances)
    assert (found, str(invoice.to_pay)) == (met, to_pay)
    assert invoice.total_ht == Decimal(100)  # tax is of what is charged, whatever is owed


def test_an_invoice_that_gives_back_more_than_it_charges_is_not_to_be_paid_and_uses_no_credit() -> None:
    gone = Item("10", JANUARY, (Price(JANUARY, Decimal("31.00")),), date(2026, 4, 2), product="1")
    account = forecast()
    only = AccountForecast(7, account.terms, [FleetCharge(gone, product(1, "31.00"), "")], account.products)
    invoice = invoice_of(only, MAY)
    assert invoice.total_ttc < 0
    assert set_against(invoice, ZERO, Decimal(50), Decimal(50)) == []
    assert invoice.to_pay == ZERO
    assert [one.kind for one in set_against(invoice, Decimal(100), Decimal(5), ZERO)] == [
        SetOffKind.UNPAID,
        SetOffKind.CREDIT_NOTE,
    ]


def test_a_transfer_a_cheque_or_a_slip_needs_somebody() -> None:
    sent = {PaymentMethod.TRANSFER, PaymentMethod.CHEQUE, PaymentMethod.TIP}
    assert {one for one in PaymentMethod if one.needs_somebody} == sent
