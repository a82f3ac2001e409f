"""The archive's documents for a table view: titles, formatted texts, how wide columns are at first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from PySide6.QtCore import QObject

from telbill_desktop.domain.archive_view import ArchiveOrder, ArchiveRow
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.archive_columns import ArchiveColumn, archive_titles, link_text, signature_word
from telbill_desktop.gui.models.detail_facts import MISSING
from telbill_desktop.gui.models.paged_table import Columns, PagedTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

ARCHIVE_COLUMNS: tuple[ArchiveColumn, ...] = tuple(ArchiveColumn)
ARCHIVE_POSITION: Mapping[ArchiveColumn, int] = MappingProxyType({one: at for at, one in enumerate(ARCHIVE_COLUMNS)})
ARCHIVE_SHOWN: tuple[ArchiveColumn, ...] = ARCHIVE_COLUMNS[:-1]
ORDERS: Mapping[ArchiveColumn, ArchiveOrder] = MappingProxyType(
    {
        ArchiveColumn.RECEIVED: ArchiveOrder.DEPOSITED,
        ArchiveColumn.FILE: ArchiveOrder.NAME,
        ArchiveColumn.LINK: ArchiveOrder.LINK,
        ArchiveColumn.SIGNATURE: ArchiveOrder.SIGNATURE,
        ArchiveColumn.SIGNER: ArchiveOrder.SIGNER,
        ArchiveColumn.KEEP_UNTIL: ArchiveOrder.KEEP_UNTIL,
    }
)
# What a column has room for at first; its title is measured too.
ARCHIVE_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        ArchiveColumn.RECEIVED: "00/00/0000",
        ArchiveColumn.LINK: "Facture LT-2026-265043",
        ArchiveColumn.SIGNER: "HEXAMOBILE SA",
        ArchiveColumn.KEEP_UNTIL: "00/00/0000",
    }
)
LEAST_FILE = 150  # pixels at 100 % text; it takes what the others leave


def keep_until_text(row: ArchiveRow) -> str:
    """Until when it is kept, in the list: a hold is said before its day."""
    if row.hold:
        return tr("on hold")
    return formats.day(row.keep_until) if row.keep_until is not None else tr("while needed")


def _cells(row: ArchiveRow) -> tuple[str, ...]:
    return (
        formats.day(row.deposited_at.astimezone().date()),
        visible(row.name),
        visible(link_text(row)),
        signature_word(row.integrity, row.trust),
        visible(row.signer) or MISSING,
        keep_until_text(row),
    )


class ArchiveTable(PagedTable[ArchiveRow]):
    """Documents in the order that the store gave."""

    def __init__(
        self, read_rows: Callable[[Sequence[int]], Iterable[ArchiveRow]], parent: QObject | None = None
    ) -> None:
        """`read_rows` gives the rows of some deposits; one that is gone may be left out."""
        titles = archive_titles()
        super().__init__(
            Columns(ARCHIVE_COLUMNS, titles, titles, frozenset(), attrgetter("deposit_id"), _cells), read_rows, parent
        )
