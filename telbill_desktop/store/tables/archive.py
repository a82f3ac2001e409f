"""What the archive knows of its documents: the log of everything that happened, verdicts, trust, how long to keep what.

Facts, written once and never undone, or changed by an event of the log alone: outside the journal.
"""

from sqlalchemy import Column, Index, LargeBinary, Table, Text, UniqueConstraint, text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import CivilDate, Id, Instant, Json

# Append-only. `record` is what is hashed, the digest of the row before included; the other columns are read from it.
archive_event = Table(
    "archive_event",
    METADATA,
    key(),  # 1, 2, 3 …, without a gap
    Column("happened_at", Instant, nullable=False),
    Column("kind", Text, nullable=False),  # archive_event.EventKind
    belongs_to("deposit", required=False),
    Column("record", Text, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

# What a document is, and until when it is kept. One row for each deposit.
custody = Table(
    "custody",
    METADATA,
    key(),
    belongs_to("deposit", index=False),
    Column("kind", Text, nullable=False),  # retention.DocumentKind
    Column("document_date", CivilDate, nullable=False),
    Column("keep_until", CivilDate),  # the last day; NULL: while it is needed
    Column("hold", Text, nullable=False),  # why it is kept whatever the day; empty: it is not held
    Column("disposed_at", Instant),  # its bytes are gone; the log says why
    UniqueConstraint("deposit_id"),
    Index("ix_custody_keep_until", "keep_until"),
    sqlite_strict=True,
)

# What was said of a document's signatures: at its deposit the first one, then each time that the answer was another.
verdict = Table(
    "verdict",
    METADATA,
    key(),
    belongs_to("deposit"),
    Column("judged_at", Instant, nullable=False),
    Column("integrity", Text, nullable=False),  # signature.Integrity
    Column("trust", Text, nullable=False),  # signature.Trust
    Column("signer", Text, nullable=False),
    Column("report", Json, nullable=False),  # signature_record.report_to_json, with the evidence
    Index("ix_verdict_integrity_deposit_id", "integrity", "deposit_id"),  # the few that are not as they were signed
    sqlite_strict=True,
)

# Certificates that the user trusts, and those that the user does not trust any more.
trusted_certificate = Table(
    "trusted_certificate",
    METADATA,
    key(),
    Column("fingerprint", Text, nullable=False),  # SHA-256 of the content
    Column("name", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),  # DER
    Column("added_at", Instant, nullable=False),
    Column("removed_at", Instant),
    # That a certificate was trusted twice, the log tells; one row is in force.
    Index("uq_trusted_certificate_in_force", "fingerprint", unique=True, sqlite_where=text("removed_at IS NULL")),
    sqlite_strict=True,
)

# Which documents were found whole on another medium, and by which event.
deposit_copy = Table(
    "deposit_copy",
    METADATA,
    key(),
    belongs_to("deposit"),
    belongs_to("archive_event", "event_id"),
    sqlite_strict=True,
)

# The printed words of a document, for the search; derived from its bytes, which takes a while.
deposit_text = Table(
    "deposit_text",
    METADATA,
    Column("deposit_id", Id, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)

# Journaled: what the user's own companies and their contracts have in the archive besides invoices. Each row is of a
# company or of a contract, never of both.
company_document = Table(
    "company_document",
    METADATA,
    key(),
    belongs_to("company", required=False),
    belongs_to("contract", required=False),
    belongs_to("deposit"),
    Column("kind", Text, nullable=False),  # retention.DocumentKind
    Column("label", Text, nullable=False),
    Column("received_on", CivilDate, nullable=False),
    Column("ends_on", CivilDate),  # the last day of what it says, where it has one
    UniqueConstraint("company_id", "deposit_id"),
    UniqueConstraint("contract_id", "deposit_id"),
    sqlite_strict=True,
)
