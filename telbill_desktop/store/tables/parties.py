"""Companies (the user's own), operators, contracts and billing accounts."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import CivilDate, Flag

company = Table(
    "company",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),  # folded
    Column("code", Text),  # company code, « COOLCO »
    Column("siren", Text, index=True),
    Column("vat_number", Text),
    Column("to_complete", Flag, nullable=False),  # created by an import
    Column("closing_month", Integer),  # the last day of its accounting year; NULL: 31 December
    Column("closing_day", Integer),
    sqlite_strict=True,
)

# What other companies were called that somebody merged into this one, « name:… » and « siren:… »: the next import finds
# the kept one.
company_key = Table(
    "company_key",
    METADATA,
    key(),
    belongs_to("company"),
    Column("buyer_key", Text, nullable=False, index=True),
    UniqueConstraint("company_id", "buyer_key"),
    sqlite_strict=True,
)

operator = Table(
    "operator",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("siren", Text),
    Column("vat_number", Text),
    Column("country", Text),
    Column("to_complete", Flag, nullable=False),
    Column("available_after_days", Integer),  # an invoice is on the portal so many days after its date
    Column("portal_months", Integer),  # and stays there so long
    Column("support", Text),
    sqlite_strict=True,
)

# Every name and identifier under which documents call an operator: identity.seller_keys of each. After a merge the kept
# operator owns the other's keys, so that the next import finds it. Two operators may share a name, or the VAT number of
# a group: a key alone does not always decide.
operator_key = Table(
    "operator_key",
    METADATA,
    key(),
    belongs_to("operator"),
    Column("seller_key", Text, nullable=False, index=True),
    UniqueConstraint("operator_id", "seller_key"),
    sqlite_strict=True,
)

contract = Table(
    "contract",
    METADATA,
    key(),
    belongs_to("operator"),
    Column("kind", Text, nullable=False),  # framework | local
    Column("number", Text, nullable=False),
    Column("to_complete", Flag, nullable=False),
    Column("start", CivilDate),
    Column("commitment_end", CivilDate),  # the first day that is no longer committed
    Column("notice_months", Integer),
    UniqueConstraint("operator_id", "kind", "number"),
    sqlite_strict=True,
)

billing_account = Table(
    "billing_account",
    METADATA,
    key(),
    belongs_to("operator"),
    belongs_to("company", required=False),
    Column("label", Text, nullable=False),  # what screens show
    Column("number", Text, nullable=False),  # centre de facturation
    Column("radical", Text, nullable=False),
    Column("client_code", Text, nullable=False),
    Column("sub_account", Text, nullable=False),
    Column("to_complete", Flag, nullable=False),
    # An empty text, not NULL, stands for « not named », so that the key below is unique.
    UniqueConstraint("operator_id", "number", "radical", "client_code", "sub_account", name="uq_billing_account_words"),
    sqlite_strict=True,
)

# Other words under which documents call a billing account, after a merge: the next import finds the kept one.
account_alias = Table(
    "account_alias",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    Column("number", Text, nullable=False),
    Column("radical", Text, nullable=False),
    Column("client_code", Text, nullable=False),
    Column("sub_account", Text, nullable=False),
    UniqueConstraint("account_id", "number", "radical", "client_code", "sub_account", name="uq_account_alias_words"),
    sqlite_strict=True,
)
