"""What a contract says: terms of accounts, products and prices, conditions, minimums, balances, addresses."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Cents, CivilDate, Flag, Micros

# One row for an account whose terms are known; see domain.billing_terms.BillingTerms and domain.proration.Rule.
billing_terms = Table(
    "billing_terms",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id", index=False),
    belongs_to("contract", required=False),
    Column("anchor", CivilDate, nullable=False),
    Column("months", Integer, nullable=False),
    Column("invoice_every_months", Integer),
    Column("advance", Flag, nullable=False),
    Column("basis", Text, nullable=False),
    Column("count_first_day", Flag, nullable=False),
    Column("rounding", Text, nullable=False),
    Column("round_line", Flag, nullable=False),
    Column("credit_removals", Flag, nullable=False),
    Column("method", Text),
    Column("days_to_pay", Integer, nullable=False),
    Column("means", Text, nullable=False),  # masked
    Column("payer", Text, nullable=False),
    UniqueConstraint("account_id"),
    sqlite_strict=True,
)

# What is set against the next invoices of an account, with tax: an unpaid balance, a prepaid one.
account_balance = Table(
    "account_balance",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    Column("kind", Text, nullable=False),  # unpaid | prepaid
    Column("amount", Cents, nullable=False),  # positive
    Column("known_on", CivilDate, nullable=False),  # invoices from this day on are set against it
    Column("note", Text, nullable=False),
    sqlite_strict=True,
)

# A one-off charge or equipment that is known before its invoice: ordered, announced; or what the next invoice makes up
# for those that came before a change was told.
planned_charge = Table(
    "planned_charge",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    Column("kind", Text, nullable=False),  # one_off | equipment | prorata
    Column("label", Text, nullable=False),
    Column("due_on", CivilDate, nullable=False),  # the invoice of that day or the next one charges it
    Column("quantity", Integer, nullable=False),
    Column("amount", Cents, nullable=False),  # of one, before tax
    Column("vat_category", Text, nullable=False),
    Column("vat_rate", Micros, nullable=False),
    Column("category", Text),  # that of a product; NULL: that of the kind
    sqlite_strict=True,
)

product = Table(
    "product",
    METADATA,
    key(),
    belongs_to("operator"),
    Column("code", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),  # products.ProductKind
    Column("product_range", Text, nullable=False),
    Column("category", Text, nullable=False),  # invoice_kinds.Category
    Column("vat_category", Text, nullable=False),  # UNTDID 5305
    Column("vat_rate", Micros, nullable=False),  # percent
    Column("allowance", Text, nullable=False),
    Column("to_complete", Flag, nullable=False),
    UniqueConstraint("operator_id", "code", "label"),
    sqlite_strict=True,
)

product_price = Table(
    "product_price",
    METADATA,
    key(),
    belongs_to("product"),
    Column("since", CivilDate, nullable=False),
    Column("amount", Cents, nullable=False),  # per period of the account, before tax
    UniqueConstraint("product_id", "since"),
    sqlite_strict=True,
)

# Negotiated prices, discounts and promotions: of a product, for one account or for all of the operator's.
special_condition = Table(
    "special_condition",
    METADATA,
    key(),
    belongs_to("product"),
    belongs_to("billing_account", "account_id", required=False),
    belongs_to("deposit", required=False),  # the document that grants it
    Column("kind", Text, nullable=False),  # special_conditions.ConditionKind
    Column("value", Micros, nullable=False),  # an amount, or percent
    Column("start", CivilDate, nullable=False),
    Column("end", CivilDate),  # the first day out
    Column("label", Text, nullable=False),
    sqlite_strict=True,
)

# A minimum is not dated: it holds as long as it stands (as the engine states it, domain.charging.Minimum). `start` and
# `end` are of an earlier design; nothing writes or reads them.
minimum = Table(
    "committed_minimum",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    belongs_to("product"),
    Column("quantity", Integer, nullable=False),
    Column("amount", Cents, nullable=False),  # of one, per period
    Column("start", CivilDate),
    Column("end", CivilDate),
    sqlite_strict=True,
)

address = Table(
    "address",
    METADATA,
    key(),
    belongs_to("company"),
    belongs_to("deposit", required=False),  # its proof
    Column("label", Text, nullable=False),
    Column("lines", Text, nullable=False),  # one a line
    Column("postcode", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("country", Text, nullable=False),  # ISO 3166-1 alpha-2
    Column("verified", Flag, nullable=False),
    sqlite_strict=True,
)

# Whom to call or write to: at an operator, or at a company of one's own.
contact = Table(
    "contact",
    METADATA,
    key(),
    belongs_to("operator", required=False),
    belongs_to("company", required=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),  # E.164; empty: none
    Column("email", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_strict=True,
)
