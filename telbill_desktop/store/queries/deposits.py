"""Documents of the archive by name, for whoever chooses one as a proof."""

from sqlalchemy import Connection, select, union

from telbill_desktop.domain.proofs import Proof
from telbill_desktop.store.queries.register import FIRST_NAME, STILL_THERE, named
from telbill_desktop.store.tables.contracts import address, special_condition
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source
from telbill_desktop.store.tables.fleet import fleet_item

_LATEST = 200  # invoices' documents: a contract may be proved by one, a list of thousands helps nobody


def deposits(connection: Connection) -> list[tuple[int, str]]:
    """Ids and first names: what is no invoice first, newest first; then the latest documents of invoices.

    What proves something already is always among them.
    """
    of_invoice = deposit.c.id.in_(select(invoice_source.c.deposit_id))
    columns = select(deposit.c.id, FIRST_NAME.label("name")).select_from(named())
    others = columns.where(~of_invoice, STILL_THERE).order_by(deposit.c.id.desc())
    latest = columns.where(of_invoice, STILL_THERE).order_by(deposit.c.id.desc()).limit(_LATEST)
    columns_of_proofs = (address.c.deposit_id, special_condition.c.deposit_id, fleet_item.c.mandate_id)
    used = union(*(select(column).where(column.is_not(None)) for column in columns_of_proofs))
    proving = columns.where(deposit.c.id.in_(used)).order_by(deposit.c.id.desc())
    found: dict[int, str] = {}
    for asked in (others, proving, latest):
        for row in connection.execute(asked):
            found.setdefault(row.id, row.name)
    return list(found.items())


def proof(connection: Connection, deposit_id: int) -> Proof:
    """One document of the archive."""
    asked = (
        select(deposit_name.c.name, deposit.c.media_type)
        .join(deposit, deposit.c.id == deposit_name.c.deposit_id)
        .where(deposit.c.id == deposit_id)
        .order_by(deposit_name.c.id)
    )
    first = connection.execute(asked.limit(1)).one()  # whatever is deposited has a name
    return Proof(deposit_id, first.name, first.media_type)
