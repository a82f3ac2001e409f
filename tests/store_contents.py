"""What a store holds, as one value that two moments of it can be compared by."""

from functools import cache
from typing import Any

from sqlalchemy import Select, select

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
        return {
            name: [dict(row) for row in connection.execute(question).mappings()]
            for name, question in _questions().items()
        }


@cache
def _questions() -> dict[str, Select[Any]]:
    """By table; asked hundreds of times by some tests."""
    tables = {name: plain(table) for name, table in METADATA.tables.items() if name not in NOT_UNDONE}
    rows = {name: select(table).order_by(*table.c) for name, table in tables.items()}
    return rows | {
        derived.name: select(derived).order_by(*derived.primary_key) for derived in (invoice_text, line_text)
    }
