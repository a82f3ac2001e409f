"""The short tables of the overview: months, teams, users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.overview import MonthCost
from telbill_desktop.domain.user_costs import TeamCost, UserCost
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.gui.models.overview_words import PARTS, invoice_words, share_text, shown_parts
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.overview import Costs
    from telbill_desktop.domain.user_costs import Shares

TEAM, TEAM_AMOUNT, TEAM_SHARE = range(3)
USER, LARGEST, USER_AMOUNT = range(3)
MONTH, TOTAL = 0, len(PARTS) + 1


def team_name(team: str) -> str:
    """A team, or what is tied to none."""
    return visible(team) or tr("Not assigned")


class MonthTable(RecordTable[MonthCost]):
    """The chart as a table: the latest month first."""

    def __init__(self, parent: QObject) -> None:
        titles = [tr("Month"), *(category_name(part) for part in PARTS), tr("Total"), tr("Invoices")]
        super().__init__(titles, parent, right=frozenset(range(1, len(titles))))
        self._currency = ""

    def show_costs(self, costs: Costs) -> None:
        """The months of a period."""
        self._currency = costs.currency
        self.show(costs.months[::-1])

    def hides_unclassified(self) -> bool:
        """Whether no month has any."""
        return None not in shown_parts(self.records)

    def cell(self, row: int, column: int) -> str:
        """A month, amounts, a count."""
        one = self.records[row]
        if column == MONTH:
            return formats.long_month(one.month)
        if column > TOTAL:
            return formats.count(one.count)
        return formats.money(one.total if column == TOTAL else one.part(PARTS[column - 1]), self._currency)

    def tooltip(self, row: int, column: int) -> str | None:
        """What is known of the invoices."""
        return "\n".join(invoice_words(self.records[row])) if column > TOTAL else None


class TeamTable(RecordTable[TeamCost]):
    """The largest first; what is nobody's last."""

    def __init__(self, parent: QObject) -> None:
        titles = [tr("Team"), tr("Amount excl. VAT"), tr("Share")]
        super().__init__(titles, parent, right=frozenset({TEAM_AMOUNT, TEAM_SHARE}))
        self._shares: Shares | None = None

    def show_shares(self, shares: Shares) -> None:
        """The teams of some months."""
        self._shares = shares
        self.show(shares.teams)

    def cell(self, row: int, column: int) -> str:
        """A name, an amount, a share."""
        one, total = self.records[row], _total(self._shares)
        if column == TEAM:
            return team_name(one.team)
        if column == TEAM_SHARE:
            return share_text(one.amount, total)
        return _money(one.amount, self._shares)

    def tooltip(self, row: int, column: int) -> str | None:
        """What belongs to no team."""
        if self.records[row].team or column != TEAM:
            return None
        return tr("Lines with neither a number nor a user of a team, and invoices without lines")


class UserTable(RecordTable[UserCost]):
    """Those who cost most."""

    def __init__(self, parent: QObject) -> None:
        titles = [tr("User"), tr("Mostly"), tr("Amount excl. VAT")]
        super().__init__(titles, parent, right=frozenset({USER_AMOUNT}))
        self._shares: Shares | None = None

    def show_shares(self, shares: Shares) -> None:
        """The first users of some months."""
        self._shares = shares
        self.show(shares.first)

    def cell(self, row: int, column: int) -> str:
        """A name, a category, an amount."""
        one = self.records[row]
        if column == USER:
            return visible(one.label)
        return category_name(one.largest) if column == LARGEST else _money(one.amount, self._shares)

    def tooltip(self, row: int, column: int) -> str | None:
        """The team, and the numbers of the lines."""
        if column != USER:
            return None
        one = self.records[row]
        numbers: Sequence[str] = tuple(dict.fromkeys(name.number for name in one.names if name.number))
        return "\n".join(visible(part) for part in (one.team, *numbers) if part) or None


def _total(shares: Shares | None) -> Decimal:
    if shares is None:
        raise AssertionError  # rows are shown with what they are of
    return shares.total


def _money(amount: Decimal, shares: Shares | None) -> str:
    if shares is None:
        raise AssertionError  # see above
    return formats.money(amount, shares.currency)
