"""Uses that a file cannot tell apart, because it names days or minutes alone: each of them counts, and counts once."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableField, TableKind, TableProfile
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.importers.usage.reading import ReadUsage
from telbill_desktop.services import usage
from telbill_desktop.services.intake import FileResult
from telbill_desktop.store.engine import Store, create_store
from tests.importers.usage.names import Names, opened, rows_of
from tests.usage_files import call, take, write

SMS = {"label": "SMS", "quantity": "1", "amount": "0,0800"}
UNTIMED = ("05/03/2026", "05/03/2026 00:00:00", "05/03/2026 0:00:00", "05/03/2026 10:22", "05/03/2026T10:22")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


def counts(result: FileResult) -> tuple[int, int, int]:
    """New, identical and repeated rows."""
    assert result.table is not None
    return result.table.new, result.table.identical, result.table.repeated


def total(store: Store) -> tuple[int, Decimal]:
    found = usage.usage(store, UsageFilter(), UsageGrouping.MONTH).total
    return found.count, found.amount


@pytest.mark.parametrize("when", UNTIMED)
def test_two_messages_to_one_number_on_one_day_are_two(store: Store, tmp_path: Path, when: str) -> None:
    """The first row of the file names its second: those after it are read by what came before."""
    message = call(start=when, **SMS)
    path = write(tmp_path / "a.csv", [call(**SMS), message, call(start="05/03/2026 10:23:00", **SMS), message, message])
    assert counts(take(store, path)) == (5, 0, 0)
    assert total(store) == (5, Decimal("0.40"))


@pytest.mark.parametrize("when", UNTIMED)
def test_they_are_known_again_in_the_same_file_and_in_a_longer_one(store: Store, tmp_path: Path, when: str) -> None:
    message = call(start=when, **SMS)
    take(store, write(tmp_path / "a.csv", [message, message]))
    again = take(store, tmp_path / "a.csv")
    assert (again.status, counts(again)) == (FileStatus.DUPLICATE, (0, 2, 0))
    assert counts(take(store, write(tmp_path / "b.csv", [message] * 3 + [call()]))) == (2, 2, 0)
    assert total(store)[0] == 4


def test_rows_that_name_the_second_count_once(store: Store, tmp_path: Path) -> None:
    message = call(start="05/03/2026 00:00:01", **SMS)
    assert counts(take(store, write(tmp_path / "a.csv", [message, call(), message, message]))) == (2, 0, 2)


def day_and_time(tmp_path: Path, *rows: str) -> ReadUsage:
    """A file whose rows name the day, the time of day and a reference apart."""
    path = tmp_path / "a.csv"
    path.write_text("Ligne;Durée;Jour;Heure;Ticket\n" + "".join(f"0612345678;9;{row}\n" for row in rows), "utf-8")
    columns = {
        TableField.USAGE_DATE: ("Jour",),
        TableField.USAGE_TIME: ("Heure",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_DURATION: ("Durée",),
        TableField.USAGE_REFERENCE: ("Ticket",),
    }
    return opened(path, profiles=[TableProfile("own", "Own", TableKind.USAGE, columns)])


def keys_of(source: ReadUsage) -> list[int]:
    keys = [record[0] for records, _lines in source.chunks(Names()) for record in records]
    source._stream.close()
    return keys


def test_a_day_with_its_time_beside_it_names_the_second(tmp_path: Path) -> None:
    rows = ("05/03/2026;10:22:31;", "05/03/2026;10:22;", "05/03/2026;;", "05/03/2026;;T-1", "05/03/2026 10:22:32;;")
    keys = keys_of(day_and_time(tmp_path, *(row for row in rows for _ in range(2))))
    assert [keys[at] == keys[at + 1] for at in range(0, len(keys), 2)] == [True, False, False, True, True]


@pytest.mark.parametrize(
    ("day", "at", "told"),
    [
        ("05/03/2026 10:22:31", "", time(10, 22, 31)),
        ("05/03/2026  10:22", " ", time(10, 22)),
        ("5 mars 2026 10:22", "", time(10, 22)),
        ("05/03/2026T10:22:31+01:00", "", time(10, 22, 31)),
        ("05/03/2026 00:00:00", "10:22:31", time(10, 22, 31)),
        ("05/03/2026", "", time()),
    ],
)
def test_the_time_may_stand_with_the_day(tmp_path: Path, day: str, at: str, told: time) -> None:
    [row] = rows_of(day_and_time(tmp_path, f"{day};{at};"))
    assert row.started == datetime.combine(date(2026, 3, 5), told)


def test_two_messages_whose_day_alone_names_the_time_are_two(tmp_path: Path) -> None:
    first, second = keys_of(day_and_time(tmp_path, "05/03/2026 10:22:31;;", "05/03/2026 10:22:32;;"))
    assert first != second
