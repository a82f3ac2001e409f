"""The figures at the top: this month, the period, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.overview import span_of
from telbill_desktop.gui.models.overview_words import change_note, period_name, than_month
from telbill_desktop.gui.widgets.card_row import CardRow
from telbill_desktop.gui.widgets.tile import Note, Tile
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.ahead import Ahead
    from telbill_desktop.domain.overview import Costs
    from telbill_desktop.gui.theme import Theme

UPCOMING, CONTRACTS, FLEET, FREE = "upcoming", "contracts", "fleet", "free"
_NARROWEST = 195  # pixels of a tile at 100 % text


class OverviewTiles(QWidget):
    """`months_asked` follows a press on what some months cost, `page_asked` one that another page answers."""

    months_asked = Signal(object)  # Period
    page_asked = Signal(object)  # UPCOMING, CONTRACTS, FLEET or FREE

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.month, self.period = Tile(theme, ""), Tile(theme, "")
        self.next = Tile(theme, tr("Next invoices (30 days), excl. VAT"))
        self.fleet = Tile(theme, tr("Fleet in service"))
        self._tiles = (self.month, self.next, self.period, self.fleet)
        self.row = CardRow(theme, self._tiles, narrowest=_NARROWEST, steps=(4, 2))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.row)
        for tile in (self.month, self.period):
            tile.pressed.connect(self.months_asked)
        for tile in (self.next, self.fleet):
            tile.pressed.connect(self.page_asked)

    def show_ahead(self, ahead: Ahead) -> None:
        """What comes, and the fleet where there is one."""
        coming = ahead.next
        if not ahead.has_terms:
            self.next.show_figure("—", [Note(tr("Say how the accounts are charged"), CONTRACTS)])
        else:
            count = ntr("{count} account", "{count} accounts", coming.accounts)
            notes = [Note(count.format(count=formats.count(coming.accounts)))]
            if coming.prorata:
                amount = formats.money(coming.prorata, HOME_CURRENCY)
                notes.insert(0, Note(fill(tr("of which prorata {amount}"), {"amount": amount})))
            self.next.show_figure(formats.money(coming.total, HOME_CURRENCY), notes, value=UPCOMING)
        served, free = ahead.fleet.served, ahead.fleet.free
        self.row.show_card(self.fleet, shown=bool(served))
        words = ntr("{count} that nobody has", "{count} that nobody has", free).format(count=formats.count(free))
        notes = [Note(words, FREE) if free else Note(tr("each has a user"))]
        self.fleet.show_figure(formats.count(served), notes, value=FLEET)

    def show_costs(self, costs: Costs) -> None:
        """The latest month with invoices, and the whole period."""
        self._show_month(costs)
        self.period.say_name(fill(tr("{period}, excl. VAT"), {"period": period_name(costs.period)}))
        average = formats.money(costs.total / len(costs.months), costs.currency)
        notes = [Note(fill(tr("{amount} a month on average"), {"amount": average}))]
        change = change_note(costs.total, costs.previous, _than(costs))
        span = span_of([one.month for one in costs.months])
        shown = [change, *notes] if change is not None else notes
        self.period.show_figure(formats.money(costs.total, costs.currency), shown, value=span if costs.count else None)

    def _show_month(self, costs: Costs) -> None:
        month = costs.current
        if month is None:
            self.month.say_name(tr("This month, excl. VAT"))
            self.month.show_figure("—", [Note(tr("no invoice in this period"))])
            return
        self.month.say_name(fill(tr("{month}, excl. VAT"), {"month": _capital(formats.long_month(month.month))}))
        before = costs.before_current
        change = change_note(month.total, before.total, than_month(before.month)) if before is not None else None
        count = ntr("{count} invoice", "{count} invoices", month.count).format(count=formats.count(month.count))
        notes = [*([change] if change is not None else ()), Note(count)]
        self.month.show_figure(formats.money(month.total, costs.currency), notes, value=span_of([month.month]))


def _than(costs: Costs) -> str:
    if costs.period.year is None:
        many = costs.period.months
        words = ntr("the {count} month before", "the {count} months before", many)
        return words.format(count=formats.count(many))
    return str(costs.period.year - 1)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
