"""What each invoice costs, by category and by user: derived from it and its lines with each change, `store.cost_sums`.

No foreign keys: these rows come and go with those that they are made of.
"""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.store.tables.metadata import METADATA
from telbill_desktop.store.types import Cents, Id, Micros

# Months lie together: two years of 100 000 invoices are added up in 12 ms, of their two million lines in half a second.
invoice_cost = Table(
    "invoice_cost",
    METADATA,
    Column("currency", Text, nullable=False),
    Column("month", Text, nullable=False),  # `2026-11`: of the invoice's date
    Column("invoice_id", Id, nullable=False),
    Column("ht", Cents),  # the invoice's own; NULL: it states none
    Column("lines", Integer, nullable=False),
    *(Column(category.value, Micros, nullable=False) for category in Category),  # what the lines add up to
    Column("unclassified", Micros, nullable=False),
    PrimaryKeyConstraint("currency", "month", "invoice_id"),
    Index("ix_invoice_cost_invoice_id", "invoice_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Of its lines alone, by the number and the user that they name, as they write them; empty where they name none.
user_cost = Table(
    "user_cost",
    METADATA,
    Column("invoice_id", Id, nullable=False),
    Column("phone_number", Text, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("amount", Micros, nullable=False),
    PrimaryKeyConstraint("invoice_id", "phone_number", "user_name"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
