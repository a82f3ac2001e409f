"""Usage taken in: what is new is kept once, whatever file says it; what is undone is gone and comes back."""

import contextlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.usage_view import CallOrder, UsageFilter, UsageGrouping
from telbill_desktop.services import fleet, history, people, usage
from telbill_desktop.store import usage_records, usage_sums
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.fleet import person
from telbill_desktop.store.tables.usage import usage_file, usage_key, usage_record, usage_record_aside, usage_total
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.store.usage_policy import choose_detail
from tests.services.scenarios_of_contracts import line
from tests.usage_files import Impatient, call, take, write

EVERYTHING = UsageFilter()


def rows(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(usage_record)).scalar_one()


def total(store: Store, wanted: UsageFilter = EVERYTHING) -> tuple[int, Decimal]:
    found = usage.usage(store, wanted, UsageGrouping.MONTH).total
    return found.count, found.amount


def by(store: Store, grouping: UsageGrouping, wanted: UsageFilter = EVERYTHING) -> dict[str, int]:
    return {group.key: group.total.count for group in usage.usage(store, wanted, grouping).groups}


def sums_agree(store: Store) -> bool:
    with store.reading() as connection:
        return usage_sums.differences(connection) == []


def called_of(store: Store, wanted: UsageFilter = EVERYTHING) -> list[str]:
    keys, _ = usage.calls_of(store, wanted, CallOrder.START)
    return [each.called for each in usage.calls(store, keys)]


def test_each_call_is_kept_without_the_last_digits_of_the_number_called(store: Store, tmp_path: Path) -> None:
    result = take(store, write(tmp_path / "a.csv", [call(), call(quantity="94", amount="0,000001", called="3103")]))
    assert (result.status, result.table.new if result.table else None) == (FileStatus.IMPORTED, 2)
    assert sorted(called_of(store)) == ["069876*", "3103"]
    assert total(store) == (2, Decimal("0.125001"))
    with store.reading() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr] # sqlite3's own
    assert "98765432" not in dump


def test_a_number_that_a_label_names_is_not_kept_whole(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call(label="Renvoi vers 06 98 76 54 32", called="")]))
    keys, _ = usage.calls_of(store, EVERYTHING, CallOrder.START)
    assert [one.label for one in usage.calls(store, keys)] == ["Renvoi vers 069876*"]


def test_the_same_file_says_nothing_new_a_second_time(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call(), call(quantity="94")])
    take(store, path)
    again = take(store, path)
    assert again.table is not None
    assert (again.status, again.table.new, again.table.identical) == (FileStatus.DUPLICATE, 0, 2)
    assert len(history.history(store)) == 1


def test_a_call_is_known_again_in_another_file_whatever_it_is_called_there(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call()]))
    other = [call(invoice="F2", label="Mobiles", line="+33 6 12 34 56 78", user="ROCHE E."), call(quantity="94")]
    result = take(store, write(tmp_path / "b.csv", other, encoding="cp1252"))
    assert result.table is not None
    assert (result.table.new, result.table.identical) == (1, 1)
    assert total(store)[0] == 2


def test_a_call_is_known_again_however_the_number_called_is_written(store: Store, tmp_path: Path) -> None:
    written = ("0698765432", "06 98 76 54 32", "+33698765432", "+33 (0)6 98 76 54 32", "0033698765432")
    for at, number in enumerate(written):
        take(store, write(tmp_path / f"{at}.csv", [call(called=number)]))
    assert total(store)[0] == 1


def test_what_is_of_no_number_is_told_apart_by_its_account(store: Store, tmp_path: Path) -> None:
    monthly = {"line": "", "user": "", "called": "", "start": "05/03/2026", "label": "Forfait", "amount": "10,00"}
    take(store, write(tmp_path / "a.csv", [call(account="CF1", **monthly)]))
    take(store, write(tmp_path / "b.csv", [call(account="CF1", **monthly), call(account="CF2", **monthly)]))
    assert by(store, UsageGrouping.ACCOUNT) == {"1": 1, "2": 1}
    assert total(store) == (2, Decimal(20))


