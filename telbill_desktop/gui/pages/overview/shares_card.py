"""Who cost what: by team, and the first users; of a month, or of the whole period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from telbill_desktop.gui.models.overview_tables import (
    LARGEST,
    TEAM_AMOUNT,
    TEAM_SHARE,
    USER_AMOUNT,
    TeamTable,
    UserTable,
)
from telbill_desktop.gui.pages.overview.rows import CardRows
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.overview import Costs
    from telbill_desktop.domain.user_costs import Shares
    from telbill_desktop.gui.theme import Theme


class SharesCard(QFrame):
    """A heading, a table, and what is said where there is nothing to share out."""

    def __init__(self, theme: Theme, name: str, rows: CardRows) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._name, self.rows = name, rows
        self.heading = ElidedLabel(name, "heading")
        self._nothing = Label(tr("No line of these invoices names a number or a user."), "soft")
        self._nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(rows)
        self.stack.addWidget(self._nothing)
        dp = theme.dp
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(12), dp(8))
        box.setSpacing(dp(6))
        box.addLayout(self.head)
        box.addWidget(self.stack, 1)

    def say(self, when: str) -> None:
        """Of which months it is; nothing: of none."""
        self.heading.setText(f"{self._name} — {when}" if when else self._name)

    def show_part(self, *, has_rows: bool) -> None:
        """The table, or why there is none."""
        self.stack.setCurrentWidget(self.rows if has_rows else self._nothing)


class WhoCosts:
    """Both cards, which speak of the same months."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.teams_model, self.users_model = TeamTable(parent), UserTable(parent)
        amounts = frozenset({TEAM_AMOUNT, TEAM_SHARE})
        self.teams = SharesCard(
            theme, tr("By team"), CardRows(self.teams_model, theme, tr("Cost by team"), right=amounts)
        )
        self.users = SharesCard(
            theme,
            tr("First users"),
            CardRows(self.users_model, theme, tr("Users who cost most"), right=frozenset({USER_AMOUNT}), wide=LARGEST),
        )
        self.months = MonthsButton(theme)
        self.months_shown: tuple[date, ...] = ()
        self.teams.head.addWidget(self.months)

    def show_nothing(self) -> None:
        """There are no invoices."""
        self.months.hide()
        for model in (self.teams_model, self.users_model):
            model.show(())
        for card in (self.teams, self.users):
            card.say("")
            card.show_part(has_rows=False)

    def show_shares(self, shares: Shares) -> None:
        """Who cost what in some months."""
        self.months_shown = shares.months
        self.months.show()
        self.teams_model.show_shares(shares)
        self.users_model.show_shares(shares)
        when = formats.long_month(shares.months[0]) if len(shares.months) == 1 else tr("the whole period")
        for card, rows in ((self.teams, shares.teams), (self.users, shares.first)):
            card.say(when)
            card.show_part(has_rows=bool(rows))


class MonthsButton(MenuButton):
    """One month of the period, or all of it."""

    chosen = Signal(object)  # the first day of a month; None: the whole period

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "soft")
        self.setAccessibleDescription(tr("The months of teams and users"))

    def offer(self, costs: Costs, month: date | None) -> None:
        """The months of which there are invoices."""
        self.say(formats.short_month(month) if month is not None else tr("All"))
        self.list.clear()
        named: list[tuple[date | None, str]] = [(None, tr("The whole period"))]
        named += [(one.month, formats.long_month(one.month)) for one in reversed(costs.months) if one.count]
        for value, words in named:
            action = self.list.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == month)
            action.triggered.connect(lambda _checked=False, value=value: self.chosen.emit(value))
