"""The filters of the invoices' list: a text typed at leisure, and buttons that say what they are set to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.invoice_kinds import InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.models.invoice_cells import state_name
from telbill_desktop.gui.pages.invoices.list_head import ListHead
from telbill_desktop.gui.pages.invoices.ranges import AmountRange, DateRange
from telbill_desktop.gui.widgets.button_icon import set_leading_icon
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.menu_filter import MenuFilter
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.formats import count
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.gui.pages.invoices.advanced_search import AdvancedSearch
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.chip import Chip
    from telbill_desktop.services.invoices import Choice

_TEXT_WIDTH = 218
_IN_CONFLICT = "in_conflict"
_NARROW, _NARROW_TEXT = 700, 150  # a bar that narrow has a shorter field of text
_CROWDED = 1080  # a bar narrower than this would need a second row for the words of the advanced search

# What has a field of its own, or is no filter, as nothing.
_IN_THE_BAR = {
    **dict.fromkeys(("since", "until", "min_ttc", "max_ttc", "operator_id", "account_id", "type", "state")),
    "text": "",
    "perimeter": None,
}


class FilterBar(QWidget):
    """Makes an `InvoiceFilter` of what the user set; `changed` follows every change."""

    changed = Signal(object)  # InvoiceFilter
    left = Signal()
    save_asked = Signal()  # the filter in force, as a view

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = InvoiceFilter()
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Number, label, line…"))
        self.text.setAccessibleName(tr("Filter the invoices"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda text: self._change(text=text))
        self.text.left.connect(self.left)
        self.dates = DateRange(theme, today, self._on_dates_chosen)
        self.amounts = AmountRange(theme, self._on_amounts_chosen)
        self.operator = MenuFilter(tr("Operator"), tr("All operators"), theme)
        self.account = MenuFilter(tr("Account"), tr("All accounts"), theme)
        self.type = MenuFilter(tr("Type"), tr("Invoices and credit notes"), theme)
        self.state = MenuFilter(tr("State"), tr("All states"), theme)
        self.type.offer([(_type_words(kind), kind) for kind in InvoiceType])
        states = [(state_name(state), state) for state in (InvoiceState.TO_CHECK, InvoiceState.READ)]
        self.state.offer([*states, (tr("Documents in conflict"), _IN_CONFLICT)])
        self.operator.chosen.connect(self._set_operator)
        self.account.chosen.connect(self._set_account)
        self.type.chosen.connect(lambda value: self._change(type=value))
        self.state.chosen.connect(self._set_state)
        self.dates.cleared.connect(lambda: self._on_dates_chosen(None, None))
        self.amounts.cleared.connect(lambda: self._on_amounts_chosen(None, None))
        self.advanced = Button(tr("Advanced search"), "soft", self.open_advanced)
        self.save_view = Button(tr("Save the view"), "", self.save_asked.emit)
        self.chips: dict[tuple[str, ...], Chip] = {}
        self.currencies: Sequence[str] = ()
        self.popup: AdvancedSearch | None = None
        self.head = ListHead(theme)
        self.head.clear_asked.connect(self.clear)
        self.clear_all, self.count = self.head.clear_all, self.head.count
        self._lay_out()
        theme.changed.connect(self._draw)
        self._show()

    @property
    def filter(self) -> InvoiceFilter:
        """What the list is narrowed to."""
        return self._filter

    @property
    def is_active(self) -> bool:
        """Whether the user narrowed the list; the perimeter of the window is not a filter."""
        return replace(self._filter, perimeter=None) != InvoiceFilter()

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
            self._show_activity()
        else:
            self._show()
        self.changed.emit(self._filter)

    def clear(self) -> None:
        """Lets everything through, within the perimeter."""
        self.set_filter(InvoiceFilter(perimeter=self._filter.perimeter))

    def open_advanced(self, field: str = "") -> None:
        """Ctrl+Shift+F: opens the advanced search, the cursor in one of its fields."""
        from telbill_desktop.gui.pages.invoices.advanced_search import AdvancedSearch  # noqa: PLC0415 - when opened

        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = AdvancedSearch(self.window(), self._theme, self.set_filter)
        place = self.advanced.mapToGlobal(self.advanced.rect().bottomLeft())
        self.popup.open_at(place, self._filter, self.currencies, field)

    def set_choices(self, operators: Sequence[Choice], accounts: Sequence[Choice]) -> None:
        """What the menus offer: the operators and accounts of the store, of the chosen operator where one is."""
        for field, choices in ((self.operator, operators), (self.account, accounts)):
            field.offer([(one.label, one.id) for one in choices], {one.id: _note(one) for one in choices})
        self._show()

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
        self.operator.put(wanted.operator_id)
        self.account.put(wanted.account_id)
        self.type.put(wanted.type)
        self.state.put(_IN_CONFLICT if wanted.in_conflict else wanted.state)
        self._show_chips()
        self._show_activity()

    def _show_activity(self) -> None:
        self.clear_all.setVisible(self.is_active)
        self.save_view.setEnabled(self.is_active)

    def _show_chips(self) -> None:
        """One chip for each part of the filter that has no field above; those that stay the same stay."""
        if not self.chips and replace(self._filter, **_IN_THE_BAR) == InvoiceFilter():  # type: ignore[arg-type] # fields of it
            return
        from telbill_desktop.gui.pages.invoices.filter_words import parts_of  # noqa: PLC0415 - when one is first set
        from telbill_desktop.gui.widgets.chip import Chip, order_keys  # noqa: PLC0415 - when one is first set

        parts = {part.fields: part.words for part in parts_of(self._filter)}
        for fields, chip in list(self.chips.items()):
            if parts.get(fields) != chip.words:
                del self.chips[fields]
                self._flow.remove(chip)
        for fields, words in parts.items():
            if fields not in self.chips:
                chip = self.chips[fields] = Chip(words, self._theme)
                chip.removed.connect(lambda fields=fields: self._on_chip_removed(fields))
                chip.opened.connect(lambda fields=fields: self.open_advanced(fields[0]))
                self._flow.add(chip)
        order_keys(self.advanced, self.chips.values())

    def _on_chip_removed(self, fields: tuple[str, ...]) -> None:
        """The keyboard goes on to the chip that follows, or back to the button that sets them."""
        order = list(self.chips)
        following = order[order.index(fields) + 1 :][:1] or order[: order.index(fields)][-1:]
        nothing = InvoiceFilter()
        self._change(**{field: getattr(nothing, field) for field in fields})
        heir = self.chips.get(following[0]) if following else None
        (heir.button if heir else self.advanced).setFocus()

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self.text.setFixedWidth(dp(_TEXT_WIDTH))
        self._glass = Glass(self.text, self._theme)
        self._flow = FlowRow(gap=dp(8))
        fields = (self.text, self.dates, self.amounts, self.operator, self.account, self.type, self.state)
        for widget in (*fields, self.advanced):
            self._flow.add(widget)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(8))
        row.addWidget(self._flow, 1)
        row.addWidget(self.save_view, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addLayout(row)
        box.addWidget(self.head)
        self._draw()

    def _draw(self) -> None:
        set_leading_icon(self.advanced, self._theme, "sliders-horizontal", "text_soft", 13)
        set_leading_icon(self.save_view, self._theme, "star", "text_soft", 13)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the room is narrow the fields have it: buttons are icons, the status bar says the count too."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.dp(_NARROW)
        self.count.setHidden(narrow)
        crowded = self.width() < self._theme.dp(_CROWDED)
        for button, words, is_icon in (
            (self.save_view, tr("Save the view"), narrow),
            (self.advanced, tr("Advanced search"), crowded),
        ):
            button.setText("" if is_icon else words)
            if (button.property("narrow") == "true") != is_icon:
                button.setProperty("narrow", "true" if is_icon else "false")
                button.setToolTip(tooltip(words) if is_icon else "")
                restyled(button)
        self.text.setFixedWidth(self._theme.dp(_NARROW_TEXT if narrow else _TEXT_WIDTH))


def _note(choice: Choice) -> str:
    """How many invoices it has, and whether somebody must still look at it."""
    words = f"({count(choice.count)})"
    return f"{words} — {tr('to complete')}" if choice.to_complete else words


def _type_words(kind: InvoiceType) -> str:
    return tr("Credit notes") if kind is InvoiceType.CREDIT_NOTE else tr("Invoices")
