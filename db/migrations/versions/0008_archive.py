"""The archive's log, verdicts on signatures, trust, retention, texts of documents, documents of companies.

The log begins with what the register holds: the program writes those rows when all migrations are through.
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INTEGER = sa.Integer()
TEXT = sa.Text()


def upgrade() -> None:
    op.add_column("company", sa.Column("closing_month", INTEGER, nullable=True))
    op.add_column("company", sa.Column("closing_day", INTEGER, nullable=True))
    _log()
    _custody()
    _verdicts()
    _texts()
    _company_documents()


def _log() -> None:
    _table(
        "archive_event",
        *_required(TEXT, "happened_at", "kind"),
        *_optional(ID, "deposit_id"),
        *_required(TEXT, "record", "digest"),
        references={"deposit_id": "deposit"},
    )
    op.create_index("ix_archive_event_deposit_id", "archive_event", ["deposit_id"])
    _table(
        "deposit_copy",
        *_required(ID, "deposit_id", "event_id"),
        references={"deposit_id": "deposit", "event_id": "archive_event"},
    )
    op.create_index("ix_deposit_copy_deposit_id", "deposit_copy", ["deposit_id"])
    op.create_index("ix_deposit_copy_event_id", "deposit_copy", ["event_id"])


def _custody() -> None:
    _table(
        "custody",
        *_required(ID, "deposit_id"),
        *_required(TEXT, "kind", "document_date"),
        *_optional(TEXT, "keep_until"),
        *_required(TEXT, "hold"),
        *_optional(TEXT, "disposed_at"),
        references={"deposit_id": "deposit"},
        unique={"uq_custody_deposit_id": ["deposit_id"]},
    )
    op.create_index("ix_custody_keep_until", "custody", ["keep_until"])


def _verdicts() -> None:
    _table(
        "verdict",
        *_required(ID, "deposit_id"),
        *_required(TEXT, "judged_at", "integrity", "trust", "signer", "report"),
        references={"deposit_id": "deposit"},
    )
    op.create_index("ix_verdict_deposit_id", "verdict", ["deposit_id"])
    _table(
        "trusted_certificate",
        *_required(TEXT, "fingerprint", "name", "issuer", "expires_at"),
        *_required(sa.LargeBinary(), "content"),
        *_required(TEXT, "added_at"),
        *_optional(TEXT, "removed_at"),
    )
    in_force = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_trusted_certificate_in_force",
        "trusted_certificate",
        ["fingerprint"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )


def _texts() -> None:
    op.create_table(
        "deposit_text",
        sa.Column("deposit_id", ID, nullable=False, autoincrement=False),
        sa.Column("text", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("deposit_id", name="pk_deposit_text"),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE deposit_words USING fts5("
            "text, content='deposit_text', content_rowid='deposit_id', tokenize='unicode61 remove_diacritics 2',"
            " prefix='2 3')"
        )


def _company_documents() -> None:
    _table(
        "company_document",
        *_optional(ID, "company_id", "contract_id"),
        *_required(ID, "deposit_id"),
        *_required(TEXT, "kind", "label", "received_on"),
        *_optional(TEXT, "ends_on"),
        references={"company_id": "company", "contract_id": "contract", "deposit_id": "deposit"},
        unique={
            "uq_company_document_company_id_deposit_id": ["company_id", "deposit_id"],
            "uq_company_document_contract_id_deposit_id": ["contract_id", "deposit_id"],
        },
    )
    for column in ("company_id", "contract_id", "deposit_id"):
        op.create_index(f"ix_company_document_{column}", "company_document", [column])


def _required(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _optional(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _table(
    name: str,
    *columns: sa.Column,
    references: Mapping[str, str] | None = None,
    unique: Mapping[str, Sequence[str]] | None = None,
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
        *(sa.UniqueConstraint(*columns_of, name=key) for key, columns_of in (unique or {}).items()),
        sqlite_strict=True,
    )
