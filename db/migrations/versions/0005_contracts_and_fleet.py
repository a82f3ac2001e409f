"""Terms of accounts, products with prices and conditions, minimums, addresses; people, the fleet, equipment."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INTEGER = sa.Integer()
TEXT = sa.Text()


def upgrade() -> None:
    for table, columns in (
        ("operator", (*_optional(INTEGER, "available_after_days", "portal_months"), *_optional(TEXT, "support"))),
        ("contract", (*_optional(TEXT, "start", "commitment_end"), *_optional(INTEGER, "notice_months"))),
    ):
        for column in columns:
            op.add_column(table, column)
    for make in (_products, _accounts, _address, _people, _fleet):
        make()


def _products() -> None:
    _table(
        "product",
        *_required(ID, "operator_id"),
        *_required(TEXT, "code", "label", "kind", "product_range", "category", "vat_category"),
        *_required(ID, "vat_rate"),
        *_required(TEXT, "allowance"),
        *_required(INTEGER, "to_complete"),
        references={"operator_id": "operator"},
        unique={"uq_product_operator_id_code_label": ["operator_id", "code", "label"]},
    )
    op.create_index("ix_product_operator_id", "product", ["operator_id"])
    _table(
        "product_price",
        *_required(ID, "product_id"),
        *_required(TEXT, "since"),
        *_required(ID, "amount"),
        references={"product_id": "product"},
        unique={"uq_product_price_product_id_since": ["product_id", "since"]},
    )
    op.create_index("ix_product_price_product_id", "product_price", ["product_id"])


def _accounts() -> None:
    _table(
        "billing_terms",
        *_required(ID, "account_id"),
        *_optional(ID, "contract_id"),
        *_required(TEXT, "anchor"),
        *_required(INTEGER, "months"),
        *_optional(INTEGER, "invoice_every_months"),
        *_required(INTEGER, "advance"),
        *_required(TEXT, "basis"),
        *_required(INTEGER, "count_first_day"),
        *_required(TEXT, "rounding"),
        *_required(INTEGER, "round_line", "credit_removals"),
        *_optional(TEXT, "method"),
        *_required(INTEGER, "days_to_pay"),
        *_required(TEXT, "means", "payer"),
        references={"account_id": "billing_account", "contract_id": "contract"},
        unique={"uq_billing_terms_account_id": ["account_id"]},
    )
    op.create_index("ix_billing_terms_contract_id", "billing_terms", ["contract_id"])
    _table(
        "account_balance",
        *_required(ID, "account_id"),
        *_required(TEXT, "kind"),
        *_required(ID, "amount"),
        *_required(TEXT, "known_on", "note"),
        references={"account_id": "billing_account"},
    )
    op.create_index("ix_account_balance_account_id", "account_balance", ["account_id"])
    _table(
        "planned_charge",
        *_required(ID, "account_id"),
        *_required(TEXT, "kind", "label", "due_on"),
        *_required(INTEGER, "quantity"),
        *_required(ID, "amount"),
        *_required(TEXT, "vat_category"),
        *_required(ID, "vat_rate"),
        references={"account_id": "billing_account"},
    )
    op.create_index("ix_planned_charge_account_id", "planned_charge", ["account_id"])
    _table(
        "committed_minimum",
        *_required(ID, "account_id", "product_id"),
        *_required(INTEGER, "quantity"),
        *_required(ID, "amount"),
        *_optional(TEXT, "start", "end"),
        references={"account_id": "billing_account", "product_id": "product"},
    )
    op.create_index("ix_committed_minimum_account_id", "committed_minimum", ["account_id"])
    op.create_index("ix_committed_minimum_product_id", "committed_minimum", ["product_id"])
    _table(
        "special_condition",
        *_required(ID, "product_id"),
        *_optional(ID, "account_id", "deposit_id"),
        *_required(TEXT, "kind"),
        *_required(ID, "value"),
        *_required(TEXT, "start"),
        *_optional(TEXT, "end"),
        *_required(TEXT, "label"),
        references={"product_id": "product", "account_id": "billing_account", "deposit_id": "deposit"},
    )
    op.create_index("ix_special_condition_account_id", "special_condition", ["account_id"])
    op.create_index("ix_special_condition_deposit_id", "special_condition", ["deposit_id"])
    op.create_index("ix_special_condition_product_id", "special_condition", ["product_id"])


def _address() -> None:
    _table(
        "address",
        *_required(ID, "company_id"),
        *_optional(ID, "deposit_id"),
        *_required(TEXT, "label", "lines", "postcode", "city", "country"),
        *_required(INTEGER, "verified"),
        references={"company_id": "company", "deposit_id": "deposit"},
    )
    op.create_index("ix_address_company_id", "address", ["company_id"])
    op.create_index("ix_address_deposit_id", "address", ["deposit_id"])


def _people() -> None:
    _table(
        "team",
        *_required(TEXT, "name"),
    )
    _table(
        "person",
        *_required(TEXT, "name"),
        *_optional(ID, "team_id"),
        *_required(TEXT, "email"),
        *_optional(TEXT, "left_on"),
        references={"team_id": "team"},
    )
    op.create_index("ix_person_team_id", "person", ["team_id"])


def _fleet() -> None:
    _table(
        "fleet_item",
        *_required(ID, "account_id", "product_id"),
        *_optional(ID, "line_id", "mandate_id"),
        *_required(TEXT, "label"),
        *_required(INTEGER, "quantity"),
        *_required(TEXT, "start"),
        *_optional(TEXT, "end", "paid_until"),
        *_required(TEXT, "number", "iccid", "rio"),
        *_optional(TEXT, "ported_on"),
        references={
            "account_id": "billing_account",
            "product_id": "product",
            "line_id": "fleet_item",
            "mandate_id": "deposit",
        },
    )
    op.create_index("ix_fleet_item_account_id", "fleet_item", ["account_id"])
    op.create_index("ix_fleet_item_line_id", "fleet_item", ["line_id"])
    op.create_index("ix_fleet_item_mandate_id", "fleet_item", ["mandate_id"])
    op.create_index("ix_fleet_item_number", "fleet_item", ["number"])
    op.create_index("ix_fleet_item_product_id", "fleet_item", ["product_id"])
    _table(
        "assignment",
        *_required(ID, "item_id", "person_id"),
        *_required(TEXT, "start"),
        *_optional(TEXT, "end"),
        references={"item_id": "fleet_item", "person_id": "person"},
    )
    op.create_index("ix_assignment_item_id", "assignment", ["item_id"])
    op.create_index("ix_assignment_person_id", "assignment", ["person_id"])
    _table(
        "equipment",
        *_optional(ID, "person_id", "item_id", "invoice_line_id"),
        *_required(TEXT, "kind", "label", "serial", "bought_on"),
        references={"person_id": "person", "item_id": "fleet_item"},
    )
    op.create_index("ix_equipment_invoice_line_id", "equipment", ["invoice_line_id"])
    op.create_index("ix_equipment_item_id", "equipment", ["item_id"])
    op.create_index("ix_equipment_person_id", "equipment", ["person_id"])


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
