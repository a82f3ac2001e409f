"""The first tables: companies, operators, contracts, accounts, invoices, documents, the journal, the search index."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INTEGER = sa.Integer()
TEXT = sa.Text()


def upgrade() -> None:
    for make in (
        _act,
        _company,
        _deposit,
        _id_counter,
        _operator,
        _act_change,
        _billing_account,
        _contract,
        _deposit_name,
        _operator_key,
        _account_alias,
        _invoice,
        _invoice_indexes,
        _invoice_adjustment,
        _invoice_line,
        _invoice_source,
        _invoice_vat,
        _invoice_warning,
        _search,
    ):
        make()


def _act() -> None:
    _table(
        "act",
        *_required(TEXT, "kind", "params"),
        *_optional(ID, "batch"),
        *_required(TEXT, "done_at", "os_user"),
        *_optional(TEXT, "undone_at"),
        *_optional(ID, "undo_order"),
    )
    op.create_index("ix_act_batch", "act", ["batch"])
    op.create_index("ix_act_undo_order", "act", ["undo_order"])


def _company() -> None:
    _table(
        "company",
        *_required(TEXT, "name", "name_key"),
        *_optional(TEXT, "code", "siren", "vat_number"),
        *_required(INTEGER, "to_complete"),
    )
    op.create_index("ix_company_name_key", "company", ["name_key"])
    op.create_index("ix_company_siren", "company", ["siren"])


def _deposit() -> None:
    _table(
        "deposit",
        *_required(TEXT, "digest_algorithm", "digest"),
        *_required(ID, "size"),
        *_required(TEXT, "media_type", "deposited_at", "os_user", "program_version"),
        unique={"uq_deposit_digest_algorithm_digest": ("digest_algorithm", "digest")},
    )


def _id_counter() -> None:
    _table(
        "id_counter",
        *_required(TEXT, "table_name"),
        *_required(ID, "next_id"),
        primary="table_name",
    )


def _operator() -> None:
    _table(
        "operator",
        *_required(TEXT, "name"),
        *_optional(TEXT, "siren", "vat_number", "country"),
        *_required(INTEGER, "to_complete"),
    )


def _act_change() -> None:
    _table(
        "act_change",
        *_required(ID, "act_id"),
        *_required(INTEGER, "position"),
        *_required(TEXT, "table_name"),
        *_optional(ID, "record_id"),
        *_optional(TEXT, "before", "after"),
        references={"act_id": "act"},
    )
    op.create_index("ix_act_change_act_id_position", "act_change", ["act_id", "position"])
    op.create_index("ix_act_change_table_name_record_id", "act_change", ["table_name", "record_id"])


def _billing_account() -> None:
    _table(
        "billing_account",
        *_required(ID, "operator_id"),
        *_optional(ID, "company_id"),
        *_required(TEXT, "label", "number", "radical", "client_code", "sub_account"),
        *_required(INTEGER, "to_complete"),
        references={"operator_id": "operator", "company_id": "company"},
        unique={"uq_billing_account_words": ("operator_id", "number", "radical", "client_code", "sub_account")},
    )
    op.create_index("ix_billing_account_company_id", "billing_account", ["company_id"])
    op.create_index("ix_billing_account_operator_id", "billing_account", ["operator_id"])


def _contract() -> None:
    _table(
        "contract",
        *_required(ID, "operator_id"),
        *_required(TEXT, "kind", "number"),
        *_required(INTEGER, "to_complete"),
        references={"operator_id": "operator"},
        unique={"uq_contract_operator_id_kind_number": ("operator_id", "kind", "number")},
    )
    op.create_index("ix_contract_operator_id", "contract", ["operator_id"])


def _deposit_name() -> None:
    _table(
        "deposit_name",
        *_required(ID, "deposit_id"),
        *_required(TEXT, "name", "source", "seen_at"),
        references={"deposit_id": "deposit"},
        unique={"uq_deposit_name_deposit_id_name_source": ("deposit_id", "name", "source")},
    )
    op.create_index("ix_deposit_name_deposit_id", "deposit_name", ["deposit_id"])


def _operator_key() -> None:
    _table(
        "operator_key",
        *_required(ID, "operator_id"),
        *_required(TEXT, "seller_key"),
        references={"operator_id": "operator"},
        unique={"uq_operator_key_operator_id_seller_key": ("operator_id", "seller_key")},
    )
    op.create_index("ix_operator_key_operator_id", "operator_key", ["operator_id"])
    op.create_index("ix_operator_key_seller_key", "operator_key", ["seller_key"])


def _account_alias() -> None:
    _table(
        "account_alias",
        *_required(ID, "account_id"),
        *_required(TEXT, "number", "radical", "client_code", "sub_account"),
        references={"account_id": "billing_account"},
        unique={"uq_account_alias_words": ("account_id", "number", "radical", "client_code", "sub_account")},
    )
    op.create_index("ix_account_alias_account_id", "account_alias", ["account_id"])


def _invoice() -> None:
    _table(
        "invoice",
        *_required(ID, "operator_id"),
        *_optional(ID, "company_id", "account_id"),
        *_required(TEXT, "type"),
        *_optional(TEXT, "type_code"),
        *_required(INTEGER, "sign_flipped"),
        *_required(TEXT, "number", "number_key"),
        *_required(INTEGER, "year"),
        *_required(TEXT, "issue_date"),
        *_optional(TEXT, "due_date", "period_start", "period_end"),
        *_required(TEXT, "currency"),
        *_required(ID, "ht", "vat", "ttc"),
        *_optional(ID, "amount_due", "lines_total", "allowances_total", "charges_total", "prepaid", "rounding"),
        *_optional(TEXT, "accounting_currency"),
        *_optional(ID, "accounting_vat"),
        *_required(
            TEXT,
            "seller_name",
            "recipient_name",
            "recipient_code",
            "recipient_siret",
            "recipient_address",
            "client_code",
            "sub_account",
        ),
        *_optional(TEXT, "purchase_order", "framework_contract", "local_contract", "business_unit", "site_1", "site_2"),
        *_optional(INTEGER, "edi"),
        *_optional(TEXT, "buyer_reference", "accounting_reference"),
        *_required(TEXT, "preceding"),
        *_optional(TEXT, "payment_means", "payment_iban", "payment_mandate", "payment_terms"),
        *_required(TEXT, "notes"),
        *_optional(TEXT, "profile"),
        *_required(TEXT, "state"),
        references={"operator_id": "operator", "company_id": "company", "account_id": "billing_account"},
        unique={"uq_invoice_operator_id_number_key_year": ("operator_id", "number_key", "year")},
    )


def _invoice_indexes() -> None:
    op.create_index("ix_invoice_account_id_issue_date_id", "invoice", ["account_id", "issue_date", "id"])
    op.create_index("ix_invoice_amount_due", "invoice", ["amount_due"])
    op.create_index("ix_invoice_client_code_issue_date_id", "invoice", ["client_code", "issue_date", "id"])
    op.create_index("ix_invoice_company_id_issue_date_id", "invoice", ["company_id", "issue_date", "id"])
    op.create_index(
        "ix_invoice_currency_issue_date_id_sums", "invoice", ["currency", "issue_date", "id", "ht", "vat", "ttc"]
    )
    op.create_index("ix_invoice_due_date", "invoice", ["due_date"])
    op.create_index("ix_invoice_ht", "invoice", ["ht"])
    op.create_index("ix_invoice_issue_date_id", "invoice", ["issue_date", "id"])
    op.create_index("ix_invoice_number_key", "invoice", ["number_key"])
    op.create_index("ix_invoice_operator_id_issue_date_id", "invoice", ["operator_id", "issue_date", "id"])
    op.create_index("ix_invoice_recipient_name_issue_date_id", "invoice", ["recipient_name", "issue_date", "id"])
    op.create_index("ix_invoice_state_issue_date_id", "invoice", ["state", "issue_date", "id"])
    op.create_index("ix_invoice_ttc", "invoice", ["ttc"])
    op.create_index("ix_invoice_type_issue_date_id", "invoice", ["type", "issue_date", "id"])
    op.create_index("ix_invoice_vat", "invoice", ["vat"])


def _invoice_adjustment() -> None:
    _table(
        "invoice_adjustment",
        *_required(ID, "invoice_id"),
        *_required(INTEGER, "position", "is_charge"),
        *_required(ID, "amount"),
        *_optional(TEXT, "vat_category"),
        *_optional(ID, "vat_rate"),
        *_optional(TEXT, "reason"),
        references={"invoice_id": "invoice"},
    )
    op.create_index("ix_invoice_adjustment_invoice_id", "invoice_adjustment", ["invoice_id"])


def _invoice_line() -> None:
    _table(
        "invoice_line",
        *_required(ID, "invoice_id"),
        *_required(INTEGER, "position"),
        *_optional(TEXT, "number_on_invoice"),
        *_required(TEXT, "label"),
        *_optional(TEXT, "description", "purchase_order", "product_code", "product_range", "category"),
        *_optional(ID, "quantity"),
        *_optional(TEXT, "unit"),
        *_optional(ID, "unit_price", "amount"),
        *_optional(TEXT, "vat_category"),
        *_optional(ID, "vat_rate"),
        *_optional(TEXT, "period_start", "period_end"),
        *_required(INTEGER, "prorated"),
        *_optional(TEXT, "phone_number", "user_name"),
        references={"invoice_id": "invoice"},
    )
    op.create_index("ix_invoice_line_invoice_id_position", "invoice_line", ["invoice_id", "position"])


def _invoice_source() -> None:
    _table(
        "invoice_source",
        *_required(ID, "invoice_id", "deposit_id"),
        *_required(TEXT, "role", "kind"),
        *_required(INTEGER, "rank"),
        *_required(TEXT, "format", "figures", "added_at"),
        references={"invoice_id": "invoice", "deposit_id": "deposit"},
        unique={"uq_invoice_source_invoice_id_deposit_id": ("invoice_id", "deposit_id")},
    )
    op.create_index("ix_invoice_source_deposit_id", "invoice_source", ["deposit_id"])
    op.create_index("ix_invoice_source_invoice_id", "invoice_source", ["invoice_id"])


def _invoice_vat() -> None:
    _table(
        "invoice_vat",
        *_required(ID, "invoice_id"),
        *_required(INTEGER, "position"),
        *_optional(TEXT, "category"),
        *_optional(ID, "rate", "basis", "amount"),
        *_optional(TEXT, "exemption"),
        references={"invoice_id": "invoice"},
    )
    op.create_index("ix_invoice_vat_invoice_id", "invoice_vat", ["invoice_id"])


def _invoice_warning() -> None:
    _table(
        "invoice_warning",
        *_required(ID, "invoice_id"),
        *_required(INTEGER, "position"),
        *_required(TEXT, "code", "params"),
        references={"invoice_id": "invoice"},
    )
    op.create_index("ix_invoice_warning_invoice_id", "invoice_warning", ["invoice_id"])


def _search() -> None:
    # Derived from the tables above: the program fills it, the journal does not hold it.
    op.create_table(
        "invoice_search_text",
        sa.Column("invoice_id", ID, primary_key=True, autoincrement=False),
        *_required(TEXT, "number", "sub_account", "text"),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE invoice_search USING fts5("
            "text, content='invoice_search_text', content_rowid='invoice_id', tokenize='trigram case_sensitive 1')"
        )
        op.execute("CREATE VIRTUAL TABLE invoice_search_trigrams USING fts5vocab(invoice_search, instance)")


def _required(kind: sa.types.TypeEngine[object], *names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _optional(kind: sa.types.TypeEngine[object], *names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _table(
    name: str,
    *columns: sa.Column[object],
    references: Mapping[str, str] | None = None,
    unique: Mapping[str, Sequence[str]] | None = None,
    primary: str = "id",
) -> None:
    key = [sa.Column("id", ID, nullable=False)] if primary == "id" else []
    op.create_table(
        name,
        *key,
        *columns,
        sa.PrimaryKeyConstraint(primary, name=f"pk_{name}"),
        *(sa.UniqueConstraint(*group, name=called) for called, group in (unique or {}).items()),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}")
            for column, table in (references or {}).items()
        ),
        sqlite_strict=True,
    )
