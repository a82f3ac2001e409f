"""Several things of the fleet changed at once: one act for all of them, all or none, and one undo takes it back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet_edits import EditAccount, FleetEdit, FleetEditPlan
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import Money
from telbill_desktop.store import fleet_edits
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries.fleet_accounts import accounts
from telbill_desktop.store.unit_of_work import unit_of_work

ZERO = Decimal(0)


def accounts_of(store: Store) -> list[tuple[str, EditAccount]]:
    """Every billing account that things can get, with its label, by operator."""
    with store.reading() as connection:
        found = accounts(connection, None).values()
    return [(one.label, EditAccount(one.id, one.operator_id, one.operator)) for one in found]


def plan_of(store: Store, ids: Sequence[int], edit: FleetEdit, *, seen: date | None = None) -> FleetEditPlan:
    """What a change would make of these things, and why it cannot be; told on the day `seen`. Raises `item_gone`."""
    with store.reading() as connection:
        plan = fleet_edits.plan(connection, ids, edit)
        made_up = ZERO
        if plan.reason is None and plan.ended and edit.end is not None and seen is not None:
            made_up = fleet_edits.made_up(connection, plan.ended, edit.end, seen)
    late = Message("edit_late", {"amount": Money(made_up, HOME_CURRENCY)}) if made_up else None
    return replace(plan, late=late)


def edit_items(store: Store, ids: Sequence[int], edit: FleetEdit, *, seen: date | None = None) -> int:
    """Changes these things, and returns how many are other than before.

    `seen` is the day on which an end is told, where invoices that came lack it: the next ones make up for them. None:
    they have it. Things that get another account are of it since ever: what came charged them, to whichever account.

    Raises:
        TelbillError: `item_gone`; why it cannot be, as `plan_of` says it. Nothing is changed then.
    """
    plan = plan_of(store, ids, edit)
    if plan.reason is not None:
        raise TelbillError(plan.reason.code, **plan.reason.params)
    if plan.changed:
        with unit_of_work(store, "edit_items", {"count": len(plan.changed)}) as unit:
            fleet_edits.write(unit, plan, edit, seen)
    return len(plan.changed)
