"""Merged companies are found under the names and SIRENs of those that they took in; conflicts have an index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "company_key",
        sa.Column("id", ID, nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("buyer_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_company_key"),
        sa.UniqueConstraint("company_id", "buyer_key", name="uq_company_key_company_id_buyer_key"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_company_key_company_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_company_key_buyer_key", "company_key", ["buyer_key"])
    op.create_index("ix_company_key_company_id", "company_key", ["company_id"])
    conflict = sa.text("role = 'conflict'")
    op.create_index(
        "ix_invoice_source_conflict",
        "invoice_source",
        ["invoice_id"],
        sqlite_where=conflict,
        postgresql_where=conflict,
    )
