"""What the status bar says of the fleet: how many, how many free, what they cost a month."""

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.fleet_view import FleetSums
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def list_text(sums: FleetSums) -> str:
    """Of the whole list."""
    return _said(ntr("{count} item", "{count} items", sums.count), sums)


def selection_text(sums: FleetSums) -> str:
    """Of the chosen rows."""
    return _said(ntr("{count} item selected", "{count} items selected", sums.count), sums)


def _said(words: str, sums: FleetSums) -> str:
    free = ntr("{count} free", "{count} free", sums.free).format(count=formats.count(sums.free))
    monthly = formats.fill(tr("{amount} a month excl. VAT"), {"amount": formats.money(sums.monthly, HOME_CURRENCY)})
    return " · ".join((words.format(count=formats.count(sums.count)), free, monthly))
