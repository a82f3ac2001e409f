"""What only SQLite has: connections, the file and its identity, copies. Nothing outside this package names SQLite."""

from telbill_desktop.store.sqlite.bulk import empty_log, insert_until_known, little_memory, overwriting
from telbill_desktop.store.sqlite.connections import prepare, reason
from telbill_desktop.store.sqlite.copying import copy_file
from telbill_desktop.store.sqlite.expressions import day_of_key, is_among, month_of
from telbill_desktop.store.sqlite.file import (
    APPLICATION_ID,
    LIBRARY_VERSION,
    create_file,
    integrity_faults,
    quick_faults,
    schema_version,
    set_schema_version,
    stray_references,
    url,
)

__all__ = [
    "APPLICATION_ID",
    "LIBRARY_VERSION",
    "copy_file",
    "create_file",
    "day_of_key",
    "empty_log",
    "insert_until_known",
    "integrity_faults",
    "is_among",
    "little_memory",
    "month_of",
    "overwriting",
    "prepare",
    "quick_faults",
    "reason",
    "schema_version",
    "set_schema_version",
    "stray_references",
    "url",
]
