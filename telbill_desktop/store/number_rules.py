"""Which number an item may bear: one that nothing else bears then; abroad, where the company has a verified address."""

from datetime import date

from sqlalchemy import Connection

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries.fleet_accounts import is_verified


def refuse_number(connection: Connection, fields: FleetItemFields, item_id: int | None) -> None:
    """Passes a stored number that may be borne (source 004).

    Raises:
        TelbillError: `number_in_use`, `number_needs_address`, `party_gone`.
    """
    if not fields.number:
        return
    facts = number_facts(fields.number)
    for other in queries.items(connection, None, number=fields.number):
        is_another = other.id != item_id and other.line_id is None
        if is_another and other.start < (fields.end or date.max) and fields.start < (other.end or date.max):
            raise TelbillError("number_in_use", number=facts.shown, item=other.label)
    if is_verified(connection, fields.account_id, facts.country) is False:
        raise TelbillError("number_needs_address", number=facts.shown, country=facts.country)
