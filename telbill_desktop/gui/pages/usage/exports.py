"""What is shown of usage as a file or on the clipboard: the same groups or calls, in the same order and columns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication

from telbill_desktop.domain.report import Report
from telbill_desktop.domain.usage_path import UsageStep
from telbill_desktop.domain.usage_view import CallOrder
from telbill_desktop.exporters.usage_words import grouped_title, grouping_name
from telbill_desktop.gui.models.usage_sums_words import calls_notice, groups_notice, step_name
from telbill_desktop.gui.pages.saving import REPORT_FILES, tell_written
from telbill_desktop.gui.pages.usage.fields import days_words
from telbill_desktop.services import usage
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.usage_path import UsagePath
    from telbill_desktop.domain.usage_view import UsageCall
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.pages.usage.page import UsagePage
    from telbill_desktop.store.engine import Store


class UsageExports(QObject):
    """Everything that is long is done in a reader's job."""

    def __init__(self, page: UsagePage) -> None:
        super().__init__(page)
        self._page = page
        self.calls = QAction(tr("Each call behind it, XLSX, PDF, HTML or CSV…"), self)
        self.calls.triggered.connect(lambda _checked=False: self._on_calls_asked())
        page.printing = self.shown

    def shown(self) -> Callable[[Progress], Report]:
        """What is on screen now, to be made a report in a job."""
        return self._calls_as_shown() if self._shows_calls() else self._groups()

    def _shows_calls(self) -> bool:
        """Whether calls are on screen; until an answer is there that is still what was asked for before."""
        page = self._page
        return page.path.with_calls if page.asking.is_complete else page.calls.isVisible()

    def copy_groups(self) -> None:
        """The chosen groups for Excel; all of them where none is chosen."""
        page = self._page
        groups = page.groups.chosen_groups() or page.groups.model.shown_groups()
        answer, columns = page.groups.answer, page.groups.columns.shown()
        if answer is None or not groups:
            return
        from telbill_desktop.exporters.csv_list import table_tsv  # noqa: PLC0415 - the list is shown without it
        from telbill_desktop.exporters.reports.usage_tables import groups_table  # noqa: PLC0415 - same

        table = groups_table(answer.path.by, [one.row for one in groups], columns, page.groups.sums(groups))
        QGuiApplication.clipboard().setText(table_tsv(table))

    def copy_calls(self) -> None:
        """The chosen calls for Excel."""
        page, store = self._page, self._page.context.workspace.store
        keys, columns = page.calls.chosen.ids(), page.calls.columns.shown()
        if not keys:
            return

        def work(_progress: Progress) -> str:
            from telbill_desktop.exporters.csv_list import table_tsv  # noqa: PLC0415 - the list is shown without it
            from telbill_desktop.exporters.reports.usage_tables import calls_table  # noqa: PLC0415 - same

            return table_tsv(calls_table(keys, _reading(store), columns))

        page.context.jobs.read(work, QGuiApplication.clipboard().setText, owner=self, title=tr("Copying"))

    def _groups(self) -> Callable[[Progress], Report]:
        page = self._page
        answer, groups = page.groups.answer, page.groups.model.shown_groups()
        columns, sums = page.groups.columns.shown(), page.groups.sums(groups)
        months = None if page.chart.isHidden() else page.months
        path = page.path if answer is None else answer.path
        facts = self._facts(path)

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports import usage_tables  # noqa: PLC0415 - the list is shown without it

            notes = [note] if answer is not None and (note := groups_notice(answer)) else []
            tables = [usage_tables.groups_table(path.by, [one.row for one in groups], columns, sums, notes)]
            chart = None
            if months is not None:
                tables.append(usage_tables.months_table(months))
                chart = usage_tables.months_chart(1, tables[1])
            return Report(grouped_title(path.by), facts, tables, chart)

        return make

    def _calls_as_shown(self) -> Callable[[Progress], Report]:
        page, store = self._page, self._page.context.workspace.store
        answer, keys, columns = page.calls.answer, list(page.calls.model.ids), page.calls.columns.shown()
        facts = self._facts(page.path if answer is None else answer.path)

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports import usage_tables  # noqa: PLC0415 - the list is shown without it

            notes = [note] if answer is not None and (note := calls_notice(answer)) else []
            total = answer.total if answer is not None and not notes else None
            table = usage_tables.calls_table(keys, _reading(store), columns, total, notes)
            return Report(table.name, facts, [table])

        return make

    def _calls_behind(self) -> Callable[[Progress], Report]:
        """Of the chosen groups, or of everything that is shown; by time."""
        page, store = self._page, self._page.context.workspace.store
        groups, columns, answer = page.groups.chosen_groups(), page.calls.columns.shown(), page.groups.answer
        shown = page.path if answer is None else answer.path
        by, keys = shown.by, tuple(one.row.group.key for one in groups)
        path = shown.into(UsageStep(by, keys, step_name(by, [one.name for one in groups])), calls=True)
        facts = self._facts(path)

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports import usage_tables  # noqa: PLC0415 - the list is shown without it
            from telbill_desktop.gui.models.usage_answers import ask_calls  # noqa: PLC0415 - same

            found = ask_calls(store, path, CallOrder.START, descending=False)
            notes = [note] if (note := calls_notice(found)) else []
            total = None if notes else found.total
            table = usage_tables.calls_table(found.keys, _reading(store), columns, total, notes)
            return Report(table.name, facts, [table])

        return make

    def _facts(self, path: UsagePath) -> list[tuple[str, str]]:
        """Of what it is: days, steps, filters, what is typed, what it is compared to."""
        page, period, against = self._page, path.narrowed.period, path.against
        facts = [(tr("Period"), days_words(period) if period else tr("All days"))]
        facts += [(grouping_name(step.by), step.name) for step in path.steps if step.keys]
        facts += [(tr("Narrowed to"), chip.words) for chip in page.filters.chips.values()]
        if (text := page.filters.text.text().strip()) and not path.with_calls:
            facts.append((tr("Search"), text))
        if against is not None:
            facts.append((tr("Compared to"), days_words(against)))
        return facts

    def _on_calls_asked(self) -> None:
        """Asks where; the report is made and written in one job."""
        page, context = self._page, self._page.context
        make = self._calls_as_shown() if self._shows_calls() else self._calls_behind()
        path = context.ask.save_file(tr("Save the calls"), f"{tr('calls')}.xlsx", REPORT_FILES)
        if path is None:
            return
        perimeter = page.path_bar.perimeter_name
        around = [(tr("Perimeter"), perimeter)] if perimeter else []
        made = (tr("Made on"), formats.day(context.workspace.today()))

        def work(progress: Progress) -> Written:
            from telbill_desktop.exporters.report_file import write_report  # noqa: PLC0415 - for exports only

            report = make(progress)
            return write_report(path, replace(report, facts=[*around, *report.facts, made]), progress=progress)

        done = partial(tell_written, context, path)
        context.jobs.read(work, done, owner=self, title=tr("Save the calls"))


def _reading(store: Store) -> Callable[[Sequence[int]], Iterable[UsageCall]]:
    return lambda keys: usage.calls(store, list(keys))
