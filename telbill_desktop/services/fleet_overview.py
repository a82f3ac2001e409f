"""What the page of the fleet shows: everything on a day within a perimeter, and one item whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.charging import Item, Minimum, price_on
from telbill_desktop.domain.equipment import Equipment
from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.fleet_rules import why_plan_stays
from telbill_desktop.domain.fleet_view import (
    CommittedProduct,
    Fleet,
    FleetAccount,
    FleetRow,
    folded_text,
    state_on,
)
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import NumberFacts, number_facts
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.products import Product
from telbill_desktop.domain.proofs import Proof
from telbill_desktop.services.fleet import ItemDetail, item_detail
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contracts as contract_queries
from telbill_desktop.store.queries import deposits, fleet_accounts, fleet_costs, forecasts
from telbill_desktop.store.queries import equipment as equipment_queries
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries.parties import operator_of
from telbill_desktop.store.queries.perimeter_accounts import accounts_within

ZERO = Decimal(0)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """One item with all that is known of it. `costs` are those of twelve months, the oldest first, before tax.

    `history` is that of its number through every change of plan. `equipment` is used with it, or is its user's.
    `plan_stays` is why it cannot get another plan.
    `verified` says, of a number abroad, whether its company has a verified address there; None at home.
    """

    detail: ItemDetail
    row: FleetRow
    number: NumberFacts
    line: FleetItem | None
    costs: Sequence[tuple[date, Decimal]]
    history: Sequence[Assignment]
    equipment: Sequence[Equipment]
    committed_until: date | None
    verified: bool | None
    plan_stays: Message | None = None
    mandate: Proof | None = None


def overview(store: Store, on: date, perimeter: PerimeterChoice | None = None) -> Fleet:
    """Everything that was, is and will be in service, as it stands on a day."""
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
        accounts = fleet_accounts.accounts(connection, within)
        items = queries.items(connection, None, account_ids=accounts)
        holders, products = queries.holders_on(connection, on), forecasts.products_of(connection)
        prices = forecasts.Prices(connection, products)
        rows = _rows(items, accounts, holders, prices, on)
        minimums = [
            _committed(products[int(one.product)], accounts[account_id], one, prices, on)
            for account_id, committed in forecasts.minimums_of(connection, accounts).items()
            for one in committed
        ]
    by_name = cache(natural_key)
    order = sorted(
        rows,
        key=lambda row: (
            by_name(row.account.operator),
            by_name(row.account.label),
            by_name(row.item.product.label),
            row.item.start,
        ),
    )
    return Fleet(on, tuple(order), tuple(accounts.values()), tuple(minimums), tuple(products.values()))


def sheet(store: Store, item_id: int, on: date) -> ItemSheet:
    """One item as it stands on a day. Raises `item_gone`."""
    detail = item_detail(store, item_id, on)
    item = detail.item
    with store.reading() as connection:
        accounts = fleet_accounts.accounts(connection, {item.account_id})
        line = queries.item(connection, item.line_id, on) if item.line_id is not None else None
        holders, products = queries.holders_on(connection, on), forecasts.products_of(connection)
        shown = [*([line] if line else []), item]
        row = _rows(shown, accounts, holders, forecasts.Prices(connection, products), on)[-1]
        span = Period(on.replace(day=1) - relativedelta(months=MONTHS - 1), on.replace(day=1) + relativedelta(months=1))
        number = (line or item).number
        if number:
            charged = fleet_costs.costs_of_number(connection, number, span)
        else:
            users = [(one.person, Period(one.start, one.end or date.max)) for one in detail.assignments]
            product = (item.product.code, item.product.label)
            charged = fleet_costs.costs_of_users(connection, item.account_id, product, users, span)
        terms = contract_queries.terms_of(connection, item.account_id)
        contract_id = terms.contract_id if terms else None
        until = contract_queries.commitment(connection, contract_id).until if contract_id is not None else None
        history = queries.assignments_of_number(connection, item.number) if item.number else detail.assignments
        own = equipment_queries.pieces_with(connection, item, row.holder.person_id if row.holder else None)
        facts = number_facts(number)
        mandate = deposits.proof(connection, item.mandate_id) if item.mandate_id is not None else None
        verified = fleet_accounts.is_verified(connection, item.account_id, facts.country) if number else None
    months = [span.start + relativedelta(months=at) for at in range(MONTHS)]
    costs = [(month, charged.get(month, ZERO)) for month in months]
    stays = why_plan_stays(item, products.values(), on)
    return ItemSheet(detail, row, facts, line, costs, history, own, until, verified, stays, mandate)


def products_of_account(store: Store, account_id: int) -> list[Product]:
    """What the operator of an account sells, by label. Raises `party_gone`."""
    with store.reading() as connection:
        return contract_queries.products_of(connection, operator_of(connection, account_id))


def product_words(store: Store) -> dict[int, str]:
    """What tells each product from the others of its operator: its label; its code where another one is called so."""
    with store.reading() as connection:
        sold = forecasts.products_of(connection)
    known = Counter((one.operator_id, word) for one in sold.values() for word in {fold(one.label), fold(one.code)})
    return {
        key: one.code if one.code and known[one.operator_id, fold(one.label)] > 1 else one.label
        for key, one in sold.items()
    }


def _committed(
    sold: Product, account: FleetAccount, minimum: Minimum, prices: forecasts.Prices, on: date
) -> CommittedProduct:
    dated = prices.of(sold.id, account.id)
    return CommittedProduct(sold, account, minimum, price_on(Item("", on, dated), on) if dated else None)


def _rows(
    items: Sequence[FleetItem],
    accounts: dict[int, FleetAccount],
    holders: dict[int, Assignment],
    prices: forecasts.Prices,
    on: date,
) -> list[FleetRow]:
    lines = {item.id: item for item in items}
    made = []
    for item in items:
        line = lines.get(item.line_id or 0)
        holder = holders.get(item.id) or (holders.get(line.id) if line else None)
        number = (line or item).number
        dated = prices.of(item.product.id, item.account_id)
        price = price_on(Item("", item.start, dated), on) if dated else None
        row = FleetRow(
            item,
            accounts[item.account_id],
            state_on(item, holder, on),
            holder,
            number_facts(number).shown,
            number,
            price,
        )
        made.append(replace(row, folded=folded_text(row)))
    return made
