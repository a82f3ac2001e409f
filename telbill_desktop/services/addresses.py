"""Addresses of the user's companies, verified or not, with their proof. Each change is one act."""

import re

from telbill_desktop.domain.contract_fields import AddressFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contracts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import address
from telbill_desktop.store.tables.parties import company
from telbill_desktop.store.unit_of_work import unit_of_work

_COUNTRY = re.compile(r"[A-Z]{2}")


def addresses_of(store: Store, company_id: int) -> list[tuple[int, AddressFields]]:
    """The addresses of a company, with their ids."""
    with store.reading() as connection:
        return queries.addresses_of(connection, company_id)


def add_address(store: Store, fields: AddressFields) -> int:
    """Adds an address and returns its id.

    Raises:
        TelbillError: `party_gone`, `address_missing`, `country_impossible`.
    """
    values = _row(fields)
    with store.reading() as connection:
        name = record(connection, company, fields.company_id)["name"]
    with unit_of_work(store, "add_address", {"company": name, "city": str(values["city"])}) as unit:
        return unit.insert(address, values)


def edit_address(store: Store, address_id: int, fields: AddressFields) -> None:
    """Writes an address anew. Raises what `add_address` raises."""
    values = _row(fields)
    with store.reading() as connection:
        name = record(connection, company, fields.company_id)["name"]
        record(connection, address, address_id)
    with unit_of_work(store, "edit_address", {"company": name, "city": str(values["city"])}) as unit:
        unit.update(address, address_id, values)


def remove_address(store: Store, address_id: int) -> None:
    """Takes an address away. Raises `party_gone`."""
    with store.reading() as connection:
        row = record(connection, address, address_id)
        name = record(connection, company, row["company_id"])["name"]
    with unit_of_work(store, "remove_address", {"company": name, "city": row["city"]}) as unit:
        unit.delete(address, address_id)


def _row(fields: AddressFields) -> dict[str, str | int | bool | None]:
    lines = [" ".join(line.split()) for line in fields.lines]
    city, country = " ".join(fields.city.split()), fields.country.strip().upper()
    if not city or not any(lines):
        raise TelbillError("address_missing")
    if not _COUNTRY.fullmatch(country):
        raise TelbillError("country_impossible", text=fields.country)
    return {
        "company_id": fields.company_id,
        "deposit_id": fields.deposit_id,
        "label": " ".join(fields.label.split()),
        "lines": "\n".join(line for line in lines if line),
        "postcode": " ".join(fields.postcode.split()),
        "city": city,
        "country": country,
        "verified": fields.verified,
    }
