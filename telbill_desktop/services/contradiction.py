"""What a document says otherwise than the invoice that is known, in sentences that name it."""

from telbill_desktop.domain.field_names import named
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.line_agreement import LinePair, differing_lines, told
from telbill_desktop.domain.messages import Message
from telbill_desktop.store import intake
from telbill_desktop.store.queries import invoice_detail
from telbill_desktop.store.unit_of_work import UnitOfWork


def contradiction(
    unit: UnitOfWork, present: intake.KnownInvoice, figures: InvoiceFigures, draft: InvoiceDraft
) -> tuple[Message, ...]:
    """Empty when both say the same; else what differs, then the first lines that do, with both sides.

    `figures` are the draft's, with its source: beyond what the invoice shows they are compared with its main document.
    """
    main = intake.main_figures(unit.connection, present.id) or present.figures
    fields = {*figures.differing(present.figures), *figures.differing(main)}
    lines: list[LinePair] = []
    if figures.differs_in_lines(main):
        lines = differing_lines(invoice_detail.lines(unit.connection, present.id), draft.lines)
    number = {"number": present.figures.number}
    if fields:
        return (Message("invoice_in_conflict", {**number, "fields": named(fields)}), *told(lines, draft.currency))
    if lines:
        message = Message("invoice_lines_in_conflict", {**number, "count": len(lines)})
        return (message, *told(lines, draft.currency))
    return ()
