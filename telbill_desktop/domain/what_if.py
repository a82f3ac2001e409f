"""So many more or fewer of a product on an account: the account's fleet as it would be, nothing of it written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.charging import Item, Price, in_service
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.forecast import AccountForecast, FleetCharge


@dataclass(frozen=True, slots=True)
class WhatIf:
    """From `on`, `count` more of a product are in service on an account; a negative count is so many fewer."""

    account_id: int
    product_id: int
    count: int
    on: date


def with_more(
    account: AccountForecast, what_if: WhatIf, prices: tuple[Price, ...], paid: Sequence[date] = ()
) -> AccountForecast:
    """The account with so many more; those that take over a paid seat cost nothing until its day of `paid`.

    The new items have negative ids, which no record has.

    Raises:
        TelbillError: `price_missing`.
    """
    product = account.products[what_if.product_id]
    if not prices:
        raise TelbillError("price_missing", product=product.label)
    seats = list(paid[: what_if.count])
    parts: list[tuple[int, date | None]] = [(1, day) for day in seats]
    if what_if.count > len(seats):
        parts.append((what_if.count - len(seats), None))
    added = [
        FleetCharge(
            Item(str(-at), what_if.on, prices, None, quantity, str(product.id), paid_until), product, product.label
        )
        for at, (quantity, paid_until) in enumerate(parts, start=1)
    ]
    return replace(account, fleet=[*account.fleet, *added])


def with_fewer(account: AccountForecast, what_if: WhatIf) -> AccountForecast:
    """The account with so many fewer: the youngest go first; what stays of an item goes on as it is.

    Raises:
        TelbillError: `what_if_too_few`.
    """
    left = -what_if.count
    fleet: list[FleetCharge] = []
    for each in sorted(account.fleet, key=lambda one: one.item.start, reverse=True):
        taken = min(left, each.item.quantity) if _may_end(each, what_if) else 0
        left -= taken
        if taken < each.item.quantity:
            fleet.append(replace(each, item=replace(each.item, quantity=each.item.quantity - taken)))
        if taken:
            fleet.append(replace(each, item=replace(each.item, quantity=taken, end=what_if.on)))
    if left:
        known = -what_if.count - left
        label = account.products[what_if.product_id].label
        raise TelbillError("what_if_too_few", product=label, count=known, day=what_if.on)
    order = {each.item.id: at for at, each in enumerate(account.fleet)}
    return replace(account, fleet=sorted(fleet, key=lambda one: order[one.item.id]))


def _may_end(each: FleetCharge, what_if: WhatIf) -> bool:
    return each.product.id == what_if.product_id and in_service(each.item, what_if.on)
