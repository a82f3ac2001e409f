"""Handsets, tablets and accessories: added, edited, removed, taken from the invoices. Each change is one act."""

from collections.abc import Collection
from dataclasses import replace

from telbill_desktop.domain.equipment import Equipment, EquipmentFields, EquipmentOffer, kind_of_label
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import equipment as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.fleet import equipment, fleet_item, person
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work


def pieces(store: Store) -> list[Equipment]:
    """Every piece, newest first."""
    with store.reading() as connection:
        return queries.pieces(connection)


def offers(store: Store, account_ids: set[int] | None = None) -> list[EquipmentOffer]:
    """Lines of equipment on invoices of these accounts (all of them: None) that no piece is known of."""
    with store.reading() as connection:
        return queries.offers(connection, account_ids)


def add_equipment(store: Store, fields: EquipmentFields) -> int:
    """Adds a piece and returns its id.

    Raises:
        TelbillError: `name_missing`, `party_gone`.
    """
    tidy = _checked(fields)
    with unit_of_work(store, "add_equipment", {"label": tidy.label}) as unit:
        _refuse_strangers(unit, tidy)
        return unit.insert(equipment, _row(tidy))


def take_from_invoices(store: Store, line_ids: Collection[int]) -> int:
    """Adds a piece for each thing that these lines charge, of the user whom they name, and returns how many.

    A line that a piece is known of already, or that is gone, gives nothing.
    """
    with store.reading() as connection:
        found = [one for one in queries.offers(connection) if one.line_id in line_ids]
    rows = [_row(_fields_of(one)) for one in found for _ in range(one.quantity)]
    if rows:
        with unit_of_work(store, "take_equipment", {"count": len(rows)}) as unit:
            unit.insert_many(equipment, rows)
    return len(rows)


def edit_equipment(store: Store, equipment_id: int, fields: EquipmentFields) -> None:
    """Writes a piece anew. Raises what `add_equipment` raises, and `equipment_gone`."""
    tidy = _checked(fields)
    with unit_of_work(store, "edit_equipment", {"label": tidy.label}) as unit:
        queries.piece(unit.connection, equipment_id)
        _refuse_strangers(unit, tidy)
        unit.update(equipment, equipment_id, _row(tidy))


def remove_equipment(store: Store, equipment_id: int) -> None:
    """Takes a piece away. Raises `equipment_gone`."""
    with store.reading() as connection:
        label = queries.piece(connection, equipment_id).fields.label
    with unit_of_work(store, "remove_equipment", {"label": label}) as unit:
        unit.delete(equipment, equipment_id)


def _fields_of(offer: EquipmentOffer) -> EquipmentFields:
    return EquipmentFields(
        kind=kind_of_label(offer.label),
        label=offer.label,
        bought_on=offer.charged_on.issue_date,
        person_id=offer.person_id,
        invoice_line_id=offer.line_id,
    )


def _checked(fields: EquipmentFields) -> EquipmentFields:
    tidy = replace(fields, label=" ".join(fields.label.split()), serial=" ".join(fields.serial.split()))
    if not tidy.label:
        raise TelbillError("name_missing")
    return tidy


def _refuse_strangers(unit: UnitOfWork, fields: EquipmentFields) -> None:
    if fields.person_id is not None:
        record(unit.connection, person, fields.person_id)
    if fields.item_id is not None:
        record(unit.connection, fleet_item, fields.item_id)


def _row(fields: EquipmentFields) -> dict[str, object]:
    return {
        "person_id": fields.person_id,
        "item_id": fields.item_id,
        "invoice_line_id": fields.invoice_line_id,
        "kind": fields.kind.value,
        "label": fields.label,
        "serial": fields.serial,
        "bought_on": fields.bought_on,
    }
