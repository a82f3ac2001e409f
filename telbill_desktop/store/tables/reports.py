"""Reports that are kept under a name, how purchases are booked, and which invoices were booked already."""

from sqlalchemy import Column, Integer, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Instant, Json

report_definition = Table(
    "report_definition",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("definition", Json, nullable=False),
    sqlite_strict=True,
)

# One row: the accounts of the ledger.
accounting_rules = Table(
    "accounting_rules",
    METADATA,
    key(),
    Column("rules", Json, nullable=False),
    sqlite_strict=True,
)

entry_export = Table(
    "entry_export",
    METADATA,
    key(),
    Column("exported_at", Instant, nullable=False),
    Column("name", Text, nullable=False),
    sqlite_strict=True,
)

entry_mark = Table(
    "entry_mark",
    METADATA,
    key(),
    belongs_to("entry_export", "export_id"),
    belongs_to("invoice"),
    sqlite_strict=True,
)
