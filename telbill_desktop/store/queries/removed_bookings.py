"""What was booked of invoices that were removed since: the journal alone knows, and they may come in again."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, select

from telbill_desktop.domain.entries import Booked
from telbill_desktop.domain.money import from_cents
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.journal import in_force
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.journal import act, act_change
from telbill_desktop.store.tables.reports import entry_export, entry_mark


class Identity(NamedTuple):
    """By which an invoice is the same when it comes in again."""

    operator_id: int
    number_key: str
    year: int


def removed_bookings(connection: Connection) -> dict[Identity, Booked]:
    """The bookings of removed invoices whose files still count, the latest of each."""
    marks = [row.before for row in connection.execute(_removed(entry_mark))]
    if not marks:
        return {}
    days = {
        row.id: row.exported_at for row in connection.execute(select(entry_export.c.id, entry_export.c.exported_at))
    }
    identities: dict[int, Identity] = {}
    for some in chunks([one["invoice_id"] for one in marks]):
        for row in connection.execute(_removed(invoice).where(act_change.c.record_id.in_(some))):
            identities[row.record_id] = Identity(*(row.before[name] for name in Identity._fields))
    return {
        identities[one["invoice_id"]]: Booked(
            one["number"],
            days[one["export_id"]].astimezone().date(),
            from_cents(one["vat"]),
            from_cents(one["ttc"]),
        )
        for one in marks
        if one["invoice_id"] in identities and one["export_id"] in days
    }


def _removed(table: Table) -> Select[Any]:
    """The records of a table that acts in force took away, each as it was, in the order of the acts."""
    return (
        select(act_change.c.record_id, act_change.c.before)
        .join(act, act.c.id == act_change.c.act_id)
        .where(
            in_force,
            act_change.c.table_name == table.name,
            act_change.c.record_id.is_not(None),
            act_change.c.before.is_not(None),
            act_change.c.after.is_(None),
        )
        .order_by(act_change.c.id)
    )
