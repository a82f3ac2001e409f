"""What a document says otherwise than the invoice that is known, in sentences that name it."""

from collections.abc import Sequence

from telbill_desktop.domain.field_names import named
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.line_agreement import LinePair, differing_lines
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.store.queries import invoice_detail
from telbill_desktop.store.source_roles import Told, whose_lines
from telbill_desktop.store.unit_of_work import UnitOfWork


def differing_from_shown(
    unit: UnitOfWork, invoice_id: int, documents: Sequence[Told], figures: InvoiceFigures, draft: InvoiceDraft
) -> list[LinePair]:
    """The lines of a draft that differ from those that the invoice shows; none where the documents are of two kinds.

    `documents` are those before it, `figures` the draft's, with its source.
    """
    shown = whose_lines(documents)
    if shown is None or not figures.differs_in_lines(shown.figures):
        return []
    return differing_lines(invoice_detail.lines(unit.connection, invoice_id), draft.lines)


def conflict_message(number: str, fields: Sequence[TableField], lines: Sequence[LinePair]) -> Message:
    """What is in conflict: the figures by their names, or the lines alone."""
    if fields or not lines:
        return Message("invoice_in_conflict", {"number": number, "fields": named(fields)})
    return Message("invoice_lines_in_conflict", {"number": number, "count": len(lines)})
