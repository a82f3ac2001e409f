"""The list of invoices as it is asked for and shown: filter, order, rows and sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.perimeter import PerimeterChoice


class InvoiceColumn(StrEnum):
    """Columns of the list, in their default order; the first seven are shown at first."""

    TYPE = "type"
    DATE = "date"
    NUMBER = "number"
    HT = "ht"
    TTC = "ttc"
    SUBSCRIBER = "subscriber"
    CLIENT_CODE = "client_code"
    OPERATOR = "operator"
    ACCOUNT = "account"
    VAT = "vat"
    AMOUNT_DUE = "amount_due"
    DUE_DATE = "due_date"
    CURRENCY = "currency"
    STATE = "state"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class InvoiceOrder:
    """One column and a direction; equal rows keep the newest first."""

    column: InvoiceColumn = InvoiceColumn.DATE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """What the list is narrowed to; every field left empty lets everything through. Dates are inclusive.

    Texts are compared without accents, case, spaces and dashes: `text` is words that must all be found anywhere,
    `line_text` words that one line must hold (label, description, number or user), the others are parts of one value.
    Amounts are with tax and signed; an invoice that lacks its total is in no range of amounts.

    `reference` looks at order, contracts, business unit, sites, buyer's and accounting reference, preceding invoices.
    `has_document`: at least one document of it is kept that is not a mere row of a list. `has_warnings`: it is to be
    checked, or reading it left a warning. `unmarked`: only those without a mark. `client_code` and `subscriber` are
    parts of what the list shows under these names.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    min_ttc: Decimal | None = None
    max_ttc: Decimal | None = None
    number: str = ""
    operator_id: int | None = None
    operator: str = ""
    account_id: int | None = None
    account: str = ""
    sub_account: str = ""
    type: InvoiceType | None = None
    state: InvoiceState | None = None
    company_id: int | None = None
    client_code: str = ""
    subscriber: str = ""
    reference: str = ""
    line_text: str = ""
    has_document: bool | None = None
    has_warnings: bool | None = None
    mark: InvoiceMark | None = None
    unmarked: bool = False
    currency: str = ""
    perimeter: PerimeterChoice | None = None
    in_conflict: bool | None = None


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One row of the list."""

    id: int
    type: InvoiceType
    type_code: str | None
    issue_date: date
    number: str
    ht: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None
    amount_due: Decimal | None
    currency: str
    due_date: date | None
    subscriber: str
    client_code: str
    operator: str
    account: str
    state: InvoiceState
    mark: InvoiceMark | None = None


@dataclass(frozen=True, slots=True)
class InvoiceSums:
    """Sums of a selection in one currency; `incomplete` counts the invoices that lack one of the three totals."""

    currency: str
    count: int
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    incomplete: int = 0
