"""What a store holds, as one value that two moments of it can be compared by."""

from typing import Any

from sqlalchemy import select

from telbill_desktop.store.engine import Store
from telbill_desktop.store.images import plain
from telbill_desktop.store.search import invoice_text, line_text
from telbill_desktop.store.tables.every import METADATA

# The journal itself, facts that undoing leaves alone, names that only grow, and where undone calls stand meanwhile.
NOT_UNDONE = {
    *("act", "act_change", "id_counter", "deposit", "deposit_name"),
    *("archive_event", "custody", "verdict", "trusted_certificate", "deposit_copy", "deposit_text"),
    *("usage_place", "usage_user", "usage_line", "usage_kind", "usage_purge"),
    *("usage_record_aside", "usage_total_aside", "usage_key_aside"),
}


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that acts change, and what the search finds them by."""
    with store.reading() as connection:
        found = {
            name: [dict(row) for row in connection.execute(select(plain(table)).order_by(*plain(table).c)).mappings()]
            for name, table in METADATA.tables.items()
            if name not in NOT_UNDONE
        }
        for derived in (invoice_text, line_text):
            texts = connection.execute(select(derived).order_by(*derived.primary_key)).mappings()
            found[derived.name] = [dict(row) for row in texts]
    return found
