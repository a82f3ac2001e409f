"""Calls that become totals: nothing is added up otherwise, nothing of them is found again, and no undo brings them."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from telbill_desktop.domain.errors import CancelledError, StoreError, TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.usage_privacy import KeptCalls, oldest_kept
from telbill_desktop.services import history, people, usage_privacy, usage_purge
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store import sqlite, usage_sums
from telbill_desktop.store.engine import DATABASE, Store, create_store, open_store
from telbill_desktop.store.tables.usage import (
    usage_by_month,
    usage_key,
    usage_key_aside,
    usage_record,
    usage_record_aside,
    usage_total,
    usage_total_aside,
)
from tests.store_contents import contents
from tests.usage_files import Call, call, on, take_calls

OLD, NEW = on("05/03/2025", "28/03/2025", "02/04/2025"), on("01/05/2025", "17/06/2025")
BEFORE = date(2025, 5, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which each call is kept."""
    with create_store(tmp_path / "store") as store:
        usage_privacy.keep_calls(store, each=True)
        yield store


def counts(store: Store) -> dict[str, int]:
    tables = (usage_record, usage_total, usage_key, usage_record_aside, usage_total_aside, usage_key_aside)
    with store.reading() as connection:
        found = {each.name: connection.execute(select(func.count()).select_from(each)).scalar_one() for each in tables}
    return {name: count for name, count in found.items() if count}


def months(store: Store) -> dict[int, tuple[int, int]]:
    """Calls and micro-euros of each month, as they are kept; the records must agree."""
    columns = (usage_by_month.c.month, func.sum(usage_by_month.c.count), func.sum(usage_by_month.c.amount))
    with store.reading() as connection:
        assert usage_sums.differences(connection) == []
        return {
            row[0]: (row[1], row[2]) for row in connection.execute(select(*columns).group_by(usage_by_month.c.month))
        }


def test_old_calls_become_totals_and_every_sum_stays_as_it_was(store: Store) -> None:
    take_calls(store, [*OLD, *NEW, call(start="05/03/2025 09:00:00", amount="0,0000")])
    before = months(store)
    assert usage_purge.preview(store, date(2025, 5, 20)) == KeptCalls(
        4, date(2025, 3, 5), date(2025, 4, 2), Decimal("0.375")
    )
    made = usage_purge.purge(store, date(2025, 5, 20), Unwatched())
    assert (
        months(store)
        == before
        == {202503: (3, 250_000), 202504: (1, 125_000), 202505: (1, 125_000), 202506: (1, 125_000)}
    )
    # Of March one total of the calls that cost something, one of the free one; of April one.
    assert counts(store) == {"usage_record": 2, "usage_total": 3, "usage_key": 4}
    assert made.is_overwritten
    [logged] = usage_privacy.privacy(store).purges
    assert logged == made.purge
    assert (logged.before, logged.calls, logged.amount, logged.person) == (BEFORE, 4, Decimal("0.375"), "")


