"""What is kept of calls: as somebody decided, and of people who are protected totals alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import fleet, history, people, usage, usage_privacy, usage_purge
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store import usage_sums
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.tables.usage import usage_record, usage_total
from tests.services.scenarios_of_contracts import line
from tests.usage_files import call, on, take_calls


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


def kept(store: Store) -> tuple[int, int]:
    """Calls that are kept one by one, and those in totals; the sums must agree."""
    with store.reading() as connection:
        assert usage_sums.differences(connection) == []
        calls = len(connection.execute(select(usage_record.c.key)).all())
        return calls, sum(connection.execute(select(usage_total.c.count)).scalars())


def test_nobody_is_asked_before_there_is_usage_and_the_decision_can_be_taken_back(store: Store) -> None:
    assert not usage_privacy.is_asked(store)
    assert usage_privacy.privacy(store).keeps_detail is None
    usage_privacy.keep_calls(store, each=False)
    found = usage_privacy.privacy(store)
    assert (usage_privacy.is_asked(store), found.keeps_detail) == (True, False)
    assert found.since == history.history(store)[0].done_at
    usage_privacy.keep_calls(store, each=False)  # as it is: no act
    assert len(history.history(store)) == 1
    history.undo(store)
    found = usage_privacy.privacy(store)
    assert (found.keeps_detail, found.since) == (None, None)


def test_totals_alone_are_kept_once_somebody_said_so(store: Store) -> None:
    take_calls(store, on("05/03/2026", "06/03/2026"))
    assert kept(store) == (2, 0)
    usage_privacy.keep_calls(store, each=False)
    result = take_calls(store, on("05/03/2026", "07/03/2026", "08/03/2026"))
    assert result.table is not None
    assert (result.table.new, result.table.identical) == (2, 1)
    assert kept(store) == (2, 2)
    usage_privacy.keep_calls(store, each=True)
    again = take_calls(store, on("05/03/2026", "07/03/2026", "09/03/2026"))
    assert again.table is not None
    assert (again.table.new, again.table.identical) == (1, 2)
    assert kept(store) == (3, 2)


def test_of_people_who_are_protected_totals_alone_are_kept(store: Store) -> None:
    person = people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    assert usage_privacy.privacy(store).protected == ((person, "Marie Dupont"),)
    take_calls(store, [*on("05/03/2026", user="DUPONT Marie"), *on("06/03/2026")])
    assert kept(store) == (1, 1)
    people.edit_person(store, person, PersonFields("Marie Dupont"))
    assert usage_privacy.privacy(store).protected == ()
    history.undo(store)
    assert usage_privacy.privacy(store).protected == ((person, "Marie Dupont"),)


@pytest.mark.parametrize("last", [date(2026, 3, 8), date(2026, 3, 30)])  # the smaller, the larger part of the month
def test_totals_of_a_month_that_the_days_cut_are_in_no_group_and_told_apart(store: Store, last: date) -> None:
    people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    take_calls(store, [*on("05/03/2026", "07/03/2026", user="Marie Dupont"), *on("06/03/2026", "31/03/2026")])
    for by in UsageGrouping:
        answer = usage.usage(store, UsageFilter(period=Period(date(2026, 3, 1), last)), by)
        assert [group.total.count for group in answer.groups] == [1]
        assert (answer.total.count, answer.month_only.count) == (1, 2)
    whole = usage.usage(store, UsageFilter(period=Period(date(2026, 3, 1), date(2026, 4, 1))), UsageGrouping.USER)
    assert (whole.total.count, whole.month_only.count) == (4, 0)


def test_a_call_that_is_in_totals_is_known_again_where_a_later_row_of_the_file_names_nobody(store: Store) -> None:
    people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    between = [call(start=f"07/03/2026 {at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}") for at in range(6_000)]
    result = take_calls(store, [*on("05/03/2026", user="Marie Dupont"), *between, *on("05/03/2026", user="")])
    assert result.table is not None
    assert (result.table.new, result.table.repeated) == (6_001, 1)
    assert kept(store) == (6_000, 1)


def test_their_number_tells_them_where_the_file_calls_the_line_otherwise_or_not_at_all(store: Store) -> None:
    item = line(store, "06 12 34 56 78", "Paul Roy")
    marie = people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    fleet.assign(store, item, marie, date(2026, 3, 1))
    before, after = "28/02/2026", "01/03/2026"
    take_calls(store, [*on(before, after, user=""), *on(after, at="11:00:00", user="Accueil")])
    assert kept(store) == (1, 2)


@pytest.mark.parametrize("nobody", ["-", "—", "***", "?", "."])
def test_a_mark_in_place_of_a_user_names_nobody(store: Store, nobody: str) -> None:
    item = line(store, "06 39 98 01 07", "Paul Roy")
    marie = people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    fleet.assign(store, item, marie, date(2026, 3, 1))
    take_calls(store, on("28/02/2026", "01/03/2026", line="0639980107", user=nobody))
    assert kept(store) == (1, 1)
    users = usage.usage(store, UsageFilter(), UsageGrouping.USER).groups
    assert {group.key for group in users} == {"Paul Roy", "Marie Dupont"}


def test_somebody_protected_who_took_another_name_is_still_known_by_the_one_before(store: Store) -> None:
    person = people.add_person(store, PersonFields("Ana Petit", is_protected=True))
    people.edit_person(store, person, PersonFields("Ana Roche", is_protected=True))
    take_calls(store, on("05/03/2026", user="PETIT Ana") + on("06/03/2026", user="Ana Roche"))
    assert kept(store) == (0, 2)
    other = people.add_person(store, PersonFields("Ana Petit"))
    take_calls(store, on("07/03/2026", user="Ana Petit"))
    assert kept(store) == (1, 2)
    people.edit_person(store, other, PersonFields("Léo Petit"))  # whose usage went along
    take_calls(store, on("08/03/2026", user="Ana Petit"))
    assert kept(store) == (1, 3)


def test_calls_under_a_name_before_are_made_totals_of_too(store: Store) -> None:
    person = people.add_person(store, PersonFields("Ana Petit"))
    people.edit_person(store, person, PersonFields("Ana Roche"))
    take_calls(store, on("05/03/2026", user="Ana Petit") + on("06/03/2026", user="Léo"))
    people.edit_person(store, person, PersonFields("Ana Roche", is_protected=True))
    assert usage_purge.preview_person(store, person).calls == 1
    usage_purge.purge_person(store, person)
    assert kept(store) == (1, 1)
