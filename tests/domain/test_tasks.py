from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.billing_terms import Commitment, OperatorTerms
from telbill_desktop.domain.tasks import (
    Fetched,
    Many,
    PutOff,
    Snooze,
    Task,
    TaskKind,
    arranged,
    commitment_task,
)
from telbill_desktop.domain.to_fetch import FetchState, Portal, ToFetch

TODAY = date(2026, 11, 22)
ONE = Task(TaskKind.TO_CHECK, "12", "F-1")
MANY = Task(TaskKind.TO_CHECK, "many", count=9, newest=57)


def test_what_is_put_off_is_told_again_on_its_day_and_for_good_never() -> None:
    until = Snooze(1, ONE.key, date(2026, 11, 23))
    assert until.hides(ONE, TODAY)
    assert not until.hides(ONE, date(2026, 11, 23))
    assert Snooze(1, ONE.key, None).hides(ONE, date(2099, 1, 1))
    assert not Snooze(1, "to_check:13", None).hides(ONE, TODAY)


@pytest.mark.parametrize(("newest", "hidden"), [(57, True), (40, True), (58, False)])
def test_of_many_a_newer_one_is_told_however_they_were_put_off(newest: int, hidden: object) -> None:
    later = Task(TaskKind.TO_CHECK, "many", count=9, newest=newest)
    assert Snooze(1, MANY.key, None).hides(later, TODAY) is hidden


@pytest.mark.parametrize(("record_id", "hidden"), [(12, True), (57, True), (58, False), (None, False)])
def test_what_is_left_of_many_that_were_put_off_stays_put_off(record_id: int | None, hidden: object) -> None:
    left = Task(TaskKind.TO_CHECK, str(record_id), "F-1", record_id=record_id)
    assert Snooze(1, MANY.key, None).hides(left, TODAY) is hidden
    assert not Snooze(1, MANY.key, None).hides(replace(left, kind=TaskKind.TO_REVIEW), TODAY)


@pytest.mark.parametrize(
    ("how_long", "until"),
    [
        (PutOff.TOMORROW, date(2026, 11, 23)),
        (PutOff.WEEK, date(2026, 11, 29)),
        (PutOff.MONTH, date(2026, 12, 22)),
        (PutOff.FOR_GOOD, None),
    ],
)
def test_for_how_long_something_can_be_put_off(how_long: PutOff, until: date | None) -> None:
    assert how_long.until(TODAY) == until


def test_what_matters_most_comes_first_and_what_is_put_off_apart() -> None:
    broken, later = Task(TaskKind.ARCHIVE_UNSOUND), Task(TaskKind.NOTICE, "1", day=date(2026, 12, 1))
    soon = Task(TaskKind.NOTICE, "2", day=date(2026, 11, 25))
    snooze = Snooze(1, ONE.key, None)
    found = arranged([ONE, later, soon, broken], [snooze], TODAY)
    assert found.open == (broken, soon, later)
    assert found.put_off == ((ONE, snooze),)


def test_a_few_are_told_singly_and_many_as_one() -> None:
    few = [Task(TaskKind.TO_CHECK, str(at)) for at in range(3)]
    assert Many(3, 2, few).tasks(TaskKind.TO_CHECK) == few
    assert Many(4, 57, few).tasks(TaskKind.TO_CHECK) == [Task(TaskKind.TO_CHECK, "many", count=4, newest=57)]


@pytest.mark.parametrize(
    ("until", "notice", "kind", "day"),
    [
        (date(2027, 3, 1), 2, TaskKind.NOTICE, date(2026, 12, 31)),
        (date(2026, 12, 1), 1, TaskKind.COMMITMENT, date(2026, 11, 30)),
        (date(2027, 1, 1), None, TaskKind.COMMITMENT, date(2026, 12, 31)),
        (date(2027, 1, 22), None, TaskKind.COMMITMENT, date(2027, 1, 21)),  # sixty days ahead
    ],
)
def test_notice_is_told_while_it_can_be_given_then_the_end(
    until: date, notice: int | None, kind: TaskKind, day: date
) -> None:
    task = commitment_task(1, "C-1", "Sonora", Commitment(None, until, notice), TODAY)
    assert task is not None
    assert (task.kind, task.day) == (kind, day)


@pytest.mark.parametrize("until", [None, TODAY, date(2027, 1, 23), date(2027, 3, 1)])
def test_a_commitment_that_is_over_or_far_is_not_told(until: date | None) -> None:
    assert commitment_task(1, "C-1", "Sonora", Commitment(None, until, None), TODAY) is None


def awaited(account_id: int | None, day: date, deleted_on: date | None, state: FetchState) -> ToFetch:
    portal = Portal(1, "Sonora", OperatorTerms(), "Siège" if account_id else "")
    return ToFetch(state, account_id, portal, day, None, deleted_on, day if state is FetchState.LATE else None)


def test_an_account_of_which_invoices_are_awaited_is_one_task_until_another_month_is_lacking() -> None:
    months = [awaited(3, date(2026, at, 5), None, FetchState.LATE) for at in (8, 10)]
    [task] = Fetched.of(months, TODAY).tasks(None)
    assert (task.kind, task.about, task.count, task.record_id) == (TaskKind.MISSING, "Sonora · Siège", 2, 3)
    [later] = Fetched.of([*months, awaited(3, date(2026, 11, 5), None, FetchState.LATE)], TODAY).tasks({3})
    assert later.key != task.key


def test_what_a_portal_deletes_soon_is_one_task_with_the_last_day_of_the_first() -> None:
    found = [
        awaited(3, date(2025, 12, 5), date(2026, 12, 5), FetchState.AVAILABLE),
        awaited(None, date(2025, 11, 28), date(2026, 11, 28), FetchState.AVAILABLE),
        awaited(3, date(2026, 10, 5), date(2027, 10, 5), FetchState.AVAILABLE),
    ]
    [task] = Fetched.of(found, TODAY).tasks(None)
    assert (task.kind, task.about, task.count, task.day) == (TaskKind.PORTAL, "Sonora", 2, date(2026, 11, 27))
    assert [one.count for one in Fetched.of(found, TODAY).tasks({3})] == [1]
    assert Fetched.of(found, TODAY).tasks({4}) == []
