"""What the archive's page asks: its documents, one of them whole, what stands above them, whom the user trusts."""

from collections.abc import Sequence
from datetime import date

from telbill_desktop.domain.archive_view import (
    ArchivedDocument,
    ArchiveFilter,
    ArchiveOrder,
    ArchiveRow,
    ArchiveSummary,
    LastCheck,
    Verdict,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store import archive_log, verdicts
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import archive as queries


def find_ids(
    store: Store,
    wanted: ArchiveFilter,
    today: date,
    order: ArchiveOrder = ArchiveOrder.DEPOSITED,
    *,
    reverse: bool = True,
) -> list[int]:
    """Ids of the documents of the list, in order."""
    with store.reading() as connection:
        return queries.ids(connection, wanted, order, reverse=reverse, today=today)


def rows(store: Store, deposit_ids: Sequence[int]) -> list[ArchiveRow]:
    """The rows of these documents, in the order of their ids; those that are gone are left out."""
    with store.reading() as connection:
        return queries.rows(connection, deposit_ids)


def summary(store: Store, today: date, perimeter: PerimeterChoice | None = None) -> ArchiveSummary:
    """What stands above the list."""
    with store.reading() as connection:
        return queries.summary(connection, perimeter or PerimeterChoice(), today)


def last_check(store: Store) -> LastCheck | None:
    """The last time that every document was read again."""
    with store.reading() as connection:
        return queries.last_check(connection)


def document(store: Store, deposit_id: int) -> ArchivedDocument:
    """One document whole.

    Raises:
        TelbillError: `document_unknown`.
    """
    with store.reading() as connection:
        found = queries.rows(connection, [deposit_id])
        if not found:
            raise TelbillError("document_unknown")
        said = verdicts.of_document(connection, deposit_id)
        os_user, version = queries.origin(connection, deposit_id)
        return ArchivedDocument(
            row=found[0],
            os_user=os_user,
            program_version=version,
            names=queries.names(connection, deposit_id),
            at_deposit=said[0] if said else None,
            latest=said[-1] if said else None,
            events=tuple(archive_log.events(connection, deposit_id)),
            text=queries.text(connection, deposit_id),
        )


def verdict_of_invoice(store: Store, invoice_id: int) -> dict[int, Verdict]:
    """The last verdict on each document of an invoice, by deposit."""
    with store.reading() as connection:
        return verdicts.of_invoice(connection, invoice_id)
