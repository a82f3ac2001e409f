"""Uses that a file cannot tell apart, because it names days or minutes alone: each of them counts, and counts once."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableField, TableKind, TableProfile
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import usage
from telbill_desktop.services.intake import FileResult
from telbill_desktop.store.engine import Store, create_store
from tests.importers.usage.names import Names, opened
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


def test_a_day_with_its_time_beside_it_names_the_second(tmp_path: Path) -> None:
    columns = {
        TableField.USAGE_DATE: ("Jour",),
        TableField.USAGE_TIME: ("Heure",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_DURATION: ("Durée",),
        TableField.USAGE_REFERENCE: ("Ticket",),
    }
    profile = TableProfile("own", "Own", TableKind.USAGE, columns)
    rows = ("10:22:31;", "10:22;", ";", ";T-1")
    path = tmp_path / "a.csv"
    path.write_text(
        "Ligne;Jour;Durée;Heure;Ticket\n" + "".join(f"0612345678;05/03/2026;9;{row}\n" * 2 for row in rows), "utf-8"
    )
    source = opened(path, profiles=[profile])
    keys = [record[0] for records, _lines in source.chunks(Names()) for record in records]
    source._stream.close()
    assert [keys[at] == keys[at + 1] for at in range(0, len(keys), 2)] == [True, False, False, True]
