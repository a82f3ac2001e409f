"""The groups of usage for a table view: all of them in memory, put into words as they are painted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.folding import search_terms
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import UsageColumn, sort_value, usage_titles
from telbill_desktop.exporters.usage_words import allowance_words, out_of_bundle
from telbill_desktop.gui.models.paged_table import Columns, PagedTable
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.usage_comparison import UsageRow

USAGE_COLUMNS: tuple[UsageColumn, ...] = tuple(UsageColumn)
USAGE_POSITION: Mapping[UsageColumn, int] = MappingProxyType({one: at for at, one in enumerate(USAGE_COLUMNS)})
USAGE_FIGURES = frozenset(USAGE_COLUMNS) - {UsageColumn.NAME, UsageColumn.TEAM, UsageColumn.OUT, UsageColumn.ALLOWANCE}
# What a column has room for at first; its title is measured too.
USAGE_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        UsageColumn.TEAM: "Bureau des plans",
        UsageColumn.COUNT: "000\u202f000",
        UsageColumn.SECONDS: "00\u202f000 h 00 min",
        UsageColumn.BYTES: "0\u202f000,0 Go",
        UsageColumn.MESSAGES: "000\u202f000",
        UsageColumn.AMOUNT: "0\u202f000\u202f000,00",
        UsageColumn.BEFORE: "00\u202f000,00",
        UsageColumn.DIFFERENCE: "+00\u202f000,00",
        UsageColumn.CHANGE: "+000,0 %",
        UsageColumn.OUT: "000 h 00 min · 000,0 Mo · 000 messages",
        UsageColumn.ALLOWANCE: "100 Go, appels et SMS illimités",
    }
)
# And where there is little room.
USAGE_TIGHT_SAMPLES: Mapping[str, str] = MappingProxyType(
    dict(USAGE_SAMPLES) | {UsageColumn.ALLOWANCE: "100 Go, appels"}
)
_ZERO = Decimal(0)
LEAST_NAME = 150  # pixels at 100 % text; it takes what the others leave
USAGE_SPARE: tuple[UsageColumn, ...] = (UsageColumn.ALLOWANCE, UsageColumn.MESSAGES, UsageColumn.TEAM)
FIRST_DOWN = frozenset(USAGE_FIGURES | {UsageColumn.OUT, UsageColumn.ALLOWANCE})  # sorted from the largest at first


class ShownGroup(NamedTuple):
    """A group under a number of its own, its name, and that name as a search compares it."""

    id: int
    name: str
    folded: str
    row: UsageRow


def usage_texts(shown: ShownGroup) -> tuple[str, ...]:
    """The cells of a row, as they are painted."""
    row, total = shown.row, shown.row.group.total
    return (
        shown.name,
        row.group.team,
        formats.count(total.count),
        formats.long_duration(total.seconds) if total.seconds else "",
        formats.size(total.bytes) if total.bytes else "",
        formats.count(total.messages) if total.messages else "",
        formats.amount(total.amount),
        formats.amount(row.before.amount) if row.before else "",
        signed_amount(row.difference),
        signed_share(row.change),
        out_of_bundle(total),
        allowance_words(row.group),
    )


def signed_amount(value: Decimal | None) -> str:
    """An amount with its sign, plus or minus; nothing of nothing, and of less than half a cent."""
    return _signed(value, formats.amount)


def signed_share(value: Decimal | None) -> str:
    """A part of a whole with its sign; nothing of what would be shown as nothing."""
    return _signed(value, formats.share)


def _signed(value: Decimal | None, shown: Callable[[Decimal], str]) -> str:
    if not value or shown(value) == shown(_ZERO):
        return ""
    return f"+{shown(value)}" if value > 0 else shown(value)


class UsageTable(PagedTable[ShownGroup]):
    """Sorts and narrows what it was given: an answer's groups are a few thousand at most."""

    def __init__(self, parent: QObject | None = None) -> None:
        titles = usage_titles(UsageGrouping.USER)
        columns = Columns(USAGE_COLUMNS, titles, titles, USAGE_FIGURES, attrgetter("id"), usage_texts)
        super().__init__(columns, self._known, parent)
        self.groups: dict[int, ShownGroup] = {}
        self.by = UsageGrouping.USER

    def show_groups(self, groups: Sequence[ShownGroup], by: UsageGrouping) -> None:
        """Takes other groups; `arrange` shows them."""
        self.groups = {one.id: one for one in groups}
        if by is not self.by:
            self.by = by
            titles = usage_titles(by)
            self._columns = replace(self._columns, titles=titles, short_titles=titles)
            self.shorten_titles(short=False)
        self.forget_rows()

    def arrange(self, text: str, column: UsageColumn | None, *, descending: bool) -> None:
        """Shows the groups whose names hold every word, by a column; None: in the order of the answer."""
        terms = search_terms(text)
        found = [one for one in self.groups.values() if all(term in one.folded for term in terms)]
        if column is UsageColumn.NAME:
            found.sort(key=_by_name(self.by), reverse=descending)
        elif column is UsageColumn.TEAM:
            found.sort(key=lambda one: natural_key(one.row.group.team), reverse=descending)
        elif column is not None:
            found.sort(key=lambda one: sort_value(column, one.row), reverse=descending)
        self.show_ids([one.id for one in found])

    def shown_groups(self, ids: Iterable[int] | None = None) -> list[ShownGroup]:
        """Those of these numbers, or all that are shown, in order."""
        return [self.groups[one] for one in (self.ids if ids is None else ids) if one in self.groups]

    def _known(self, ids: Sequence[int]) -> list[ShownGroup]:
        return [self.groups[one] for one in ids if one in self.groups]


def _by_name(by: UsageGrouping) -> Callable[[ShownGroup], tuple[bool, str]]:
    if by is UsageGrouping.MONTH:
        return lambda one: (False, one.row.group.key)
    return lambda one: (not one.row.group.key, one.folded)
