"""What ends when something of the fleet is taken away: one rule for the quote, for what is supposed, and for the act.

Of several that are one record each one that goes is an item of its own from its start on and of the same family, as
`services.fleet` takes them away one by one. The options of a line end with its last one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from telbill_desktop.domain.forecast import FleetCharge


def without(fleet: Iterable[FleetCharge], taken: Mapping[str, int], on: date) -> list[FleetCharge]:
    """The fleet with so many of these items (by their ids) out of service from that day on."""
    known = list(fleet)
    gone = {each.item.id for each in known if taken.get(each.item.id, 0) >= each.item.quantity}
    made: list[FleetCharge] = []
    for each in known:
        if _is_option_of(each, gone, on):
            made.append(ended(each, on))
            continue
        count = min(taken.get(each.item.id, 0), each.item.quantity)
        if count < each.item.quantity:
            made.append(replace(each, item=replace(each.item, quantity=each.item.quantity - count)))
        made += [ended(replace(each, item=replace(each.item, quantity=1)), on)] * count
    return made


def options_ending(fleet: Iterable[FleetCharge], taken: Mapping[str, int], on: date) -> list[FleetCharge]:
    """The options that end with these items."""
    known = list(fleet)
    gone = {each.item.id for each in known if taken.get(each.item.id, 0) >= each.item.quantity}
    return [each for each in known if _is_option_of(each, gone, on)]


def ended(each: FleetCharge, on: date) -> FleetCharge:
    """Out of service from that day on; what has not begun by then never begins."""
    return replace(each, item=replace(each.item, end=max(on, each.item.start)))


def _is_option_of(each: FleetCharge, gone: Collection[str], on: date) -> bool:
    return (
        each.line_id is not None
        and str(each.line_id) in gone
        and (each.item.end or date.max) > max(on, each.item.start)
    )