def test_a_purge_is_no_act_and_only_what_came_before_it_can_be_undone(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    acts = history.history(store)
    usage_purge.purge(store, BEFORE, Unwatched())
    assert history.history(store) == acts


def test_an_import_whose_calls_were_purged_is_undone_and_done_again_with_its_totals(store: Store) -> None:
    take_calls(store, on("07/03/2025", user="Théo Vasseur"), name="other.csv")
    empty = contents(store)
    take_calls(store, [*OLD, *NEW])
    usage_purge.purge(store, BEFORE, Unwatched())
    full = contents(store)
    history.undo(store)
    assert counts(store) == {
        "usage_total": 1,
        "usage_key": 1,
        "usage_record_aside": 2,
        "usage_total_aside": 2,
        "usage_key_aside": 3,
    }
    assert months(store) == {202503: (1, 125_000)}
    assert contents(store)["usage_by_user"] == empty["usage_by_user"]
    history.redo(store)
    assert contents(store) == full


def test_calls_of_an_import_that_was_undone_are_purged_where_they_stand_aside(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    full, before = months(store), contents(store)
    history.undo(store)
    found = usage_purge.preview(store, BEFORE)
    assert (found.calls, found.aside, found.amount) == (0, 3, Decimal(0))
    made = usage_purge.purge(store, BEFORE, Unwatched())
    assert made.purge is not None
    assert (made.purge.calls, made.purge.amount) == (3, Decimal(0))
    assert counts(store) == {"usage_record_aside": 2, "usage_total_aside": 2, "usage_key_aside": 3}
    history.redo(store)
    assert months(store) == full
    assert contents(store)["usage_by_user"] == before["usage_by_user"]
    assert counts(store) == {"usage_record": 2, "usage_total": 2, "usage_key": 3}


def test_totals_that_stand_aside_already_are_put_together_with_those_of_a_later_purge(store: Store) -> None:
    marie = people.add_person(store, PersonFields("Élodie Roche", is_protected=True))
    take_calls(store, [*on("05/03/2025"), call(start="06/03/2025 08:00:00", line="0639980108", user="Théo Vasseur")])
    people.edit_person(store, marie, PersonFields("Élodie Roche"))
    history.undo(store)  # she is protected again
    history.undo(store)
    usage_purge.purge(store, BEFORE, Unwatched())
    history.redo(store)
    assert months(store) == {202503: (2, 250_000)}
    assert counts(store) == {"usage_total": 2, "usage_key": 2}


def test_what_stands_aside_of_several_files_is_purged_file_by_file(store: Store) -> None:
    take_calls(store, on("05/03/2025"))
    first = months(store)
    take_calls(store, [*on("05/03/2025", at="11:00:00"), *on("06/03/2025", at="11:00:00")], name="more.csv")
    both = months(store)
    history.undo(store)
    history.undo(store)
    usage_purge.purge(store, BEFORE, Unwatched())
    history.redo(store)
    assert months(store) == first
    history.redo(store)
    assert months(store) == both


def test_a_file_that_was_purged_says_nothing_new_and_an_older_one_brings_totals_alone(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    usage_purge.purge(store, BEFORE, Unwatched())
    again = take_calls(store, [*OLD, *NEW])
    assert again.status is FileStatus.DUPLICATE
    assert again.table is not None
    assert again.table.identical == 5
    older = take_calls(store, on("09/01/2025", "30/04/2025", "02/05/2025"), name="older.csv")
    assert older.table is not None
    assert older.table.new == 3
    assert [one.code for one in older.warnings] == ["usage_purged_before"]
    assert counts(store)["usage_record"] == 3
    assert months(store)[202501] == (1, 125_000)


def test_an_earlier_purge_does_not_bring_the_day_back(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    usage_purge.purge(store, BEFORE, Unwatched())
    usage_purge.purge(store, date(2025, 1, 1), Unwatched())
    assert usage_privacy.privacy(store).purged_before == BEFORE
    assert len(usage_privacy.privacy(store).purges) == 1  # there was nothing to purge the second time


def test_a_purge_that_is_cancelled_changes_nothing(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    before = contents(store)

    class Impatient:
        def step(self, done: int, total: int, _text: str = "") -> None:
            if done:
                raise CancelledError
            assert total == 2  # March and April

    with pytest.raises(CancelledError):
        usage_purge.purge(store, BEFORE, Impatient())
    assert contents(store) == before


def test_what_was_purged_is_nowhere_in_the_files_of_the_store(store: Store) -> None:
    take_calls(store, [*many(1_500), *on("01/05/2025", called="0999888777")])
    assert len(found_in(store)) == 1_501
    assert usage_purge.purge(store, BEFORE, Unwatched()).is_overwritten
    assert found_in(store) == {"099988*"}


def test_an_undone_import_that_can_no_more_be_done_again_leaves_no_call_in_the_files(store: Store) -> None:
    take_calls(store, many(1_500))
    history.undo(store)
    assert len(found_in(store)) == 1_500
    usage_privacy.keep_calls(store, each=False)
    assert sqlite.empty_log(store.engine)
    assert found_in(store) == set()


def many(count: int) -> list[Call]:
    """Calls of two months, no two to numbers that are kept alike."""
    days = [f"{at % 28 + 1:02}/0{at % 2 + 3}/2025 10:{at % 60:02}:00" for at in range(count)]
    return [call(start=day, called=f"01{at:04}0000") for at, day in enumerate(days)]


def found_in(store: Store) -> set[str]:
    """The numbers called, as they are kept, that the files of the database hold."""
    files = [path for path in store.folder.iterdir() if path.name.startswith(DATABASE)]
    content = b"".join(path.read_bytes() for path in files)
    return {number.decode() for number in re.findall(rb"0[19][0-9]{4}\*", content)}


def test_while_somebody_reads_it_is_said_that_the_log_still_holds_pages(store: Store) -> None:
    take_calls(store, [*OLD, *NEW])
    with sqlite3.connect(store.folder / DATABASE) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM usage_record").fetchone()
        event.listen(store.engine, "connect", lambda made, _record: made.execute("PRAGMA busy_timeout=50"))
        store.engine.dispose()
        made = usage_purge.purge(store, BEFORE, Unwatched())
    assert made.purge is not None
    assert not made.is_overwritten


def test_a_store_that_is_only_read_refuses(tmp_path: Path, store: Store) -> None:
    take_calls(store, OLD)
    store.close()
    with open_store(tmp_path / "store", for_writing=False) as shown, pytest.raises(StoreError) as refused:
        usage_purge.purge(shown, BEFORE, Unwatched())
    assert refused.value.message.code == "store_read_only"


def test_calls_of_somebody_protected_become_totals_whatever_their_day(store: Store) -> None:
    person = people.add_person(store, PersonFields("Élodie Roche"))
    take_calls(store, [*OLD, *NEW, *on("01/06/2025", line="0639980108", user="Théo Vasseur")])
    before = months(store)
    with pytest.raises(TelbillError) as refused:
        usage_purge.purge_person(store, person)
    assert refused.value.message.code == "person_not_protected"
    people.edit_person(store, person, PersonFields("Élodie Roche", is_protected=True))
    assert usage_purge.preview_person(store, person).calls == 5
    made = usage_purge.purge_person(store, person)
    assert made.purge is not None
    assert (made.purge.person, made.purge.before, made.purge.calls) == ("Élodie Roche", None, 5)
    assert usage_purge.preview_person(store, person) == KeptCalls()
    assert counts(store) == {"usage_record": 1, "usage_total": 4, "usage_key": 5}
    assert months(store) == before


def test_twelve_months_are_kept_counted_from_the_first_of_one() -> None:
    assert oldest_kept(date(2026, 11, 28)) == date(2025, 11, 1)
    assert oldest_kept(date(2026, 1, 1)) == date(2025, 1, 1)
    assert oldest_kept(date(2026, 3, 31), 3) == date(2025, 12, 1)