def test_calls_that_differ_in_digits_that_are_not_kept_are_two(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call(called="0698760001"), call(called="0698760002")]))
    assert called_of(store) == ["069876*", "069876*"]


def test_a_row_that_stands_twice_in_a_file_counts_once_and_is_told(store: Store, tmp_path: Path) -> None:
    other = call(quantity="94")
    result = take(store, write(tmp_path / "a.csv", [call(), call(quantity="95"), call(), other, other]))
    assert result.table is not None
    assert (result.table.new, result.table.repeated, result.table.identical) == (3, 2, 0)
    assert [(said.code, said.params["line"]) for said in result.warnings if said.code == "usage_repeated"] == [
        ("usage_repeated", 4)
    ]


def test_rows_that_cannot_be_read_are_listed_and_the_others_are_in(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call(), call(amount="x"), call(quantity="94")])
    result = take(store, path)
    assert result.table is not None
    assert (result.status, result.table.new, result.table.wrong) == (FileStatus.IMPORTED, 2, 1)
    assert [problem.line for problem in result.table.problems] == [3]
    refused = take(store, write(tmp_path / "b.csv", [call(amount="x")]))
    assert (refused.status, refused.message.code if refused.message else "") == (
        FileStatus.REFUSED,
        "table_all_rows_wrong",
    )


def test_a_dry_run_and_a_cancelled_import_leave_nothing(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call(quantity=str(at + 1)) for at in range(12_000)])
    seen = take(store, path, dry_run=True)
    assert seen.table is not None
    assert (seen.status, seen.table.new) == (FileStatus.IMPORTED, 12_000)
    with pytest.raises(CancelledError):
        take(store, path, Impatient(3))
    assert (rows(store), history.history(store)) == (0, [])
    assert usage.span(store).files == 0


def test_the_index_that_a_large_file_does_without_is_there_again_whether_it_came_in_or_not(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usage_records, "_FEW", 10)  # what is large comes soon enough with it
    path = write(tmp_path / "a.csv", [call(quantity=str(at + 1)) for at in range(6_000)])
    with store.reading() as connection:
        before = inspect(connection).get_indexes("usage_record")
    for progress, kept in ((Impatient(2), 0), (None, 6_000)):
        with contextlib.suppress(CancelledError):
            take(store, path, progress)
        with store.reading() as connection:
            assert inspect(connection).get_indexes("usage_record") == before
        assert rows(store) == kept


def test_undoing_takes_a_files_calls_back_and_redoing_brings_them_again(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call()]))
    take(store, write(tmp_path / "b.csv", [call(quantity="94"), call(quantity="95", start="01/04/2026 08:00:00")]))
    history.undo(store)
    assert (total(store)[0], sums_agree(store)) == (1, True)
    history.redo(store)
    assert (total(store)[0], sums_agree(store)) == (3, True)
    history.undo(store)
    again = take(store, write(tmp_path / "b.csv", [call(quantity="94")]))
    assert again.table is not None
    assert (again.table.new, total(store)[0], sums_agree(store)) == (1, 2, True)


def test_an_undone_import_that_can_no_more_be_done_again_leaves_nobodys_calls_behind(
    store: Store, tmp_path: Path
) -> None:
    take(store, write(tmp_path / "a.csv", [call()]))
    history.undo(store)
    with store.reading() as connection:
        assert len(connection.execute(select(usage_record_aside)).all()) == 1
    take(store, write(tmp_path / "b.csv", [call(quantity="94")]))
    with store.reading() as connection:
        assert connection.execute(select(usage_record_aside)).all() == []


