"""Equipment with who has it and what charged it, and lines of equipment that no piece is known of."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from telbill_desktop.domain.equipment import ChargedOn, Equipment, EquipmentFields, EquipmentKind, EquipmentOffer
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.store.queries import fleet as fleet_queries
from telbill_desktop.store.tables.fleet import equipment, fleet_item, person
from telbill_desktop.store.tables.invoices import invoice, invoice_line


def pieces(connection: Connection, chosen: ColumnElement[bool] | None = None) -> list[Equipment]:
    """Every piece, newest first."""
    charged = (
        invoice.c.id.label("invoice_id"),
        invoice.c.number,
        invoice.c.issue_date,
        invoice.c.currency,
        invoice_line.c.amount,
    )
    joined = (
        equipment.outerjoin(person, person.c.id == equipment.c.person_id)
        .outerjoin(invoice_line, invoice_line.c.id == equipment.c.invoice_line_id)
        .outerjoin(invoice, invoice.c.id == invoice_line.c.invoice_id)
    )
    asked = select(equipment, person.c.name.label("person"), *charged).select_from(joined)
    if chosen is not None:
        asked = asked.where(chosen)
    asked = asked.order_by(equipment.c.bought_on.desc(), equipment.c.id.desc())
    return [_piece(row) for row in connection.execute(asked).mappings()]


def pieces_with(connection: Connection, item: FleetItem, person_id: int | None) -> list[Equipment]:
    """What is used with an item, and what its user has that is used with nothing in particular; newest first.

    What is used with a number is so through every change of plan, each of which is an item of its own.
    """
    own: ColumnElement[bool] = equipment.c.item_id == item.id
    if item.number:
        own = equipment.c.item_id.in_(select(fleet_item.c.id).where(fleet_item.c.number == item.number))
    if person_id is not None:
        own = or_(own, and_(equipment.c.person_id == person_id, equipment.c.item_id.is_(None)))
    return pieces(connection, own)


def piece(connection: Connection, equipment_id: int) -> Equipment:
    """One piece.

    Raises:
        TelbillError: `equipment_gone`.
    """
    found = pieces(connection, equipment.c.id == equipment_id)
    if not found:
        raise TelbillError("equipment_gone")
    return found[0]


def offers(connection: Connection, account_ids: set[int] | None = None) -> list[EquipmentOffer]:
    """Lines of equipment of invoices, newest first, that no piece is known of; credit notes give nothing.

    Who is named is whoever is called so, where nobody else is.
    A piece whose line went, because its invoice was read again, is known by its label and day.
    """
    known = select(equipment.c.invoice_line_id).where(equipment.c.invoice_line_id.is_not(None))
    asked = (
        select(
            invoice_line.c.id.label("line_id"),
            invoice_line.c.label,
            invoice_line.c.user_name,
            invoice_line.c.quantity,
            invoice_line.c.amount,
            invoice.c.id.label("invoice_id"),
            invoice.c.account_id,
            invoice.c.number,
            invoice.c.issue_date,
            invoice.c.currency,
        )
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(
            invoice_line.c.category == Category.EQUIPMENT.value,
            invoice_line.c.id.not_in(known),
            invoice.c.type == InvoiceType.INVOICE.value,
        )
        .order_by(invoice.c.issue_date.desc(), invoice.c.id.desc(), invoice_line.c.position)
    )
    everybody = fleet_queries.people(connection)
    namesakes = Counter(fold(one.name) for one in everybody)
    people = {fold(one.name): one.id for one in everybody if namesakes[fold(one.name)] == 1}
    orphans = {
        (fold(one.fields.label), one.fields.bought_on)
        for one in pieces(connection, equipment.c.invoice_line_id.is_not(None))
        if one.charged_on is None
    }
    return [
        EquipmentOffer(
            row["line_id"],
            row["label"],
            row["user_name"] or "",
            max(int(row["quantity"] or 1), 1),
            _charged(row),
            people.get(fold(row["user_name"] or "")),
        )
        for row in connection.execute(asked).mappings()
        if (account_ids is None or row["account_id"] in account_ids)
        and (fold(row["label"]), row["issue_date"]) not in orphans
    ]


def _piece(row: Mapping[Any, Any]) -> Equipment:
    fields = EquipmentFields(
        EquipmentKind(row["kind"]),
        row["label"],
        row["bought_on"],
        row["serial"],
        row["person_id"],
        row["item_id"],
        row["invoice_line_id"],
    )
    return Equipment(row["id"], fields, row["person"] or "", _charged(row) if row["invoice_id"] is not None else None)


def _charged(row: Mapping[Any, Any]) -> ChargedOn:
    return ChargedOn(row["invoice_id"], row["number"], row["issue_date"], row["amount"], row["currency"])
