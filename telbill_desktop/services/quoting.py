"""What adding, removing or changing something of the fleet would change; nothing is written."""

from collections.abc import Sequence
from datetime import date

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.catching_up import late, next_to_come
from telbill_desktop.domain.charging import Item, Price
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem
from telbill_desktop.domain.fleet_rules import paid_seats, refuse_unpriced, why_not_removed, why_too_few
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.quote import Change, Quote, quote
from telbill_desktop.store.catching_up import latest_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.fleet_acts import carried_on
from telbill_desktop.store.queries import contracts as contract_queries
from telbill_desktop.store.queries import fleet as fleet_queries
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import product as product_table
from telbill_desktop.store.tables.parties import billing_account, operator


class _Case:
    """Everything that a quote of one product on one account is made of."""

    def __init__(
        self,
        store: Store,
        account_id: int,
        product_ids: Sequence[int],
        on: date,
        seen: date | None,
        today: date | None,
    ) -> None:
        with store.reading() as connection:
            account = record(connection, billing_account, account_id)
            for product_id in product_ids:
                sold = record(connection, product_table, product_id)
                if sold["operator_id"] != account["operator_id"]:
                    name = record(connection, operator, account["operator_id"])["name"]
                    raise TelbillError("product_of_another", product=sold["label"], operator=name)
            found = forecasts.account_forecasts(connection, on, [account_id])
            if not found:
                raise TelbillError("terms_missing", account=account["label"])
            self.account = found[0]
            latest = latest_of(connection, seen or today or on, [account_id]).get(account_id)
            self.prices = {key: forecasts.prices_on(connection, key, account_id) for key in product_ids}
            self.items = fleet_queries.items(connection, None, account_ids=[account_id])
            self._held = fleet_queries.assignments(connection)
            self._carried_on = carried_on(connection, on)
            contract_id = self.account.terms.contract_id
            self.commitment = (
                contract_queries.commitment(connection, contract_id) if contract_id is not None else Commitment()
            )
        self.on = on
        told = seen or today
        self.since = on if told is None else max(on, next_to_come(self.account, told, latest))
        self.late = None if seen is None else late(self.account, on, seen, latest)

    def of(self, product_id: int) -> list[FleetItem]:
        """What is in service of a product that day."""
        return [item for item in self.items if item.product.id == product_id and item.is_in_service(self.on)]

    def kept(self, item: FleetItem) -> Message | None:
        """Why an item cannot be removed."""
        return why_not_removed(item, self.on, self._held.get(item.id, ()), self._carried_on.get(item.id))

    def quoted(
        self, change: Change, prices: Sequence[Price], prices_to: Sequence[Price] = (), *, reason: Message | None = None
    ) -> Quote:
        """The consequences."""
        return quote(
            self.account,
            change,
            prices,
            prices_to,
            commitment=self.commitment,
            reason=reason,
            since=self.since,
            late=self.late,
        )


def quote_adding(
    store: Store,
    account_id: int,
    product_id: int,
    count: int,
    on: date,
    *,
    seen: date | None = None,
    today: date | None = None,
) -> Quote:
    """So many of a product more, from that day on.

    As it is seen on that day; or on the day `seen`, when invoices may have come without it; or `today`, when those that
    came have it already: either way the first payment is on an invoice to come, as `services.upcoming` has it.

    Raises:
        TelbillError: `party_gone`, `product_of_another`, `terms_missing`, `price_missing`, `quantity_impossible`.
    """
    if count < 1:
        raise TelbillError("quantity_impossible")
    case = _Case(store, account_id, [product_id], on, seen, today)
    product, prices = case.account.products[product_id], case.prices[product_id]
    refuse_unpriced(product.label, prices)
    same = [item for item in case.items if item.product.id == product_id]
    paid = paid_seats(same, case.account.terms, on)
    added = tuple(
        Item(f"new-{at}", on, prices, None, 1, str(product_id), paid[at] if at < len(paid) else None)
        for at in range(count)
    )
    return case.quoted(Change(product, on, count, added), prices)


def quote_removing(
    store: Store,
    account_id: int,
    product_id: int,
    count: int,
    on: date,
    *,
    seen: date | None = None,
    today: date | None = None,
) -> Quote:
    """So many of a product fewer, from that day on; only what nobody has can go. Raises what `quote_adding` raises."""
    if count < 1:
        raise TelbillError("quantity_impossible")
    case = _Case(store, account_id, [product_id], on, seen, today)
    product = case.account.products[product_id]
    served = case.of(product_id)
    free = [item for item in served if case.kept(item) is None]
    there = sum(item.quantity for item in free)
    reason = None
    if sum(item.quantity for item in served) < count:
        reason = why_too_few(product, sum(item.quantity for item in served), on)
    elif there > 1 and there < count:
        reason = Message("quote_too_few_free", {"free": there})
    elif there < count:
        held = next(why for item in served if (why := case.kept(item)) is not None)
        reason = Message("quote_one_free") if there else held
    change = Change(product, on, -count, taken=_taken(free, count))
    return case.quoted(change, case.prices[product_id], reason=reason)


def quote_removing_item(
    store: Store, item_id: int, on: date, *, seen: date | None = None, today: date | None = None
) -> Quote:
    """One taken out of service, with its options. Raises `item_gone`, `terms_missing`."""
    with store.reading() as connection:
        item = fleet_queries.item(connection, item_id, on)
    case = _Case(store, item.account_id, [item.product.id], on, seen, today)
    change = Change(item.product, on, -1, taken={str(item.id): 1})
    return case.quoted(change, case.prices[item.product.id], reason=case.kept(item))


def quote_changing(
    store: Store,
    account_id: int,
    product_id: int,
    to_id: int,
    on: date,
    item_id: int | None,
    *,
    seen: date | None = None,
    today: date | None = None,
) -> Quote:
    """One thing changed to another product on that day; the first one in service where `item_id` names none.

    Raises:
        TelbillError: what `quote_adding` raises; `plan_same`.
    """
    case = _Case(store, account_id, [product_id, to_id], on, seen, today)
    product, to = case.account.products[product_id], case.account.products[to_id]
    if product_id == to_id:
        raise TelbillError("plan_same", item=product.label)
    refuse_unpriced(to.label, case.prices[to_id])
    served = [item for item in case.of(product_id) if item_id in {None, item.id}]
    reason = None if served else Message("item_not_in_service", {"item": product.label})
    chosen = served[:1]
    added = tuple(Item("new-0", on, case.prices[to_id], item.end, item.quantity, str(to_id)) for item in chosen)
    change = Change(product, on, 0, added, replaced=frozenset(str(item.id) for item in chosen), to=to)
    return case.quoted(change, case.prices[product_id], case.prices[to_id], reason=reason)


def _taken(items: Sequence[FleetItem], count: int) -> dict[str, int]:
    """How many of which items go for so many fewer, the first ones first."""
    taken: dict[str, int] = {}
    for item in items:
        taken[str(item.id)] = min(count, item.quantity)
        count -= taken[str(item.id)]
    return taken
