"""The vault's register: what was deposited, under which names, and which invoice each document speaks of."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, literal_column, text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Id, Instant, Json

_CONFLICT = text("role = 'conflict'")  # few of very many

# Facts, written once and never undone: outside the journal.
deposit = Table(
    "deposit",
    METADATA,
    key(),
    Column("digest_algorithm", Text, nullable=False),  # sha256
    Column("digest", Text, nullable=False),
    Column("size", Id, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("deposited_at", Instant, nullable=False),  # this computer's clock
    Column("os_user", Text, nullable=False),
    Column("program_version", Text, nullable=False),
    UniqueConstraint("digest_algorithm", "digest"),
    sqlite_strict=True,
)

deposit_name = Table(
    "deposit_name",
    METADATA,
    key(),
    belongs_to("deposit"),
    Column("name", Text, nullable=False),  # the original file name
    Column("source", Text, nullable=False),  # the folder that it came from
    Column("seen_at", Instant, nullable=False),
    UniqueConstraint("deposit_id", "name", "source"),
    sqlite_strict=True,
)

# Journaled: which document says what of which invoice.
invoice_source = Table(
    "invoice_source",
    METADATA,
    key(),
    belongs_to("invoice", index=False),
    belongs_to("deposit"),
    Column("role", Text, nullable=False),  # main | other | conflict
    Column("kind", Text, nullable=False),  # reading.SourceKind
    Column("rank", Integer, nullable=False),
    Column("format", Text, nullable=False),  # reading.Reading.format
    Column("figures", Json, nullable=False),  # what this document says, for the side-by-side view and for duplicates
    Column("added_at", Instant, nullable=False),
    UniqueConstraint("invoice_id", "deposit_id"),
    Index("ix_invoice_source_invoice_id_kind", "invoice_id", "kind"),  # whether there is more than a row of a list
    # Naming PostgreSQL's own condition here would import its dialect before the first rows: 50 ms.
    Index("ix_invoice_source_conflict", "invoice_id", sqlite_where=_CONFLICT),
    sqlite_strict=True,
)

# Written out, not as a parameter: only so does the database use the index of those few rows.
IS_CONFLICT = invoice_source.c.role == literal_column("'conflict'")
