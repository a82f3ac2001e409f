"""What the next invoice makes up for those that came before a change of the fleet was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection

from telbill_desktop.domain.catching_up import Late, caught_up, days_to_come, late
from telbill_desktop.domain.forecast import AccountForecast, ForecastSection
from telbill_desktop.store.planned_kinds import stored_kind
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.contracts import planned_charge
from telbill_desktop.store.unit_of_work import UnitOfWork


@contextmanager
def catching_up(unit: UnitOfWork, account_id: int, on: date, seen: date | None) -> Iterator[None]:
    """What is written inside changes the fleet of an account from a day on; invoices that came lack it.

    What they lack, or have too much, is noted as charges of the next invoice, by product: one can see and remove them.
    `seen` is the day on which it is told; None: the invoices that came have it already, and nothing is made up.
    """
    before = _known(unit.connection, account_id, seen)
    found = missed(unit.connection, before, on, seen) if before is not None and seen is not None else None
    yield
    after = _known(unit.connection, account_id, seen)
    if found is None or before is None or after is None:
        return
    plan = before.terms.plan(before.minimums)
    old, new = ([each.item for each in account.fleet] for account in (before, after))
    unit.insert_many(
        planned_charge,
        [
            {
                "account_id": account_id,
                "kind": stored_kind(ForecastSection.PRORATA, after.products[key].category),
                "label": found.said_of(after.products[key].label, on),
                "due_on": found.next_day,
                "quantity": 1,
                "amount": amount,
                "vat_category": after.products[key].vat.category,
                "vat_rate": after.products[key].vat.percent,
            }
            for key, amount in sorted(caught_up(plan, old, new, found.days).items())
        ],
    )


def missed(connection: Connection, account: AccountForecast, on: date, seen: date) -> Late | None:
    """Which invoices of the account came without what changes on a day, as it is known on the day `seen`."""
    known = forecasts.received_of(connection, seen).get(account.account_id)
    latest = known.latest if known is not None else None
    to_come = days_to_come(account.terms, seen, latest, None, account.available_after_days)
    return late(account.terms, on, latest, to_come)


def _known(connection: Connection, account_id: int, seen: date | None) -> AccountForecast | None:
    """The account with its fleet; None where nobody said how it is charged, or nothing is made up."""
    if seen is None:
        return None
    return next(iter(forecasts.account_forecasts(connection, seen, [account_id])), None)
