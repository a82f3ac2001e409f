"""What the columns of an operator's table mean: a profile ships with the program or is the user's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.table import Dialect


class TableKind(StrEnum):
    """What a row of the table is."""

    INVOICE_LIST = "invoice_list"
    INVOICE_LINES = "invoice_lines"
    FLEET = "fleet"
    USAGE = "usage"


class UsageDirection(StrEnum):
    """Who called whom.

    `INBOUND` is said of a table of callers and of whom they called: the line is the number called. `RECEIVED` is said
    where a column holds the line itself, whoever called. `BY_NUMBERS` is said of a table that lists calls of both ways
    and says of none which it was: the line is an extension, or is in the fleet.
    """

    OUTBOUND = "outbound"
    INBOUND = "inbound"
    RECEIVED = "received"
    BY_NUMBERS = "by_numbers"


class UsageStatus(StrEnum):
    """Whether there was a call at all: nobody pays for one that nobody answered."""

    TOOK_PLACE = "took_place"
    NOT = "not"


class TableField(StrEnum):
    """What a column, or a constant of a profile, can stand for. Amounts are in the invoice's currency.

    ITEM_END is the last day in service; ITEM_LINE the number of the line that an option belongs to; ITEM_SINCE the
    first day on which the user has it; ITEM_PORTED the day on which the number comes over from another operator.

    USAGE_START is day and time in one; USAGE_OWN the number that used, or that called, USAGE_OTHER the one that it
    called or that called it; USAGE_QUANTITY seconds, bytes or pieces, as the category has it; USAGE_UNIT what volumes
    and quantities are counted in; USAGE_DIRECTION who called whom; USAGE_STATUS whether anything took place at all.
    """

    OPERATOR = "operator"
    NUMBER = "number"
    ISSUE_DATE = "issue_date"
    DUE_DATE = "due_date"
    TYPE = "type"
    CURRENCY = "currency"
    HT = "ht"
    VAT = "vat"
    TTC = "ttc"
    AMOUNT_DUE = "amount_due"
    SUBSCRIBER = "subscriber"
    ACCOUNT = "account"
    RADICAL = "radical"
    CLIENT_CODE = "client_code"
    SUB_ACCOUNT = "sub_account"
    PURCHASE_ORDER = "purchase_order"
    FRAMEWORK_CONTRACT = "framework_contract"
    LOCAL_CONTRACT = "local_contract"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    NOTE = "note"
    LINE_LABEL = "line_label"
    LINE_DESCRIPTION = "line_description"
    LINE_CATEGORY = "line_category"
    LINE_RANGE = "line_range"
    LINE_CODE = "line_code"
    LINE_ORDER = "line_order"
    LINE_QUANTITY = "line_quantity"
    LINE_UNIT = "line_unit"
    LINE_UNIT_PRICE = "line_unit_price"
    LINE_AMOUNT = "line_amount"
    LINE_VAT_RATE = "line_vat_rate"
    LINE_PHONE = "line_phone"
    LINE_USER = "line_user"
    ITEM_PRODUCT = "item_product"
    ITEM_LABEL = "item_label"
    ITEM_QUANTITY = "item_quantity"
    ITEM_NUMBER = "item_number"
    ITEM_ICCID = "item_iccid"
    ITEM_RIO = "item_rio"
    ITEM_PORTED = "item_ported"
    ITEM_LINE = "item_line"
    ITEM_USER = "item_user"
    ITEM_TEAM = "item_team"
    ITEM_SINCE = "item_since"
    ITEM_START = "item_start"
    ITEM_END = "item_end"
    USAGE_START = "usage_start"
    USAGE_DATE = "usage_date"
    USAGE_TIME = "usage_time"
    USAGE_OWN = "usage_own"
    USAGE_OTHER = "usage_other"
    USAGE_USER = "usage_user"
    USAGE_LABEL = "usage_label"
    USAGE_ZONE = "usage_zone"
    USAGE_DIRECTION = "usage_direction"
    USAGE_STATUS = "usage_status"
    USAGE_QUANTITY = "usage_quantity"
    USAGE_DURATION = "usage_duration"
    USAGE_VOLUME = "usage_volume"
    USAGE_COUNT = "usage_count"
    USAGE_UNIT = "usage_unit"
    USAGE_AMOUNT = "usage_amount"
    USAGE_REFERENCE = "usage_reference"


AMOUNTS = frozenset({TableField.HT, TableField.VAT, TableField.TTC, TableField.AMOUNT_DUE})  # whole cents
NUMBERS = AMOUNTS | {
    TableField.LINE_QUANTITY,
    TableField.LINE_UNIT_PRICE,
    TableField.LINE_AMOUNT,
    TableField.LINE_VAT_RATE,
    TableField.USAGE_QUANTITY,
    TableField.USAGE_VOLUME,
    TableField.USAGE_AMOUNT,
}
# In the invoice's currency, and what usage costs in its own.
AMOUNT_FIELDS = (*sorted(AMOUNTS), TableField.LINE_AMOUNT, TableField.LINE_UNIT_PRICE, TableField.USAGE_AMOUNT)
DATES = frozenset(
    {
        TableField.ISSUE_DATE,
        TableField.DUE_DATE,
        TableField.PERIOD_START,
        TableField.PERIOD_END,
        TableField.ITEM_PORTED,
        TableField.ITEM_SINCE,
        TableField.ITEM_START,
        TableField.ITEM_END,
        TableField.USAGE_START,
        TableField.USAGE_DATE,
    }
)
LINE_FIELDS = frozenset(each for each in TableField if each.name.startswith("LINE_"))
ITEM_FIELDS = frozenset(each for each in TableField if each.name.startswith("ITEM_"))
USAGE_FIELDS = frozenset(each for each in TableField if each.name.startswith("USAGE_"))
FIELDS_OF: Mapping[TableKind, frozenset[TableField]] = {
    TableKind.INVOICE_LIST: frozenset(TableField) - LINE_FIELDS - ITEM_FIELDS - USAGE_FIELDS,
    TableKind.INVOICE_LINES: frozenset(TableField) - ITEM_FIELDS - USAGE_FIELDS,
    TableKind.FLEET: ITEM_FIELDS | {TableField.ACCOUNT},
    TableKind.USAGE: USAGE_FIELDS | {TableField.OPERATOR, TableField.ACCOUNT, TableField.NUMBER, TableField.CURRENCY},
}
# Every one of a group's alternatives will do: a list states HT, or TTC, or both.
REQUIRED: Mapping[TableKind, tuple[frozenset[TableField], ...]] = {
    TableKind.INVOICE_LIST: (
        frozenset({TableField.OPERATOR}),
        frozenset({TableField.NUMBER}),
        frozenset({TableField.ISSUE_DATE}),
        frozenset({TableField.CURRENCY}),
        frozenset({TableField.HT, TableField.TTC}),
    ),
    TableKind.INVOICE_LINES: (
        frozenset({TableField.OPERATOR}),
        frozenset({TableField.NUMBER}),
        frozenset({TableField.ISSUE_DATE}),
        frozenset({TableField.CURRENCY}),
        frozenset({TableField.LINE_LABEL, TableField.LINE_CATEGORY}),
        frozenset({TableField.LINE_AMOUNT}),
    ),
    TableKind.FLEET: (
        frozenset({TableField.ACCOUNT}),
        frozenset({TableField.ITEM_PRODUCT}),
        frozenset({TableField.ITEM_START}),
    ),
    TableKind.USAGE: (
        frozenset({TableField.USAGE_START, TableField.USAGE_DATE}),
        frozenset({TableField.USAGE_OWN, TableField.USAGE_USER}),
        frozenset(
            {
                *(TableField.USAGE_QUANTITY, TableField.USAGE_DURATION),
                *(TableField.USAGE_VOLUME, TableField.USAGE_COUNT),
            }
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """How figures and days are written. `grouping` are the marks that may part thousands, besides spaces."""

    decimal_mark: str = ","
    grouping: str = ""
    date_order: DateOrder = DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True)
class TableProfile:
    """How to read one table.

    `columns` gives, for each field, the titles under which a column may stand (the first is its proper one; compared
    without case, accents and punctuation). A title that stands several times is told by its place among them:
    `Montant`, `Montant#2`. `constants` hold what no column says, as it would be written in a cell. `words` translate
    cells: of TYPE into "invoice" or "credit_note", of LINE_CATEGORY into `invoice_kinds.Category`, of USAGE_LABEL into
    `usage.UsageCategory`, of USAGE_DIRECTION and USAGE_STATUS into `UsageDirection` and `UsageStatus`; a constant of
    USAGE_DIRECTION is such a word. `ignored` are titles that are known and mean nothing here. `decimal_mark` ("," or
    "."), `grouping` and `date_order` are those of all columns but those that `formats` names. `file_name` is a regular
    expression whose named groups are fields; with `only_named` the profile recognises files of such names alone,
    because many operators use its titles. `needs` are fields without whose columns a table is not recognised: those
    that tell this operator's from others. `account` of the command line and of the assistant become constants.
    `untitled` are the titles of a table that has none, in their order. `built_in` profiles ship with the program.
    """

    key: str
    name: str
    kind: TableKind
    columns: Mapping[TableField, tuple[str, ...]]
    constants: Mapping[TableField, str] = field(default_factory=dict)
    words: Mapping[TableField, Mapping[str, str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    decimal_mark: str = ","
    grouping: str = ""
    date_order: DateOrder = DateOrder.DAY_FIRST
    formats: Mapping[TableField, ColumnFormat] = field(default_factory=dict)
    dialect: Dialect | None = None
    sheet: str = ""
    file_name: str = ""
    only_named: bool = False
    needs: tuple[TableField, ...] = ()
    untitled: tuple[str, ...] = ()
    built_in: bool = False

    def format_of(self, wanted: TableField) -> ColumnFormat:
        """How the column, or the constant, of a field is written."""
        return self.formats.get(wanted) or ColumnFormat(self.decimal_mark, self.grouping, self.date_order)

    def lacks(self, found: frozenset[TableField]) -> tuple[frozenset[TableField], ...]:
        """The required groups of which neither `found` nor a constant gives one."""
        given = found | set(self.constants)
        return tuple(group for group in REQUIRED[self.kind] if not group & given)


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What somebody decided for one reading of a table, instead of leaving it to recognition.

    `profile` is the key of a known profile, or a whole one that is not saved yet. `constants` come on top of the
    profile's. `corrections` replace cells by what was typed: (line of the file, column from 0) to text.
    """

    profile: str | TableProfile | None = None
    constants: Mapping[TableField, str] = field(default_factory=dict)
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict)
