"""Operators, accounts and companies that somebody writes before any document names them; imports then find them."""

from typing import Any

from sqlalchemy import and_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.store.parties import ACCOUNT_PARTS, add_operator_keys
from telbill_desktop.store.tables.parties import billing_account, company, operator, operator_key
from telbill_desktop.store.unit_of_work import UnitOfWork


def add_operator(unit: UnitOfWork, values: dict[str, Any]) -> int:
    """A new operator, found under its name, SIREN and VAT number.

    Raises:
        TelbillError: `siren_taken`; `operator_taken` when another one bears the name and nothing tells the two apart.
    """
    siren, keys = values["siren"], _seller_keys(values)
    owned = operator_key.join(operator, operator.c.id == operator_key.c.operator_id)
    known = select(operator.c.name, operator.c.siren, operator_key.c.seller_key).select_from(owned)
    for row in unit.connection.execute(known.where(operator_key.c.seller_key.in_(keys))):
        if row.seller_key.startswith("siren:"):
            raise TelbillError("siren_taken", name=row.name, siren=siren)
        if row.seller_key.startswith("name:") and not (siren and row.siren):
            raise TelbillError("operator_taken", name=row.name)
    made = unit.insert(operator, {**values, "to_complete": False})
    add_operator_keys(unit, made, keys)
    return made


def add_account(unit: UnitOfWork, operator_id: int, values: dict[str, Any]) -> int:
    """A new billing account of an operator.

    Raises:
        TelbillError: `account_taken` by another account of the operator.
    """
    same = and_(
        billing_account.c.operator_id == operator_id,
        *(billing_account.c[part] == values[part] for part in ACCOUNT_PARTS),
    )
    if taken := unit.connection.execute(select(billing_account.c.label).where(same)).scalar():
        raise TelbillError("account_taken", name=taken)
    return unit.insert(billing_account, {"operator_id": operator_id, **values, "to_complete": False})


def add_company(unit: UnitOfWork, values: dict[str, Any]) -> int:
    """A new company of the user's.

    Raises:
        TelbillError: `siren_taken`; `company_taken` when another one bears the name and nothing tells the two apart.
    """
    siren, key = values["siren"], fold(values["name"])
    known = select(company.c.name, company.c.siren, company.c.name_key)
    for row in unit.connection.execute(known.where((company.c.name_key == key) | (company.c.siren == siren))):
        if siren and row.siren == siren:
            raise TelbillError("siren_taken", name=row.name, siren=siren)
        if row.name_key == key and not (siren and row.siren):
            raise TelbillError("company_taken", name=row.name)
    return unit.insert(company, {**values, "name_key": key, "to_complete": False})


def _seller_keys(values: dict[str, Any]) -> list[str]:
    named = {"siren": values["siren"], "vat": values["vat_number"], "name": values["name"]}
    return [f"{kind}:{fold(value)}" for kind, value in named.items() if value]
