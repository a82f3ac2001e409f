"""What the next invoice makes up for those that came before a change of the fleet was told."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, select

from telbill_desktop.domain.catching_up import Late, late, lines_made_up, priced_otherwise_from
from telbill_desktop.domain.fleet import FleetItem
from telbill_desktop.domain.forecast import AccountForecast, ForecastLine, ForecastSection
from telbill_desktop.store.act_records import acts_changing
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.contracts import planned_charge
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.unit_of_work import UnitOfWork


@contextmanager
def catching_up(unit: UnitOfWork, account_ids: Collection[int], on: date | None, seen: date | None) -> Iterator[None]:
    """What is written inside changes the fleet of accounts from a day on; invoices that came lack it.

    What they lack, or have too much, is noted as charges of the next invoice, by product: one can see and remove them.
    What is told again otherwise is made up for as it is then: every change notes its difference to what was known.
    `seen` is the day on which it is told; None: the invoices that came have it already, and nothing is made up.
    """
    if on is None or seen is None:
        yield
        return
    before = _known(unit.connection, account_ids, seen)
    latest = latest_of(unit.connection, seen, before)
    lacking = {key: late(account, on, seen, latest.get(key)) for key, account in before.items()}
    yield
    after = _known(unit.connection, account_ids, seen)
    for key, found in lacking.items():
        if found is not None:
            _note(unit, before[key], after[key], found, on)


@contextmanager
def catching_up_prices(unit: UnitOfWork, product_ids: Collection[int], seen: date | None) -> Iterator[None]:
    """What is written inside changes prices of products, told on a day; see `catching_up`."""
    if seen is None:
        yield
        return
    own = select(fleet_item.c.account_id).where(fleet_item.c.product_id.in_(product_ids)).distinct()
    account_ids = list(unit.connection.execute(own).scalars())
    before = _known(unit.connection, account_ids, seen)
    yield
    after = _known(unit.connection, account_ids, seen)
    latest = latest_of(unit.connection, seen, before)
    for key, account in before.items():
        on = _priced_otherwise_from(account, after[key])
        found = late(account, on, seen, latest.get(key)) if on is not None else None
        if on is not None and found is not None:
            _note(unit, account, after[key], found, on)


def _priced_otherwise_from(before: AccountForecast, after: AccountForecast) -> date | None:
    """The first day on which something in service has another price; what had none was not charged at all."""
    known = {each.item.id: each.item.prices for each in before.fleet}
    found = []
    for item in (each.item for each in after.fleet):
        day = priced_otherwise_from(known[item.id], item.prices) if item.id in known else item.start
        if day is not None and max(day, item.start) < (item.end or date.max):
            found.append(max(day, item.start))
    return min(found, default=None)


def told_late(unit: UnitOfWork, item: FleetItem) -> date | None:
    """The date of the next invoice, where it makes up for something that was told late of an item; None: it does not.

    A charge does not say of what it is, but the journal does: an earlier act changed both, and is in force.
    """
    connection = unit.connection
    known = forecasts.received_of(connection, date.max, [item.account_id]).get(item.account_id, forecasts.Received())
    pending = select(planned_charge.c.id, planned_charge.c.due_on).where(
        planned_charge.c.account_id == item.account_id,
        planned_charge.c.kind == ForecastSection.PRORATA.value,
        planned_charge.c.label.startswith(f"{item.product.label}, ", autoescape=True),
        planned_charge.c.due_on > (known.cycle_date or date.min),
    )
    due = {row.id: row.due_on for row in connection.execute(pending)}
    acts = acts_changing(connection, planned_charge, due, unit.act_id) if due else {}
    told = acts_changing(connection, fleet_item, [item.id], unit.act_id, among=acts) if acts else {}
    return max((due[charge] for one in told for charge in acts[one]), default=None)


def latest_of(connection: Connection, seen: date, account_ids: Collection[int]) -> dict[int, date | None]:
    """The last date of the cycle of each of these accounts whose invoice is there, as it is known on the day `seen`."""
    return {key: one.cycle_date for key, one in forecasts.received_of(connection, seen, account_ids).items()}


def _known(connection: Connection, account_ids: Collection[int], seen: date) -> dict[int, AccountForecast]:
    """The accounts with their fleets; those of which nobody said how they are charged are left out."""
    return {one.account_id: one for one in forecasts.account_forecasts(connection, seen, account_ids)}


def _note(unit: UnitOfWork, before: AccountForecast, after: AccountForecast, found: Late, on: date) -> None:
    for line in lines_made_up(before, after, found, on):
        _add(unit, after.account_id, line, found.next_day)


def _add(unit: UnitOfWork, account_id: int, line: ForecastLine, due_on: date) -> None:
    """What is said in the same words of the same invoice already is one charge with it, and none when it is nothing."""
    amount = line.amount
    values = {
        "account_id": account_id,
        "kind": line.section.value,
        "category": line.category.value,
        "label": line.label,
        "due_on": due_on,
        "quantity": 1,
        "vat_category": line.vat.category,
        "vat_rate": line.vat.percent,
    }
    same = [planned_charge.c[name] == value for name, value in values.items()]
    known = unit.connection.execute(select(planned_charge.c.id, planned_charge.c.amount).where(*same)).first()
    if known is None:
        unit.insert(planned_charge, {**values, "amount": amount})
    elif known.amount + amount:
        unit.update(planned_charge, known.id, {"amount": known.amount + amount})
    else:
        unit.delete(planned_charge, known.id)
