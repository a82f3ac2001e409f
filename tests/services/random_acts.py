"""Acts put together at random from the unit of work's own four verbs, the same for the same seed."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import Table, select

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.store.engine import Store
from telbill_desktop.store.search import index_new, invoices_of, reindex
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work


def operator_row(name: str) -> dict[str, Any]:
    return {"name": name, "to_complete": True}


def invoice_row(operator_id: int, number: str, ht: str = "10.00") -> dict[str, Any]:
    texts = ("recipient_name", "recipient_code", "recipient_siret", "recipient_address", "client_code", "sub_account")
    return {
        **dict.fromkeys(texts, ""),
        "operator_id": operator_id,
        "type": "invoice",
        "sign_flipped": False,
        "number": number,
        "number_key": number,
        "year": 2026,
        "issue_date": date(2026, 1, 1),
        "currency": "EUR",
        "ht": Decimal(ht),
        "vat": Decimal("2.00"),
        "ttc": Decimal(ht) + 2,
        "seller_name": "Hexamobile",
        "preceding": [],
        "notes": ["née à l’usine"],
        "state": "read",
    }


def line_rows(invoice_id: int, count: int) -> list[dict[str, Any]]:
    return [
        {
            "invoice_id": invoice_id,
            "position": position,
            "label": f"Forfait {position}",
            "prorated": position % 2 == 0,
            "amount": Decimal(position),
            "category": ("subscriptions", "usage", None)[position % 3],
        }
        for position in range(1, count + 1)
    ]


def random_act(store: Store, random: Random, batch: int | None = None) -> int:
    """Does something and returns the act's id."""
    kind = random.choice(list(ACTS))
    params = {"name": "x", "merged": "x", "kept": "y", "number": "z"}
    with unit_of_work(store, kind, params, batch=batch) as unit:
        for _ in range(random.randint(1, 4)):
            random.choice((_add_operator, _add_invoice, _edit, _edit_operator, _remove))(unit, random)
        _add_operator(unit, random)  # something is always changed
    return unit.act_id


def _ids(unit: UnitOfWork, table: Table) -> list[int]:
    return list(unit.connection.execute(select(table.c.id).order_by(table.c.id)).scalars())


def _add_operator(unit: UnitOfWork, random: Random) -> None:
    unit.insert(operator, operator_row(f"Opérateur {random.randint(1, 99)}"))


def _add_invoice(unit: UnitOfWork, random: Random) -> None:
    operators = _ids(unit, operator) or [unit.insert(operator, operator_row("Premier"))]
    added = unit.insert(invoice, invoice_row(random.choice(operators), f"F-{unit.act_id}-{random.random()}"))
    unit.insert_many(invoice_line, line_rows(added, random.randint(0, 5)))
    index_new(unit.connection, added)


def _edit(unit: UnitOfWork, random: Random) -> None:
    if known := _ids(unit, invoice):
        chosen = random.choice(known)
        values = {
            "ht": Decimal(random.randint(-500, 500)),
            "issue_date": date(2026, 1, 1) + timedelta(random.randint(0, 9)),
        }
        unit.update(invoice, chosen, {**values, "recipient_name": random.choice(["Société A", "Atelier B"])})
        reindex(unit.connection, [chosen])


def _edit_operator(unit: UnitOfWork, random: Random) -> None:
    if known := _ids(unit, operator):
        chosen = random.choice(known)
        unit.update(operator, chosen, {"name": f"Renommé {random.randint(1, 9)}", "siren": "732829320"})
        reindex(unit.connection, invoices_of(unit.connection, "operator", [chosen]))


def _remove(unit: UnitOfWork, random: Random) -> None:
    if known := _ids(unit, invoice):
        chosen = random.choice(known)
        for line_id in (
            unit.connection.execute(select(invoice_line.c.id).where(invoice_line.c.invoice_id == chosen))
            .scalars()
            .all()
        ):
            unit.delete(invoice_line, line_id)
        unit.delete(invoice, chosen)
        reindex(unit.connection, [chosen])
