"""Licences, numbers, lines and options: added, given to people, released, changed, ended. Each change is one act.

Every act has a date, which may be in the past or in the future; it is the first day of what is new.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import Assignment, FleetItem, FleetItemFields
from telbill_desktop.domain.fleet_rules import paid_seats, refuse_unpriced, why_not_removed
from telbill_desktop.domain.item_life import Life, charged_otherwise_from, no_longer_than, within_its_line
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import number_facts, stored_iccid, stored_number, stored_rio
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.store import fleet_changes, item_life
from telbill_desktop.store.catching_up import catching_up
from telbill_desktop.store.engine import Store
from telbill_desktop.store.fleet_acts import carried_on, refuse_overlap
from telbill_desktop.store.number_rules import refuse_number
from telbill_desktop.store.queries import contracts as contract_queries
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries.forecasts import prices_on
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import product
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.store.tables.fleet import fleet_item, person
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item whole: who had it, its options, and why it cannot be removed on that day (None: it can)."""

    item: FleetItem
    assignments: Sequence[Assignment]
    options: Sequence[FleetItem]
    kept: Message | None


def fleet(store: Store, on: date | None, *, account_ids: Collection[int] | None = None) -> list[FleetItem]:
    """What is in service on a day, or everything that ever was without one."""
    with store.reading() as connection:
        return queries.items(connection, on, account_ids=account_ids)


def item_detail(store: Store, item_id: int, on: date) -> ItemDetail:
    """One item as it stands on a day. Raises `item_gone`."""
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
        assignments = queries.assignments_of(connection, item_id)
        options = queries.items(connection, None, item_ids=queries.options_of(connection, item_id))
        changes = carried_on(connection, on, [item_id]).get(item_id)
    return ItemDetail(item, assignments, options, why_not_removed(item, on, assignments, changes))


def why_not_number(store: Store, fields: FleetItemFields, item_id: int | None = None) -> Message | None:
    """What is wrong with a number as it is typed, for an item that is new or known already; None: nothing."""
    try:
        tidy = replace(fields, number=stored_number(fields.number))
        with store.reading() as connection:
            refuse_number(connection, tidy, item_id)
    except TelbillError as error:
        return error.message
    return None


def add_items(store: Store, fields: FleetItemFields, count: int = 1, *, seen: date | None = None) -> list[int]:
    """Adds so many of a product, in service from `fields.start`, and returns their ids.

    A seat that takes the place of one that is still paid for costs nothing until the end of what is paid. `seen` is the
    day on which it is told, where invoices that came lack it: the next one makes up for them. None: they have it.

    Raises:
        TelbillError: `party_gone`, `quantity_impossible`, `item_reversed`, `number_impossible`, `number_in_use`,
            `iccid_impossible`, `rio_impossible`, `product_of_another`, `number_needs_address`, `person_has_left`,
            `line_of_another`, `line_is_option`, `item_not_in_service` of the line; `number_for_many`, `price_missing`.
    """
    if count < 1:
        raise TelbillError("quantity_impossible")
    if count > 1 and (fields.number or fields.iccid or fields.rio):
        raise TelbillError("number_for_many")
    tidy = _checked(fields)
    with store.reading() as connection:
        label = record(connection, product, tidy.product_id)["label"]
    with unit_of_work(store, "add_items", {"product": label, "count": count}) as unit:
        _refuse_strangers(unit, tidy)
        _refuse_unpriced(unit, tidy, label)
        tidy = _on_its_line(unit, tidy)
        refuse_number(unit.connection, tidy, None)
        paid = _paid_seats(unit, tidy) if tidy.paid_until is None else ()
        rows = [replace(tidy, paid_until=paid[at] if at < len(paid) else tidy.paid_until) for at in range(count)]
        with catching_up(unit, [tidy.account_id], tidy.start, seen):
            ids = unit.insert_many(fleet_item, [fleet_changes.item_row(row) for row in rows])
        if tidy.person_id is not None:
            record(unit.connection, person, tidy.person_id)
            for item_id in ids:
                fleet_changes.assign(unit, item_id, tidy.person_id, tidy.start)
        return ids


