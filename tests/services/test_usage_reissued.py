"""The usage of an invoice whose number its operator gave in another year too: numbers begin anew with a year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import usage
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.queries.usage_of_invoices import batches_of
from telbill_desktop.store.tables.usage import usage_batch
from tests import builders
from tests.services.scenarios import read
from tests.services.scenarios import take as take_invoices
from tests.usage_files import call, take, write

FIRST, SECOND = date(2025, 1, 12), date(2026, 1, 10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


def fill(store: Store, *made: InvoiceDraft) -> None:
    """These invoices, and calls of December of two years that an invoice 12 charges."""
    take_invoices(store, *map(read, made))
    for day, quantity in (("20/12/2024", "60"), ("20/12/2025", "90")):
        rows = [call(account="CF 2", invoice="12", start=f"{day} 10:00:01", quantity=quantity)]
        take(store, write(store.folder.parent / f"{quantity}.csv", rows))


def seconds(store: Store, issued: date | None) -> int:
    wanted = UsageFilter(invoice="12", operator_id=1, issued=issued)
    return usage.usage(store, wanted, UsageGrouping.USER).total.seconds


def invoice(issued: date, number: str = "12") -> InvoiceDraft:
    return builders.draft(number=number, issue_date=issued)


def test_each_has_the_usage_that_ends_nearest_to_its_day(store: Store) -> None:
    fill(store, invoice(FIRST), invoice(SECOND), invoice(SECOND, "13"))
    with store.reading() as connection:
        ends = {row.id: row.last_day for row in connection.execute(usage_batch.select())}
        found = batches_of(connection, [1, 2, 3])
    assert {key: [ends[one] for one in ids] for key, ids in found.items()} == {
        1: [date(2024, 12, 20)],
        2: [date(2025, 12, 20)],
    }
    assert (seconds(store, FIRST), seconds(store, SECOND), seconds(store, None)) == (60, 90, 150)
    assert usage.is_known_of(store, "12", 1, SECOND)
    assert not usage.is_known_of(store, "13", 1, SECOND)


def test_the_only_one_of_its_number_has_everything(store: Store) -> None:
    fill(store, invoice(FIRST))
    assert seconds(store, FIRST) == 150
    with store.reading() as connection:
        assert len(batches_of(connection, [1])[1]) == 2
