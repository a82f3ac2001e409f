"""What an importer makes of one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the list asks for kinds of sources, and not for drafts
    from telbill_desktop.domain.invoice import InvoiceDraft
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.table_reading import TableReading


OF_USAGE = "usage_workbook"  # the message of a reading that found usage in a workbook, which has a reader of its own


class SourceKind(StrEnum):
    """Where the figures of an invoice come from, richest first: a better source never loses to a poorer one."""

    XML = "xml"
    DETAIL = "detail"
    PDF_TEXT = "pdf_text"
    LIST_ROW = "list_row"

    @property
    def rank(self) -> int:
        """0 is the best."""
        return list(SourceKind).index(self)


class Outcome(StrEnum):
    """What can be said of a file without the store."""

    READ = "read"
    UNMAPPED = "unmapped"
    NOT_AN_INVOICE = "not_an_invoice"
    REFUSED = "refused"


class FileStatus(StrEnum):
    """What became of a file, as the command line prints it."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    MERGED = "merged"
    UNMAPPED = "unmapped"
    NOT_AN_INVOICE = "not_an_invoice"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of one file.

    `format` names what the file is ("factur-x", "zugferd-1", "cii", "ubl-invoice", "ubl-credit-note", "pdf", "cdar",
    "order-x", "fatturapa", "csv", "xlsx", …). When `outcome` is READ, `draft` is there, or `table`, which holds many
    invoices; a table that is refused may have its problems there. `message` says why when it is not, or what the file
    was taken for. `to_check` marks an invoice whose figures do not agree, which is kept and shown as such.
    """

    outcome: Outcome
    format: str
    source: SourceKind = SourceKind.XML
    draft: InvoiceDraft | None = None
    warnings: tuple[Message, ...] = ()
    message: Message | None = None
    to_check: bool = False
    table: TableReading | None = None
