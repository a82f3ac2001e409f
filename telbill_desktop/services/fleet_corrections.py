"""What a correction of one thing of the fleet would change besides it, before it is done; nothing is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.catching_up import Late, caught_up, late, late_message
from telbill_desktop.domain.fleet import Assignment, FleetItem, FleetItemFields
from telbill_desktop.domain.forecast import AccountForecast, FleetCharge
from telbill_desktop.domain.item_life import Life, charged_otherwise_from, goes_along, held_still, within_its_line
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.store.catching_up import latest_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.fleet_acts import ended_by_themselves, refuse_overlap
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries import forecasts


@dataclass(frozen=True, slots=True)
class Correction:
    """What follows a correction, in sentences; `late` is what invoices that came lack then, None: nothing."""

    follows: Sequence[Message] = ()
    late: Message | None = None


def correction(store: Store, item_id: int, fields: FleetItemFields, seen: date) -> Correction:
    """What follows when the days of an item, its quantity, or until when it is paid are what the fields say.

    `seen` is the day on which it is told.

    Raises:
        TelbillError: `item_gone`; `plan_overlaps`; `item_not_in_service` of the line of an option.
    """
    if fields.end is not None and fields.end < fields.start:
        return Correction()  # which is refused
    with store.reading() as connection:
        item = queries.item(connection, item_id, fields.start)
        if fields.line_id is not None:
            fields = within_its_line(queries.item(connection, fields.line_id, fields.start), fields, item.start)
        refuse_overlap(connection, item, fields)
        options = queries.items(connection, None, item_ids=queries.options_of(connection, item_id))
        alone = ended_by_themselves(connection, item_id)
        held = queries.assignments_of(connection, item_id)
        left = {one.id: one.left_on for one in queries.people(connection)}
        account = next(iter(forecasts.account_forecasts(connection, seen, [item.account_id])), None)
        on = charged_otherwise_from(item, fields)
        latest = latest_of(connection, seen, [item.account_id]).get(item.account_id)
    lacking = late(account, on, seen, latest) if on is not None and account is not None else None
    before, after = Life(item.start, item.end), Life(fields.start, fields.end)
    follows = (*_users(held, left, before, after), *_options(options, alone, before, after))
    said = _late(account, lacking, item, fields, alone) if account is not None and lacking is not None else None
    return Correction(follows, said)


def _users(
    assignments: Sequence[Assignment], left: Mapping[int, date | None], before: Life, after: Life
) -> Iterator[Message]:
    """Who has it on other days than before, the first one first."""
    for one in reversed(assignments):
        held = Life(one.start, one.end)
        now = held_still(held, before, after, left[one.person_id])
        if now is None:
            yield Message("correction_never", {"person": one.person})
        elif now != held and now.end is None:
            yield Message("correction_has", {"person": one.person, "start": now.start})
        elif now != held and now.end is not None:
            last = last_day_before(now.end)
            yield Message("correction_has_until", {"person": one.person, "start": now.start, "last": last})


def _options(options: Sequence[FleetItem], alone: Collection[int], before: Life, after: Life) -> Iterator[Message]:
    lives = [(one, Life(one.start, one.end)) for one in options]
    moved = [one.label for one, life in lives if goes_along(life, before, after, by_itself=one.id in alone) != life]
    kept = [one.label for one, life in lives if life.start == before.start and after.start < before.start]
    if moved:
        yield Message("correction_options", {"options": ", ".join(moved)})
    if kept:
        yield Message("correction_options_stay", {"options": ", ".join(kept)})


def _late(
    account: AccountForecast, found: Late, item: FleetItem, fields: FleetItemFields, alone: Collection[int]
) -> Message | None:
    old = [each.item for each in account.fleet]
    new = [_corrected(each, item, fields, alone).item for each in account.fleet]
    amount = sum(caught_up(account.terms.plan(account.minimums), old, new, found.days).values())
    return late_message(found, amount) if amount else None


def _corrected(each: FleetCharge, item: FleetItem, fields: FleetItemFields, alone: Collection[int]) -> FleetCharge:
    """The item, or an option of it, as it is charged then."""
    own = each.item
    if own.id == str(item.id):
        days = replace(own, start=fields.start, end=fields.end, paid_until=fields.paid_until)
        return replace(each, item=replace(days, quantity=fields.quantity))
    if each.line_id == item.id:
        before, after = Life(item.start, item.end), Life(fields.start, fields.end)
        life = goes_along(Life(own.start, own.end), before, after, by_itself=int(own.id) in alone)
        return replace(each, item=replace(own, start=life.start, end=life.end))
    return each
