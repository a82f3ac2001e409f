"""Reports that are kept under a name, how purchases are booked, and which invoices were booked already."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Cents, Instant, Json

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

# A file of entries that was handed out; new ones begin after every `last_number`, whatever became of these invoices.
entry_export = Table(
    "entry_export",
    METADATA,
    key(),
    Column("exported_at", Instant, nullable=False),
    Column("name", Text, nullable=False),
    Column("last_number", Integer, nullable=False),
    sqlite_strict=True,
)

# `number` is that of the invoice's entry, whichever file it is in; `vat` and `ttc` what was booked.
entry_mark = Table(
    "entry_mark",
    METADATA,
    key(),
    belongs_to("entry_export", "export_id"),
    belongs_to("invoice", index=False),
    Column("number", Integer, nullable=False),
    Column("vat", Cents, nullable=False),
    Column("ttc", Cents, nullable=False),
    UniqueConstraint("invoice_id"),
    UniqueConstraint("number"),
    sqlite_strict=True,
)
