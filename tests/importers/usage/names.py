"""Reads a file of usage without a store: its rows with everything that they name."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from telbill_desktop.domain.table_profile import TableChoice, TableProfile
from telbill_desktop.domain.usage import DAY, HASH_BITS, UsageKind, UsageLine, moment_of
from telbill_desktop.domain.usage_reading import LinePlace
from telbill_desktop.importers.usage import read_usage
from telbill_desktop.importers.usage.reading import ReadUsage

Name = TypeVar("Name")


class Row(NamedTuple):
    started: datetime
    line: UsageLine
    kind: UsageKind
    invoice: str
    called: str | None
    quantity: int
    amount: int


class Names:
    """Stands for the store: gives ids to names and remembers them."""

    secret = b"secret"

    def __init__(self) -> None:
        self.lines: list[UsageLine] = []
        self.kinds: list[UsageKind] = []
        self.batches: list[tuple[int, str]] = []

    def line(self, line: UsageLine) -> LinePlace:
        return LinePlace(_place(self.lines, line), 1, 1)

    def line_on(self, line: UsageLine, day: date) -> int:
        raise AssertionError(line, day)

    def is_of_fleet(self, number: str) -> bool:
        raise AssertionError(number)

    def kind(self, kind: UsageKind) -> int:
        return _place(self.kinds, kind)

    def batch(self, account_id: int, invoice: str) -> int:
        return _place(self.batches, (account_id, invoice))

    def named(self, line: int, kind: int, batch: int) -> tuple[UsageLine, UsageKind, str]:
        return self.lines[line], self.kinds[kind], self.batches[batch][1]


def _place(names: list[Name], name: Name) -> int:
    if name not in names:
        names.append(name)
    return names.index(name)


def opened(path: Path, choice: TableChoice | None = None, profiles: Sequence[TableProfile] = ()) -> ReadUsage:
    found = read_usage(path.open("rb"), path.name, profiles, choice or TableChoice())
    assert found is not None
    return found


def rows_of(source: ReadUsage) -> list[Row]:
    names = Names()
    rows = []
    for records, _places in source.chunks(names):
        for key, second, batch, line, kind, called, quantity, amount in records:
            started = moment_of((key >> HASH_BITS) * DAY + second)
            rows.append(Row(started, *names.named(line, kind, batch), called, quantity, amount))
    source._stream.close()
    return rows


def read(path: Path, choice: TableChoice | None = None, profiles: Sequence[TableProfile] = ()) -> list[Row]:
    return rows_of(opened(path, choice, profiles))
