"""One invoice as the cells of a list: titles, formatted texts, alignment."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.invoice_kinds import InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.invoice_columns import invoice_titles as titles
from telbill_desktop.exporters.invoice_columns import mark_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

COLUMNS: tuple[InvoiceColumn, ...] = tuple(InvoiceColumn)
POSITION: Mapping[InvoiceColumn, int] = MappingProxyType({column: at for at, column in enumerate(COLUMNS)})
SHOWN_FIRST: tuple[InvoiceColumn, ...] = COLUMNS[:7]
# What a column has room for at first; its title is measured too.
SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        InvoiceColumn.DATE: "00/00/0000",
        InvoiceColumn.NUMBER: "LT-2026-265043",
        InvoiceColumn.HT: "\u2212000\u202f000,00",
        InvoiceColumn.TTC: "\u2212000\u202f000,00",
        InvoiceColumn.CLIENT_CODE: "00002501",
        InvoiceColumn.OPERATOR: "Hexamobile Entreprises",
        InvoiceColumn.ACCOUNT: "CF 1 Siège — 1-10265655331",
        InvoiceColumn.VAT: "\u2212000\u202f000,00",
        InvoiceColumn.AMOUNT_DUE: "\u2212000\u202f000,00",
        InvoiceColumn.DUE_DATE: "00/00/0000",
        InvoiceColumn.CURRENCY: "EUR",
    }
)
# And beside an open invoice, where every pixel counts; a longer text ends in an ellipsis and has a tooltip.
TIGHT_SAMPLES: Mapping[str, str] = MappingProxyType(
    dict(SAMPLES) | dict.fromkeys((InvoiceColumn.HT, InvoiceColumn.TTC), "\u22120\u202f000,00")
)
LEAST_SUBSCRIBER = 150  # pixels at 100 % text; it takes what the others leave
AMOUNTS = frozenset({InvoiceColumn.HT, InvoiceColumn.TTC, InvoiceColumn.VAT, InvoiceColumn.AMOUNT_DUE})

# UNTDID 1001 codes that say no more than the words « facture » and « avoir » do.
_PLAIN_CODES = frozenset({None, "", "380", "381"})


def short_titles() -> dict[InvoiceColumn, str]:
    """The titles in a table that stands beside an invoice."""
    return dict(titles()) | {InvoiceColumn.HT: tr("excl. VAT"), InvoiceColumn.TTC: tr("incl. VAT")}


def type_name(kind: InvoiceType, code: str | None = None) -> str:
    """`Facture` or `Avoir`; a type code that says more is shown beside it."""
    name = tr("Credit note") if kind is InvoiceType.CREDIT_NOTE else tr("Invoice")
    return name if code in _PLAIN_CODES else f"{name} ({code})"


def state_name(state: InvoiceState) -> str:
    """Whether the figures agree, in a word or two."""
    return tr("To check") if state is InvoiceState.TO_CHECK else tr("Consistent")


def amount_text(value: Decimal | None, currency: str) -> str:
    """An amount of a list; nothing where the document says nothing.

    In the books' own currency it carries no sign, as in the operators' lists; any other currency is named.
    """
    if value is None:
        return ""
    return formats.amount(value) if currency == HOME_CURRENCY else formats.money(value, currency)


def cells(row: InvoiceRow) -> tuple[str, ...]:
    """The texts of one row, in the order of `COLUMNS`."""
    return (
        type_name(row.type, row.type_code),
        formats.day(row.issue_date),
        visible(row.number),
        amount_text(row.ht, row.currency),
        amount_text(row.ttc, row.currency),
        row.subscriber,
        row.client_code,
        row.operator,
        row.account,
        amount_text(row.vat, row.currency),
        amount_text(row.amount_due, row.currency),
        formats.day(row.due_date) if row.due_date else "",
        row.currency,
        state_name(row.state),
        mark_name(row.mark),
    )


__all__ = [
    "AMOUNTS",
    "COLUMNS",
    "HOME_CURRENCY",
    "LEAST_SUBSCRIBER",
    "POSITION",
    "SAMPLES",
    "SHOWN_FIRST",
    "TIGHT_SAMPLES",
    "amount_text",
    "cells",
    "mark_name",
    "short_titles",
    "state_name",
    "titles",
    "type_name",
]
