"""Usage: calls, messages and data, what they add up to, and what was taken back. See domain.usage.

Dictionaries (`usage_place`, `usage_user`, `usage_line`, `usage_kind`) only grow: an import that is undone leaves its
names. Records are many, so the
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

# What was made totals of for good; no undo touches it.
usage_purge = Table(
    "usage_purge",
    METADATA,
    key(),
    Column("purged_at", Instant, nullable=False),
    Column("before", CivilDate),  # of everybody's calls before that day; NULL: of one person's, whatever their day
    Column("person", Text, nullable=False),  # by name, as it was then; empty: of everybody's
    Column("calls", Integer, nullable=False),
    Column("amount", Micros, nullable=False),  # that stays in totals, without tax
    Column("os_user", Text, nullable=False),
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
    Column("first_day", CivilDate, nullable=False),
    Column("last_day", CivilDate, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", Micros, nullable=False),
    sqlite_strict=True,
)

# To which account lines belong: merging two accounts changes a row here, and no sum. No foreign key: the account goes
# with the import that made it, and is there again under its id when that is done again.
usage_place = Table(
    "usage_place",
    METADATA,
    key(),
    Column("account_id", Id, nullable=False, index=True),
    sqlite_strict=True,
)

# Who used which number; somebody with two numbers is there twice.
usage_user = Table(
    "usage_user",
    METADATA,
    key(),
    Column("number", Text, nullable=False),  # numbering.stored_number, or as the file has it
    Column("name", Text, nullable=False),  # as the operator's file has it, or of who had the number; "" for nobody
    sqlite_strict=True,
)

usage_line = Table(
    "usage_line",
    METADATA,
    key(),
    belongs_to("usage_place", "place_id"),
    belongs_to("usage_user", "user_id", index=False),
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
    return (
        Column("second", Integer, nullable=False),  # of its day, which is in the key
        Column("batch_id", Id, nullable=False),
        Column("line_id", Id, nullable=False),
        Column("kind_id", Id, nullable=False),
        Column("called", Text),  # without its last four digits; NULL: none
        Column("quantity", Id, nullable=False),  # in the unit of the kind
        Column("amount", Id, nullable=False),  # micro-euros, without tax
    )


# By its key a call is known again, however its number is masked: usage.KeyMaker. The day leads the key: any days are
# one walk. No foreign keys: each would cost a look for each of a million rows.
usage_record = Table(
    "usage_record",
    METADATA,
    Column("key", Id, primary_key=True, autoincrement=False),
    *_record_columns(),
    Index("ix_usage_record_line_id", "line_id"),  # and, as every index of such a table, the key
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def _total_columns() -> tuple[Column[int], ...]:
    return (
        Column("month", Integer, nullable=False),  # usage.month_of
        Column("batch_id", Id, nullable=False),
        Column("line_id", Id, nullable=False),
        Column("kind_id", Id, nullable=False),
        Column("is_charged", Integer, nullable=False),  # of those that cost something: with credits it may be nothing
        Column("count", Id, nullable=False),
        Column("quantity", Id, nullable=False),
        Column("amount", Id, nullable=False),
    )


# What calls add up to of which nothing else is kept.
usage_total = Table(
    "usage_total",
    METADATA,
    *_total_columns(),
    PrimaryKeyConstraint("month", "batch_id", "line_id", "kind_id", "is_charged"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# The keys of the calls in `usage_total`: another file that has them says nothing new.
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
    Column("key", Id, nullable=False),
    *_record_columns(),
    sqlite_strict=True,
)

usage_total_aside = Table(
    "usage_total_aside",
    METADATA,
    Column("file_id", Id, nullable=False, index=True),
    *_total_columns(),
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


# What whole months add up to, kept with each change of the records; `month` is usage.month_of.
usage_by_month = Table(
    "usage_by_month",
    METADATA,
    Column("month", Integer, nullable=False),
    Column("place_id", Id, nullable=False),
    Column("kind_id", Id, nullable=False),
    *_sum_columns(),
    PrimaryKeyConstraint("month", "place_id", "kind_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Its kinds are categories with their units: of them the label and the destination are empty. In the order of users, so
# that many months are added up in one walk without sorting; a few are found by their index.
usage_by_user = Table(
    "usage_by_user",
    METADATA,
    Column("user_id", Id, nullable=False),
    Column("kind_id", Id, nullable=False),
    Column("place_id", Id, nullable=False),
    Column("month", Integer, nullable=False),
    *_sum_columns(),
    PrimaryKeyConstraint("user_id", "kind_id", "place_id", "month"),
    Index("ix_usage_by_user_month", "month"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
