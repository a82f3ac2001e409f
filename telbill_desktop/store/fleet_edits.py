"""Changes several things of the fleet at once, every row through the journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from telbill_desktop.domain.catching_up import caught_up, late
from telbill_desktop.domain.ending import ended
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet_edits import EditUser, FleetEdit, FleetEditPlan, KnownFleet, planned
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.store import fleet_changes
from telbill_desktop.store.catching_up import catching_up, latest_of
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.fleet_acts import carried_on
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.fleet_accounts import is_verified
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.unit_of_work import UnitOfWork


def plan(connection: Connection, ids: Sequence[int], edit: FleetEdit) -> FleetEditPlan:
    """What a change would make of these things, and why it cannot be. Raises `item_gone`."""
    known = KnownFleet(
        {one.id: one for one in queries.items(connection, None)},
        queries.assignments(connection),
        carried_on(connection, edit.end) if edit.end is not None else {},
    )
    if not all(one in known.items for one in ids):
        raise TelbillError("item_gone")
    found = planned(edit, ids, known)
    if found.reason is None and edit.account is not None:
        return replace(found, reason=_why_not_number(connection, edit.account.id, found, known))
    return found


def write(unit: UnitOfWork, plan: FleetEditPlan, edit: FleetEdit, seen: date | None) -> None:
    """Makes of the things what the plan says; where an end is told on the day `seen`, the next invoices make up for it.

    Nothing is made up for things that get another account: they are of it as if they always had been.
    """
    if edit.label is not None:
        unit.update_many(fleet_item, plan.labelled, {"label": edit.label})
    if edit.user is not None:
        _give(unit, plan.given, edit.user)
    if edit.end is not None and plan.ended:
        with catching_up(unit, _accounts_of(unit.connection, plan.ended), edit.end, seen):
            fleet_changes.end_items(unit, plan.ended, edit.end)
    if edit.account is not None:  # last: an end is made up for where it was charged
        unit.update_many(fleet_item, plan.moved, {"account_id": edit.account.id})


def made_up(connection: Connection, ids: Sequence[int], on: date, seen: date) -> Decimal:
    """What the invoices that came until the day `seen` charged too little if these end on a day, before tax."""
    total, gone = Decimal(0), {str(one) for one in ids}
    account_ids = _accounts_of(connection, ids)
    latest = latest_of(connection, seen, account_ids)
    for account in forecasts.account_forecasts(connection, seen, account_ids):
        found = late(account, on, seen, latest.get(account.account_id))
        if found is not None:
            old = [each.item for each in account.fleet]
            new = [ended(each, on).item if each.item.id in gone else each.item for each in account.fleet]
            total += sum(caught_up(account.terms.plan(account.minimums), old, new, found.days).values())
    return total


def _accounts_of(connection: Connection, ids: Sequence[int]) -> list[int]:
    owner, found = fleet_item.c.account_id, set[int]()
    for chunk in chunks(ids):
        found.update(connection.execute(select(owner).where(fleet_item.c.id.in_(chunk)).distinct()).scalars())
    return sorted(found)


def _give(unit: UnitOfWork, ids: Sequence[int], user: EditUser) -> None:
    for item_id in ids:
        if user.person_id is None:
            fleet_changes.release(unit, item_id, user.since)
        else:
            fleet_changes.assign(unit, item_id, user.person_id, user.since)


def _why_not_number(connection: Connection, account_id: int, plan: FleetEditPlan, known: KnownFleet) -> Message | None:
    """A number abroad needs a verified address of the account's company there."""
    for number in sorted({known.items[one].number for one in plan.moved} - {""}):
        facts = number_facts(number)
        if is_verified(connection, account_id, facts.country) is False:
            return Message("number_needs_address", {"number": facts.shown, "country": facts.country})
    return None
