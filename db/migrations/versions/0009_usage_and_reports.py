"""Usage, what it adds up to; reports under a name, purchases that were booked; what the overview leaves out."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INTEGER = sa.Integer()
TEXT = sa.Text()


def upgrade() -> None:
    op.add_column("person", sa.Column("is_protected", INTEGER, nullable=True))
    for column in ("is_aside", "is_pinned"):
        op.add_column("saved_view", sa.Column(column, INTEGER, nullable=True))
    _table("snooze", *_required(TEXT, "cause"), *_optional(TEXT, "until"))
    _usage_files()
    _usage_records()
    _usage_sums()
    _reports()
    _costs()
    op.create_index("ix_verdict_integrity_deposit_id", "verdict", ["integrity", "deposit_id"])
    op.create_index("ix_invoice_account_id_company_id", "invoice", ["account_id", "company_id"])


def _usage_files() -> None:
    _table(
        "usage_policy",
        *_optional(INTEGER, "keeps_detail"),
        *_required(TEXT, "digest_key"),
        *_optional(TEXT, "purged_before"),
    )
    _table(
        "usage_purge",
        *_required(TEXT, "purged_at"),
        *_optional(TEXT, "before"),
        *_required(TEXT, "person"),
        *_required(INTEGER, "calls"),
        *_required(ID, "amount"),
        *_required(TEXT, "os_user"),
    )
    _table(
        "usage_file",
        *_required(TEXT, "digest", "name", "profile", "imported_at"),
        *_required(INTEGER, "new", "identical", "repeated", "wrong"),
        *_required(ID, "amount"),
    )
    op.create_index("ix_usage_file_digest", "usage_file", ["digest"])
    _table(
        "usage_batch",
        *_required(ID, "file_id", "account_id"),
        *_required(TEXT, "number", "number_key"),
        *_required(TEXT, "first_day", "last_day"),
        *_required(INTEGER, "count"),
        *_required(ID, "amount"),
        references={"file_id": "usage_file", "account_id": "billing_account"},
    )
    for column in ("account_id", "file_id", "number_key"):
        op.create_index(f"ix_usage_batch_{column}", "usage_batch", [column])
    _table("usage_place", *_required(ID, "account_id"))
    op.create_index("ix_usage_place_account_id", "usage_place", ["account_id"])
    _table("usage_user", *_required(TEXT, "number", "name"))
    _table(
        "usage_line",
        *_required(ID, "place_id", "user_id"),
        references={"place_id": "usage_place", "user_id": "usage_user"},
    )
    op.create_index("ix_usage_line_place_id", "usage_line", ["place_id"])
    _table("usage_kind", *_required(TEXT, "label", "category", "destination", "unit"))


def _usage_records() -> None:
    op.create_table(
        "usage_record",
        sa.Column("key", ID, nullable=False, autoincrement=False),
        *_record_columns(),
        sa.PrimaryKeyConstraint("key", name="pk_usage_record"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_usage_record_line_id", "usage_record", ["line_id"])
    keys = ("month", "batch_id", "line_id", "kind_id", "is_charged")
    op.create_table(
        "usage_total",
        *_total_columns(),
        sa.PrimaryKeyConstraint(*keys, name="pk_usage_total"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "usage_key",
        sa.Column("key", ID, nullable=False, autoincrement=False),
        *_required(ID, "file_id"),
        sa.PrimaryKeyConstraint("key", name="pk_usage_key"),
        sqlite_strict=True,
    )
    op.create_table("usage_record_aside", *_required(ID, "file_id", "key"), *_record_columns(), sqlite_strict=True)
    op.create_table("usage_total_aside", *_required(ID, "file_id"), *_total_columns(), sqlite_strict=True)
    op.create_table("usage_key_aside", *_required(ID, "file_id", "key"), sqlite_strict=True)
    for table in ("usage_key_aside", "usage_record_aside", "usage_total_aside"):
        op.create_index(f"ix_{table}_file_id", table, ["file_id"])


def _record_columns() -> list[sa.Column]:
    return [
        *_required(INTEGER, "second"),
        *_required(ID, "batch_id", "line_id", "kind_id"),
        *_optional(TEXT, "called"),
        *_required(ID, "quantity", "amount"),
    ]


def _total_columns() -> list[sa.Column]:
    return [
        *_required(INTEGER, "month"),
        *_required(ID, "batch_id", "line_id", "kind_id"),
        *_required(INTEGER, "is_charged"),
        *_required(ID, "count", "quantity", "amount"),
    ]


def _usage_sums() -> None:
    sums = ("count", "quantity", "amount", "charged_count", "charged_quantity")
    op.create_table(
        "usage_by_month",
        *_required(INTEGER, "month"),
        *_required(ID, "place_id", "kind_id", *sums),
        sa.PrimaryKeyConstraint("month", "place_id", "kind_id", name="pk_usage_by_month"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "usage_by_user",
        *_required(ID, "user_id", "kind_id", "place_id"),
        *_required(INTEGER, "month"),
        *_required(ID, *sums),
        sa.PrimaryKeyConstraint("user_id", "kind_id", "place_id", "month", name="pk_usage_by_user"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_usage_by_user_month", "usage_by_user", ["month"])


def _reports() -> None:
    _table(
        "report_definition", *_required(TEXT, "name"), *_required(INTEGER, "position"), *_required(TEXT, "definition")
    )
    _table("accounting_rules", *_required(TEXT, "rules"))
    _table("entry_export", *_required(TEXT, "exported_at", "name"), *_required(INTEGER, "last_number"))
    _table(
        "entry_mark",
        *_required(ID, "export_id", "invoice_id"),
        *_required(INTEGER, "number"),
        *_required(ID, "vat", "ttc"),
        references={"export_id": "entry_export", "invoice_id": "invoice"},
        unique=("invoice_id", "number"),
    )
    op.create_index("ix_entry_mark_export_id", "entry_mark", ["export_id"])


def _costs() -> None:
    categories = ("subscriptions", "options", "usage", "equipment", "one_off", "unclassified")
    op.create_table(
        "invoice_cost",
        *_required(TEXT, "currency", "month"),
        *_required(ID, "invoice_id"),
        *_optional(ID, "ht"),
        *_required(INTEGER, "lines"),
        *_required(ID, *categories),
        sa.PrimaryKeyConstraint("currency", "month", "invoice_id", name="pk_invoice_cost"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invoice_cost_invoice_id", "invoice_cost", ["invoice_id"])
    op.create_table(
        "user_cost",
        *_required(ID, "invoice_id"),
        *_required(TEXT, "phone_number", "user_name"),
        *_required(ID, "amount"),
        sa.PrimaryKeyConstraint("invoice_id", "phone_number", "user_name", name="pk_user_cost"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _required(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _optional(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _table(
    name: str,
    *columns: sa.Column,
    references: Mapping[str, str] | None = None,
    unique: Sequence[str] = (),
) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}")
            for column, table in (references or {}).items()
        ),
        *(sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in unique),
        sqlite_strict=True,
    )
