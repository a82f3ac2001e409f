"""Documents of the archive by name, for whoever chooses one as a proof."""

from sqlalchemy import Connection, func, select

from telbill_desktop.store.tables.contracts import address, special_condition
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source

_LATEST = 200  # invoices' documents: a contract may be proved by one, a list of thousands helps nobody


def deposits(connection: Connection) -> list[tuple[int, str]]:
    """Ids and first names: what is no invoice first, newest first; then the latest documents of invoices.

    What proves something already is always among them.
    """
    first_name = select(deposit_name.c.deposit_id, func.min(deposit_name.c.id).label("id"))
    named = first_name.group_by(deposit_name.c.deposit_id).subquery()
    of_invoice = deposit.c.id.in_(select(invoice_source.c.deposit_id))
    columns = select(deposit.c.id, deposit_name.c.name).select_from(
        deposit.join(named, named.c.deposit_id == deposit.c.id).join(deposit_name, deposit_name.c.id == named.c.id)
    )
    others = columns.where(~of_invoice).order_by(deposit.c.id.desc())
    latest = columns.where(of_invoice).order_by(deposit.c.id.desc()).limit(_LATEST)
    used = select(address.c.deposit_id).union(select(special_condition.c.deposit_id))
    proving = columns.where(of_invoice, deposit.c.id.in_(used)).order_by(deposit.c.id.desc())
    found: dict[int, str] = {}
    for asked in (others, proving, latest):
        for row in connection.execute(asked):
            found.setdefault(row.id, row.name)
    return list(found.items())
