"""The fleet as a page shows it: one row for each thing with all that is said of it, filters, sums, products."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.charging import Minimum
from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.folding import fold, fold_all, search_terms
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.products import Product, ProductKind

ZERO = Decimal(0)
_NUMBER = re.compile(r"\+?[0-9]+")


class ItemState(StrEnum):
    """What an item is on a day."""

    ASSIGNED = "assigned"
    FREE = "free"
    COMING = "coming"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FleetAccount:
    """The account of an item; `months` are those of its period, None while nobody said how it is charged."""

    id: int
    label: str
    operator_id: int
    operator: str
    months: int | None = None


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One item on a day. `number` is as it is shown, `dialled` E.164, a line's for its option; so is `holder`.

    `price` is for one period of the account, before tax, None where no price is known.
    """

    item: FleetItem
    account: FleetAccount
    state: ItemState
    holder: Assignment | None = None
    number: str = ""
    dialled: str = ""
    price: Decimal | None = None
    folded: str = ""

    @property
    def monthly(self) -> Decimal | None:
        """What it costs a month, to the cent; None where the price or the period is not known."""
        if self.price is None or self.account.months is None:
            return None
        return round_to_cent(self.price * self.item.quantity / self.account.months)

    @property
    def is_served(self) -> bool:
        """Whether it is in service on the day of the list."""
        return self.state in {ItemState.ASSIGNED, ItemState.FREE}


@dataclass(frozen=True, slots=True)
class FleetFilter:
    """What the list is narrowed to; without a state everything that has not ended is shown.

    `product` is a product on an account, by their ids.
    """

    text: str = ""
    operator_id: int | None = None
    account_id: int | None = None
    kind: ProductKind | None = None
    product: tuple[int, int] | None = None
    team: str | None = None
    state: ItemState | None = None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product on an account: how many, what one costs a month, what all cost with the missing ones of a minimum.

    `held` is one of those that somebody has, `free_ids` are records of those that nobody has.
    """

    product: Product
    account: FleetAccount
    in_service: int
    assigned: int
    unit: Decimal | None
    total: Decimal | None
    missing: int = 0
    free_ids: tuple[int, ...] = ()
    held: FleetRow | None = None

    @property
    def free(self) -> int:
        """How many nobody has."""
        return self.in_service - self.assigned

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from every other row."""
        return self.product.id, self.account.id


@dataclass(frozen=True, slots=True)
class CommittedProduct:
    """A product on an account with its committed minimum, and the price of one of it; None where none is known."""

    product: Product
    account: FleetAccount
    minimum: Minimum
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FleetSums:
    """What a list adds up to: things, those nobody has, and what those in service cost a month."""

    count: int
    free: int
    monthly: Decimal


@dataclass(frozen=True, slots=True)
class Fleet:
    """Everything of a fleet on a day, within a perimeter; `sold` is all that operators sell."""

    on: date
    rows: tuple[FleetRow, ...] = ()
    accounts: tuple[FleetAccount, ...] = ()
    minimums: tuple[CommittedProduct, ...] = ()
    sold: tuple[Product, ...] = ()


def state_on(item: FleetItem, holder: Assignment | None, day: date) -> ItemState:
    """What an item is that day."""
    if item.end is not None and item.end <= day:
        return ItemState.ENDED
    if item.start > day:
        return ItemState.COMING
    return ItemState.ASSIGNED if holder is not None else ItemState.FREE


def folded_text(row: FleetRow) -> str:
    """What the quick filter looks through: numbers in both forms, who has it, product, account, cards."""
    item, holder = row.item, row.holder
    return fold_all(
        (
            item.label,
            item.product.label,
            item.product.code,
            row.number,
            row.dialled,
            row.account.label,
            row.account.operator,
            item.iccid,
            item.rio,
            holder.person if holder else None,
            holder.team if holder else None,
        )
    )


def narrowed(rows: Iterable[FleetRow], wanted: FleetFilter) -> list[FleetRow]:
    """The rows that the filter lets through, in their order."""
    number = fold(wanted.text)
    terms = (number,) if _NUMBER.fullmatch(number) else search_terms(wanted.text)
    return [row for row in rows if _is_wanted(row, wanted) and all(term in row.folded for term in terms)]


def product_rows(fleet: Fleet, wanted: FleetFilter) -> list[ProductRow]:
    """The products in service that a filter by account and kind lets through, by operator, account and label.

    What is committed is charged with nothing in service too, and is among them.
    """
    served: dict[tuple[int, int], list[FleetRow]] = {}
    for row in fleet.rows:
        of_filter = _is_of(row.account, wanted) and wanted.kind in {None, row.item.product.kind}
        if row.is_served and of_filter:
            served.setdefault((row.item.product.id, row.account.id), []).append(row)
    minimums = {(one.product.id, one.account.id): one for one in fleet.minimums}
    made = [_product_row(rows, minimums.get(key)) for key, rows in served.items()]
    made += [
        _unserved_row(one)
        for key, one in minimums.items()
        if key not in served and _is_of(one.account, wanted) and wanted.kind in {None, one.product.kind}
    ]
    return sorted(made, key=lambda one: (one.account.operator, one.account.label, one.product.label, one.product.id))


def sums_of(rows: Sequence[FleetRow]) -> FleetSums:
    """What is in the list, and what of it is in service."""
    served = [row for row in rows if row.is_served]
    return FleetSums(
        len(rows),
        sum(row.state is ItemState.FREE for row in served),
        sum((row.monthly or ZERO for row in served), ZERO),
    )


def _unserved_row(committed: CommittedProduct) -> ProductRow:
    """Nothing of it is in service: all of the minimum is missing."""
    months, price, minimum = committed.account.months, committed.price, committed.minimum
    return ProductRow(
        product=committed.product,
        account=committed.account,
        in_service=0,
        assigned=0,
        unit=round_to_cent(price / months) if price is not None and months is not None else None,
        total=round_to_cent(minimum.amount * minimum.quantity / months) if months is not None else None,
        missing=minimum.quantity,
    )


def _product_row(rows: Sequence[FleetRow], committed: CommittedProduct | None) -> ProductRow:
    first, months = rows[0], rows[0].account.months
    minimum = committed.minimum if committed is not None else None
    count = sum(row.item.quantity for row in rows)
    missing = max(minimum.quantity - count, 0) if minimum is not None else 0
    total = None
    if first.price is not None and months is not None:
        extra = minimum.amount * missing if minimum is not None else ZERO
        total = round_to_cent((sum((first.price * row.item.quantity for row in rows), ZERO) + extra) / months)
    held = [row for row in rows if row.state is ItemState.ASSIGNED]
    return ProductRow(
        product=first.item.product,
        account=first.account,
        in_service=count,
        assigned=sum(row.item.quantity for row in held),
        unit=round_to_cent(first.price / months) if first.price is not None and months is not None else None,
        total=total,
        missing=missing,
        free_ids=tuple(row.item.id for row in rows if row.state is ItemState.FREE),
        held=held[0] if held else None,
    )


def _is_of(account: FleetAccount, wanted: FleetFilter) -> bool:
    return wanted.operator_id in {None, account.operator_id} and wanted.account_id in {None, account.id}


def _is_wanted(row: FleetRow, wanted: FleetFilter) -> bool:
    state = row.state is wanted.state if wanted.state is not None else row.state is not ItemState.ENDED
    return (
        state
        and _is_of(row.account, wanted)
        and wanted.kind in {None, row.item.product.kind}
        and wanted.product in {None, (row.item.product.id, row.account.id)}
        and (wanted.team is None or (row.holder.team if row.holder else "") == wanted.team)
    )
