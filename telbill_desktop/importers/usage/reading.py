"""Reads a usage file to its end, a few thousand records at a time, and keeps what could not be read."""

import csv
import io
import os
from collections.abc import Generator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.domain.usage import UsageRecord, without_last_digits
from telbill_desktop.domain.usage_category import CategoryWords
from telbill_desktop.domain.usage_destination import compact_number
from telbill_desktop.domain.usage_reading import MOST_PROBLEMS, UsageStore
from telbill_desktop.importers.usage.damage import END, line_of_open_quote, line_of_wrong_byte
from telbill_desktop.importers.usage.rows import RowMeaning
from telbill_desktop.importers.usage.wrong_cells import WrongCellError

if TYPE_CHECKING:
    from telbill_desktop.importers.usage.opening import Opened

_CHUNK = 5_000  # rows


class ReadUsage:
    """Implements `domain.usage_reading.UsageFile` for a text of separated columns, a file's or one that a sheet became.

    Raises:
        TelbillError: `usage_currency` for another currency than euros.
    """

    def __init__(self, stream: BinaryIO, opened: "Opened", words: CategoryWords) -> None:
        found = opened.found
        profile = found.profile
        currency = found.currency or profile.constants.get(TableField.CURRENCY, HOME_CURRENCY)
        if currency != HOME_CURRENCY:
            raise TelbillError("usage_currency", currency=currency)
        self.profile, self.profile_name, self.digest = profile.key, profile.name, opened.digest
        constants = {**profile.constants, **found.from_name}
        self.operator = constants.get(TableField.OPERATOR, "")
        self.account = constants.get(TableField.ACCOUNT, "")
        self.has_prices = TableField.USAGE_AMOUNT in found.columns
        self.remarks = opened.remarks
        self.problems: list[CellProblem] = []
        self.wrong = self.nothing = 0
        self._is_whole = False
        self._stream, self._opened, self._words = stream, opened, words

    def read_so_far(self) -> tuple[int, int]:
        """Bytes that were read, of how many."""
        return self._stream.tell(), self._opened.size

    def chunks(self, store: UsageStore) -> Generator[tuple[list[UsageRecord], list[int]]]:
        """See `UsageFile.chunks`."""
        self._stream.seek(0)
        before = _state(self._stream)
        text = io.TextIOWrapper(self._stream, encoding=self._opened.encoding, newline="")
        dialect = self._opened.dialect
        reader = csv.reader(chain(text, (END,)), delimiter=dialect.delimiter, quotechar=dialect.quote)
        meaning = RowMeaning(self._opened.found, self._words, store)
        leave_out = partial(self._leave_out, meaning)
        try:
            while reader.line_num < self._opened.titles_line:
                next(reader)
            while True:
                before_them = reader.line_num
                chunk = meaning.records(reader, leave_out, _CHUNK)
                if reader.line_num == before_them:
                    break
                yield chunk
        except csv.Error as error:
            raise TelbillError("table_long_cell", line=reader.line_num, limit=csv.field_size_limit()) from error
        except UnicodeDecodeError as error:
            raise self._wrong_byte() from error
        finally:
            self.nothing = meaning.nothing
            text.detach()
        if not self._is_whole:
            line = line_of_open_quote(self._stream, self._opened.encoding, dialect)
            raise TelbillError("table_quote", line=line)
        if _state(self._stream) != before:
            raise TelbillError("file_changed_meanwhile")

    def _leave_out(self, meaning: RowMeaning, place: int, row: list[str], error: WrongCellError) -> None:
        if row[0] == END:  # has no date, whatever column it stands in
            self._is_whole = True
            return
        self.wrong += 1
        if len(self.problems) < MOST_PROBLEMS:
            column = meaning.column_of(error.field)
            cell = row[column] if column is not None and column < len(row) else ""
            if error.field is TableField.USAGE_OWN:  # may be whoever called
                cell = without_last_digits(compact_number(cell)) or ""
            self.problems.append(CellProblem(place, column, error.field, cell[:200], error.message))

    def _wrong_byte(self) -> TelbillError:
        encoding = self._opened.encoding
        line = line_of_wrong_byte(self._stream, encoding)
        return TelbillError("table_byte", line=line, encoding=encoding.removesuffix("-sig"))


def _state(stream: BinaryIO) -> tuple[int, int] | None:
    """What tells that a file was written to; None of a text in memory."""
    if isinstance(stream, io.BytesIO):
        return None
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns
