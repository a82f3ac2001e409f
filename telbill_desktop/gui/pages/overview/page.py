"""The overview: figures, costs by month, what comes, what is to be done, who costs what, pinned views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.ahead import FleetCount
from telbill_desktop.domain.fleet_view import FleetFilter, ItemState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.overview import OverviewPeriod, span_of
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.models.overview_words import period_name
from telbill_desktop.gui.models.task_words import task_sentence
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.pages.overview.chart_card import ChartCard
from telbill_desktop.gui.pages.overview.figures import FLEET, FREE, UPCOMING, OverviewTiles
from telbill_desktop.gui.pages.overview.pinned import PinnedViews
from telbill_desktop.gui.pages.overview.schedule_card import ScheduleCard
from telbill_desktop.gui.pages.overview.shares_card import WhoCosts
from telbill_desktop.gui.pages.overview.task_opener import TaskOpener
from telbill_desktop.gui.pages.overview.tasks_card import TasksCard
from telbill_desktop.gui.pages.page import Page, Target
from telbill_desktop.gui.widgets.card_row import CardRow
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.services import ahead, overview, saved_views, tasks
from telbill_desktop.services.remembered import Remembered
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QAction

    from telbill_desktop.domain.ahead import Ahead, DueEntry
    from telbill_desktop.domain.overview import Costs
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.period import Period
    from telbill_desktop.domain.saved_views import SavedView
    from telbill_desktop.domain.tasks import PutOff, Snooze, Task, Tasks
    from telbill_desktop.domain.user_costs import Shares, UserCost
    from telbill_desktop.gui.pages.page import PageContext

VIEW, INVOICES = "overview", "invoices"


class OverviewPage(Page):
    """« Vue d'ensemble ». Each part is asked for by itself, off the window's thread, and shown when it is there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._store = context.workspace.store
        self._kept = context.settings.view(VIEW)
        self._period = OverviewPeriod.read(self._kept.sort)
        self._currency = ""
        self._perimeter: PerimeterChoice | None = None
        self._month: date | None = None  # of teams and users; None: the latest one with invoices
        self._rest_waits = False
        self._is_whole = False  # all months of the period instead
        self._costs: Costs | None = None
        self._fleet = FleetCount()
        self._costs_lane, self._shares_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._ahead_lane, self._tasks_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._coming, self._to_fetch = Remembered(ahead.coming), Remembered(tasks.to_fetch)
        self._staff = Remembered(overview.staff)
        theme = context.theme
        self.tiles = OverviewTiles(theme)
        self.chart = ChartCard(theme, context.jobs)
        self.who = WhoCosts(theme, self)
        self.schedule = ScheduleCard(theme)
        self.tasks = TasksCard(theme, context.workspace.today, writable=not self._store.read_only)
        self.pinned = PinnedViews(context)
        self._opener = TaskOpener(context, self)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def _today(self) -> date:
        """Asked each time: a window stays open over midnight."""
        return self.context.workspace.today()

    def title(self) -> str:
        """In the top bar."""
        return tr("Overview")

    def export_actions(self) -> list[QAction]:
        """The chart."""
        return [self.chart.png, self.chart.svg]

    def refresh(self) -> None:
        """Asks for everything again, one after the other: what takes longest comes last and keeps no other waiting."""
        self._rest_waits = True
        self._ask_costs()

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows everything on the page."""
        if choice != self._perimeter:
            self._perimeter = choice
            self._opener.say_perimeter(choice, name)
            self.refresh()

    def save_layout(self) -> None:
        """The period."""
        self._kept.sort = self._period.words()

    def _lay_out(self) -> None:
        theme = self.context.theme
        dp = theme.dp
        column = QVBoxLayout()
        column.setSpacing(dp(12))
        column.addWidget(self.tiles)
        self.middle = CardRow(theme, (self.chart, self.schedule), narrowest=480, steps=(2, 1), shares=(3, 2))
        cards = (self.tasks, self.who.teams, self.who.users)
        self.below = CardRow(theme, cards, narrowest=320, steps=(3, 2, 1))
        column.addWidget(self.middle, 3)
        column.addWidget(self.below, 2)
        column.addWidget(self.pinned)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.area = Scrolled(column)
        box.addWidget(self.area)
        QWidget.setTabOrder(self.who.months, self.who.teams.rows)  # it stands above them, and was made later

    def _connect(self) -> None:
        self.tiles.months_asked.connect(self._show_invoices)
        self.tiles.page_asked.connect(self._on_page_asked)
        self.schedule.opened.connect(self._on_due_opened)
        self.tasks.opened.connect(self._opener.open)
        self.tasks.put_off.connect(self._on_put_off)
        self.tasks.told_again.connect(self._on_told_again)
        self.pinned.opened.connect(lambda key: self.context.go_to(INVOICES, Target(record_id=key)))
        self.pinned.whole_asked.connect(self._show_view)
        self.pinned.closed.connect(self._on_unpinned)
        self.pinned.manage_asked.connect(self._on_manage_asked)
        self.chart.month_opened.connect(lambda month: self._show_invoices(span_of([month])))
        self.chart.period_chosen.connect(self._on_period_chosen)
        self.chart.currency_chosen.connect(self._on_currency_chosen)
        self.chart.save_asked.connect(self._on_save_asked)
        self.who.months.chosen.connect(self._on_month_chosen)
        self.who.teams.rows.opened.connect(lambda row: self._show_team(self.who.teams_model.records[row].team))
        self.who.users.rows.opened.connect(lambda row: self._show_user(self.who.users_model.records[row]))

    def _ask_costs(self) -> None:
        store, today, period = self._store, self._today, self._period
        currency, perimeter = self._currency, self._perimeter
        self._costs_lane.ask(
            lambda: overview.costs(store, today, period, currency=currency, perimeter=perimeter), self._on_costs
        )

    def _on_costs(self, costs: Costs) -> None:
        self._costs = costs
        self.tiles.show_costs(costs)
        self.chart.show_costs(costs)
        self._say_status()
        self.chart.canvas.after_drawing(self._ask_shares)

    def _ask_shares(self) -> None:
        """Of one month, or of the whole period."""
        costs = self._costs
        if costs is None:
            return
        if costs.current is None:
            self._shares_lane.drop()
            self.who.show_nothing()
            self._ask_rest()
            return
        chosen = next((one for one in costs.months if one.month == self._month and one.count), costs.current)
        months = tuple(one.month for one in costs.months) if self._is_whole else (chosen.month,)
        total = costs.total if self._is_whole else chosen.total
        self.who.months.offer(costs, None if self._is_whole else chosen.month)
        store, today, perimeter, known = self._store, self._today, self._perimeter, self._staff
        self._shares_lane.ask(
            lambda: overview.shares(store, months, costs.currency, total, known.of(store, today), perimeter=perimeter),
            self._on_shares,
        )

    def _on_shares(self, shares: Shares) -> None:
        self.who.show_shares(shares)
        self._ask_rest()

    def _ask_rest(self) -> None:
        """What does not hang on the period."""
        if not self._rest_waits:
            return
        self._rest_waits = False
        self._ahead_lane.drop()  # a former answer would ask for tasks too, in place of those that ask what comes
        self.pinned.ask(self._perimeter)
        store, today, perimeter, known = self._store, self._today, self._perimeter, self._to_fetch
        self._tasks_lane.ask(
            lambda: tasks.tasks(store, today, known.last or tasks.NOTHING, perimeter), self._on_first_tasks
        )

    def _on_first_tasks(self, found: Tasks) -> None:
        self.tasks.show_tasks(found)
        self.chart.canvas.after_drawing(self._ask_ahead)

    def _on_month_chosen(self, month: date | None) -> None:
        self._month, self._is_whole = month, month is None
        self._ask_shares()

    def _ask_ahead(self) -> None:
        store, today, perimeter, known = self._store, self._today, self._perimeter, self._coming
        self._ahead_lane.ask(lambda: ahead.ahead(store, today, known.of(store, today), perimeter), self._on_ahead)

    def _on_ahead(self, found: Ahead) -> None:
        self.tiles.show_ahead(found)
        self.schedule.show_ahead(found)
        self._fleet = found.fleet
        self._say_status()
        if not self._to_fetch.holds(self._store, self._today):
            self._ask_tasks()

    def _say_status(self) -> None:
        if self._costs is None:
            return
        count = ntr("{count} invoice", "{count} invoices", self._costs.count)
        words = [count.format(count=formats.count(self._costs.count)), period_name(self._costs.period)]
        if self._fleet.served:
            words.append(fill(tr("{count} in service"), {"count": self._fleet.served}))
        self.status_changed.emit(" · ".join(words))

    def _ask_tasks(self) -> None:
        """With what is late, as it stands now."""
        store, today, perimeter, known = self._store, self._today, self._perimeter, self._to_fetch
        self._tasks_lane.ask(
            lambda: tasks.tasks(store, today, known.of(store, today), perimeter), self.tasks.show_tasks
        )

    def _on_page_asked(self, name: str) -> None:
        if name == FREE:
            self.context.go_to(FLEET, Target(options={"filter": FleetFilter(state=ItemState.FREE)}))
        else:
            self.context.go_to(name, Target())

    def _on_due_opened(self, entry: DueEntry) -> None:
        if entry.invoice_id is not None:
            self.context.go_to(INVOICES, Target(record_id=entry.invoice_id))
        else:
            self.context.go_to(UPCOMING, Target(record_id=entry.account_id, options={"day": entry.day}))

    def _on_put_off(self, task: Task, how_long: PutOff) -> None:
        words = fill(tr("Put off until later: {task}"), {"task": task_sentence(task)})
        self._write(lambda: tasks.put_off(self._store, task, how_long, self._today), words)

    def _on_told_again(self, task: Task, snooze: Snooze) -> None:
        words = fill(tr("To be done again: {task}"), {"task": task_sentence(task)})
        self._write(lambda: tasks.tell_again(self._store, task, [snooze.id]), words)

    def _show_view(self, view: SavedView) -> None:
        if view.filter is not None:
            self._go(view.filter)

    def _on_unpinned(self, view: SavedView) -> None:
        words = fill(tr("View {name} taken off the overview."), {"name": view.name})
        self._write(lambda: saved_views.pin(self._store, view.id, pinned=False), words)

    def _on_manage_asked(self) -> None:
        from telbill_desktop.gui.dialogs.views import ViewsDialog  # noqa: PLC0415 - when it is asked for

        ViewsDialog(self.context, self.window()).open()

    def _write(self, work: Callable[[], object], said: str) -> None:
        def done(_nothing: object) -> None:
            self.context.notify(Notice(said, undo=True))
            self.context.store_changed()

        self.context.jobs.write(lambda _progress: work(), done, owner=self)

    def _on_period_chosen(self, period: OverviewPeriod) -> None:
        self._period = period
        self._month = None
        self._ask_costs()

    def _on_save_asked(self, kind: str) -> None:
        """The chart is drawn anew for the file, off the window's thread."""
        picture = self.chart.picture()
        if picture is None:
            return
        title = tr("Save the chart as {kind}…").format(kind=kind.upper()).removesuffix("…")
        path = self.context.ask.save_file(title, f"{tr('monthly costs')}.{kind}", (FileType(kind.upper(), (kind,)),))
        if path is None:
            return

        def work(_progress: object) -> None:
            from telbill_desktop.exporters.charts import write_stacked_months  # noqa: PLC0415 - with matplotlib

            write_stacked_months(path, *picture)

        done = Notice(fill(tr("Chart saved as {file}."), {"file": path.name}), Tone.DONE)
        self.context.jobs.read(work, lambda _nothing: self.context.notify(done), owner=self, title=title)

    def _on_currency_chosen(self, currency: str) -> None:
        self._currency = currency
        self._ask_costs()

    def _show_team(self, team: str) -> None:
        self.context.go_to(FLEET, Target(options={"filter": FleetFilter(team=team)}))

    def _show_user(self, user: UserCost) -> None:
        """The invoices with lines of the user in the months of the table."""
        name = user.names[0]
        span = span_of(self.who.months_shown)
        self._go(InvoiceFilter(line_text=name.user or name.number, since=span.start, until=span.last_day))

    def _show_invoices(self, span: Period) -> None:
        currency = self._costs.currency if self._costs is not None and len(self._costs.currencies) > 1 else ""
        self._go(InvoiceFilter(since=span.start, until=span.last_day, currency=currency))

    def _go(self, wanted: InvoiceFilter) -> None:
        self.context.go_to(INVOICES, Target(options={"filter": wanted}))
