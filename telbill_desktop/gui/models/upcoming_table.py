"""The invoices to come for a table view: a row for each account, with what it would be if something changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from telbill_desktop.domain.folding import fold_all, search_terms
from telbill_desktop.domain.year_ahead import UpcomingRow
from telbill_desktop.exporters.upcoming_columns import UPCOMING_VALUES, UpcomingColumn, upcoming_titles
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.models.upcoming_words import payment_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QObject

UPCOMING_COLUMNS: tuple[UpcomingColumn, ...] = tuple(UpcomingColumn)
UPCOMING_POSITION: Mapping[UpcomingColumn, int] = MappingProxyType({one: at for at, one in enumerate(UPCOMING_COLUMNS)})
SUPPOSED_COLUMNS = (UpcomingColumn.SUPPOSED, UpcomingColumn.DIFFERENCE)  # shown while something is supposed
UPCOMING_SHOWN: tuple[UpcomingColumn, ...] = tuple(one for one in UPCOMING_COLUMNS if one not in SUPPOSED_COLUMNS)
UPCOMING_AMOUNTS = frozenset({UpcomingColumn.HT, UpcomingColumn.TTC, UpcomingColumn.TO_PAY, *SUPPOSED_COLUMNS})
# What a column has room for at first; its title is measured too.
UPCOMING_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        UpcomingColumn.DATE: "00/00/0000",
        UpcomingColumn.HT: "00\u202f000,00",
        UpcomingColumn.TTC: "00\u202f000,00",
        UpcomingColumn.TO_PAY: "00\u202f000,00",
        UpcomingColumn.PAYMENT: "À virer le 00/00, Comptabilité",
        UpcomingColumn.AVAILABLE: "00/00/0000",
        UpcomingColumn.SUPPOSED: "00\u202f000,00",
        UpcomingColumn.DIFFERENCE: "+00\u202f000,00",
    }
)
# And beside an open invoice.
UPCOMING_TIGHT_SAMPLES: Mapping[str, str] = MappingProxyType(
    dict(UPCOMING_SAMPLES)
    | dict.fromkeys((UpcomingColumn.HT, UpcomingColumn.TTC, UpcomingColumn.TO_PAY), "0\u202f000,00")
)
LEAST_ACCOUNT = 226  # pixels at 100 % text: « Hexamobile · CF 3 Commerciaux »; it takes what the others leave
# What an open invoice says too gives way beside it, the first one first.
UPCOMING_SPARE: tuple[UpcomingColumn, ...] = (UpcomingColumn.AVAILABLE, UpcomingColumn.TTC, UpcomingColumn.HT)


def short_titles() -> dict[UpcomingColumn, str]:
    """The titles in a table that stands beside an invoice."""
    return upcoming_titles() | {
        UpcomingColumn.HT: tr("excl. VAT"),
        UpcomingColumn.TTC: tr("incl. VAT"),
        UpcomingColumn.AVAILABLE: tr("Available"),
    }


class UpcomingTable(RecordTable[UpcomingRow]):
    """By date, as the service gives them."""

    def __init__(self, parent: QObject) -> None:
        titles = short_titles()
        right = frozenset(UPCOMING_POSITION[column] for column in UPCOMING_AMOUNTS)
        super().__init__([titles[column] for column in UPCOMING_COLUMNS], parent, right=right)

    def cell(self, row: int, column: int) -> str:
        """Amounts, days and words."""
        shown, wanted = self.records[row], UPCOMING_COLUMNS[column]
        if wanted is UpcomingColumn.PAYMENT:
            return payment_words(shown.invoice)
        value = UPCOMING_VALUES[wanted](shown)
        if wanted is UpcomingColumn.DIFFERENCE and isinstance(value, Decimal):
            return signed(value) if value else ""
        if isinstance(value, Decimal):
            return formats.amount(value)
        return formats.day(value) if isinstance(value, date) else str(value or "")

    def tooltip(self, row: int, column: int) -> str | None:
        """When it can be fetched."""
        if UPCOMING_COLUMNS[column] is not UpcomingColumn.DATE:
            return None
        return formats.labelled(upcoming_titles()[UpcomingColumn.AVAILABLE], self.cell(row, _AVAILABLE))

    def row_of(self, key: tuple[int, date]) -> int | None:
        """Where an invoice stands."""
        return next((at for at, one in enumerate(self.records) if one.key == key), None)


_AVAILABLE = UPCOMING_POSITION[UpcomingColumn.AVAILABLE]


def signed(value: Decimal) -> str:
    """An amount with its sign, plus or minus; nothing before zero."""
    return f"+{formats.amount(value)}" if value > 0 else formats.amount(value)


def matching(rows: Iterable[UpcomingRow], text: str) -> list[UpcomingRow]:
    """The rows whose operator and account hold every word; accents, case, spaces and dashes aside."""
    terms = search_terms(text)
    if not terms:
        return list(rows)
    return [row for row in rows if all(term in fold_all((row.operator, row.account)) for term in terms)]
