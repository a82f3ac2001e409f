"""The filters of the invoices' list: a text typed at leisure, and buttons that say what they are set to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from telbill_desktop.domain.invoice_kinds import InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.models.invoice_cells import state_name
from telbill_desktop.gui.pages.invoices.ranges import AmountRange, DateRange
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.filter_field import FilterField
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.formats import count
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.services.invoices import Choice

_TEXT_WIDTH = 218
_IN_CONFLICT = "in_conflict"
_LONGEST = 60  # characters of a name in a menu
_NARROW, _NARROW_TEXT = 700, 150  # a bar that narrow has a shorter field of text


class QuickFilter(QLineEdit):
    """Filters at every keystroke. Esc empties it, then leaves; Down and Enter go to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that a field of text does not use itself."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Makes an `InvoiceFilter` of what the user set; `changed` follows every change."""

    changed = Signal(object)  # InvoiceFilter
    left = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = InvoiceFilter()
        self._operators: Sequence[Choice] = ()
        self._accounts: Sequence[Choice] = ()
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Number, label, line…"))
        self.text.setAccessibleName(tr("Filter the invoices"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda text: self._change(text=text))
        self.text.left.connect(self.left)
        self.dates = DateRange(theme, today, self._on_dates_chosen)
        self.amounts = AmountRange(theme, self._on_amounts_chosen)
        self.operator = self._menu_field(tr("Operator"), self._fill_operators, self._set_operator)
        self.account = self._menu_field(tr("Account"), self._fill_accounts, self._set_account)
        self.type = self._menu_field(tr("Type"), self._fill_types, lambda value: self._change(type=value))
        self.state = self._menu_field(tr("State"), self._fill_states, self._set_state)
        self.dates.cleared.connect(lambda: self._on_dates_chosen(None, None))
        self.amounts.cleared.connect(lambda: self._on_amounts_chosen(None, None))
        self.clear_all = Button(tr("Clear all"), "link", self.clear)
        self.count = Label(role="small")
        self._lay_out()
        self._show()

    @property
    def filter(self) -> InvoiceFilter:
        """What the list is narrowed to."""
        return self._filter

    @property
    def is_active(self) -> bool:
        """Whether the user narrowed the list; the perimeter of the window is not a filter."""
        return replace(self._filter, company_id=None) != InvoiceFilter()

    def set_filter(self, wanted: InvoiceFilter) -> None:
        """Sets everything at once."""
        if wanted == self._filter:
            return
        only_text = replace(wanted, text=self._filter.text) == self._filter
        self._filter = wanted
        if self.text.text() != wanted.text:
            self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.text.setText(wanted.text)
            self.text.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if only_text:
            self.clear_all.setVisible(self.is_active)
        else:
            self._show()
        self.changed.emit(self._filter)

    def clear(self) -> None:
        """Lets everything through, within the perimeter."""
        self.set_filter(InvoiceFilter(company_id=self._filter.company_id))

    def set_choices(self, operators: Sequence[Choice], accounts: Sequence[Choice]) -> None:
        """What the menus offer: the operators and accounts of the store, of the chosen operator where one is."""
        self._operators, self._accounts = operators, accounts
        self._show()

    def show_count(self, invoices: int) -> None:
        """How many invoices the list holds."""
        self.count.setText(ntr("{count} invoice", "{count} invoices", invoices).format(count=count(invoices)))

    def _change(self, **changes: object) -> None:
        self.set_filter(replace(self._filter, **changes))  # type: ignore[arg-type] # fields of InvoiceFilter

    def _on_dates_chosen(self, since: date | None, until: date | None) -> None:
        self._change(since=since, until=until)

    def _on_amounts_chosen(self, low: object, high: object) -> None:
        self._change(min_ttc=low, max_ttc=high)

    def _set_operator(self, operator_id: object) -> None:
        """An account belongs to one operator: another operator forgets it."""
        self._change(operator_id=operator_id, account_id=None)

    def _set_account(self, account_id: object) -> None:
        self._change(account_id=account_id)

    def _set_state(self, chosen: object) -> None:
        """A state, or what stands beside the states in the same menu: that documents are in conflict."""
        in_conflict = chosen == _IN_CONFLICT or None
        self._change(state=None if in_conflict else chosen, in_conflict=in_conflict)

    def _show(self) -> None:
        wanted = self._filter
        self.dates.show_range(wanted.since, wanted.until)
        self.amounts.show_range(wanted.min_ttc, wanted.max_ttc)
        self.operator.show_value(_label_of(wanted.operator_id, self._operators))
        self.account.show_value(_label_of(wanted.account_id, self._accounts))
        self.type.show_value(_type_words(wanted.type) if wanted.type else "")
        state = tr("Documents in conflict") if wanted.in_conflict else state_name(wanted.state) if wanted.state else ""
        self.state.show_value(state)
        self.clear_all.setVisible(self.is_active)

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self.text.setFixedWidth(dp(_TEXT_WIDTH))
        self._glass = Glass(self.text, self._theme)
        holder = FlowRow(gap=dp(8))
        fields = (self.text, self.dates, self.amounts, self.operator, self.account, self.type, self.state)
        for widget in fields:
            holder.add(widget)
        end = QWidget()
        end.setFixedHeight(dp(30))  # the first row of the filters
        inside = QHBoxLayout(end)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.clear_all)
        inside.addWidget(self.count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(8))
        row.addWidget(holder, 1)
        row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        self.count.setMinimumWidth(dp(84))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the room is narrow the fields have it: the status bar says the count too."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.dp(_NARROW)
        self.count.setHidden(narrow)
        # Room is kept for it: the first letter of a filter would otherwise lay the page out anew, which takes 5 ms.
        policy = self.clear_all.sizePolicy()
        policy.setRetainSizeWhenHidden(not narrow)
        self.clear_all.setSizePolicy(policy)
        self.text.setFixedWidth(self._theme.dp(_NARROW_TEXT if narrow else _TEXT_WIDTH))

    def _menu_field(
        self, name: str, fill: Callable[[QMenu, Callable[[str, object], None]], None], choose: Callable[[object], None]
    ) -> FilterField:
        """A filter whose choices are a menu, filled when it opens."""
        field = FilterField(name, self._theme)
        menu = QMenu(field)
        group = QActionGroup(menu)

        def offer(words: str, value: object) -> None:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(field.property("chosen") == value)
            action.triggered.connect(lambda: choose(value))
            group.addAction(action)
            menu.addAction(action)

        def on_about_to_show() -> None:
            menu.clear()
            fill(menu, offer)

        menu.aboutToShow.connect(on_about_to_show)
        field.set_menu(menu)
        field.cleared.connect(lambda: choose(None))
        return field

    def _fill_operators(self, _menu: QMenu, offer: Callable[[str, object], None]) -> None:
        self.operator.setProperty("chosen", self._filter.operator_id)
        offer(tr("All operators"), None)
        for choice in self._operators:
            offer(_offered(choice), choice.id)

    def _fill_accounts(self, _menu: QMenu, offer: Callable[[str, object], None]) -> None:
        self.account.setProperty("chosen", self._filter.account_id)
        offer(tr("All accounts"), None)
        for choice in self._accounts:
            offer(_offered(choice), choice.id)

    def _fill_types(self, _menu: QMenu, offer: Callable[[str, object], None]) -> None:
        self.type.setProperty("chosen", self._filter.type)
        offer(tr("Invoices and credit notes"), None)
        for kind in InvoiceType:
            offer(_type_words(kind), kind)

    def _fill_states(self, _menu: QMenu, offer: Callable[[str, object], None]) -> None:
        self.state.setProperty("chosen", _IN_CONFLICT if self._filter.in_conflict else self._filter.state)
        offer(tr("All states"), None)
        for state in (InvoiceState.TO_CHECK, InvoiceState.READ):
            offer(state_name(state), state)
        offer(tr("Documents in conflict"), _IN_CONFLICT)


def _offered(choice: Choice) -> str:
    label = choice.label if len(choice.label) <= _LONGEST else choice.label[: _LONGEST - 1] + "…"
    words = f"{label} ({count(choice.count)})"
    return f"{words} — {tr('to complete')}" if choice.to_complete else words


def _label_of(wanted: int | None, choices: Sequence[Choice]) -> str:
    if wanted is None:
        return ""
    return next((choice.label for choice in choices if choice.id == wanted), "…")


def _type_words(kind: InvoiceType) -> str:
    return tr("Credit notes") if kind is InvoiceType.CREDIT_NOTE else tr("Invoices")
