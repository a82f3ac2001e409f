"""Groups of usage as a table with a row of totals: narrowed by a text, sorted by a title, chosen by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.usage_comparison import sum_of
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import UsageColumn, usage_titles
from telbill_desktop.gui.models.usage_sums_words import groups_status, totals_texts
from telbill_desktop.gui.models.usage_table import USAGE_COLUMNS, ShownGroup, UsageTable
from telbill_desktop.gui.pages.usage.columns import GroupColumns
from telbill_desktop.gui.pages.usage.table_views import RIGHT_OF_GROUPS, UsageTableView
from telbill_desktop.gui.widgets.chosen_rows import ChosenRows
from telbill_desktop.gui.widgets.totals_row import TotalsRow
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.usage_path import UsageStep
    from telbill_desktop.domain.usage_view import UsageSum
    from telbill_desktop.gui.models.usage_answers import GroupsAnswer
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import ViewLayout

_SETTLED = 40  # milliseconds: a key held down adds nothing up


class GroupPane(QWidget):
    """`arranged` follows every change of which groups are shown, `status_changed` what they or the chosen add up to."""

    arranged = Signal(int)  # how many groups are shown
    status_changed = Signal(str)

    def __init__(self, theme: Theme, kept: ViewLayout) -> None:
        super().__init__()
        self.answer: GroupsAnswer | None = None
        self.model = UsageTable(self)
        self.table = UsageTableView(self.model, theme)
        self.chosen = ChosenRows(self.table, self.model)
        self.columns = GroupColumns(self.table, theme, kept)
        self.totals = TotalsRow(theme, self.table, tr("Total"), RIGHT_OF_GROUPS)
        self._text = ""
        self._ids: dict[tuple[UsageGrouping, str], int] = {}  # a number for each group that was ever shown
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._say_status)
        self.table.order_chosen.connect(self._on_order_chosen)
        self.table.all_chosen.connect(self.chosen.choose_all)
        self.chosen.changed.connect(self._settled.start)
        self._sort_as_at_first(UsageGrouping.USER)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.totals)

    def show_answer(self, answer: GroupsAnswer) -> None:
        """Shows other groups; the order stays as long as they are of the same kind."""
        by = answer.path.by
        if self.answer is None or self.answer.path.by is not by:
            self._sort_as_at_first(by)
        self.answer = answer
        self.columns.show_for(by, compared=answer.before is not None)
        groups = [ShownGroup(self._id(by, one.row.group.key), one.name, one.folded, one.row) for one in answer.rows]
        self.model.show_groups(groups, by)
        self._arrange()

    def narrow(self, text: str) -> None:
        """Shows the groups whose names hold every word."""
        self._text = text
        self._arrange()

    def chosen_groups(self) -> list[ShownGroup]:
        """In the order of the list."""
        return self.model.shown_groups(self.chosen.ids())

    def choose(self, step: UsageStep) -> None:
        """Chooses the groups that were gone into, and scrolls to the first."""
        ids = [self._id(step.by, key) for key in step.keys]
        shown = [one for one in ids if self.model.row_of(one) is not None]
        if shown:
            self.chosen.choose(ids, current=shown[0])
            self.table.scrollTo(self.model.index(self.model.row_of(shown[0]) or 0, 0))

    def sums(self, groups: Sequence[ShownGroup]) -> tuple[UsageSum, UsageSum | None]:
        """What they add up to, and what they were before."""
        before = [one.row.before for one in groups if one.row.before is not None]
        is_compared = self.answer is not None and self.answer.before is not None
        return sum_of([one.row.group.total for one in groups]), sum_of(before) if is_compared else None

    def _id(self, by: UsageGrouping, key: str) -> int:
        return self._ids.setdefault((by, key), len(self._ids))

    def _sort_as_at_first(self, by: UsageGrouping) -> None:
        """Months in their order, anything else by what it costs."""
        by_month = by is UsageGrouping.MONTH
        self.table.show_order(UsageColumn.NAME if by_month else UsageColumn.AMOUNT, descending=not by_month)

    def _on_order_chosen(self, column: UsageColumn, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.table.show_order(column, descending=descending)
        self._arrange()

    def _arrange(self) -> None:
        if self.answer is None:
            return
        self.model.arrange(self._text, self.table.column, descending=self.table.descending)
        titles = usage_titles(self.answer.path.by)
        texts = totals_texts(*self.sums(self.model.shown_groups()))
        self.totals.show_texts(texts, [titles[column] for column in USAGE_COLUMNS])
        self._settled.start()
        self.arranged.emit(self.model.rowCount())

    def _say_status(self) -> None:
        if self.answer is None:
            return
        chosen = self.chosen_groups() if self.chosen.count() > 1 else []
        groups = chosen or self.model.shown_groups()
        words = groups_status(self.answer.path.by, len(groups), self.sums(groups)[0], chosen=bool(chosen))
        self.status_changed.emit(words)
