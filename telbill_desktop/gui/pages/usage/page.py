"""The page of usage: what narrows it, how one came there, the months as a chart, the groups or the calls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.ready_days import ReadyDays, ready_days
from telbill_desktop.domain.usage import month_of
from telbill_desktop.domain.usage_path import UsagePath, UsageStep
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.gui.models.usage_answers import ask_offers
from telbill_desktop.gui.models.usage_months import months_of
from telbill_desktop.gui.models.usage_sums_words import (
    calls_count,
    calls_notice,
    groups_count,
    groups_notice,
    step_name,
)
from telbill_desktop.gui.pages.page import Page, Target
from telbill_desktop.gui.pages.usage.acts import UsageActs
from telbill_desktop.gui.pages.usage.asking import UsageAsking
from telbill_desktop.gui.pages.usage.call_pane import CallPane
from telbill_desktop.gui.pages.usage.chart_card import UsageChartCard
from telbill_desktop.gui.pages.usage.filter_bar import UsageFilterBar, with_keys
from telbill_desktop.gui.pages.usage.group_pane import GroupPane
from telbill_desktop.gui.pages.usage.list_card import UsageCard
from telbill_desktop.gui.pages.usage.path_bar import PathBar
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.usage_view import UsageAnswer
    from telbill_desktop.gui.models.usage_answers import CallsAnswer, GroupsAnswer
    from telbill_desktop.gui.pages.page import PageContext

VIEW, CALLS_VIEW = "usage", "usage_calls"
_SHARES = (190, 420)  # pixels at 100 % text of the chart and of the list, at first
_LEAST_LIST = 150


class UsagePage(Page):
    """« Consommations ». Everything is asked in readers' jobs; a text narrows and a title sorts what is there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme, settings, store = context.theme, context.settings, context.workspace.store
        self._kept = settings.view(VIEW)
        self._left: UsageStep | None = None  # what was gone into, chosen again once one is back
        self._chose_days = False  # the days are those that somebody asked for
        first, last = ready_days(context.workspace.today())[ReadyDays.LAST_12_MONTHS]
        self.path = UsagePath(UsageFilter(period=Period.through(first, last)))
        self.months: UsageAnswer | None = None  # of the chart
        self.asking = UsageAsking(store, context.jobs, self)
        self._offers_lane = context.jobs.latest(self)
        self.filters = UsageFilterBar(theme, context.workspace.today)
        self.path_bar = PathBar(theme)
        self.notice = MessagePanel(theme)
        self.chart = UsageChartCard(theme, context.jobs)
        self.groups = GroupPane(theme, self._kept)
        self.calls = CallPane(theme, settings.view(CALLS_VIEW), self.asking)
        self.card = UsageCard(theme, self.groups, self.calls)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.acts = UsageActs(self)
        self._lay_out()
        self._connect()
        self.show_path(self.path)

    def title(self) -> str:
        """In the top bar."""
        return tr("Usage")

    def focus_content(self) -> None:
        """On the list."""
        (self.calls.table if self.path.with_calls else self.groups.table).setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self.filters.text.isEnabled():
            self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters.text.selectAll()

    def export_actions(self) -> list[QAction]:
        """What is shown, as a file."""
        return self.acts.exports

    def refresh(self) -> None:
        """Asks everything again; path, choice and scroll stay."""
        self.asking.forget()
        self.asking.ask(self.path)

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows everything."""
        self.path_bar.say_perimeter(name if choice is not None else "")
        if choice != self.path.wanted.perimeter:
            self.want(replace(self.path.wanted, perimeter=choice))

    def go_to(self, target: Target) -> None:
        """Shows the usage of a filter (`"filter"`), told apart by something (`"by"`) or call by call (`"calls"`)."""
        wanted = target.options.get("filter")
        if not isinstance(wanted, UsageFilter):
            return
        by = target.options.get("by")
        wanted = replace(wanted, perimeter=self.path.wanted.perimeter)
        path = UsagePath(wanted, by if isinstance(by, UsageGrouping) else UsageGrouping.USER)
        self.show_path(path.into(UsageStep(path.by), calls=True) if target.options.get("calls") else path)
        if wanted.account_ids:
            self._ask_offers(UsageGrouping.ACCOUNT)
        self.focus_content()

    def save_layout(self) -> None:
        """Columns, widths, and where the splitter stands."""
        self.groups.columns.keep()
        self.calls.columns.keep()
        if not self.chart.isHidden():
            self._kept.splitter = [round(size / self.context.theme.scale) for size in self.splitter.sizes()]

    def show_path(self, path: UsagePath) -> None:
        """Asks for what a path leads to; what is shown stays until then."""
        if path.by is not self.path.by or path.steps != self.path.steps:
            self.filters.clear_text()
        self._chose_days |= path.wanted.period != self.path.wanted.period
        self.path = path
        self.filters.show_path(path)
        if self.path_bar.show_path(path):
            (self.calls.table if self.calls.isVisible() else self.groups.table).setFocus()
        self.asking.ask(path)

    def want(self, wanted: UsageFilter) -> None:
        """Another filter; a month that was gone into is left where the days become other ones."""
        path = replace(self.path, wanted=wanted)
        months = [at for at, step in enumerate(path.steps) if step.by is UsageGrouping.MONTH and step.keys]
        if months and wanted.period != self.path.wanted.period:
            path = path.up(months[0])
        self.show_path(path)

    def go_into(self, *, calls: bool = False) -> None:
        """Enter: the chosen groups from nearer. With `calls` their calls, or those of everything that is shown."""
        answer = self.groups.answer
        if self.path.with_calls or answer is None or answer.path != self.path:
            return
        groups = self.groups.chosen_groups()
        if groups or calls:
            keys = tuple(one.row.group.key for one in groups)
            step = UsageStep(self.path.by, keys, step_name(self.path.by, [one.name for one in groups]))
            self.show_path(self.path.into(step, calls=calls))

    def go_up(self, level: int | None = None) -> None:
        """Backspace, Esc: one step back, or to where so many steps were taken."""
        path = self.path.up(level)
        if path != self.path:
            self._left = next(iter(self.path.steps[len(path.steps) :]), None)
            self.show_path(path)

    def narrow_to_chosen(self) -> None:
        """Makes the chosen groups a filter; usage is told apart as before."""
        groups, by = self.groups.chosen_groups(), self.path.by
        if groups and by is not UsageGrouping.MONTH:
            self.filters.names.update({(by, one.row.group.key): one.name for one in groups})
            self.want(with_keys(self.path.wanted, by, [one.row.group.key for one in groups]))

    def show_everything(self) -> None:
        """No days, no filter, no step; the perimeter stays."""
        self.filters.clear_text()
        self.show_path(UsagePath(UsageFilter(perimeter=self.path.wanted.perimeter), self.path.by))

    def _lay_out(self) -> None:
        dp = self.context.theme.dp
        self.splitter.addWidget(self.chart)
        self.splitter.addWidget(self.card)
        for at, share in enumerate(_SHARES):
            self.splitter.setStretchFactor(at, share)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(dp(12))
        self.splitter.setSizes([dp(size) for size in self._kept.splitter or _SHARES])
        self.card.setMinimumHeight(dp(_LEAST_LIST))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(6))
        for widget in (self.filters, self.path_bar, self.notice):
            box.addWidget(widget)
        inside = QVBoxLayout()
        inside.addWidget(self.splitter)
        self.area = Scrolled(inside)  # in a window that is too low for both, the chart would cover the list
        box.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.filters.text_changed.connect(self.groups.narrow)
        self.filters.left.connect(self._on_filter_left)
        self.filters.wanted_changed.connect(self.want)
        self.filters.grouping.chosen.connect(self._on_grouping_chosen)
        self.filters.comparison.compared.connect(lambda to: self.show_path(replace(self.path, compared_to=to)))
        self.filters.offers_asked.connect(self._ask_offers)
        self.path_bar.up_asked.connect(self.go_up)
        self.path_bar.level_asked.connect(self.go_up)
        self.card.import_asked.connect(self.import_asked)
        self.card.clear_asked.connect(self.show_everything)
        self.card.totals_asked.connect(self.go_up)
        self.asking.groups_read.connect(self._on_groups_read)
        self.asking.calls_read.connect(self._on_calls_read)
        self.asking.months_read.connect(self._on_months_read)
        self.chart.month_opened.connect(self._on_month_opened)
        self.groups.arranged.connect(self._on_arranged)
        self.groups.table.entered.connect(self.go_into)
        self.calls.order_asked.connect(lambda: self.asking.ask(self.path))
        for pane in (self.groups, self.calls):
            pane.status_changed.connect(self.status_changed)

    def _on_grouping_chosen(self, by: UsageGrouping | str) -> None:
        if isinstance(by, UsageGrouping):
            self.show_path(self.path.grouped(by))
        elif not self.path.with_calls:
            self.show_path(self.path.into(UsageStep(self.path.by), calls=True))

    def _on_groups_read(self, answer: GroupsAnswer) -> None:
        if not answer.rows and answer.span.days is not None and not self._chose_days:
            self.want(replace(self.path.wanted, period=None))  # all usage is older than the days shown at first
            return
        keyboard = self.calls.table.hasFocus()
        self.groups.show_answer(answer)
        self.notice.say("info", groups_notice(answer), ())
        if self._left is not None and self._left.by is answer.path.by:
            self.groups.choose(self._left)
        self._left = None
        if keyboard:
            self.groups.table.setFocus()
        if answer.rows:
            self.asking.ask_months(answer.path.narrowed)
        else:
            self._hide_chart()

    def _on_arranged(self, rows: int) -> None:
        """Fewer groups, or other ones."""
        answer = self.groups.answer
        if answer is not None and not self.path.with_calls:
            self.card.show_groups(rows, files=answer.span.files)
            self.path_bar.count.setText(groups_count(answer.path.by, rows))

    def _on_calls_read(self, answer: CallsAnswer) -> None:
        keyboard = self.groups.table.hasFocus()
        self._hide_chart()
        self.calls.show_answer(answer)
        listed, uses = len(answer.keys), answer.total.count + answer.aside.count
        self.card.show_calls(listed, uses=uses, files=answer.span.files)
        self.path_bar.count.setText(calls_count(listed))
        self.notice.say("info", calls_notice(answer), ())
        if keyboard:
            self.calls.table.setFocus()

    def _hide_chart(self) -> None:
        """Until groups are there once more: their months are then asked for, be they the same as before."""
        self.asking.forget()
        self.chart.hide()

    def _on_months_read(self, answer: UsageAnswer) -> None:
        shown = self.groups.answer
        self.months = answer
        if shown is not None and not self.path.with_calls:
            self.chart.show_months(months_of(answer, shown.path.narrowed.period, shown.span))

    def _on_month_opened(self, month: date) -> None:
        """A month of the chart is gone into; usage is told apart as before. A second click has nothing to go into."""
        if self.groups.answer is None or self.groups.answer.path != self.path:
            return
        key = str(month_of(month))
        step = UsageStep(UsageGrouping.MONTH, (key,), formats.long_month(month), seen_by=self.path.by)
        self.show_path(replace(self.path, steps=(*self.path.steps, step)))

    def _on_filter_left(self) -> None:
        """Down or Enter in the filter: the first row, unless one is chosen; brought in sight from below the chart."""
        self.focus_content()
        self.area.ensureWidgetVisible(self.card)
        if self.groups.model.rowCount() and not self.groups.chosen.count():
            self.groups.table.selectRow(0)

    def _ask_offers(self, by: UsageGrouping) -> None:
        """What can be chosen: whatever there is in these days, within the perimeter."""
        store, wanted = self.context.workspace.store, self.path.wanted
        within = UsageFilter(period=wanted.period, perimeter=wanted.perimeter)
        self._offers_lane.ask(
            lambda: ask_offers(store, within, by), lambda offers: self.filters.show_offers(by, offers)
        )
