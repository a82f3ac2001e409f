"""The columns of the invoices to come, on screen and in exports: titles in the user's language, values with types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.billing_terms import PaymentMethod
from telbill_desktop.domain.explanations import why
from telbill_desktop.domain.forecast import ForecastLine, ForecastSection, UpcomingInvoice
from telbill_desktop.domain.year_ahead import UpcomingRow
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class UpcomingColumn(StrEnum):
    """Columns of the list, in order."""

    DATE = "date"
    ACCOUNT = "account"
    HT = "ht"
    SUPPOSED = "supposed"
    DIFFERENCE = "difference"
    TTC = "ttc"
    TO_PAY = "to_pay"
    PAYMENT = "payment"
    AVAILABLE = "available"


def upcoming_titles() -> dict[UpcomingColumn, str]:
    """Their titles."""
    return {
        UpcomingColumn.DATE: tr("Date"),
        UpcomingColumn.ACCOUNT: tr("Account"),
        UpcomingColumn.HT: tr("Total excl. VAT"),
        UpcomingColumn.TTC: tr("Total incl. VAT"),
        UpcomingColumn.TO_PAY: tr("To pay"),
        UpcomingColumn.PAYMENT: tr("Payment"),
        UpcomingColumn.AVAILABLE: tr("Available from"),
        UpcomingColumn.SUPPOSED: tr("What if"),
        UpcomingColumn.DIFFERENCE: tr("Difference"),
    }


def method_name(method: PaymentMethod | None) -> str:
    """How it is paid; nothing when nobody said it."""
    if method is None:
        return ""
    return {
        PaymentMethod.DIRECT_DEBIT: tr("Direct debit"),
        PaymentMethod.CARD: tr("Card"),
        PaymentMethod.TRANSFER: tr("Transfer"),
        PaymentMethod.CHEQUE: tr("Cheque"),
        PaymentMethod.TIP: tr("TIP"),
    }[method]


def paid_how(invoice: UpcomingInvoice) -> str:
    """The method with the masked means and who must act, as a spreadsheet keeps it."""
    terms = invoice.terms
    return " ".join(part for part in (method_name(terms.method), terms.means, terms.payer) if part)


UPCOMING_VALUES: Mapping[UpcomingColumn, Callable[[UpcomingRow], Cell]] = MappingProxyType(
    {
        UpcomingColumn.DATE: lambda row: row.invoice.invoice_date,
        UpcomingColumn.ACCOUNT: lambda row: row.name,
        UpcomingColumn.HT: lambda row: row.invoice.total_ht,
        UpcomingColumn.TTC: lambda row: row.invoice.total_ttc,
        UpcomingColumn.TO_PAY: lambda row: row.invoice.to_pay,
        UpcomingColumn.PAYMENT: lambda row: paid_how(row.invoice),
        UpcomingColumn.AVAILABLE: lambda row: row.invoice.available_from,
        UpcomingColumn.SUPPOSED: lambda row: row.supposed.total_ht if row.supposed else None,
        UpcomingColumn.DIFFERENCE: lambda row: row.difference,
    }
)


def upcoming_list(rows: Iterable[UpcomingRow], columns: Sequence[UpcomingColumn]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each invoice; the day of payment and the tax stand behind what is shown."""
    titles = upcoming_titles()
    yield [*(titles[column] for column in columns), tr("VAT"), tr("Paid on")]
    for row in rows:
        paid_on = row.invoice.terms.pay_date(row.invoice.invoice_date)
        yield [*(UPCOMING_VALUES[column](row) for column in columns), row.invoice.total_vat, paid_on]


def upcoming_lines(rows: Iterable[UpcomingRow]) -> Iterator[Sequence[Cell]]:
    """Titles, then every line of these invoices with the sentence that explains it; days of periods are inclusive."""
    yield [
        tr("Date"),
        tr("Operator"),
        tr("Account"),
        tr("Section"),
        tr("Label"),
        tr("Category"),
        tr("Quantity"),
        tr("Unit price excl. VAT"),
        tr("Days charged"),
        tr("Days of the period"),
        tr("From"),
        tr("To"),
        tr("VAT rate"),
        tr("Total excl. VAT"),
        tr("Estimate"),
        tr("Why"),
    ]
    for row in rows:
        for line in row.invoice.lines:
            yield _line(row, line)


def _line(row: UpcomingRow, line: ForecastLine) -> list[Cell]:
    charge = line.charge
    reason = why(line, row.invoice.terms.rule)
    price = charge.unit_price if charge else line.amount / line.quantity
    return [
        row.invoice.invoice_date,
        row.operator,
        row.account,
        section_names()[line.section],
        line.label or tr("Usage"),
        category_name(line.category),
        line.quantity,
        price,
        charge.days if charge else None,
        charge.base if charge else None,
        charge.period.start if charge else None,
        charge.period.last_day if charge else None,
        line.vat.percent,
        line.amount,
        tr("yes") if line.is_estimate else "",
        formats.sentence(reason) if reason else "",
    ]


def section_names() -> dict[ForecastSection, str]:
    """As the paper calls them."""
    return {
        ForecastSection.RECURRING: tr("Subscriptions and options"),
        ForecastSection.PRORATA: tr("Prorata"),
        ForecastSection.USAGE: tr("Usage"),
        ForecastSection.ONE_OFF: tr("One-off charges"),
        ForecastSection.EQUIPMENT: tr("Equipment"),
    }
