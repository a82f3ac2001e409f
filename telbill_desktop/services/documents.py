"""Documents of the vault as the window shows them. Their bytes are read, never changed."""

from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store


def content(store: Store, deposit_id: int) -> bytes:
    """The bytes that came.

    Raises:
        TelbillError: `document_missing`, `document_altered`, `document_unreadable`.
    """
    return vault.read(store, deposit_id)
