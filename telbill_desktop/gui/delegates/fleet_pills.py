"""The words, icons and tones under which the states of the fleet are shown."""

from telbill_desktop.domain.fleet_view import FleetRow, ItemState
from telbill_desktop.exporters.fleet_words import state_words
from telbill_desktop.gui.delegates.pills import Pill


def item_pill(row: FleetRow) -> Pill:
    """What an item is on the day of the list."""
    icon, tone = _STATES[row.state]
    if row.is_served and row.item.end is not None:
        icon, tone = "log-out", "neutral"
    return Pill(state_words(row), icon, tone)


_STATES = {
    ItemState.ASSIGNED: ("circle-check", "ok"),
    ItemState.FREE: ("dot", "warn"),
    ItemState.COMING: ("plus", "info"),
    ItemState.ENDED: ("circle-x", "bad"),
}
