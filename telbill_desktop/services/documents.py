"""Documents of the vault as the window shows them. Their bytes are read, never changed."""

from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import archive


def is_signed_invoice(store: Store, deposit_id: int) -> bool:
    """Whether a document is an invoice that somebody signed, as far as anybody has looked: a print of it is none."""
    with store.reading() as connection:
        [row] = archive.rows(connection, [deposit_id])
    is_invoice = row.kind in {DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE}
    return is_invoice and row.integrity not in {None, Integrity.UNSIGNED}


def content(store: Store, deposit_id: int) -> bytes:
    """The bytes that came.

    Raises:
        TelbillError: `document_missing`, `document_altered`, `document_unreadable`.
    """
    return vault.read(store, deposit_id)