def edit_item(store: Store, item_id: int, fields: FleetItemFields, *, seen: date | None = None) -> None:
    """Corrects what is known of an item; where its days are others, its users and options follow (`domain.item_life`).

    The options of a line are on its account, also when that is another one.

    `seen`: see `add_items`; what was made up for already, and did not come yet, is made up for as it is then.

    Raises what `add_items` raises but `price_missing`, `item_gone`, `item_changes_plan` and `plan_overlaps`.
    """
    tidy = _checked(fields)
    with store.reading() as connection:
        before = queries.item(connection, item_id, tidy.start)
    with unit_of_work(store, "edit_item", {"item": before.label}) as unit:
        _refuse_strangers(unit, tidy)
        refuse_number(unit.connection, tidy, item_id)
        refuse_overlap(unit.connection, before, tidy)
        if tidy.line_id is not None and tidy.line_id != before.line_id:
            tidy = _on_its_line(unit, tidy, item_id)
        elif tidy.line_id is not None:
            tidy = within_its_line(queries.item(unit.connection, tidy.line_id, tidy.start), tidy, before.start)
        accounts, since = {before.account_id, tidy.account_id}, charged_otherwise_from(before, tidy)
        moved = _moved_along(unit, item_id, tidy) if tidy.account_id != before.account_id else ()
        if since is not None:  # options that came with a change of plan are older than their line
            since = min((since, *(one.start for one in moved)))
        with catching_up(unit, accounts, since, seen):
            if tidy.end is not None and (before.end is None or tidy.end < before.end):
                _refuse_carried_on(unit, before, tidy.end)
            unit.update(fleet_item, item_id, fleet_changes.item_row(tidy))
            unit.update_many(fleet_item, [one.id for one in moved], {"account_id": tidy.account_id})
            item_life.follow(unit, item_id, Life(before.start, before.end), Life(tidy.start, tidy.end))


def assign(store: Store, item_id: int, person_id: int, on: date) -> None:
    """Gives an item to a person from that day on; whoever had it has it until then.

    Raises:
        TelbillError: `item_gone`, `party_gone`, `item_not_in_service`, `person_has_left`.
    """
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
        name = record(connection, person, person_id)["name"]
    if not item.is_in_service(on):
        raise TelbillError("item_not_in_service", item=item.label)
    with unit_of_work(store, "assign_item", {"item": item.label, "person": name}) as unit:
        fleet_changes.assign(unit, item_id, person_id, on)


def release(store: Store, item_id: int, on: date) -> None:
    """Takes an item back from whoever has it. Raises `item_gone`, `item_free`."""
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
        held = [one for one in queries.assignments_of(connection, item_id) if (one.end or date.max) > on]
    if not held:
        raise TelbillError("item_free", item=item.label)
    with unit_of_work(store, "release_item", {"item": item.label, "person": held[-1].person}) as unit:
        fleet_changes.release(unit, item_id, on)


def remove_item(store: Store, item_id: int, on: date, *, seen: date | None = None) -> int:
    """Takes one out of service from that day on, with its options; only when nobody has it.

    Of several that are kept as one record, one goes, and gets a record of its own. Returns the id of what was taken
    away. `seen`: see `add_items`.

    Raises:
        TelbillError: `item_gone`, `item_in_use`, `item_not_in_service`, `item_changes_plan`.
    """
    detail = item_detail(store, item_id, on)
    if detail.kept is not None:
        raise TelbillError(detail.kept.code, **dict(detail.kept.params))
    with (
        unit_of_work(store, "remove_item", {"item": detail.item.label}) as unit,
        catching_up(unit, [detail.item.account_id], on, seen),
    ):
        ended = item_id if detail.item.quantity == 1 else fleet_changes.part_one(unit, item_id)
        fleet_changes.end_items(unit, [ended], on)
    return ended


def change_plan(store: Store, item_id: int, product_id: int, on: date, *, seen: date | None = None) -> int:
    """Ends an item and starts another product in its place on the same day; number, card, options and user go along.

    Returns the id of the new item. `seen`: see `add_items`.

    Raises:
        TelbillError: `item_gone`, `party_gone`, `item_not_in_service`, `product_of_another`, `plan_same`,
            `price_missing`.
    """
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
        label = record(connection, product, product_id)["label"]
        options = queries.options_of(connection, item_id)
        held = [one for one in queries.assignments_of(connection, item_id) if (one.end or date.max) > on]
    if not item.is_in_service(on):
        raise TelbillError("item_not_in_service", item=item.label)
    if product_id == item.product.id:
        raise TelbillError("plan_same", item=item.label)
    fields = FleetItemFields(
        account_id=item.account_id,
        product_id=product_id,
        start=on,
        end=item.end,
        quantity=item.quantity,
        label=item.label if item.label != item.product.label else "",
        number=item.number,
        iccid=item.iccid,
        rio=item.rio,
        ported_on=item.ported_on,
        mandate_id=item.mandate_id,
        line_id=item.line_id,
    )
    with (
        unit_of_work(store, "change_plan", {"item": item.label, "product": label}) as unit,
        catching_up(unit, [item.account_id], on, seen),
    ):
        _refuse_strangers(unit, fields)
        _refuse_unpriced(unit, fields, label)
        new = unit.insert(fleet_item, fleet_changes.item_row(fields))
        for option in options:
            unit.update(fleet_item, option, {"line_id": new})
        fleet_changes.release(unit, item_id, on)
        for one in held[::-1]:
            fleet_changes.assign(unit, new, one.person_id, max(one.start, on))
            if one.end is not None:
                fleet_changes.release(unit, new, one.end)
        unit.update(fleet_item, item_id, {"end": on})
    return new


