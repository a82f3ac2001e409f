"""Writes what somebody decided about a document in conflict; both documents and what they say stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from telbill_desktop.domain.conflict import SETTLEMENT_NOTES, Conflict, ConflictField, field_words, taken_from
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.rechecking import is_of_lines
from telbill_desktop.store import draft_to_rows, intake, search, source_roles
from telbill_desktop.store.queries.invoice_detail import as_read
from telbill_desktop.store.rechecking import recheck
from telbill_desktop.store.source_roles import CONFLICT, MAIN, OTHER, Told
from telbill_desktop.store.tables.invoices import invoice, invoice_adjustment, invoice_line, invoice_vat
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import UnitOfWork

_CONTENT = (invoice_vat, invoice_adjustment, invoice_line)
_OF_CONTENT = ("lines_total", "allowances_total", "charges_total", "prepaid", "rounding")


@dataclass(frozen=True, slots=True)
class Content:
    """The document in conflict, read again: its draft with what was said of it then."""

    draft: InvoiceDraft
    reading: Reading


def settle(unit: UnitOfWork, conflict: Conflict, taken: frozenset[ConflictField], content: Content | None) -> None:
    """The invoice says what was chosen; `content` is there when lines, type or everything are taken.

    Raises:
        TelbillError: what `conflict.taken_from` raises; `conflict_identity_taken`.
    """
    shown = taken_from(conflict, taken)
    whole = bool(taken) and conflict.is_whole(taken)
    documents = source_roles.documents_of(unit.connection, conflict.invoice_id)
    _draft, before, _state = as_read(unit.connection, conflict.invoice_id)
    said = [message for message in before if message.code in SETTLEMENT_NOTES] if whole and content else list(before)
    if taken:
        _refuse_taken_identity(unit, conflict.invoice_id, shown)
        if whole and content is not None:
            intake.replace_invoice(unit, conflict.invoice_id, content.draft, content.reading, shown)
            said = [*content.reading.warnings, *said]
        else:
            said = _write_fields(unit, conflict.invoice_id, shown, taken, content, said)
        search.reindex(unit.connection, [conflict.invoice_id])
    _give_roles(unit, conflict, shown, documents, _names(taken), whole=whole)
    note = _note(conflict, taken, whole=whole)
    if taken:
        recheck(unit, conflict.invoice_id, [*said, note])
    else:
        intake.add_warning(unit, conflict.invoice_id, note)


def _write_fields(
    unit: UnitOfWork,
    invoice_id: int,
    shown: InvoiceFigures,
    taken: frozenset[ConflictField],
    content: Content | None,
    said: list[Message],
) -> list[Message]:
    """The chosen figures, and the lines with the VAT table where they were chosen; what is to be said of them."""
    head: dict[str, Any] = {
        "type": shown.type.value,
        "type_code": shown.type_code,
        "number": shown.number,
        "number_key": number_key(shown.number),
        "issue_date": shown.issue_date,
        "year": shown.issue_date.year,
        "currency": shown.currency,
        **intake.figure_columns(shown),
    }
    if content is not None:
        head["sign_flipped"] = content.draft.sign_flipped
    if content is not None and ConflictField.LINES in taken:
        of_draft = draft_to_rows.money(content.draft)
        head.update({name: of_draft[name] for name in _OF_CONTENT})
        intake.remove_parts(unit, invoice_id, _CONTENT)
        intake.add_parts(unit, invoice_id, content.draft, ())
        said = [message for message in said if not is_of_lines(message)]
        said += [message for message in content.reading.warnings if is_of_lines(message)]
    unit.update(invoice, invoice_id, head)
    return said


def _give_roles(
    unit: UnitOfWork,
    conflict: Conflict,
    shown: InvoiceFigures,
    documents: Sequence[Told],
    fields: Sequence[str],
    *,
    whole: bool,
) -> None:
    """The document is in conflict no more, nor are those that say the same or agree with what is shown now."""
    for one in documents:
        if one.id == conflict.source_id:
            source_roles.decide(unit, one, MAIN if whole else OTHER, fields)
        elif whole and one.role == MAIN:
            source_roles.decide(unit, one, OTHER, one.settled or ())
        elif one.role == CONFLICT and one.figures.agrees_with(shown):
            source_roles.give_role(unit, one.id, OTHER)
        elif one.role == CONFLICT and one.figures.claims_as(conflict.other):
            source_roles.decide(unit, one, OTHER, ())


def _note(conflict: Conflict, taken: frozenset[ConflictField], *, whole: bool) -> Message:
    document = conflict.other_document.name
    if not taken:
        return Message("conflict_kept", {"document": document})
    if whole and conflict.document is not None:
        return Message("conflict_settled_whole", {"document": document, "former": conflict.document.name})
    return Message("conflict_settled", {"document": document, "fields": field_words(taken)})


def _names(taken: frozenset[ConflictField]) -> list[str]:
    return [field.value for field in ConflictField if field in taken]


def _refuse_taken_identity(unit: UnitOfWork, invoice_id: int, shown: InvoiceFigures) -> None:
    own = unit.connection.execute(select(invoice.c.operator_id).where(invoice.c.id == invoice_id)).scalar_one()
    same = (
        (invoice.c.operator_id == own)
        & (invoice.c.number_key == number_key(shown.number))
        & (invoice.c.year == shown.issue_date.year)
        & (invoice.c.id != invoice_id)
    )
    if unit.connection.execute(select(invoice.c.id).where(same)).first() is not None:
        name = unit.connection.execute(select(operator.c.name).where(operator.c.id == own)).scalar_one()
        year = str(shown.issue_date.year)
        raise TelbillError("conflict_identity_taken", operator=name, number=shown.number, year=year)
