"""What it costs to say which invoices of 100 000 are missing, which lack their PDF, and what to fetch.

    python bench/missing_speed.py [COUNT]

240 accounts over ten years; the terms of three of four are known and their invoices bear the dates of the cycle; one
invoice of ten lacks its PDF. Seconds are of the processor, the best of three.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import func, insert, literal, update

from bench.many_invoices import make_store
from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.services import contract_terms
from telbill_desktop.services.missing_months import missing
from telbill_desktop.services.to_fetch import to_fetch
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries.expected_invoices import account_portals
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.invoices import invoice

TODAY = date(2026, 11, 22)
COUNT, TIMES, TARGET = 100_000, 3, 0.8  # seconds


def prepare(store: Store) -> None:
    """The terms of three of four accounts, the dates of their invoices, and a PDF for nine of ten."""
    with store.reading() as connection:
        accounts = [key for key in account_portals(connection) if key % 4]
    for key in accounts:
        contract_terms.set_terms(store, key, BillingTerms(Cycle(date(2016, 1, 1 + key % 28))))
    with store.writing() as connection:
        for key in accounts:
            on_cycle = func.substr(invoice.c.issue_date, 1, 8) + literal(f"{1 + key % 28:02}")
            connection.execute(update(invoice).where(invoice.c.account_id == key).values(issue_date=on_cycle))
        pdf = {
            "digest_algorithm": "sha256", "digest": "1" * 64, "size": 1, "media_type": "application/pdf",
            "deposited_at": datetime(2026, 11, 22, tzinfo=UTC), "os_user": "bench", "program_version": "0",
        }  # fmt: skip
        key = connection.execute(insert(deposit).returning(deposit.c.id), pdf).scalar_one()
        connection.execute(update(invoice_source).where(invoice_source.c.id % 10 != 0).values(deposit_id=key))


def seconds(work: Callable[[], object]) -> float:
    """Of the fastest of some runs."""
    spent = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def main() -> int:
    """Prints both figures; 1 when the target is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as place, make_store(Path(place) / "store", count) as store:
        prepare(store)
        found = {work.__name__: seconds(partial(work, store, TODAY)) for work in (missing, to_fetch)}
    for name, spent in found.items():
        print(f"{name:10} {spent:.2f} s, target {TARGET:.2f} s")
    return int(max(found.values()) > TARGET)


if __name__ == "__main__":
    sys.exit(main())
