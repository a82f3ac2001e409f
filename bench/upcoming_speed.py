"""What the invoices to come of a large fleet cost, beside the engine alone on the same items and dates.

    python bench/upcoming_speed.py

Targets: reading, naming, tax and set-offs together at most twice the engine on top of it, and ten times the items ten
times the time. 200 accounts, 12 months. Seconds are of the processor; each figure is the best of three.
"""

import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Price, charges
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.proration import Basis, Rule
from telbill_desktop.services import contract_terms, products
from telbill_desktop.services.fleet_bulk import BulkItem, add_fleet
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.unit_of_work import unit_of_work

TODAY = date(2026, 11, 22)
ACCOUNTS, MONTHS, TIMES = 200, 12, 3
SIZES = (1_000, 10_000)
WITHIN, GROWTH = 3.0, 12.0  # times the engine alone; time of the large fleet over the small one's, items being ten
PRODUCTS = (("Forfait 20 Go", "14.90"), ("Forfait 100 Go", "24.90"), ("Option Europe", "5.00"), ("Numéro", "2.00"))


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of both ways, and how many lines they gave."""

    engine: float
    service: float
    engine_lines: int
    service_lines: int


def fill(store: Store, count: int) -> None:
    """So many items on the accounts: most all year long, some that begin or end within it."""
    with unit_of_work(store, "import", {"name": "bench"}) as unit:
        owner = unit.insert(operator, {"name": "Hexamobile", "to_complete": False})
        accounts = unit.insert_many(
            billing_account,
            [
                {
                    "operator_id": owner, "label": f"CF {at}", "number": str(at), "radical": "", "client_code": "",
                    "sub_account": "", "to_complete": False,
                }
                for at in range(ACCOUNTS)
            ],
        )  # fmt: skip
    for at, account_id in enumerate(accounts):
        rule = Rule((Basis.ACTUAL, Basis.FIXED_30)[at % 2])
        terms = BillingTerms(Cycle(date(2024, 1, 1 + at % 28)), rule, advance=at % 3 > 0, method=PaymentMethod.CARD)
        contract_terms.set_terms(store, account_id, terms)
    sold = [
        products.add_product(
            store,
            owner,
            ProductFields(
                label,
                ProductKind.MOBILE_PLAN,
                Category.SUBSCRIPTIONS,
                (Price(date(2024, 1, 1), Decimal(price)), Price(date(2027, 3, 10), Decimal(price) + 1)),
                code=label,
            ),
        )
        for label, price in PRODUCTS
    ]
    add_fleet(store, "bench", [BulkItem(_item(at, accounts, sold)) for at in range(count)])


def _item(at: int, accounts: list[int], sold: list[int]) -> FleetItemFields:
    start, end = date(2024, 1, 1) + timedelta(days=at % 700), None
    if at % 10 == 1:
        start = TODAY + timedelta(days=at % 300)
    elif at % 10 == 2:  # noqa: PLR2004 - one in ten
        end = TODAY + timedelta(days=at % 300)
    return FleetItemFields(accounts[at % ACCOUNTS], sold[at % len(sold)], start, end, quantity=1 + at % 3)


def engine_alone(store: Store) -> Callable[[], int]:
    """The engine on what the service reads, read before the stopwatch runs; gives the number of lines."""
    with store.reading() as connection:
        accounts = forecasts.account_forecasts(connection, TODAY)
    until = TODAY + relativedelta(months=MONTHS)
    cases = [
        (one.terms.plan(one.minimums), [each.item for each in one.fleet], one.terms.cycle.invoice_dates(TODAY, until))
        for one in accounts
    ]
    return lambda: sum(len(charges(plan, items, day)) for plan, items, days in cases for day in days)


def service(store: Store) -> int:
    """The number of lines of all invoices to come."""
    return sum(len(one.lines) for one in upcoming(store, TODAY, months=MONTHS))


def best_of(work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of the fastest of some runs, and what it gave."""
    spent: list[float] = []
    lines = 0
    for _ in range(TIMES):
        begun = time.process_time()
        lines = work()
        spent.append(time.process_time() - begun)
    return min(spent), lines


def measured(count: int) -> Spent:
    """Both ways on a new store."""
    with tempfile.TemporaryDirectory() as place, create_store(Path(place) / "store") as store:
        fill(store, count)
        engine, engine_lines = best_of(engine_alone(store))
        served, service_lines = best_of(lambda: service(store))
    return Spent(engine, served, engine_lines, service_lines)


def main() -> int:
    """Prints the table; 1 when a target is missed."""
    missed = False
    found = {count: measured(count) for count in SIZES}
    for count, one in found.items():
        assert one.engine_lines == one.service_lines, "the service leaves lines out"
        ratio = one.service / one.engine
        missed |= ratio > WITHIN
        print(
            f"{count:>6} items, {ACCOUNTS} accounts, {MONTHS} months, {one.service_lines} lines: "
            f"engine {one.engine:.2f} s, service {one.service:.2f} s, ratio {ratio:.2f} (target {WITHIN})"
        )
    for small, large in itertools.pairwise(SIZES):
        growth = found[large].service / found[small].service
        missed |= growth > GROWTH
        print(f"{large // small} times the items: {growth:.1f} times the time (target {GROWTH})")
    print("missed" if missed else "met")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
