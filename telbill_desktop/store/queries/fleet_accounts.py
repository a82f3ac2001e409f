"""The accounts of the fleet, the prices on them, and whether a number abroad may be on them."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from telbill_desktop.domain.fleet_view import FleetAccount
from telbill_desktop.domain.numbering import FRENCH_TERRITORIES
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.store.queries import contracts
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import billing_terms
from telbill_desktop.store.tables.parties import billing_account, operator


def accounts(connection: Connection, within: Collection[int] | None) -> dict[int, FleetAccount]:
    """The accounts, or those of them that are let through, by id, in the order of operators and labels."""
    joined = billing_account.join(operator, operator.c.id == billing_account.c.operator_id).outerjoin(
        billing_terms, billing_terms.c.account_id == billing_account.c.id
    )
    asked = select(
        billing_account.c.id,
        billing_account.c.label,
        billing_account.c.operator_id,
        operator.c.name,
        billing_terms.c.months,
    ).select_from(joined)
    found = [
        FleetAccount(row.id, row.label, row.operator_id, row.name, row.months)
        for row in connection.execute(asked)
        if within is None or row.id in within
    ]
    in_order = sorted(found, key=lambda one: (natural_key(one.operator), natural_key(one.label), one.id))
    return {one.id: one for one in in_order}


def verified_countries(connection: Connection, account_id: int) -> set[str]:
    """The countries in which the company of an account has a verified address. Raises `party_gone`."""
    company_id = record(connection, billing_account, account_id)["company_id"]
    known = contracts.addresses_of(connection, company_id) if company_id is not None else []
    return {address.country for _key, address in known if address.verified}


def is_verified(connection: Connection, account_id: int, country: str) -> bool | None:
    """Whether the company has a verified address in the country of a number; None in France, or where it has none."""
    if not country or country in FRENCH_TERRITORIES:
        return None
    return country in verified_countries(connection, account_id)
