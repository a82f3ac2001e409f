"""Documents put into the vault without an import."""

from pathlib import Path

from sqlalchemy import Connection, select

from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.documents import deposit


def deposited(store: Store, connection: Connection, content: bytes, name: str, source: str) -> int:
    """The id of the deposit; the bytes are in the archive, the register's rows in the connection's transaction."""
    digest = vault.digest_of(content)
    deposit_id = vault.register(connection, digest, content, name, source)
    vault.keep(store, digest, content)
    return deposit_id


def path_of(store: Store, deposit_id: int) -> Path:
    """Where the archive has it."""
    with store.reading() as connection:
        digest = connection.execute(select(deposit.c.digest).where(deposit.c.id == deposit_id)).scalar_one()
    return vault.path_of(store, digest)
