"""The fleet in words: kinds of products, and what a thing is on a day."""

from telbill_desktop.domain.fleet_view import FleetRow, ItemState
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def kind_name(kind: ProductKind) -> str:
    """What a product is, in a word."""
    return {
        ProductKind.LICENCE: tr("Licence"),
        ProductKind.NUMBER: tr("Number"),
        ProductKind.MOBILE_PLAN: tr("Mobile plan"),
        ProductKind.LINE: tr("Line"),
        ProductKind.OPTION: tr("Option"),
        ProductKind.SERVICE: tr("Service"),
    }[kind]


def state_name(state: ItemState) -> str:
    """What an item is on the day of the list, in a word."""
    return {
        ItemState.ASSIGNED: tr("assigned"),
        ItemState.FREE: tr("free"),
        ItemState.COMING: tr("to come"),
        ItemState.ENDED: tr("ended"),
    }[state]


def state_words(row: FleetRow) -> str:
    """The state with the day that it hangs on."""
    if row.state is ItemState.ENDED and row.item.end is not None:
        return formats.fill(tr("ended {day}"), {"day": last_day_before(row.item.end)})
    if row.state is ItemState.COMING:
        return formats.fill(tr("from {day}"), {"day": row.item.start})
    if row.item.end is not None:
        return formats.fill(tr("ends {day}"), {"day": last_day_before(row.item.end)})
    return state_name(row.state)
