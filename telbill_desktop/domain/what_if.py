"""So many more or fewer of a product on an account: the account's fleet as it would be, nothing of it written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.charging import Item, Price, in_service
from telbill_desktop.domain.ending import without
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet_rules import refuse_unpriced, why_too_few
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
    refuse_unpriced(product.label, prices)
    added = [
        FleetCharge(
            Item(str(-at - 1), what_if.on, prices, None, 1, str(product.id), paid[at] if at < len(paid) else None),
            product,
            product.label,
        )
        for at in range(what_if.count)
    ]
    return replace(account, fleet=[*account.fleet, *added])


def with_fewer(account: AccountForecast, what_if: WhatIf, held: Collection[str] = ()) -> AccountForecast:
    """The account with so many fewer, their options too: what nobody has goes first, then what is `held`, by its id.

    Raises:
        TelbillError: `what_if_too_few`, `what_if_only_one`, `what_if_none`.
    """
    left = -what_if.count
    served = [each.item for each in account.fleet if _may_end(each, what_if)]
    taken: dict[str, int] = {}
    for item in sorted(served, key=lambda one: one.id in held):
        taken[item.id] = min(left, item.quantity)
        left -= taken[item.id]
    if left:
        why = why_too_few(account.products[what_if.product_id], -what_if.count - left, what_if.on)
        raise TelbillError(why.code, **why.params)
    return replace(account, fleet=without(account.fleet, taken, what_if.on))


def _may_end(each: FleetCharge, what_if: WhatIf) -> bool:
    return each.product.id == what_if.product_id and in_service(each.item, what_if.on)
