"""Usage: calls, messages and data, what they add up to, and what was taken back. See domain.usage.

Dictionaries (`usage_line`, `usage_kind`) only grow: an import that is undone leaves its names. Records are many, so the
journal holds no image of them: an undone file's rows stand aside until they are wanted back or can no more be redone.
"""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import CivilDate, Flag, Id, Instant, Micros

# One row: what the user decided of the privacy of calls, and the secret under which calls are recognised.
usage_policy = Table(
    "usage_policy",
    METADATA,
    key(),
    Column("keeps_detail", Flag),  # NULL: nobody was asked yet
    Column("digest_key", Text, nullable=False),  # hexadecimal
    Column("purged_before", CivilDate),  # of what is older, totals alone are kept
    sqlite_strict=True,
)

usage_file = Table(
    "usage_file",
    METADATA,
    key(),
    Column("digest", Text, nullable=False, index=True),  # SHA-256; the file itself is not kept
    Column("name", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("new", Integer, nullable=False),
    Column("identical", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("amount", Micros, nullable=False),  # of the new ones, without tax
    sqlite_strict=True,
)

# What one file says of one invoice of one account; `number` is empty where a file names no invoice.
usage_batch = Table(
    "usage_batch",
    METADATA,
    key(),
    belongs_to("usage_file", "file_id"),
    belongs_to("billing_account", "account_id"),
    Column("number", Text, nullable=False),
    Column("number_key", Text, nullable=False, index=True),  # identity.number_key
    Column("first_start", Id, nullable=False),  # usage.seconds_of
    Column("last_start", Id, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", Micros, nullable=False),
    sqlite_strict=True,
)

usage_line = Table(
    "usage_line",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    Column("number", Text, nullable=False),  # numbering.stored_number, or as the file has it
    Column("user_name", Text, nullable=False),
    sqlite_strict=True,
)

usage_kind = Table(
    "usage_kind",
    METADATA,
    key(),
    Column("label", Text, nullable=False),  # the operator's own
    Column("category", Text, nullable=False),  # usage.UsageCategory
    Column("destination", Text, nullable=False),  # a country by ISO 3166, or an operator's zone; empty: none
    Column("unit", Text, nullable=False),  # usage.UsageUnit
    sqlite_strict=True,
)


def _record_columns() -> tuple[Column[int] | Column[str], ...]:
    """`quantity` in the unit of the kind; `count` is 1 of a call and as many as there were of a total of a month."""
    return (
        Column("started", Id, nullable=False),  # usage.seconds_of; of a total the month's first second
        Column("id", Id, nullable=False),
        Column("batch_id", Id, nullable=False),
        Column("line_id", Id, nullable=False),
        Column("kind_id", Id, nullable=False),
        Column("called", Text),  # without its last four digits; NULL: none, or a total
        Column("quantity", Id, nullable=False),
        Column("amount", Id, nullable=False),  # micro-euros, without tax
        Column("count", Integer, nullable=False),
        Column("is_total", Integer, nullable=False),
    )


# Clustered by time: any dates are one walk. No foreign keys: each would cost a look for each of a million rows.
usage_record = Table(
    "usage_record",
    METADATA,
    *_record_columns(),
    PrimaryKeyConstraint("started", "id"),
    Index("ix_usage_record_line_id_started", "line_id", "started"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# By which a call is known again, however its number is masked: usage.usage_key.
usage_key = Table(
    "usage_key",
    METADATA,
    Column("key", Id, primary_key=True, autoincrement=False),
    Column("file_id", Id, nullable=False),
    sqlite_strict=True,
)

usage_record_aside = Table(
    "usage_record_aside",
    METADATA,
    Column("file_id", Id, nullable=False, index=True),
    *_record_columns(),
    sqlite_strict=True,
)

usage_key_aside = Table(
    "usage_key_aside",
    METADATA,
    Column("file_id", Id, nullable=False, index=True),
    Column("key", Id, nullable=False),
    sqlite_strict=True,
)


def _sum_columns() -> tuple[Column[int], ...]:
    """`charged_…` are of those records alone whose amount is not nothing: what is out of the bundle."""
    return (
        Column("count", Id, nullable=False),
        Column("quantity", Id, nullable=False),
        Column("amount", Id, nullable=False),
        Column("charged_count", Id, nullable=False),
        Column("charged_quantity", Id, nullable=False),
    )


# What whole months add up to, kept with each change of the records; `month` is usage.month_number.
usage_by_month = Table(
    "usage_by_month",
    METADATA,
    Column("month", Integer, nullable=False),
    Column("kind_id", Id, nullable=False),
    *_sum_columns(),
    PrimaryKeyConstraint("month", "kind_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

usage_by_line = Table(
    "usage_by_line",
    METADATA,
    Column("month", Integer, nullable=False),
    Column("line_id", Id, nullable=False),
    Column("kind_id", Id, nullable=False),
    *_sum_columns(),
    PrimaryKeyConstraint("month", "line_id", "kind_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
