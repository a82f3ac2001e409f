"""Documents that prove something of a contract: those of the archive, and files that are put into it."""

from pathlib import Path

from telbill_desktop.services.gathering import FileToRead, content_of
from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import deposits as queries


def deposits(store: Store) -> list[tuple[int, str]]:
    """Documents of the archive with their names: those that are no invoice first, then the latest ones."""
    with store.reading() as connection:
        return queries.deposits(connection)


def deposit_file(store: Store, path: Path) -> int:
    """Puts a file into the archive and returns its deposit, the old one where its content is there already.

    A deposit is a fact and no act: it stays when what it proves is undone.

    Raises:
        TelbillError: what `gathering.content_of` raises.
        StoreError: the archive cannot be written.
    """
    content = content_of(FileToRead(path, path.name))
    return vault.take(store, content, path.name, str(path.absolute().parent))
