"""Contracts, accounts with their terms, products with their prices, conditions, contacts: tables for a spreadsheet.

Titles are in the user's language, values have types; days of periods are inclusive.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.contract_book import (
    BookedAccount,
    BookedCondition,
    BookedContact,
    BookedContract,
    BookedProduct,
    spans,
)
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.exporters import contract_names as names
from telbill_desktop.exporters.cell_text import Cell, phone_text
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.exporters.upcoming_columns import method_name
from telbill_desktop.system.i18n import tr

_CENT = Decimal("0.01")


def contract_table(rows: Iterable[BookedContract]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each contract."""
    kinds = dict(names.contract_kinds())
    yield [tr("Operator"), tr("Kind"), tr("Number"), tr("Start"), tr("Committed until"), tr("Notice, in months")]
    for row in rows:
        bound = row.commitment
        yield [
            row.operator,
            kinds[row.kind],
            row.number,
            bound.start,
            last_day_before(bound.until),
            bound.notice_months,
        ]


def account_table(rows: Iterable[BookedAccount]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each account; nothing stands where nobody said its terms."""
    yield [
        tr("Operator"),
        tr("Account"),
        tr("Company"),
        tr("Billing centre"),
        tr("Root"),
        tr("Client code"),
        tr("Sub-account"),
        tr("Contract"),
        *_term_titles(),
    ]
    for row in rows:
        one = row.fields
        words = (one.number, one.radical, one.client_code, one.sub_account)
        yield [row.operator, one.label, row.company, *words, row.contract, *_terms(row.terms)]


def price_table(rows: Iterable[BookedProduct]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each list price of each product; a product without a price has one row."""
    kinds = dict(names.product_kinds())
    yield [
        tr("Operator"),
        tr("Code"),
        tr("Label"),
        tr("Kind"),
        tr("Range"),
        tr("Category"),
        tr("VAT rate"),
        tr("Included"),
        tr("From"),
        tr("To"),
        tr("Price excl. VAT"),
    ]
    for row in rows:
        one = row.product
        what = (row.operator, one.code, one.label, kinds[one.kind], one.product_range, category_name(one.category))
        for price, last in spans(one.prices):
            yield [*what, _short(one.vat.percent), one.allowance, price.since, last, price.amount]
        if not one.prices:
            yield [*what, _short(one.vat.percent), one.allowance, None, None, None]


def condition_table(rows: Iterable[BookedCondition]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each special condition with the document that grants it."""
    kinds = dict(names.condition_kinds())
    yield [
        tr("Operator"),
        tr("Product"),
        tr("Account"),
        tr("Condition"),
        tr("Amount or percent"),
        tr("From"),
        tr("To"),
        tr("Label"),
        tr("Document"),
    ]
    for row in rows:
        one = row.condition
        where = row.account or tr("All accounts")
        yield [
            *(row.operator, row.product, where, kinds[one.kind], _short(one.value)),
            *(one.start, last_day_before(one.end), row.label, row.document),
        ]


def contact_table(rows: Iterable[BookedContact]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each contact, of an operator or of a company."""
    roles = dict(names.contact_roles())
    yield [tr("Operator"), tr("Company"), tr("Role"), tr("Name"), tr("Telephone"), tr("E-mail"), tr("Note")]
    for row in rows:
        one = row.fields
        yield [row.operator, row.company, roles[one.role], one.name, phone_text(one.phone), one.email, one.note]


def _term_titles() -> list[Cell]:
    return [
        tr("Date of an invoice"),
        tr("Months in a period"),
        tr("Months between invoices"),
        tr("Subscriptions are charged"),
        tr("Days are counted as"),
        tr("Day of activation"),
        tr("Rounding to the cent"),
        tr("What is rounded"),
        tr("A removal is"),
        tr("Payment"),
        tr("Days after the invoice date"),
        tr("Card or account, masked"),
        tr("Who pays"),
    ]


def _terms(terms: BillingTerms | None) -> list[Cell]:
    if terms is None:
        return [None] * len(_term_titles())
    cycle, rule = terms.cycle, terms.rule
    return [
        cycle.anchor,
        cycle.months,
        cycle.invoice_every_months or cycle.months,
        dict(names.charging())[terms.advance],
        dict(names.bases())[rule.basis],
        dict(names.first_days())[rule.count_first_day],
        dict(names.roundings())[rule.rounding],
        dict(names.places_of_rounding())[rule.round_line],
        dict(names.removals())[rule.credit_removals],
        method_name(terms.method),
        terms.days_to_pay,
        terms.means,
        terms.payer,
    ]


def _short(value: Decimal) -> Decimal:
    """With two decimals, or with as many as it needs."""
    rounded = value.quantize(_CENT)
    return rounded if rounded == value else value.normalize()
