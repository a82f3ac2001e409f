"""The archive's log whole, as it is printed and handed out."""

from telbill_desktop.domain.whole_log import WholeLog
from telbill_desktop.store import archive_head
from telbill_desktop.store import whole_log as queries
from telbill_desktop.store.engine import Store


def whole_log(store: Store) -> WholeLog:
    """Every row, the first one first, and its chain checked."""
    kept = archive_head.kept(store.folder)
    with store.reading() as connection:
        return queries.read(connection, kept)
