"""How the invoices of one supplier are read off their pages: what they are known by, and where each value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.invoice import InvoiceType, Party
from telbill_desktop.domain.sentence_marker import N_


class TemplateField(StrEnum):
    """What a template can find; the value is its name in a template's file."""

    NUMBER = "number"
    ISSUE_DATE = "issue_date"
    DUE_DATE = "due_date"
    PERIOD = "period"
    HT = "ht"
    VAT = "vat"
    TTC = "ttc"
    AMOUNT_DUE = "amount_due"
    ACCOUNT = "account"
    CLIENT_CODE = "client_code"
    PURCHASE_ORDER = "purchase_order"
    CONTRACT = "contract"
    PHONE_NUMBER = "phone_number"

    @property
    def is_amount(self) -> bool:
        """Whether its values are money."""
        return self in _AMOUNTS

    @property
    def is_date(self) -> bool:
        """Whether its values are days."""
        return self in {TemplateField.ISSUE_DATE, TemplateField.DUE_DATE}

    @property
    def words(self) -> str:
        """Its name for the user, in English."""
        return _TITLES[self]


_AMOUNTS = frozenset({TemplateField.HT, TemplateField.VAT, TemplateField.TTC, TemplateField.AMOUNT_DUE})
_TITLES: Mapping[TemplateField, str] = {
    TemplateField.NUMBER: N_("Invoice number"),
    TemplateField.ISSUE_DATE: N_("Issue date"),
    TemplateField.DUE_DATE: N_("Due date"),
    TemplateField.PERIOD: N_("Period"),
    TemplateField.HT: N_("Excl. tax"),
    TemplateField.VAT: N_("VAT"),
    TemplateField.TTC: N_("Incl. tax"),
    TemplateField.AMOUNT_DUE: N_("Amount due"),
    TemplateField.ACCOUNT: N_("Billing account"),
    TemplateField.CLIENT_CODE: N_("Client code"),
    TemplateField.PURCHASE_ORDER: N_("Purchase order"),
    TemplateField.CONTRACT: N_("Contract"),
    TemplateField.PHONE_NUMBER: N_("Phone number"),
}
REQUIRED = (
    TemplateField.NUMBER,
    TemplateField.ISSUE_DATE,
    TemplateField.HT,
    TemplateField.VAT,
    TemplateField.TTC,
)


class Place(StrEnum):
    """Where a value stands."""

    RIGHT = "right"  # of the label, in its column or the next one
    BELOW = "below"  # the label, which fills its column
    WITHIN = "within"  # a line, where the pattern's group says


class Pages(StrEnum):
    """On which pages a value is looked for."""

    ALL = "all"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where one field is found.

    `labels` are the texts that stand before or above it, any of them. `pattern` is a regular expression: what the whole
    value looks like, or for WITHIN a line's text (columns two spaces apart) with the value in its first group.
    `constant` is an amount that these invoices never print, such as a VAT of 0.00.
    """

    labels: tuple[str, ...] = ()
    place: Place = Place.RIGHT
    pattern: str | None = None
    pages: Pages = Pages.ALL
    constant: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PdfTemplate:
    """One supplier's template.

    It reads a document when all texts of `recognised_by` are in it and none of `absent`. `decimal_mark` is "," or "."
    where the supplier's is known, None where amounts say it themselves. `vat_rows` and `lines` are patterns of a whole
    line with named groups: `rate`, `amount` and perhaps `basis`; `label`, `amount` and perhaps `quantity`,
    `unit_price`, `vat_rate`, `product_code`, `phone_number`. `file` is where it was read from, "" for what ships with
    the program; user templates come first.
    """

    name: str
    supplier: Party
    recognised_by: tuple[str, ...]
    fields: Mapping[TemplateField, FieldRule]
    currency: str = "EUR"
    language: str = "fr"
    type: InvoiceType = InvoiceType.INVOICE
    absent: tuple[str, ...] = ()
    decimal_mark: str | None = None
    date_order: DateOrder | None = None
    vat_rows: str | None = None
    lines: str | None = None
    file: str = field(default="", compare=False)
