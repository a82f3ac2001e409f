"""One document meets what the store knows: new, saying the same, saying more, or contradicting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.line_agreement import LinePair, told
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus, Reading
from telbill_desktop.services.contradiction import conflict_message, differing_from_shown
from telbill_desktop.store import intake, parties, source_roles, twins
from telbill_desktop.store.rechecking import recheck
from telbill_desktop.store.source_roles import CONFLICT, MAIN, OTHER
from telbill_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one draft: IMPORTED, MERGED (a known invoice, now with this source too) or CONFLICT.

    `says_more` tells a source that completed the invoice from one that only confirms it. `differing` names the first
    lines that contradict those of the known invoice. `other_operator` has an invoice that may be the same.
    """

    status: FileStatus
    invoice_id: int
    message: Message | None = None
    says_more: bool = False
    differing: tuple[Message, ...] = ()
    other_operator: str | None = None


def meet(unit: UnitOfWork, deposit_id: int, draft: InvoiceDraft, reading: Reading) -> Met:
    """Writes the draft of a document beside what is known of its invoice; every document's figures are kept.

    A better kind of source (`reading.SourceKind`) becomes what the invoice shows, whichever came first; it is completed
    by the documents that agree with it, and those that do not are in conflict. Once somebody decided about a conflict,
    what is shown stays.
    """
    figures = InvoiceFigures.of(draft, reading.source)
    operator_id = parties.resolve_operator(unit, draft.seller)
    present = intake.known_invoice(unit.connection, operator_id, draft)
    if present is None:
        return _new(unit, deposit_id, operator_id, draft, reading)
    before = source_roles.documents_of(unit.connection, present.id)
    lines = differing_from_shown(unit, present.id, before, figures, draft)
    differing = tuple(told(lines, draft.currency))
    kept = replace(reading, warnings=(*reading.warnings, *differing))
    source_id = intake.add_source(unit, present.id, deposit_id, OTHER, figures, kept)
    documents = source_roles.documents_of(unit.connection, present.id)
    arrangement = source_roles.arrange(documents, source_id)
    if arrangement is None:
        return _met_decided(unit, source_id, present, draft, reading, lines)
    is_shown = arrangement.main == source_id
    says_more = _shown(unit, present, draft, reading, arrangement.figures, is_main=is_shown)
    source_roles.give_roles(unit, documents, arrangement)
    agreed = {one.id for one in before if one.role != CONFLICT}
    contradicts = source_id in arrangement.contradicting or (is_shown and agreed & arrangement.contradicting)
    if contradicts and is_shown:
        message = Message("invoice_in_conflict_shown", {"number": present.figures.number})
        return Met(FileStatus.CONFLICT, present.id, message)
    if contradicts:
        message = conflict_message(present.figures.number, figures.differing(arrangement.figures), lines)
        return Met(FileStatus.CONFLICT, present.id, message, differing=differing)
    return _merged(present, says_more=says_more)


def _new(unit: UnitOfWork, deposit_id: int, operator_id: int, draft: InvoiceDraft, reading: Reading) -> Met:
    """An invoice that nobody knows, or that another operator has too, which is said and left to the user."""
    sought = twins.sought_of(operator_id, draft)
    other = twins.other_operators(unit.connection, [sought]).get(sought)
    said = reading
    if other is not None:
        said = replace(reading, warnings=(*reading.warnings, twins.twin(draft.number, other)))
    invoice_id = intake.add_invoice(unit, operator_id, draft, said)
    figures = InvoiceFigures.of(draft, reading.source)
    intake.add_source(unit, invoice_id, deposit_id, MAIN, figures, reading)
    return Met(FileStatus.IMPORTED, invoice_id, other_operator=other)


def _met_decided(
    unit: UnitOfWork,
    source_id: int,
    present: intake.KnownInvoice,
    draft: InvoiceDraft,
    reading: Reading,
    lines: Sequence[LinePair],
) -> Met:
    """Somebody decided what the invoice says: what agrees may add to it, what does not is a conflict once more."""
    documents = source_roles.documents_of(unit.connection, present.id)
    [document] = [one for one in documents if one.id == source_id]
    if lines or not document.figures.agrees_with(present.figures):
        if source_roles.decided_alike(documents, document.figures):
            source_roles.decide(unit, document, OTHER, ())
            return _merged(present, says_more=False)
        source_roles.give_role(unit, source_id, CONFLICT)
        message = conflict_message(present.figures.number, document.figures.differing(present.figures), lines)
        return Met(FileStatus.CONFLICT, present.id, message, differing=tuple(told(lines, draft.currency)))
    shown = present.figures.completed_by(document.figures)
    richer = (document.rank, -document.figures.lines) < (present.rank, -present.figures.lines)
    if richer:
        for one in documents:
            if one.role == MAIN:
                source_roles.give_role(unit, one.id, OTHER)
        source_roles.give_role(unit, source_id, MAIN)
    return _merged(present, says_more=_shown(unit, present, draft, reading, shown, is_main=richer))


def _shown(
    unit: UnitOfWork,
    present: intake.KnownInvoice,
    draft: InvoiceDraft,
    reading: Reading,
    figures: InvoiceFigures,
    *,
    is_main: bool,
) -> bool:
    """The invoice says these figures, with the lines of this document where it is the main one; whether it is more."""
    if is_main:
        intake.replace_invoice(unit, present.id, draft, reading, figures)
        before = InvoiceFigures.of(draft)
    else:
        before = present.figures
    changed = intake.figure_columns(figures) != intake.figure_columns(before)
    if changed:
        intake.show_figures(unit, present.id, figures)
        recheck(unit, present.id)
    filled = not is_main and intake.fill_blanks(unit, present.id, draft)
    return is_main or changed or filled


def _merged(present: intake.KnownInvoice, *, says_more: bool) -> Met:
    code = "invoice_enriched" if says_more else "invoice_confirmed"
    return Met(FileStatus.MERGED, present.id, Message(code, {"number": present.figures.number}), says_more)
