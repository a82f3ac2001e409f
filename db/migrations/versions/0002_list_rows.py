"""Invoices of which only a list is known have blanks among their totals; marks, saved views and perimeters."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("invoice", recreate="always", table_kwargs={"sqlite_strict": True}) as table:
        for name in ("ht", "vat", "ttc"):
            table.alter_column(name, existing_type=ID, nullable=True)
        table.add_column(sa.Column("mark", sa.Text()))
    op.create_index("ix_invoice_mark_issue_date_id", "invoice", ["mark", "issue_date", "id"])
    for name, column in (("saved_view", "filter"), ("perimeter", "choice")):
        op.create_table(
            name,
            sa.Column("id", ID, nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column(column, sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sqlite_strict=True,
        )