def test_of_totals_alone_no_call_is_kept_and_none_counts_twice(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call(), call(quantity="94", amount="0"), call(start="01/04/2026 08:00:00")])
    with unit_of_work(store, "keep_totals") as unit:
        choose_detail(unit, keeps_detail=False)
    take(store, path)
    assert (rows(store), total(store)) == (0, (3, Decimal("0.25")))
    assert (by(store, UsageGrouping.MONTH), sums_agree(store)) == ({"202603": 2, "202604": 1}, True)
    again = take(store, write(tmp_path / "b.csv", [call(invoice="F2"), call(quantity="96")]))
    assert again.table is not None
    assert (again.table.new, again.table.identical) == (1, 1)
    history.undo(store)
    history.undo(store)
    with store.reading() as connection:
        assert connection.execute(select(usage_total)).all() == connection.execute(select(usage_key)).all() == []
    history.redo(store)
    assert (total(store), sums_agree(store)) == ((3, Decimal("0.25")), True)


@pytest.mark.parametrize("end", [date(2026, 4, 10), date(2026, 4, 25)])
def test_of_totals_no_part_of_a_month_is_told_but_that_they_are_left_out(
    store: Store, tmp_path: Path, end: date
) -> None:
    with unit_of_work(store, "keep_totals") as unit:
        choose_detail(unit, keeps_detail=False)
    take(store, write(tmp_path / "a.csv", [call(), call(start="01/04/2026 08:00:00")]))
    answer = usage.usage(store, UsageFilter(period=Period(date(2026, 3, 1), end)), UsageGrouping.MONTH)
    assert ([group.key for group in answer.groups], answer.total.count) == (["202603"], 1)
    assert (answer.month_only.count, answer.month_only.amount) == (1, Decimal("0.125"))


def test_of_protected_people_totals_alone_are_kept(store: Store, tmp_path: Path) -> None:
    with unit_of_work(store, "add_person", {"person": "Élodie Roche"}) as unit:
        unit.insert(person, {"name": "Elodie ROCHE", "email": "", "is_protected": True})
    take(store, write(tmp_path / "a.csv", [call(), call(user="Ana Petit", quantity="94")]))
    assert (rows(store), total(store)[0], sums_agree(store)) == (1, 2, True)
    assert by(store, UsageGrouping.USER) == {"Elodie ROCHE": 1, "Ana Petit": 1}


def test_a_file_that_names_nobody_is_of_who_had_the_number_on_that_day(store: Store, tmp_path: Path) -> None:
    item = line(store, number="0612345678", person="Ana Petit")
    other = people.add_person(store, people.PersonFields("Léo Martin"))
    fleet.assign(store, item, other, date(2026, 3, 10))
    days = ("09/03/2026 23:59:59", "10/03/2026 00:00:00")
    take(store, write(tmp_path / "a.csv", [call(user="", start=start) for start in days]))
    assert by(store, UsageGrouping.USER) == {"Ana Petit": 1, "Léo Martin": 1}


def test_a_file_that_names_no_account_asks_for_one_unless_the_fleet_knows_the_number(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.csv", [call(account="")])
    refused = take(store, path)
    assert refused.message is not None
    assert (refused.status, refused.message.code) == (FileStatus.UNMAPPED, "usage_no_account")
    line(store, number="0612345678")
    assert take(store, path).status is FileStatus.IMPORTED
    history.undo(store)
    other = write(tmp_path / "b.csv", [call(account="", line="0698765432")])
    assert take(store, other, account="CF1").status is FileStatus.IMPORTED


def test_a_file_says_in_the_store_what_became_of_it_and_is_not_kept(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "relevé.csv", [call(), call(), call(amount="x"), call(quantity="94", amount="1")]))
    with store.reading() as connection:
        [row] = connection.execute(select(usage_file)).all()
    assert (row.name, row.new, row.repeated, row.wrong, row.amount) == ("relevé.csv", 2, 1, 1, Decimal("1.125"))
    assert list((store.folder / "archive").rglob("*.csv")) == []
