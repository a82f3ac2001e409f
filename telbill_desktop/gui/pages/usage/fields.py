"""The fields above usage: its days, by what it is told apart, and the days that it is compared to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_comparison import ComparedTo
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_words import grouping_name
from telbill_desktop.gui.pages.invoices.ranges import DateRange, days_popup, ready_made_days
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.menu_filter import MenuFilter
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.range_popup import RangePopup

OTHER_DAYS = "other"  # beside the names of compared periods: days of one's own
_FIRST, _LAST = date(1970, 1, 1), date(2149, 5, 31)  # what no usage is before or after
EACH_CALL = "calls"  # beside the groupings: usage is told call by call


def days_words(period: Period) -> str:
    """Both days, included; an end that is left open is not there."""
    first, last = _ends(period)
    return " — ".join("" if day is None else formats.day(day) for day in (first, last)).strip()


def _ends(period: Period | None) -> tuple[date | None, date | None]:
    """The first and the last day; None for an end that is left open."""
    if period is None:
        return None, None
    return period.start if period.start > _FIRST else None, period.last_day if period.last_day < _LAST else None


class PeriodField(DateRange):
    """Says the name of a range that is asked for often, and the days of any other."""

    chosen = Signal(object)  # Period, None

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(theme, today, self._on_range_chosen)
        self._day = today
        self.period: Period | None = None
        self.cleared.connect(lambda: self._on_range_chosen(None, None))

    def show_period(self, period: Period | None) -> None:
        """Shows the days without telling anybody."""
        self.period = period
        self.show_range(*_ends(period))
        if period is not None:
            named = {(first, last): name for name, first, last in ready_made_days(self._day())}
            if name := named.get((period.start, period.last_day)):
                self.show_value(name)

    def _on_range_chosen(self, since: date | None, until: date | None) -> None:
        """An end that is left open: from the beginning of time, or until its end."""
        period = None
        if since is not None or until is not None:
            period = Period.through(since or _FIRST, until or _LAST)
        if period != self.period:
            self.chosen.emit(period)


class GroupingButton(MenuButton):
    """By what usage is told apart; the last entry is call by call."""

    chosen = Signal(object)  # UsageGrouping, EACH_CALL

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._group = QActionGroup(self.list)
        self._actions: dict[object, QAction] = {}
        for value in UsageGrouping:
            self._offer(value, grouping_name(value))
        self.list.addSeparator()
        self._offer(EACH_CALL, tr("Each call, message and session"))
        self.show_grouping(UsageGrouping.USER)

    def show_grouping(self, value: UsageGrouping | None) -> None:
        """Shows what is in force; None: call by call."""
        self._actions[value or EACH_CALL].setChecked(True)
        if value is None:
            self.say(tr("Each call"))
        else:
            self.say(labelled(tr("By"), grouping_name(value)))

    def _offer(self, value: object, words: str) -> None:
        action = QAction(words, self.list)
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(value))
        self._group.addAction(action)
        self.list.addAction(action)
        self._actions[value] = action


class ComparisonField(MenuFilter):
    """The period that is shown beside: one by name, or days of one's own."""

    compared = Signal(object)  # ComparedTo, Period, None

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(tr("Compare"), tr("Nothing is compared"), theme)
        self._day = today
        self._period: Period | None = None
        self._kind: ComparedTo | None = None
        self.popup: RangePopup[date] | None = None
        self.chosen.connect(self._on_kind_chosen)
        self.show_compared(None)

    def show_compared(self, value: ComparedTo | Period | None) -> None:
        """Shows what is in force without telling anybody."""
        self._period = value if isinstance(value, Period) else None
        self._kind = value if isinstance(value, ComparedTo) else None
        named: list[tuple[str, object]] = [
            (tr("Period before"), ComparedTo.BEFORE),
            (tr("Same period a year before"), ComparedTo.YEAR_BEFORE),
        ]
        others = tr("Other days…") if self._period is None else days_words(self._period)
        self.offer([*named, (others, OTHER_DAYS)])
        self.put(OTHER_DAYS if self._period is not None else value)

    def _on_kind_chosen(self, value: object) -> None:
        if value == OTHER_DAYS:
            self._ask_days()
        else:
            self.compared.emit(value)

    def _ask_days(self) -> None:
        self.show_compared(self._period or self._kind)
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = days_popup(self.window(), self._theme, self._day(), self._on_days_chosen)
        self.popup.open_at(self.below(), *_ends(self._period))

    def _on_days_chosen(self, since: date | None, until: date | None) -> None:
        if since is not None and until is not None:
            self.compared.emit(Period.through(since, until))
