"""Client codes, subscribers, references and lines are searched by themselves; sites and kinds of documents by index."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    # Derived from the records: left empty here, filled by the program when all migrations are through.
    op.drop_table("invoice_search_text")
    op.create_table(
        "invoice_search_text",
        sa.Column("invoice_id", ID, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("number", "sub_account", "client_code", "subscriber", "reference", "text")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "invoice_search_line",
        sa.Column("invoice_id", ID, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for name in ("site_1", "site_2"):
        op.create_index(f"ix_invoice_{name}_issue_date_id", "invoice", [name, "issue_date", "id"])
    op.drop_index("ix_invoice_source_invoice_id", "invoice_source")
    op.create_index("ix_invoice_source_invoice_id_kind", "invoice_source", ["invoice_id", "kind"])
