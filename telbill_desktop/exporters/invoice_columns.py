"""The columns of exported invoices and lines: titles in the user's language and values with their own types."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from telbill_desktop.domain.invoice_kinds import Category, InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice import InvoiceLine

# UNTDID 1001 codes that say no more than « facture » and « avoir ».
_PLAIN_CODES = frozenset({None, "", "380", "381"})


def invoice_titles() -> dict[InvoiceColumn, str]:
    """The titles of the list's columns."""
    return {
        InvoiceColumn.TYPE: tr("Type"),
        InvoiceColumn.DATE: tr("Date"),
        InvoiceColumn.NUMBER: tr("Invoice number"),
        InvoiceColumn.HT: tr("Total excl. VAT"),
        InvoiceColumn.TTC: tr("Total incl. VAT"),
        InvoiceColumn.SUBSCRIBER: tr("Subscriber"),
        InvoiceColumn.CLIENT_CODE: tr("Client code"),
        InvoiceColumn.OPERATOR: tr("Operator"),
        InvoiceColumn.ACCOUNT: tr("Account"),
        InvoiceColumn.VAT: tr("VAT"),
        InvoiceColumn.AMOUNT_DUE: tr("Amount due"),
        InvoiceColumn.DUE_DATE: tr("Due date"),
        InvoiceColumn.CURRENCY: tr("Currency"),
        InvoiceColumn.STATE: tr("State"),
        InvoiceColumn.MARK: tr("Mark"),
    }


def mark_name(mark: InvoiceMark | None) -> str:
    """What the user noted of an invoice; nothing when that is nothing."""
    if mark is None:
        return ""
    return {
        InvoiceMark.TO_REVIEW: tr("To review"),
        InvoiceMark.VERIFIED: tr("Verified"),
        InvoiceMark.DISPUTED: tr("Disputed"),
    }[mark]


def _type_name(row: InvoiceRow) -> str:
    name = tr("Credit note") if row.type is InvoiceType.CREDIT_NOTE else tr("Invoice")
    return name if row.type_code in _PLAIN_CODES else f"{name} ({row.type_code})"


INVOICE_VALUES: Mapping[InvoiceColumn, Callable[[InvoiceRow], Cell]] = MappingProxyType(
    {
        InvoiceColumn.TYPE: _type_name,
        InvoiceColumn.DATE: lambda row: row.issue_date,
        InvoiceColumn.NUMBER: lambda row: row.number,
        InvoiceColumn.HT: lambda row: row.ht,
        InvoiceColumn.TTC: lambda row: row.ttc,
        InvoiceColumn.SUBSCRIBER: lambda row: row.subscriber,
        InvoiceColumn.CLIENT_CODE: lambda row: row.client_code,
        InvoiceColumn.OPERATOR: lambda row: row.operator,
        InvoiceColumn.ACCOUNT: lambda row: row.account,
        InvoiceColumn.VAT: lambda row: row.vat,
        InvoiceColumn.AMOUNT_DUE: lambda row: row.amount_due,
        InvoiceColumn.DUE_DATE: lambda row: row.due_date,
        InvoiceColumn.CURRENCY: lambda row: row.currency,
        InvoiceColumn.STATE: lambda row: tr("To check") if row.state is InvoiceState.TO_CHECK else tr("Consistent"),
        InvoiceColumn.MARK: lambda row: mark_name(row.mark),
    }
)


def line_titles() -> list[str]:
    """The titles of `line_values`, which follow those of the invoice that a line belongs to."""
    return [
        tr("Operator"),
        tr("Invoice number"),
        tr("Date"),
        tr("Currency"),
        tr("Line"),
        tr("Order no."),
        tr("Label"),
        tr("Description"),
        tr("Category"),
        tr("Range"),
        tr("Product code"),
        tr("Quantity"),
        tr("Unit"),
        tr("Unit price excl. VAT"),
        tr("VAT category"),
        tr("VAT rate"),
        tr("Total excl. VAT"),
        tr("Prorata"),
        tr("From"),
        tr("To"),
        tr("Number"),
        tr("User"),
    ]


def line_values(row: InvoiceRow, line: "InvoiceLine") -> list[Cell]:
    """One line as it is, with the invoice that it belongs to; both days of its period are inclusive."""
    return [
        row.operator,
        row.number,
        row.issue_date,
        row.currency,
        line.number_on_invoice,
        line.purchase_order,
        line.label,
        line.description,
        category_name(line.category),
        line.product_range,
        line.product_code,
        short(line.quantity),
        line.unit,
        short(line.unit_price),
        line.vat_category,
        short(line.vat_rate),
        short(line.amount, decimals=2),
        tr("yes") if line.prorated else "",
        line.period.start if line.period else None,
        line.period.last_day if line.period and line.period.days else None,
        line.phone_number,
        line.user_name,
    ]


def category_name(category: Category | None) -> str:
    """One of the five categories in the operator's words; None is « non classé »."""
    return {
        Category.SUBSCRIPTIONS: tr("Subscriptions"),
        Category.OPTIONS: tr("Optional services"),
        Category.USAGE: tr("Communications"),
        Category.EQUIPMENT: tr("Equipment"),
        Category.ONE_OFF: tr("One-off charges"),
        None: tr("Unclassified"),
    }[category]


def short(value: Decimal | None, decimals: int = 0) -> Decimal | None:
    """The same number without the zeros that end it, with so many decimals at least."""
    if value is None:
        return None
    bare = value.normalize()
    exponent = bare.as_tuple().exponent
    kept = min(int(exponent), -decimals)
    return bare.quantize(Decimal(1).scaleb(kept))
