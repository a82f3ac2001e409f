"""Takes invoices out of the tables; the journal keeps what goes, and the vault the documents."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from telbill_desktop.store import search
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import (
    invoice,
    invoice_adjustment,
    invoice_line,
    invoice_vat,
    invoice_warning,
)
from telbill_desktop.store.tables.reports import entry_mark
from telbill_desktop.store.unit_of_work import UnitOfWork

_PARTS = (entry_mark, invoice_source, invoice_warning, invoice_line, invoice_adjustment, invoice_vat)


def remove_invoices(unit: UnitOfWork, invoice_ids: Sequence[int]) -> None:
    """These invoices, as many as one statement takes, are no more, nor their lines, documents and entries."""
    for table in _PARTS:
        parts = select(table.c.id).where(table.c.invoice_id.in_(invoice_ids)).order_by(table.c.id)
        unit.delete_many(table, unit.connection.execute(parts).scalars().all())
    unit.delete_many(invoice, invoice_ids)
    search.reindex(unit.connection, invoice_ids)


def numbers_of(connection: Connection, invoice_ids: Sequence[int]) -> dict[int, str]:
    """The numbers of those of these invoices that are there."""
    columns = select(invoice.c.id, invoice.c.number)
    found = (connection.execute(columns.where(invoice.c.id.in_(some))) for some in chunks(invoice_ids))
    return {row.id: row.number for rows in found for row in rows}
