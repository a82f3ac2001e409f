"""A long list whose rows come from a job: a row is empty until it is there, and nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from telbill_desktop.gui.models.paged_table import Columns, PagedTable, ShownRow
from telbill_desktop.gui.models.row_pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

Row = TypeVar("Row")
_AT_ONCE = 4  # pages of one question; whoever scrolls on has no use for those that he passed


class LaterTable(PagedTable[Row]):
    """Asks for the pages that are painted, one question under way at a time, the latest ones first."""

    def __init__(
        self,
        columns: Columns[Row],
        ask: Callable[[Sequence[int], Callable[[Iterable[Row]], None]], None],
        parent: QObject | None = None,
    ) -> None:
        """`ask` reads the rows of some ids elsewhere, and hands them over on this thread."""
        super().__init__(columns, lambda _ids: (), parent)
        self._ask = ask
        self._wanted: list[int] = []
        self._list = 0  # how often another list was shown
        self._is_asking = False

    def show_ids(self, ids: Sequence[int]) -> None:
        """Shows another list."""
        self._renew()
        super().show_ids(ids)

    def forget_rows(self) -> None:
        """Reads the rows again when they are next painted."""
        self._renew()
        super().forget_rows()

    def _renew(self) -> None:
        self._list += 1
        self._wanted = []

    def _read_page(self, first: int, last: int) -> list[ShownRow[Row]]:
        self._wanted.append(first)
        self._ask_next()
        return [ShownRow(None, self._blank) for _ in self._ids[first:last]]

    def _ask_next(self) -> None:
        if self._is_asking or not self._wanted:
            return
        pages, passed = self._wanted[-_AT_ONCE:], self._wanted[:-_AT_ONCE]
        self._wanted = []
        for first in passed:
            self._pages.forget_page(first)
        ids = [one for first in pages for one in self._ids[first : first + PAGE]]
        of_list, self._is_asking = self._list, True
        self._ask(ids, lambda rows: self._on_read(of_list, pages, rows))

    def _on_read(self, of_list: int, pages: Sequence[int], rows: Iterable[Row]) -> None:
        self._is_asking = False
        if of_list == self._list:
            found = {self._columns.key(row): row for row in rows}
            for first in pages:
                ids = self._ids[first : first + PAGE]
                self._pages.put(first, [ShownRow(found.get(known), self._blank) for known in ids])
                last = self.index(first + len(ids) - 1, len(self._blank) - 1)
                self.dataChanged.emit(self.index(first, 0), last)
        self._ask_next()
