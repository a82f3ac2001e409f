"""Takes into the archive's log what the vault's register held before there was a log."""

from pathlib import Path

from sqlalchemy import Connection, select

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.store import archive_head, archive_log, custody
from telbill_desktop.store.queries.register import named
from telbill_desktop.store.tables.archive import custody as custody_table
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source


def take_in_older(connection: Connection, folder: Path) -> None:
    """Gives each document that has none its custody and its row of the log, which says when it really came.

    The head is written before the transaction ends: a program killed in between does the same again.
    """
    older = (
        connection.execute(
            select(deposit, deposit_name.c.name, deposit_name.c.source)
            .select_from(named())
            .where(deposit_name.c.id.is_not(None), ~deposit.c.id.in_(select(custody_table.c.deposit_id)))
            .order_by(deposit.c.id)
        )
        .mappings()
        .all()
    )
    custody.begin(connection, [(row["id"], row["deposited_at"]) for row in older])
    archive_log.append_many(
        connection,
        EventKind.DEPOSITED,
        [
            (
                row["id"],
                {
                    **custody.deposit_facts(row["name"], row["source"], row),
                    "deposited_at": row["deposited_at"].isoformat(timespec="microseconds"),
                    "deposited_by": row["os_user"],
                    "deposited_with": row["program_version"],
                },
            )
            for row in older
        ],
    )
    documents = {row["id"] for row in older}
    links = select(invoice_source.c.deposit_id, invoice_source.c.invoice_id, invoice_source.c.kind)
    for row in connection.execute(links.order_by(invoice_source.c.id)).all():
        if row.deposit_id in documents and row.kind not in custody.TABLES:
            custody.file_as_invoice(connection, row.deposit_id, row.invoice_id)
    head = archive_head.last(connection)
    if older or (head.sequence == 0 and archive_head.kept(folder) is None):
        archive_head.keep(folder, head)