def port(store: Store, item_id: int, on: date, rio: str, mandate_id: int | None = None) -> None:
    """Notes when a number is ported, its RIO and the mandate.

    Raises:
        TelbillError: `item_gone`, `rio_impossible`, `item_without_number`, `party_gone` of a mandate.
    """
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
    if not item.number:
        raise TelbillError("item_without_number", item=item.label)
    values = {"ported_on": on, "rio": stored_rio(rio), "mandate_id": mandate_id}
    with unit_of_work(store, "port_number", {"number": number_facts(item.number).shown}) as unit:
        _refuse_no_mandate(unit, mandate_id)
        unit.update(fleet_item, item_id, values)


def _checked(fields: FleetItemFields) -> FleetItemFields:
    if fields.end is not None and fields.end < fields.start:
        raise TelbillError("item_reversed", start=fields.start, end=last_day_before(fields.end))
    if fields.quantity < 1:
        raise TelbillError("quantity_impossible")
    return replace(
        fields,
        label=" ".join(fields.label.split()),
        number=stored_number(fields.number),
        iccid=stored_iccid(fields.iccid),
        rio=stored_rio(fields.rio),
    )


def _refuse_strangers(unit: UnitOfWork, fields: FleetItemFields) -> None:
    """A product is sold by the operator of the account; an option's line is of the same account; a mandate is there."""
    _refuse_no_mandate(unit, fields.mandate_id)
    account = record(unit.connection, billing_account, fields.account_id)
    sold = record(unit.connection, product, fields.product_id)
    if sold["operator_id"] != account["operator_id"]:
        name = record(unit.connection, operator, account["operator_id"])["name"]
        raise TelbillError("product_of_another", product=sold["label"], operator=name)
    if fields.line_id is not None:
        line = queries.item(unit.connection, fields.line_id, fields.start)
        if line.account_id != fields.account_id:
            raise TelbillError("line_of_another", item=line.label)


def _refuse_no_mandate(unit: UnitOfWork, mandate_id: int | None) -> None:
    if mandate_id is not None:
        record(unit.connection, deposit, mandate_id)


def _refuse_unpriced(unit: UnitOfWork, fields: FleetItemFields, label: str) -> None:
    """What is added, or takes the place of something, has a price, as its quote wants it."""
    refuse_unpriced(label, prices_on(unit.connection, fields.product_id, fields.account_id))


def _refuse_carried_on(unit: UnitOfWork, item: FleetItem, end: date) -> None:
    """What has options that a later change of plan takes along does not end before it."""
    if (day := carried_on(unit.connection, end, [item.id]).get(item.id)) is not None:
        raise TelbillError("item_changes_plan", item=item.label, day=day)


def _moved_along(unit: UnitOfWork, line_id: int, fields: FleetItemFields) -> list[FleetItem]:
    """The options of a line that gets another account, whose operator sells them too."""
    options = queries.items(unit.connection, None, item_ids=queries.options_of(unit.connection, line_id))
    for product_id in {one.product.id for one in options}:
        _refuse_strangers(unit, replace(fields, product_id=product_id, line_id=None))
    return options


def _on_its_line(unit: UnitOfWork, fields: FleetItemFields, item_id: int | None = None) -> FleetItemFields:
    """An option is in service on a line that is, and no longer than that."""
    if fields.line_id is None:
        return fields
    line = queries.item(unit.connection, fields.line_id, fields.start)
    if line.line_id is not None or line.id == item_id:
        raise TelbillError("line_is_option", item=line.label)
    if not line.is_in_service(fields.start):
        raise TelbillError("item_not_in_service", item=line.label)
    return no_longer_than(line, fields)


def _paid_seats(unit: UnitOfWork, fields: FleetItemFields) -> Sequence[date]:
    terms = contract_queries.terms_of(unit.connection, fields.account_id)
    if terms is None:
        return ()
    of_account = queries.items(unit.connection, None, account_ids=[fields.account_id])
    same = [one for one in of_account if one.product.id == fields.product_id]
    return paid_seats(same, terms, fields.start)
