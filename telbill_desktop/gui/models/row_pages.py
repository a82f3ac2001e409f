"""The last few pages of rows that a long list has shown."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")

# About a screen of rows: reading 200 at a time made every keystroke 4 ms slower and nothing else faster.
PAGE = 26
KEPT = 300


class RowPages(Generic[Item]):
    """Pages of `PAGE` rows, read when first needed; the least recently shown are forgotten."""

    def __init__(self, read: Callable[[int, int], list[Item]]) -> None:
        """`read` gives the rows from one position up to another, exclusive."""
        self._read = read
        self._pages: OrderedDict[int, list[Item]] = OrderedDict()
        self._last_number = -1
        self._last: list[Item] = []

    def row(self, position: int) -> Item:
        """The row at this position. Painting asks for the same page hundreds of times in a row."""
        number, offset = divmod(position, PAGE)
        if number != self._last_number:
            self._turn_to(number)
        return self._last[offset]

    def forget(self, first: int = 0) -> None:
        """Forgets the pages from this position on: what they show has changed."""
        for number in [number for number in self._pages if number >= first // PAGE]:
            del self._pages[number]
        self._last_number = -1

    def put(self, first: int, rows: list[Item]) -> None:
        """What the page that begins there holds, of which `read` knew nothing yet."""
        self._pages[first // PAGE] = rows
        self._last_number = -1

    def forget_page(self, first: int) -> None:
        """The page that begins there is read when it is next needed."""
        self._pages.pop(first // PAGE, None)
        self._last_number = -1

    def _turn_to(self, number: int) -> None:
        page = self._pages.get(number)
        if page is None:
            page = self._read(number * PAGE, (number + 1) * PAGE)
            self._pages[number] = page
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        self._last_number, self._last = number, page
