"""What the invoices to come are made of: terms, fleet with its prices, minimums, usage of late, what is set against."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, type_coerce

from telbill_desktop.domain.arrival import cycle_date
from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Item, Minimum, Price
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.forecast import AccountForecast, FleetCharge, ForecastLine, ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.money import from_cents
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.products import Product, ProductKind, VatRate
from telbill_desktop.domain.proration import Basis, Rounding, Rule
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition, prices_with
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.cycle_invoices import of_cycle
from telbill_desktop.store.queries.usage_estimates import AT_HOME, usage_estimates
from telbill_desktop.store.tables.contracts import (
    account_balance,
    billing_terms,
    minimum,
    planned_charge,
    product,
    product_price,
    special_condition,
)
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.types import Id

ZERO = Decimal(0)
_CATEGORIES = {  # of a charge to come that is of no product
    ForecastSection.EQUIPMENT: Category.EQUIPMENT,
    ForecastSection.PRORATA: Category.SUBSCRIPTIONS,
    ForecastSection.ONE_OFF: Category.ONE_OFF,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A one-off charge or equipment, and from which day on an invoice charges it."""

    due_on: date
    line: ForecastLine


@dataclass(frozen=True, slots=True)
class Balance:
    """An unpaid or prepaid balance, positive, and the first day of the invoices that meet it."""

    kind: SetOffKind
    amount: Decimal
    known_on: date


@dataclass(frozen=True, slots=True)
class Received:
    """What came of an account already: the latest invoice's day, and the credit notes since, positive, with tax.

    `cycle_date` is the last date of its cycle whose invoice is there (`domain.arrival`), which may be another day.
    """

    latest: date | None = None
    cycle_date: date | None = None
    credit: Decimal = Decimal(0)


def terms_of(row: Mapping[str, Any]) -> BillingTerms:
    """A row of `billing_terms`."""
    return BillingTerms(
        cycle=Cycle(row["anchor"], row["months"], row["invoice_every_months"]),
        rule=Rule(
            Basis(row["basis"]),
            row["count_first_day"],
            Rounding(row["rounding"]),
            row["round_line"],
            row["credit_removals"],
        ),
        advance=row["advance"],
        method=PaymentMethod(row["method"]) if row["method"] else None,
        days_to_pay=row["days_to_pay"],
        means=row["means"],
        payer=row["payer"],
        contract_id=row["contract_id"],
    )


def products_of(connection: Connection, chosen: ColumnElement[bool] | None = None) -> dict[int, Product]:
    """Products with their list prices, by id."""
    prices: dict[int, list[Price]] = defaultdict(list)
    for owner, since, amount in connection.execute(
        select(product_price.c.product_id, product_price.c.since, product_price.c.amount).order_by(
            product_price.c.product_id, product_price.c.since
        )
    ):
        prices[owner].append(Price(since, amount))
    asked = select(product) if chosen is None else select(product).where(chosen)
    return {
        row["id"]: Product(
            id=row["id"],
            operator_id=row["operator_id"],
            label=row["label"],
            kind=ProductKind(row["kind"]),
            category=Category(row["category"]),
            prices=tuple(prices[row["id"]]),
            code=row["code"],
            product_range=row["product_range"],
            vat=VatRate(row["vat_category"], row["vat_rate"]),
            allowance=row["allowance"],
        )
        for row in connection.execute(asked).mappings()
    }


def account_forecasts(
    connection: Connection, today: date, account_ids: Collection[int] | None = None
) -> list[AccountForecast]:
    """Every account whose terms are known, by its label; usage as the latest invoices up to `today` had it."""
    known = (
        select(billing_terms, operator.c.available_after_days)
        .join(billing_account, billing_account.c.id == billing_terms.c.account_id)
        .join(operator, operator.c.id == billing_account.c.operator_id)
        .order_by(billing_account.c.label, billing_account.c.id)
    )
    if account_ids is not None:
        known = known.where(billing_terms.c.account_id.in_(account_ids))
    rows = list(connection.execute(known).mappings())
    products = products_of(connection)
    prices = Prices(connection, products)
    fleet = _fleet(connection, products, prices, account_ids)
    minimums = minimums_of(connection, account_ids)
    usage = usage_estimates(connection, today, account_ids)
    return [
        AccountForecast(
            account_id=row["account_id"],
            terms=terms_of(dict(row)),
            fleet=fleet.get(row["account_id"], ()),
            products=products,
            minimums=minimums.get(row["account_id"], ()),
            usage=usage.get(row["account_id"], ()),
            available_after_days=row["available_after_days"] or 0,
        )
        for row in rows
    ]


