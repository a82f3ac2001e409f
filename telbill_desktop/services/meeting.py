"""One document meets what the store knows: new, saying the same, saying more, or contradicting."""

from dataclasses import dataclass, replace

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus, Reading
from telbill_desktop.services.contradiction import contradiction
from telbill_desktop.store import intake, parties
from telbill_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one draft: IMPORTED, MERGED (a known invoice, now with this source too) or CONFLICT.

    `says_more` tells a source that completed the invoice from one that only confirms it. `differing` names the first
    lines that contradict those of the known invoice.
    """

    status: FileStatus
    invoice_id: int
    message: Message | None = None
    says_more: bool = False
    differing: tuple[Message, ...] = ()


def meet(unit: UnitOfWork, deposit_id: int, draft: InvoiceDraft, reading: Reading) -> Met:
    """Writes the draft of a document beside what is known of its invoice; nothing is overwritten.

    A better source (`reading.SourceKind`) becomes what the invoice shows, and keeps what it leaves blank itself.
    """
    figures = InvoiceFigures.of(draft, reading.source)
    operator_id = parties.resolve_operator(unit, draft.seller)
    present = intake.known_invoice(unit.connection, operator_id, draft)
    if present is None:
        invoice_id = intake.add_invoice(unit, operator_id, draft, reading)
        intake.add_source(unit, invoice_id, deposit_id, intake.MAIN, figures, reading)
        return Met(FileStatus.IMPORTED, invoice_id)
    number = {"number": present.figures.number}
    if otherwise := contradiction(unit, present, figures, draft):
        message, *lines = otherwise
        kept = replace(reading, warnings=(*reading.warnings, *lines))
        intake.add_source(unit, present.id, deposit_id, intake.CONFLICT, figures, kept)
        return Met(FileStatus.CONFLICT, present.id, message, differing=tuple(lines))
    richer = (reading.source.rank, -figures.lines) < (present.rank, -present.figures.lines)
    completes = figures.completes(present.figures)
    if richer:
        intake.replace_invoice(unit, present.id, operator_id, draft, reading)
    elif completes:
        intake.fill_blanks(unit, present.id, intake.totals_of(draft))
    intake.add_source(unit, present.id, deposit_id, intake.MAIN if richer else intake.OTHER, figures, reading)
    says_more = richer or completes
    message = Message("invoice_enriched" if says_more else "invoice_confirmed", number)
    return Met(FileStatus.MERGED, present.id, message, says_more)
