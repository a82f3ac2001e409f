"""Rows as they come, and what is told of those that cannot be read."""

from collections.abc import Callable, Iterator
from typing import Protocol

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField


class WrongCellError(Exception):
    """A row cannot be read, because of the cell of a field or as a whole (`field` None)."""

    def __init__(self, field: TableField | None, message: Message) -> None:
        super().__init__(message.code)
        self.field = field
        self.message = message


class Rows(Protocol):
    """Rows one after the other, and the line on which the last of them ended: what `csv.reader` makes."""

    @property
    def line_num(self) -> int:
        """The line."""

    def __iter__(self) -> Iterator[list[str]]:
        """The rows."""


HearsOfWrong = Callable[[int, list[str], WrongCellError], None]
"""Hears of the line, the row and why it is left out."""
