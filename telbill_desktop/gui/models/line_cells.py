"""One line of an invoice as the cells of a list, and how lines compare when a column is sorted."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import Category, InvoiceLine
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.gui.models.invoice_cells import amount_text
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class LineColumn(StrEnum):
    """Columns of the lines, in order (source: La Station, « Détail(s) de la facture », and the operators' files)."""

    LABEL = "label"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    AMOUNT = "amount"
    VAT = "vat"
    CATEGORY = "category"
    PERIOD = "period"
    PHONE = "phone"
    USER = "user"
    RANGE = "range"
    PURCHASE_ORDER = "purchase_order"


LINE_COLUMNS: tuple[LineColumn, ...] = tuple(LineColumn)
# What a column has room for at first; its title is measured too.
LINE_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        LineColumn.QUANTITY: "0\u202f000",
        LineColumn.UNIT_PRICE: "000,00",
        LineColumn.AMOUNT: "00\u202f000,00",
        LineColumn.VAT: "20,0\u00a0%",
        LineColumn.CATEGORY: "Services en option",
        LineColumn.PERIOD: "00/00 — 00/00/0000",
        LineColumn.PHONE: "00 00 00 00 00",
        LineColumn.USER: "Prénom Nomdefamille",
        LineColumn.RANGE: "Gestion de flotte",
        LineColumn.PURCHASE_ORDER: "AA00000000",
    }
)
LEAST_LABEL = 90  # pixels at 100 % text; it takes what the three figures beside it leave
BESIDE_LABEL = (LineColumn.QUANTITY, LineColumn.UNIT_PRICE, LineColumn.AMOUNT)
LINE_AMOUNTS = frozenset({LineColumn.QUANTITY, LineColumn.UNIT_PRICE, LineColumn.VAT, LineColumn.AMOUNT})


def line_titles() -> dict[LineColumn, str]:
    """The columns' titles in the user's language."""
    return {
        LineColumn.PURCHASE_ORDER: tr("Order no."),
        LineColumn.LABEL: tr("Label"),
        LineColumn.CATEGORY: tr("Category"),
        LineColumn.QUANTITY: tr("Qty"),
        LineColumn.UNIT_PRICE: tr("Unit price"),
        LineColumn.VAT: tr("VAT"),
        LineColumn.AMOUNT: tr("Total excl. VAT"),
        LineColumn.PERIOD: tr("Period"),
        LineColumn.PHONE: tr("Number"),
        LineColumn.USER: tr("User"),
        LineColumn.RANGE: tr("Range"),
    }


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


def period_text(period: Period | None) -> str:
    """Both days inclusive, as invoices print them."""
    if period is None:
        return ""
    if period.days <= 1:
        return formats.day(period.start)
    same_year = period.start.year == period.last_day.year
    start = (formats.short_day if same_year else formats.day)(period.start)
    return f"{start} — {formats.day(period.last_day)}"


def rate_text(rate: Decimal | None) -> str:
    """`20 %`."""
    return "" if rate is None else formats.percent(rate)


def line_cells(line: InvoiceLine, currency: str) -> tuple[str, ...]:
    """The texts of one line, in the order of `LINE_COLUMNS`."""
    return (
        line.label,
        _quantity(line),
        _unit_price(line),
        amount_text(line.amount, currency),
        rate_text(line.vat_rate),
        category_name(line.category) + (f" · {tr('prorata')}" if line.prorated else ""),
        period_text(line.period),
        line.phone_number or "",
        line.user_name or "",
        line.product_range or "",
        line.purchase_order or "",
    )


def _quantity(line: InvoiceLine) -> str:
    return "" if line.quantity is None else formats.number(line.quantity)


def _unit_price(line: InvoiceLine) -> str:
    """At least two decimals, as prices have; more where the operator charges fractions of a cent."""
    price = line.unit_price
    if price is None:
        return ""
    return formats.amount(price) if price == round_to_cent(price) else formats.number(price)


def line_copied(line: InvoiceLine, column: LineColumn) -> Cell:
    """The value of a cell as a spreadsheet counts with it."""
    figures = {
        LineColumn.QUANTITY: line.quantity,
        LineColumn.UNIT_PRICE: line.unit_price,
        LineColumn.VAT: line.vat_rate,
        LineColumn.AMOUNT: line.amount,
    }
    if column not in figures:
        return line_cells(line, "")[LINE_COLUMNS.index(column)]
    figure = figures[column]
    return None if figure is None else Decimal(f"{figure.normalize():f}")


_Key = tuple[int, Decimal | date | str]


def _of_number(value: Decimal | None) -> _Key:
    return (0, Decimal(0)) if value is None else (1, value)


def _of_text(value: str | None) -> _Key:
    return (1, fold(value)) if value else (0, "")


SORT_KEYS: Mapping[LineColumn, Callable[[InvoiceLine], _Key]] = MappingProxyType(
    {
        LineColumn.PURCHASE_ORDER: lambda line: _of_text(line.purchase_order),
        LineColumn.LABEL: lambda line: _of_text(line.label),
        LineColumn.CATEGORY: lambda line: _of_text(category_name(line.category)),
        LineColumn.QUANTITY: lambda line: _of_number(line.quantity),
        LineColumn.UNIT_PRICE: lambda line: _of_number(line.unit_price),
        LineColumn.VAT: lambda line: _of_number(line.vat_rate),
        LineColumn.AMOUNT: lambda line: _of_number(line.amount),
        LineColumn.PERIOD: lambda line: (1, line.period.start) if line.period else (0, date.min),
        LineColumn.PHONE: lambda line: _of_text(line.phone_number),
        LineColumn.USER: lambda line: _of_text(line.user_name),
        LineColumn.RANGE: lambda line: _of_text(line.product_range),
    }
)
