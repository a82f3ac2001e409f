"""The filters of the fleet: a text, account, kind, team and state; and the day as of which everything is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.fleet_view import Fleet, FleetFilter, ItemState
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.exporters.fleet_words import kind_name, state_name
from telbill_desktop.gui.widgets.buttons import Button, MenuButton
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.menu_filter import MenuFilter
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.gui.theme import Theme

_TEXT_WIDTH, _DAY_WIDTH, _GAP = 228, 108, 8  # pixels at 100 % text


class FleetFilterBar(QWidget):
    """`changed` follows every change of the filter, `day_changed` another day."""

    changed = Signal(object)  # FleetFilter
    day_changed = Signal(object)  # date
    import_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.filter = FleetFilter()
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Number, user, plan…"))
        self.text.setAccessibleName(tr("Filter the fleet"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda text: self._change(text=text))
        self.text.left.connect(self.left)
        self.operator = MenuFilter(tr("Operator"), tr("All operators"), theme)
        self.account = MenuFilter(tr("Account"), tr("All accounts"), theme)
        self.kind = MenuFilter(tr("Type"), tr("All types"), theme)
        self.team = MenuFilter(tr("Team"), tr("All teams"), theme)
        self.state = MenuFilter(tr("State"), tr("Everything that has not ended"), theme)
        self.product = MenuFilter(tr("Plan"), tr("All plans"), theme)
        self.kind.offer([(kind_name(kind), kind) for kind in ProductKind])
        self.state.offer([(state_name(state), state) for state in ItemState])
        self.operator.chosen.connect(lambda value: self._change(operator_id=value, account_id=None))
        self.account.chosen.connect(lambda value: self._change(account_id=value))
        self.kind.chosen.connect(lambda value: self._change(kind=value))
        self.team.chosen.connect(lambda value: self._change(team=value))
        self.state.chosen.connect(lambda value: self._change(state=value))
        self.product.chosen.connect(lambda value: self._change(product=value))
        self.day = DayField(tr("As of"), today, today)
        self.day.day_changed.connect(self._on_day_changed)
        self.back_to_today = Button(tr("Today"), "link", self._on_today_asked)
        self.back_to_today.hide()
        self.add = MenuButton(theme, tr("Add"))
        self.more = MenuButton(theme, tr("Manage"))
        self.take_in = Button(tr("Import the fleet…"), "", self.import_asked.emit)
        self._lay_out()

    @property
    def is_active(self) -> bool:
        """Whether the user narrowed the list."""
        return self.filter != FleetFilter()

    def clear(self) -> None:
        """Lets everything through."""
        self.put(FleetFilter())

    def put(self, wanted: FleetFilter) -> None:
        """Sets everything at once."""
        if wanted == self.filter:
            return
        self.filter = wanted
        if self.text.text() != wanted.text:
            self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.text.setText(wanted.text)
            self.text.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._show()
        self.changed.emit(wanted)

    def offer(self, fleet: Fleet) -> None:
        """What the menus offer: what there is in the fleet."""
        accounts = [one for one in fleet.accounts if any(row.account.id == one.id for row in fleet.rows)]
        operators = {one.operator_id: one.operator for one in accounts}
        self.operator.offer([(name, key) for key, name in operators.items()])
        chosen = self.filter.operator_id
        self.account.offer([(one.label, one.id) for one in accounts if chosen in {None, one.operator_id}])
        teams = sorted({row.holder.team for row in fleet.rows if row.holder and row.holder.team}, key=natural_key)
        self.team.offer([*((name, name) for name in teams), (tr("No team"), "")])
        offered = {
            (row.item.product.id, row.account.id): f"{row.item.product.label} · {row.account.label}"
            for row in fleet.rows
        }
        self.product.offer(
            sorted(((words, key) for key, words in offered.items()), key=lambda one: (natural_key(one[0]), one[1]))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One row where it can be: the import is in the menu of « Add » too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows the button of the import where all stands in a row with it."""
        wide = self._flow.sizeHint().width()
        if self.take_in.isHidden():
            wide += self.take_in.sizeHint().width() + self._theme.dp(_GAP)
        self.take_in.setVisible(wide <= self.width())

    def _change(self, **changes: object) -> None:
        self.put(replace(self.filter, **changes))  # type: ignore[arg-type] # fields of FleetFilter

    def _show(self) -> None:
        wanted = self.filter
        for field, value in (
            (self.operator, wanted.operator_id),
            (self.account, wanted.account_id),
            (self.kind, wanted.kind),
            (self.team, wanted.team),
            (self.state, wanted.state),
            (self.product, wanted.product),
        ):
            field.put(value)
        self.product.setHidden(wanted.product is None)
        self._fit()

    def _on_day_changed(self) -> None:
        if self.day.value is not None:
            self.back_to_today.setHidden(self.day.value == self._today)
            self._fit()
            self.day_changed.emit(self.day.value)

    def _on_today_asked(self) -> None:
        self.day.show_day(self._today)
        self._on_day_changed()

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self._glass = Glass(self.text, self._theme)
        self.text.setFixedWidth(dp(_TEXT_WIDTH))
        self.day.setFixedWidth(dp(_DAY_WIDTH))
        day = QFrame()
        inside = QHBoxLayout(day)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(dp(6))
        label = Label(tr("As of"), "soft")
        label.setBuddy(self.day)
        for widget in (label, self.day, self.back_to_today):
            inside.addWidget(widget)
        flow = self._flow = FlowRow(gap=dp(_GAP))
        for field in (self.text, self.operator, self.account, self.kind, self.team, self.state, self.product, day):
            flow.add(field)
        self.product.hide()
        acts = FlowRow(gap=dp(_GAP))
        for button in (self.add, self.more, self.take_in):
            acts.add(button)
        flow.add_end(acts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addWidget(flow)
        box.addWidget(self.day.error)
