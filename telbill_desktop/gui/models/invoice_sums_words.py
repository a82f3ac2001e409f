"""Counts and sums as the status bar says them: one group per currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.invoice_list import InvoiceSums


def list_text(count: int, sums: Sequence[InvoiceSums]) -> str:
    """`312 factures, dont 2 sans tous les montants · HT … · TVA … · TTC …` of the whole list."""
    words = ntr("{count} invoice", "{count} invoices", count).format(count=formats.count(count))
    return " · ".join([words + _blanks(sums), *_amounts(sums)])


def selection_text(count: int, sums: Sequence[InvoiceSums]) -> str:
    """`3 factures sélectionnées, dont 1 sans tous les montants · HT … · TVA … · TTC …`."""
    words = ntr("{count} invoice selected", "{count} invoices selected", count).format(count=formats.count(count))
    return " · ".join([words + _blanks(sums), *_amounts(sums)])


def _blanks(sums: Sequence[InvoiceSums]) -> str:
    """How many of them lack one of the totals, so that nobody takes the sums for whole."""
    incomplete = sum(one.incomplete for one in sums)
    if not incomplete:
        return ""
    words = ntr(", {count} of them without every amount", ", {count} of them without every amount", incomplete)
    return words.format(count=formats.count(incomplete))


def _amounts(sums: Sequence[InvoiceSums]) -> list[str]:
    """The amounts of every currency, never added to each other."""
    named = ((tr("excl. VAT"), "ht"), (tr("VAT"), "vat"), (tr("incl. VAT"), "ttc"))
    return [f"{name} {formats.money(getattr(one, field), one.currency)}" for one in sums for name, field in named]
