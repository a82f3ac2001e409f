"""What only SQLite has: connections, the file and its identity, copies. Nothing outside this package names SQLite."""

from telbill_desktop.store.sqlite.connections import prepare, reason
from telbill_desktop.store.sqlite.copying import copy_file
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
    "integrity_faults",
    "prepare",
    "quick_faults",
    "reason",
    "schema_version",
    "set_schema_version",
    "stray_references",
    "url",
]
