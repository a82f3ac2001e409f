"""The users of one invoice with what each cost, by category, for a table view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_comparison import sum_of
from telbill_desktop.domain.usage_view import UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.usage_words import shown_group_name, usage_category_name, used_words
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

USER, COST, FIRST_CATEGORY = range(3)
FIGURES = frozenset(range(COST, FIRST_CATEGORY + len(UsageCategory)))


class InvoiceUsers(RecordTable[UsageGroup]):
    """Dearest user first, as the service gives them; dearest category first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((), parent, right=FIGURES)
        self.categories: list[UsageCategory] = []
        self.show(())

    def show(self, records: Sequence[UsageGroup]) -> None:
        """Replaces everything, the columns too."""
        sums = {one: sum_of([group.by_category.get(one, UsageSum()) for group in records]) for one in UsageCategory}
        used = [one for one, total in sums.items() if total.count]
        self.categories = sorted(used, key=lambda one: -sums[one].amount)
        names = [usage_category_name(one) for one in self.categories]
        self.beginResetModel()
        self._titles = (tr("User"), tr("Cost of usage excl. VAT"), *names)
        self.records = list(records)
        self.endResetModel()

    @property
    def titles(self) -> Sequence[str]:
        """The user, what everything cost, then each category."""
        return self._titles

    def cell(self, row: int, column: int) -> str:
        """Names and amounts; nothing where a category was not used."""
        group = self.records[row]
        if column == USER:
            return shown_group_name(UsageGrouping.USER, group)
        sums = self._sums(group, column)
        return formats.amount(sums.amount) if sums.count or column == COST else ""

    def tooltip(self, row: int, column: int) -> str | None:
        """How long, how much and how many it was; of a user the team."""
        if column == USER:
            return self.records[row].team or None
        return " · ".join(used_words(self._sums(self.records[row], column))) or None

    def totals(self) -> list[str]:
        """What each column adds up to."""
        columns = range(COST, self.columnCount())
        sums = [sum_of([self._sums(group, column) for group in self.records]) for column in columns]
        return [tr("Total"), *(formats.amount(one.amount) for one in sums)]

    def _sums(self, group: UsageGroup, column: int) -> UsageSum:
        if column == COST:
            return group.total
        return group.by_category.get(self.categories[column - FIRST_CATEGORY], UsageSum())
