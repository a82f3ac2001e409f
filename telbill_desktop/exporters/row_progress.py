"""How far the writing of rows is: counted as they pass, told every thousand, where the writing may also be stopped."""

from collections.abc import Iterable, Iterator, Sequence

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Value

EVERY = 1000


class RowProgress:
    """Counts the rows of all tables of a file; `size` is how many there will be, 0 where nobody knows."""

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._size = progress, size
        self.rows = 0

    def counted(self, rows: Iterable[Sequence[Value]], name: str) -> Iterator[Sequence[Value]]:
        """The rows of the table of that name.

        Raises:
            CancelledError: between two rows, from the progress.
        """
        for row in rows:
            if self.rows % EVERY == 0:
                self._progress.step(self.rows, max(self._size, self.rows) if self._size else 0, name)
            self.rows += 1
            yield row
