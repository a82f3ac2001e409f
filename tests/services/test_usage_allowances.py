"""What plans include beside what was used: those that were in service on the days that are asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import fleet, usage
from telbill_desktop.store.engine import Store, create_store
from tests.services.scenarios_of_contracts import START, account, plan
from tests.usage_files import on, take, write

CHANGED, LEAVES = date(2026, 4, 1), date(2026, 6, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A number on one plan until April and on another from then on, which ends in June; calls of each month."""
    with create_store(tmp_path / "store") as store:
        of = account(store)
        for label, start, end in (("20 Go", START, CHANGED), ("50 Go", CHANGED, LEAVES)):
            product = plan(store, label=label, allowance=label)
            fleet.add_items(store, FleetItemFields(of, product, start, end, number="0612345678"))
        take(store, write(tmp_path / "a.csv", on("15/03/2026", "15/04/2026", "15/06/2026", account="CF 2")))
        yield store


@pytest.mark.parametrize(
    ("first", "last", "included"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), ("20 Go",)),
        (date(2026, 4, 1), date(2026, 4, 30), ("50 Go",)),
        (date(2026, 3, 1), date(2026, 4, 30), ("20 Go", "50 Go")),
        (date(2026, 6, 1), date(2026, 6, 30), ()),
    ],
)
@pytest.mark.parametrize("by", [UsageGrouping.USER, UsageGrouping.LINE])
def test_they_are_those_of_the_days_that_are_asked_for(
    store: Store, by: UsageGrouping, first: date, last: date, included: tuple[str, ...]
) -> None:
    [group] = usage.usage(store, UsageFilter(period=Period.through(first, last)), by).groups
    assert group.allowances == included


def test_of_all_days_they_are_those_of_plans_that_nobody_ended(store: Store) -> None:
    [group] = usage.usage(store, UsageFilter(), UsageGrouping.LINE).groups
    assert group.allowances == ()
