"""What may be done with the fleet, and why not."""

from collections.abc import Iterable, Sequence
from datetime import date

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.products import Product


def why_not_removed(
    item: FleetItem, on: date, assignments: Iterable[Assignment], carried_on: date | None = None
) -> Message | None:
    """Why an item cannot be taken out of service that day, or be called off before it begins; None when it can.

    Source 004: only what nobody has can be removed; first its user is released. `carried_on` is the later day on which
    a change of plan takes its options along: from then on they are another's.
    """
    if (item.end or date.max) <= max(on, item.start):
        return Message("item_not_in_service", {"item": item.label})
    holder = next((one for one in assignments if (one.end or date.max) > on), None)
    if holder is not None:
        return Message("item_in_use", {"item": item.label, "person": holder.person})
    return Message("item_changes_plan", {"item": item.label, "day": carried_on}) if carried_on is not None else None


def why_too_few(product: Product, served: int, on: date) -> Message:
    """Why more than are in service that day cannot be taken away."""
    params: dict[str, Param] = {"product": product.label, "day": on}
    if served > 1:
        return Message("what_if_too_few", {**params, "count": served})
    return Message("what_if_only_one", params) if served else Message("what_if_none", params)


def refuse_unpriced(label: str, prices: Sequence[Price]) -> None:
    """Passes a product that has a price on its account: nothing else is added, nor put in the place of another.

    Raises:
        TelbillError: `price_missing`.
    """
    if not prices:
        raise TelbillError("price_missing", product=label)


def replaces(product: Product, own: Product) -> bool:
    """Whether a product may take the place of another: of its operator and kind, with a price."""
    alike = (product.operator_id, product.kind) == (own.operator_id, own.kind)
    return alike and product.id != own.id and bool(product.prices)


def why_plan_stays(item: FleetItem, sold: Iterable[Product], on: date) -> Message | None:
    """Why an item cannot get another plan that day; None when it can."""
    if not item.is_in_service(on):
        return Message("item_not_in_service", {"item": item.label})
    if not any(replaces(one, item.product) for one in sold):
        return Message("plan_alone", {"product": item.product.label})
    return None


def is_held(assignments: Iterable[Assignment], on: date) -> bool:
    """Whether somebody has it that day or will have it."""
    return any((one.end or date.max) > on for one in assignments)


def paid_seats(items: Iterable[FleetItem], terms: BillingTerms, start: date) -> Sequence[date]:
    """Until when ended seats of the same product are paid that nobody uses, where a removal is not credited.

    A seat that begins on `start` and takes one over costs nothing until then. Latest first.
    """
    if terms.rule.credit_removals or not terms.advance:
        return ()
    free: list[date] = []
    taken: list[date] = []
    for one in items:
        if one.paid_until is not None and one.start <= start < one.paid_until:
            taken += [one.paid_until] * one.quantity
        if one.end is not None and one.start < one.end <= start:
            paid = terms.cycle.period_of(one.end).end
            if not terms.cycle.is_bound(one.end) and paid > start:
                free += [paid] * one.quantity
    for day in taken:
        if day in free:
            free.remove(day)
    return sorted(free, reverse=True)
