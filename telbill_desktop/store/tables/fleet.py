"""What is in service, who has it, and the equipment; see domain.fleet."""

from sqlalchemy import Column, Integer, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import CivilDate, Flag, Id

team = Table(
    "team",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    sqlite_strict=True,
)

person = Table(
    "person",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    belongs_to("team", required=False),
    Column("email", Text, nullable=False),
    Column("left_on", CivilDate),  # the first day out
    Column("is_protected", Flag),  # of the calls totals alone are kept (staff representatives); NULL: not
    sqlite_strict=True,
)

# A licence, number, line or option. `line_id` is the line that an option belongs to; an option of a fleet manager has
# none, and an assignment.
fleet_item = Table(
    "fleet_item",
    METADATA,
    key(),
    belongs_to("billing_account", "account_id"),
    belongs_to("product"),
    belongs_to("fleet_item", "line_id", required=False),
    belongs_to("deposit", "mandate_id", required=False),  # the mandate of a port
    Column("label", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("start", CivilDate, nullable=False),
    Column("end", CivilDate),  # the first day out of service
    Column("paid_until", CivilDate),
    Column("number", Text, nullable=False, index=True),  # E.164; empty: it has none
    Column("iccid", Text, nullable=False),
    Column("rio", Text, nullable=False),
    Column("ported_on", CivilDate),
    # The record of several that it was one of. No foreign key: it says whose line it is on, and no id comes twice.
    Column("parted_from", Id),
    sqlite_strict=True,
)

assignment = Table(
    "assignment",
    METADATA,
    key(),
    belongs_to("fleet_item", "item_id"),
    belongs_to("person"),
    Column("start", CivilDate, nullable=False),
    Column("end", CivilDate),
    sqlite_strict=True,
)

equipment = Table(
    "equipment",
    METADATA,
    key(),
    belongs_to("person", required=False),
    belongs_to("fleet_item", "item_id", required=False),
    # The line that charged it; no foreign key: lines go when their invoice is read again from a better document.
    Column("invoice_line_id", Id, index=True),
    Column("kind", Text, nullable=False),  # handset | accessory | tablet
    Column("label", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("bought_on", CivilDate, nullable=False),
    sqlite_strict=True,
)
