"""Documents that contradict an invoice: which there are, both sides of one, and what somebody decides about it."""

from collections.abc import Collection

from telbill_desktop.domain.conflict import Conflict, ConflictField, OpenConflict, taken_from
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.services.reading_ahead import Reader
from telbill_desktop.store import settling, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.list_rows import draft_of
from telbill_desktop.store.queries import conflicts as queries
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.worker import WorkerError

__all__ = [
    "Conflict",
    "ConflictField",
    "OpenConflict",
    "conflict",
    "count_open",
    "of_invoice",
    "open_conflicts",
    "settle",
]


def count_open(store: Store) -> int:
    """How many documents are in conflict with their invoice."""
    with store.reading() as connection:
        return queries.count_open(connection)


def open_conflicts(store: Store) -> list[OpenConflict]:
    """The documents in conflict, those of the newest invoices first."""
    with store.reading() as connection:
        return queries.open_conflicts(connection)


def of_invoice(store: Store, invoice_id: int) -> list[Conflict]:
    """The documents in conflict with one invoice, each beside it; empty when there are none."""
    with store.reading() as connection:
        return [queries.conflict(connection, one) for one in queries.open_of(connection, invoice_id)]


def conflict(store: Store, source_id: int) -> Conflict:
    """Both sides of one, field by field.

    Raises:
        TelbillError: `conflict_gone` when it was settled, removed or undone meanwhile.
    """
    with store.reading() as connection:
        return queries.conflict(connection, source_id)


def settle(store: Store, seen: Conflict, taken: Collection[ConflictField], read: Reader) -> None:
    """Writes what was chosen of the two sides that somebody saw, as one act; nothing taken: kept as it is.

    Both originals and what each says stay. `Conflict.everything` takes all of the other document, which is shown then
    with its lines. Where its lines are wanted, its bytes are read again; what is read must be what was read before.

    Raises:
        TelbillError: `conflict_gone`, `conflict_changed`: what was seen is no more; `conflict_type_apart`,
            `conflict_currency_apart`, `conflict_no_total`, `conflict_identity_taken`: what was chosen cannot be;
            `conflict_document_unreadable`; `document_missing`, `document_altered`, `document_unreadable`.
    """
    chosen = frozenset(filter(seen.can_take, taken))
    taken_from(seen, chosen)
    content = _content(store, seen, read) if _needs_content(seen, chosen) else None
    with unit_of_work(store, "settle_conflict", {"number": seen.number}) as unit:
        if queries.conflict(unit.connection, seen.source_id) != seen:
            raise TelbillError("conflict_changed")
        settling.settle(unit, seen, chosen, content)


def _needs_content(seen: Conflict, chosen: frozenset[ConflictField]) -> bool:
    """Figures are in the store; lines, and what only the whole document says, are not."""
    if {ConflictField.LINES, ConflictField.TYPE} & chosen:
        return True
    return bool(chosen) and seen.is_whole(chosen) and seen.other_document.kind is not SourceKind.LIST_ROW


def _content(store: Store, seen: Conflict, read: Reader) -> settling.Content:
    document = seen.other_document
    try:
        reading = read(vault.read(store, document.deposit_id), document.name)
    except WorkerError as error:
        raise TelbillError("conflict_document_unreadable", document=document.name) from error
    for draft, of_invoice in _drafts(reading):
        if InvoiceFigures.of(draft) == seen.other:
            return settling.Content(keepable_values(draft), keepable_values(of_invoice))
    raise TelbillError("conflict_document_unreadable", document=document.name)


def _drafts(reading: Reading) -> list[tuple[InvoiceDraft, Reading]]:
    """Every invoice of a document, each with what is said of it."""
    if reading.draft is not None:
        return [(reading.draft, reading)]
    if reading.table is None:
        return []
    invoices = [(one.draft, one.warnings, one.to_check) for one in reading.table.invoices]
    rows = [(draft_of(row), row.warnings, row.to_check) for row in reading.table.rows]
    return [
        (draft, Reading(Outcome.READ, reading.format, reading.source, warnings=warnings, to_check=to_check))
        for draft, warnings, to_check in (*invoices, *rows)
    ]
