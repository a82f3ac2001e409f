"""Invoices and credit notes. Totals in cents, lines in millionths, credit notes negative, periods half-open."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Cents, CivilDate, Flag, Json, Micros

# The list is walked in its order until a page is full. Columns of few values: each value, newest first; columns of many
# values: the column alone, what is equal is sorted on the way. The currency's one answers sums without the table.
_LIST_INDICES = (
    Index("ix_invoice_issue_date_id", "issue_date", "id"),
    *(
        Index(f"ix_invoice_{name}_issue_date_id", name, "issue_date", "id")
        for name in (
            *("operator_id", "company_id", "account_id"),
            *("type", "state", "mark", "recipient_name", "client_code", "site_1", "site_2"),
        )
    ),
    Index("ix_invoice_account_id_company_id", "account_id", "company_id"),  # which accounts are a company's
    Index("ix_invoice_currency_issue_date_id_sums", "currency", "issue_date", "id", "ht", "vat", "ttc"),
    *(Index(f"ix_invoice_{name}", name) for name in ("number_key", "ht", "vat", "ttc", "amount_due", "due_date")),
)

invoice = Table(
    "invoice",
    METADATA,
    key(),
    belongs_to("operator", index=False),
    belongs_to("company", required=False, index=False),
    belongs_to("billing_account", "account_id", required=False, index=False),
    Column("type", Text, nullable=False),  # invoice.InvoiceType
    Column("type_code", Text),  # as the document says it
    Column("sign_flipped", Flag, nullable=False),
    Column("number", Text, nullable=False),
    Column("number_key", Text, nullable=False),  # identity.number_key
    Column("year", Integer, nullable=False),
    Column("issue_date", CivilDate, nullable=False),
    Column("due_date", CivilDate),
    Column("period_start", CivilDate),
    Column("period_end", CivilDate),
    Column("currency", Text, nullable=False),
    Column("ht", Cents),  # NULL: the only document that is known leaves it blank, and no total is ever computed
    Column("vat", Cents),
    Column("ttc", Cents),
    Column("amount_due", Cents),
    Column("lines_total", Cents),
    Column("allowances_total", Cents),
    Column("charges_total", Cents),
    Column("prepaid", Cents),
    Column("rounding", Cents),
    Column("accounting_currency", Text),
    Column("accounting_vat", Cents),
    Column("seller_name", Text, nullable=False),
    Column("recipient_name", Text, nullable=False),  # « souscripteur »
    Column("recipient_code", Text, nullable=False),  # company code, « COOLCO »
    Column("recipient_siret", Text, nullable=False),
    Column("recipient_address", Text, nullable=False),
    Column("client_code", Text, nullable=False),
    Column("sub_account", Text, nullable=False),
    Column("purchase_order", Text),
    Column("framework_contract", Text),
    Column("local_contract", Text),
    Column("business_unit", Text),
    Column("site_1", Text),
    Column("site_2", Text),
    Column("edi", Flag),
    Column("buyer_reference", Text),
    Column("accounting_reference", Text),
    Column("preceding", Json, nullable=False),  # [{"number", "issue_date"}]
    Column("payment_means", Text),
    Column("payment_iban", Text),
    Column("payment_mandate", Text),
    Column("payment_terms", Text),
    Column("notes", Json, nullable=False),  # [text]
    Column("profile", Text),
    Column("state", Text, nullable=False),  # invoice.InvoiceState
    Column("mark", Text),  # invoice_kinds.InvoiceMark: the user's own; NULL: none
    UniqueConstraint("operator_id", "number_key", "year"),
    *_LIST_INDICES,
    sqlite_strict=True,
)

invoice_vat = Table(
    "invoice_vat",
    METADATA,
    key(),
    belongs_to("invoice"),
    Column("position", Integer, nullable=False),
    Column("category", Text),
    Column("rate", Micros),
    Column("basis", Cents),
    Column("amount", Cents),
    Column("exemption", Text),
    sqlite_strict=True,
)

invoice_adjustment = Table(
    "invoice_adjustment",
    METADATA,
    key(),
    belongs_to("invoice"),
    Column("position", Integer, nullable=False),
    Column("is_charge", Flag, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("vat_category", Text),
    Column("vat_rate", Micros),
    Column("reason", Text),
    sqlite_strict=True,
)

invoice_line = Table(
    "invoice_line",
    METADATA,
    key(),
    belongs_to("invoice", index=False),
    Column("position", Integer, nullable=False),
    Column("number_on_invoice", Text),
    Column("label", Text, nullable=False),
    Column("description", Text),
    Column("purchase_order", Text),
    Column("product_code", Text),
    Column("product_range", Text),  # the operator's own, « gamme »
    Column("category", Text),  # invoice.Category; NULL is « non classé »
    Column("quantity", Micros),
    Column("unit", Text),
    Column("unit_price", Micros),
    Column("amount", Micros),
    Column("vat_category", Text),
    Column("vat_rate", Micros),
    Column("period_start", CivilDate),
    Column("period_end", CivilDate),
    Column("prorated", Flag, nullable=False),
    Column("phone_number", Text),
    Column("user_name", Text),
    Index("ix_invoice_line_invoice_id_position", "invoice_id", "position"),
    sqlite_strict=True,
)

invoice_warning = Table(
    "invoice_warning",
    METADATA,
    key(),
    belongs_to("invoice"),
    Column("position", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("params", Json, nullable=False),  # messages.params_to_json
    sqlite_strict=True,
)
