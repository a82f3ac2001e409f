"""What narrows usage: a text over the names, its days, by what it is told apart, and what it is narrowed to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import UsageFilter, UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.usage_words import grouping_name, shown_group_name
from telbill_desktop.gui.pages.usage.fields import ComparisonField, GroupingButton, PeriodField
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.chip import Chip, order_keys
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.system.formats import count, labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telbill_desktop.domain.usage_path import UsagePath
    from telbill_desktop.gui.pages.usage.choice_popup import ChoicePopup
    from telbill_desktop.gui.theme import Theme

_TEXT_WIDTH, _GAP = 200, 8  # pixels at 100 % text
_NAMED = 2  # values that a chip names; of more it says how many
INVOICE = "invoice"  # the field of a filter that no grouping has
FIELDS = {
    UsageGrouping.USER: "users",
    UsageGrouping.TEAM: "teams",
    UsageGrouping.CATEGORY: "categories",
    UsageGrouping.DESTINATION: "destinations",
    UsageGrouping.ACCOUNT: "account_ids",
    UsageGrouping.LINE: "lines",
}


def chosen_keys(wanted: UsageFilter, by: UsageGrouping) -> tuple[str, ...]:
    """The groups of that kind that a filter is narrowed to, by their keys."""
    return tuple(str(one) for one in getattr(wanted, FIELDS[by]))


def with_keys(wanted: UsageFilter, by: UsageGrouping, keys: Sequence[str]) -> UsageFilter:
    """The filter, narrowed to these groups alone; to none: not narrowed by them."""
    values: tuple[object, ...] = tuple(keys)
    if by is UsageGrouping.ACCOUNT:
        values = tuple(int(key) for key in keys)
    elif by is UsageGrouping.CATEGORY:
        values = tuple(UsageCategory(key) for key in keys)
    return replace(wanted, **{FIELDS[by]: values})  # type: ignore[arg-type] # fields of it


class UsageFilterBar(QWidget):
    """Shows a path; every change is asked of the page, which shows another one."""

    text_changed = Signal(str)
    wanted_changed = Signal(object)  # UsageFilter
    offers_asked = Signal(object)  # UsageGrouping: what can be chosen of it
    left = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self.wanted = UsageFilter()
        self.names: dict[tuple[UsageGrouping, str], str] = {}  # of what chips speak of, as far as they are known
        self.chips: dict[str, Chip] = {}
        self.popup: ChoicePopup | None = None
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Filter…"))
        self.text.setAccessibleName(tr("Filter the usage"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self.text_changed)
        self.text.left.connect(self.left)
        self.period = PeriodField(theme, today)
        self.period.chosen.connect(lambda period: self.wanted_changed.emit(replace(self.wanted, period=period)))
        self.grouping = GroupingButton(theme)
        self.comparison = ComparisonField(theme, today)
        self.more = MenuButton(theme, tr("Narrow to"))
        for by in FIELDS:
            action = self.more.list.addAction(f"{grouping_name(by)}…")
            action.triggered.connect(lambda _checked=False, by=by: self.open_choice(by))
        self._lay_out()

    def show_path(self, path: UsagePath) -> None:
        """Shows what is in force without telling anybody."""
        self.wanted = path.wanted
        self.period.show_period(path.wanted.period)
        self.grouping.show_grouping(None if path.with_calls else path.by)
        self.comparison.show_compared(path.compared_to)
        self.comparison.setEnabled(path.wanted.period is not None and not path.with_calls)
        self.text.setEnabled(not path.with_calls)
        self.show_chips()

    def clear_text(self) -> None:
        """Lets every name through; the page is told."""
        self.text.clear()

    def open_choice(self, by: UsageGrouping, at: QWidget | None = None) -> None:
        """The list to tick in, under the button or chip that asks for it."""
        from telbill_desktop.gui.pages.usage.choice_popup import ChoicePopup  # noqa: PLC0415 - when it is opened

        if self.popup is not None:
            self.popup.deleteLater()
        opener = at or self.more
        self.popup = ChoicePopup(
            self.window(),
            self._theme,
            grouping_name(by),
            lambda keys: self.wanted_changed.emit(with_keys(self.wanted, by, keys)),
        )
        self.popup.open_at(opener.mapToGlobal(QPoint(0, opener.height() + 2)), chosen_keys(self.wanted, by))
        self.offers_asked.emit(by)

    def show_offers(self, by: UsageGrouping, offers: Sequence[tuple[str, str]]) -> None:
        """What can be chosen is known."""
        self.names.update({(by, key): name for key, name in offers})
        if self.popup is not None:
            self.popup.show_offers(offers)
        self.show_chips()

    def show_chips(self) -> None:
        """One for each part of the filter that has no field of its own; those that stay the same stay."""
        words = {FIELDS[by]: text for by in FIELDS if (text := self._words(by))}
        if self.wanted.invoice:
            words[INVOICE] = labelled(tr("Invoice"), self.wanted.invoice)
        for field, chip in list(self.chips.items()):
            if words.get(field) != chip.words:
                del self.chips[field]
                self._flow.remove(chip)
        kinds = {field: by for by, field in FIELDS.items()}
        for field, text in words.items():
            if field not in self.chips:
                chip = self.chips[field] = Chip(text, self._theme)
                chip.removed.connect(lambda field=field: self._on_chip_removed(field))
                if (kind := kinds.get(field)) is not None:
                    chip.opened.connect(lambda kind=kind, chip=chip: self.open_choice(kind, chip))
                self._flow.add(chip)
        order_keys(self.more, self.chips.values())

    def _words(self, by: UsageGrouping) -> str:
        keys = chosen_keys(self.wanted, by)
        if not keys:
            return ""
        names = [self._name(by, key) for key in keys]
        if len(keys) > _NAMED or not all(names):
            many = ntr("{count} chosen", "{count} chosen", len(keys)).format(count=count(len(keys)))
            return labelled(grouping_name(by), many)
        return labelled(grouping_name(by), ", ".join(names))

    def _name(self, by: UsageGrouping, key: str) -> str:
        """Accounts alone have names that their keys do not say."""
        if by is UsageGrouping.ACCOUNT:
            return self.names.get((by, key), "")
        return shown_group_name(by, UsageGroup(key, key, UsageSum()))

    def _on_chip_removed(self, field: str) -> None:
        """The keyboard goes on to the chip that follows, or back to the button that sets them."""
        order = list(self.chips)
        at = order.index(field)
        following = (order[at + 1 :] or order[:at][-1:])[:1]
        nothing = UsageFilter()
        changes = {field: getattr(nothing, field)}
        if field == INVOICE:
            changes |= {"operator_id": None, "issued": None}
        self.wanted_changed.emit(replace(self.wanted, **changes))
        heir = self.chips.get(following[0]) if following else None
        (heir.button if heir else self.more).setFocus()

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self._glass = Glass(self.text, self._theme)
        self.text.setFixedWidth(dp(_TEXT_WIDTH))
        self._flow = FlowRow(gap=dp(_GAP))
        for field in (self.text, self.period, self.grouping, self.comparison, self.more):
            self._flow.add(field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._flow)