def minimums_of(connection: Connection, account_ids: Collection[int] | None) -> dict[int, list[Minimum]]:
    """Committed minimums, by account; of all of them: None."""
    found: dict[int, list[Minimum]] = defaultdict(list)
    for row in connection.execute(_among(select(minimum), minimum.c.account_id, account_ids)).mappings():
        found[row["account_id"]].append(Minimum(str(row["product_id"]), row["quantity"], row["amount"]))
    return found


def names_with_terms(connection: Connection) -> dict[int, tuple[int, str, str]]:
    """The operator (id and name) and label of every account whose terms are known, by the account's id."""
    asked = (
        select(billing_account.c.id, operator.c.id, operator.c.name, billing_account.c.label)
        .join(billing_terms, billing_terms.c.account_id == billing_account.c.id)
        .join(operator, operator.c.id == billing_account.c.operator_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(asked)}


def planned_of(connection: Connection) -> dict[int, list[Planned]]:
    """One-off charges, equipment, and what makes up for invoices that came, by account."""
    found: dict[int, list[Planned]] = defaultdict(list)
    for row in connection.execute(select(planned_charge).order_by(planned_charge.c.due_on)).mappings():
        section = ForecastSection(row["kind"])
        line = ForecastLine(
            section,
            row["label"],
            Category(row["category"]) if row["category"] else _CATEGORIES[section],
            VatRate(row["vat_category"], row["vat_rate"]),
            row["amount"] * row["quantity"],
            quantity=row["quantity"],
        )
        found[row["account_id"]].append(Planned(row["due_on"], line))
    return found


def balances_of(connection: Connection, received: Mapping[int, "Received"]) -> dict[int, list[Balance]]:
    """What is left of unpaid and prepaid balances, by account, once the invoices that came since have met them."""
    found: dict[int, list[Balance]] = defaultdict(list)
    rows = connection.execute(select(account_balance).order_by(account_balance.c.known_on, account_balance.c.id))
    paid: dict[int, Decimal] = {}
    for row in rows.mappings():
        kind, amount, account_id, since = SetOffKind(row["kind"]), row["amount"], row["account_id"], row["known_on"]
        latest = received.get(account_id, Received()).latest
        if kind is SetOffKind.PREPAID:
            if account_id not in paid:  # of all balances of the account, the earliest first
                paid[account_id] = _paid_from_credit(connection, account_id, since)
            used = min(amount, paid[account_id])
            paid[account_id] -= used
            amount -= used
        elif latest is not None and latest >= since:
            amount = ZERO
        if amount:
            found[account_id].append(Balance(kind, amount, since))
    return found


def _paid_from_credit(connection: Connection, account_id: int, since: date) -> Decimal:
    """What the invoices of an account from that day on say was paid in advance."""
    met = select(func.sum(type_coerce(invoice.c.prepaid, Id))).where(
        invoice.c.account_id == account_id, invoice.c.issue_date >= since, AT_HOME
    )
    return from_cents(connection.execute(met).scalar() or 0)


def received_of(connection: Connection, today: date, account_ids: Collection[int] | None = None) -> dict[int, Received]:
    """The latest invoice of each account up to `today`, and what credit notes since then give back."""
    of_account = and_(invoice.c.account_id.is_not(None), invoice.c.issue_date <= today)
    days = select(invoice.c.account_id, func.max(invoice.c.issue_date).label("issue_date"))
    of_invoices = days.where(of_account, invoice.c.type == InvoiceType.INVOICE.value).group_by(invoice.c.account_id)
    newest = connection.execute(_among(of_invoices, invoice.c.account_id, account_ids))
    latest: dict[int, date] = {row[0]: row[1] for row in newest}
    credit: dict[int, Decimal] = defaultdict(Decimal)
    notes = select(invoice.c.account_id, invoice.c.issue_date, invoice.c.ttc).where(
        of_account, invoice.c.type == InvoiceType.CREDIT_NOTE.value, AT_HOME
    )
    for account_id, day, amount in connection.execute(_among(notes, invoice.c.account_id, account_ids)):
        since = latest.get(account_id)
        if amount is not None and (since is None or day >= since):  # one of that day came after it was made
            credit[account_id] -= amount
    dates = _cycle_dates(connection, latest)
    return {key: Received(latest.get(key), dates.get(key), credit[key]) for key in {*latest, *credit}}


def _cycle_dates(connection: Connection, latest: Mapping[int, date]) -> dict[int, date]:
    """The last date of its cycle whose invoice is there, of each account whose terms are known.

    An invoice is of one of the two dates around its day, so those issued two cycles before the latest one say no more.
    One that charges equipment or acts alone is of none.
    """
    terms = {row["account_id"]: terms_of(dict(row)) for row in connection.execute(select(billing_terms)).mappings()}
    columns = (invoice.c.account_id, invoice.c.issue_date, invoice.c.period_start, invoice.c.period_end)
    asked = select(*columns).where(of_cycle())
    found: dict[int, date] = {}
    for chunk in chunks(sorted(terms.keys() & latest.keys())):
        recent = [_since_two_cycles(key, latest[key], terms[key]) for key in chunk]
        for account_id, issued, start, end in connection.execute(asked.where(or_(*recent))):
            day = cycle_date(terms[account_id], issued, Period(start, end) if start and end else None)
            found[account_id] = max(day, found.get(account_id, day))
    return found


def _since_two_cycles(account_id: int, latest: date, terms: BillingTerms) -> ColumnElement[bool]:
    every = terms.cycle.invoice_every_months or terms.cycle.months
    since = latest - relativedelta(months=2 * every)
    return and_(invoice.c.account_id == account_id, invoice.c.issue_date.between(since, latest))


def prices_on(connection: Connection, product_id: int, account_id: int) -> tuple[Price, ...]:
    """The prices of a product on an account, its special conditions applied."""
    return Prices(connection, products_of(connection, product.c.id == product_id)).of(product_id, account_id)


class Prices:
    """The prices of a product on an account, its conditions applied; made once for each."""

    def __init__(self, connection: Connection, products: Mapping[int, Product]) -> None:
        self._products = products
        self._conditions: dict[int, list[tuple[int | None, SpecialCondition]]] = defaultdict(list)
        self._made: dict[tuple[int, int], tuple[Price, ...]] = {}
        for row in connection.execute(select(special_condition).order_by(special_condition.c.id)).mappings():
            condition = SpecialCondition(ConditionKind(row["kind"]), row["value"], row["start"], row["end"])
            self._conditions[row["product_id"]].append((row["account_id"], condition))

    def of(self, product_id: int, account_id: int) -> tuple[Price, ...]:
        """Dated prices, before tax."""
        known = self._made.get((product_id, account_id))
        if known is None:
            granted = [one for account, one in self._conditions[product_id] if account in {None, account_id}]
            known = prices_with(self._products[product_id].prices, granted)
            self._made[product_id, account_id] = known
        return known


def _fleet(
    connection: Connection, products: Mapping[int, Product], prices: Prices, account_ids: Collection[int] | None
) -> dict[int, list[FleetCharge]]:
    asked = select(
        fleet_item.c.id,
        fleet_item.c.account_id,
        fleet_item.c.product_id,
        fleet_item.c.start,
        fleet_item.c.end,
        fleet_item.c.quantity,
        fleet_item.c.paid_until,
        fleet_item.c.label,
        fleet_item.c.line_id,
        fleet_item.c.parted_from,
    ).order_by(fleet_item.c.id)
    found: dict[int, list[FleetCharge]] = defaultdict(list)
    for row in connection.execute(_among(asked, fleet_item.c.account_id, account_ids)):
        dated = prices.of(row.product_id, row.account_id)
        if not dated:
            continue
        own, family, product_id = str(row.id), str(row.parted_from or row.id), str(row.product_id)
        item = Item(own, row.start, dated, row.end, row.quantity, product_id, row.paid_until, family)
        sold = products[row.product_id]
        found[row.account_id].append(FleetCharge(item, sold, row.label or sold.label, row.line_id))
    return found


def _among(statement: Any, column: Any, account_ids: Collection[int] | None) -> Any:  # noqa: ANN401 - any select
    return statement if account_ids is None else statement.where(column.in_(account_ids))
