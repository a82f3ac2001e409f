"""Tries a profile of usage on some rows, without a store: which of them could not be read, and why."""

from collections.abc import Iterator, Sequence
from datetime import date

from telbill_desktop.domain.table import Row
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.domain.usage import UsageKind, UsageLine
from telbill_desktop.domain.usage_reading import LinePlace
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.usage.category_file import category_words
from telbill_desktop.importers.usage.rows import RowMeaning
from telbill_desktop.importers.usage.workbook import CellTexts
from telbill_desktop.importers.usage.wrong_cells import WrongCellError


def problems_of(rows: Sequence[Row], found: Match, *, of_sheet: bool) -> list[CellProblem]:
    """What is wrong with these rows, which stand below the titles of the match; those of a sheet have typed cells."""
    problems = []
    meaning = RowMeaning(found, category_words(), _Anywhere())

    def leave_out(line: int, row: list[str], error: WrongCellError) -> None:
        column = meaning.column_of(error.field)
        cell = row[column] if column is not None and column < len(row) else ""
        problems.append(CellProblem(line, column, error.field, cell[:200], error.message))

    meaning.records(_Rows(rows, CellTexts(found) if of_sheet else None), leave_out, len(rows))
    return problems


class _Rows:
    """Rows as `csv` gives them; `line_num` is that of the row given last."""

    def __init__(self, rows: Sequence[Row], texts: CellTexts | None) -> None:
        self.line_num = 0
        self._rows, self._texts = iter(rows), texts

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        row = next(self._rows)
        self.line_num = row.line
        return (
            ["" if cell is None else str(cell) for cell in row.cells]
            if self._texts is None
            else self._texts.row(row.cells)
        )


class _Anywhere:
    """A `UsageStore` that knows every name: nothing is kept."""

    secret = b""

    def line(self, _line: UsageLine) -> LinePlace:
        """See `UsageStore.line`."""
        return LinePlace(0, 0, 0)

    def line_on(self, _line: UsageLine, _day: date) -> int:
        """See `UsageStore.line_on`."""
        return 0

    def is_of_fleet(self, _number: str) -> bool:
        """See `UsageStore.is_of_fleet`."""
        return True

    def kind(self, _kind: UsageKind) -> int:
        """See `UsageStore.kind`."""
        return 0

    def batch(self, _account_id: int, _invoice: str) -> int:
        """See `UsageStore.batch`."""
        return 0
