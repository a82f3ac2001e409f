"""What is to be fetched, and the months without an invoice, as rows."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from telbill_desktop.domain.folding import fold_all
from telbill_desktop.domain.to_fetch import FetchFold, FetchRow, FetchState, folded
from telbill_desktop.exporters.to_fetch_columns import (
    ToFetchColumn,
    deletion_day,
    invoice_name,
    missing_months_titles,
    months_words,
    to_fetch_titles,
)
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.models.to_fetch_words import deletion_pill, state_pill, state_words
from telbill_desktop.services.missing_months import AccountGaps
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.to_fetch import ToFetch
    from telbill_desktop.gui.delegates.pills import Pill

FETCH_COLUMNS: tuple[ToFetchColumn, ...] = tuple(ToFetchColumn)
FETCH_POSITION: Mapping[ToFetchColumn, int] = MappingProxyType({one: at for at, one in enumerate(FETCH_COLUMNS)})
MONTHS_COLUMNS = ("operator", "account", "count", "months")
ACCOUNT, COUNT = 1, 2
_INNER = "\u2003"  # what stands below its fold is indented


def short_fetch_titles() -> dict[ToFetchColumn, str]:
    """The titles above the list."""
    return to_fetch_titles() | {ToFetchColumn.AVAILABLE: tr("Available")}


class ToFetchTable(RecordTable[FetchRow]):
    """As the service orders it; what is archived as XML is folded under one row for each account."""

    def __init__(self, parent: QObject, today: date) -> None:
        titles = short_fetch_titles()
        super().__init__([titles[column] for column in FETCH_COLUMNS], parent)
        self._today = today
        self._items: list[ToFetch] = []
        self._unfolded: set[Hashable] = set()  # by the user
        self._cut: set[Hashable] = set()  # by a filter: who looks for an invoice sees it

    @property
    def items(self) -> list[ToFetch]:
        """Every document that the list holds, those in folds too."""
        return self._items

    def show_items(self, items: Sequence[ToFetch], hidden: Iterable[ToFetch] = ()) -> None:
        """Replaces everything; what was unfolded stays so, and folds of which a filter hides a part open."""
        self._items = list(items)
        self._cut = {one.account_key for one in hidden if one.has_xml}
        self._fold()

    def toggle(self, fold: FetchFold) -> None:
        """Shows what a fold holds below it, or hides it again."""
        if self.is_unfolded(fold):
            self._unfolded.discard(fold.key)
            self._cut.discard(fold.key)
        else:
            self._unfolded.add(fold.key)
        self._fold()

    def is_unfolded(self, fold: FetchFold) -> bool:
        """Whether what it holds stands below it."""
        return fold.key in self._unfolded or fold.key in self._cut

    def _fold(self) -> None:
        self.show(folded(self._items, self._unfolded | self._cut))

    def key_of(self, row: int) -> Hashable:
        """What a row is known by when the list is made again."""
        one = self.records[row]
        if isinstance(one, FetchFold):
            return one.key
        return one.portal.operator_id, one.account_id, one.day, one.invoice_id

    def row_of(self, key: Hashable) -> int | None:
        """Where it stands then."""
        return next((row for row in range(len(self.records)) if self.key_of(row) == key), None)

    def items_of(self, rows: Iterable[int]) -> list[ToFetch]:
        """The documents of some rows, each once: a fold stands for those that it holds."""
        found: dict[int, ToFetch] = {}
        for row in rows:
            one = self.records[row]
            found.update((id(item), item) for item in (one.items if isinstance(one, FetchFold) else (one,)))
        return list(found.values())

    def cell(self, row: int, column: int) -> str:
        """Words and days."""
        return _CELLS[FETCH_COLUMNS[column]](self.records[row])

    def tooltip(self, row: int, column: int) -> str | None:
        """What a fold opens with, and what is known of a document beyond its row."""
        del column
        one = self.records[row]
        if isinstance(one, FetchFold):
            return tr("A click or Enter shows each of them.")
        if one.state is FetchState.GONE:
            return tr("The portal holds it no longer: the operator must be asked for it.")
        return None if one.is_exact else tr("About then: no cycle of the account is known.")

    def state_pill(self, row: int) -> Pill | None:
        """The word and the icon of a row's state."""
        one = self.records[row]
        return state_pill(one, is_unfolded=isinstance(one, FetchFold) and self.is_unfolded(one))

    def deletion_pill(self, row: int) -> Pill | None:
        """How many days are left, where they are few."""
        one = self.records[row]
        return None if isinstance(one, FetchFold) else deletion_pill(one, self._today)


def _invoice(row: FetchRow) -> str:
    if isinstance(row, FetchFold):
        count = len(row.items)
        words = ntr("PDF absent: {count} invoice", "PDF absent: {count} invoices", count)
        return words.format(count=formats.count(count))
    return f"{_INNER if row.has_xml else ''}{invoice_name(row)}"


def _available(row: FetchRow) -> str:
    if isinstance(row, FetchFold) or row.available_from is None:
        return ""
    words = tr("from {day}") if row.state is FetchState.TO_COME else tr("since {day}")
    return fill(words, {"day": row.available_from})


def _late(row: FetchRow) -> str:
    return "" if isinstance(row, FetchFold) or row.late_since is None else formats.day(row.late_since)


def _deleted(row: FetchRow) -> str:
    value = deletion_day(row.deleted_on)
    return formats.day(value) if isinstance(value, date) else str(value or "")


_CELLS: Mapping[ToFetchColumn, Callable[[FetchRow], str]] = MappingProxyType(
    {
        ToFetchColumn.STATE: state_words,
        ToFetchColumn.OPERATOR: lambda row: row.portal.operator,
        ToFetchColumn.ACCOUNT: lambda row: row.portal.account or tr("No account named"),
        ToFetchColumn.INVOICE: _invoice,
        ToFetchColumn.AVAILABLE: _available,
        ToFetchColumn.DELETED: _deleted,
        ToFetchColumn.LATE: _late,
    }
)


class MissingMonthsTable(RecordTable[AccountGaps]):
    """One row for each account of which invoices lack, with their months in words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(missing_months_titles(), parent, right=frozenset({COUNT}))

    def cell(self, row: int, column: int) -> str:
        """Names, how many, and which."""
        one = self.records[row]
        days = [each.day for each in one.months]
        texts: tuple[Callable[[], str], ...] = (
            lambda: one.portal.operator,
            lambda: one.portal.account,
            lambda: formats.count(len(days)),
            lambda: months_words(days),
        )
        return texts[column]()


def fetch_words(one: ToFetch) -> str:
    """What a filter finds a document by: the words on the screen, folded."""
    archived = tr("XML archived") if one.has_xml else ""
    return fold_all((archived, *(_CELLS[column](one) for column in FETCH_COLUMNS)))


def gap_words(one: AccountGaps) -> str:
    """What a filter finds an account by: its names, and the months that lack."""
    return fold_all((one.portal.operator, one.portal.account, months_words(each.day for each in one.months)))


def is_found(words: str, terms: Iterable[str]) -> bool:
    """Whether folded words hold every term (`domain.folding.search_terms`)."""
    return all(term in words for term in terms)
