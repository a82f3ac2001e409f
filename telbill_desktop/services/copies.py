"""Which documents are nowhere but in the archive: those of which no copy was found whole on another medium."""

from telbill_desktop.domain.copies import CopyState
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import copies as queries


def copy_state(store: Store) -> CopyState:
    """How many documents have no copy elsewhere, and when the last verified one was made."""
    with store.reading() as connection:
        return queries.state(connection)
