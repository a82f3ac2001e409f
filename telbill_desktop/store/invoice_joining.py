"""Two invoices of two operators that turn out to be one: the richer one has the documents of both, the other goes."""

from typing import NamedTuple

from sqlalchemy import RowMapping, select

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.store import intake, search, source_roles
from telbill_desktop.store.queries.entries import marks_of
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.queries.twin_warnings import TWIN
from telbill_desktop.store.rechecking import recheck
from telbill_desktop.store.removal import remove_invoices
from telbill_desktop.store.source_roles import CONFLICT, MAIN, OTHER
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_line, invoice_warning
from telbill_desktop.store.tables.reports import entry_mark
from telbill_desktop.store.twins import Sought, other_operators
from telbill_desktop.store.unit_of_work import UnitOfWork

_TWICE = "booked_twice"


class Pair(NamedTuple):
    """The invoice of each operator."""

    kept: int
    merged: int


def can_join(unit: UnitOfWork, pair: Pair) -> bool:
    """Whether both say the same, as far as both say it, and nobody has decided or marked anything that would be lost.

    Documents in conflict are to be settled first.
    """
    first, second = (record(unit.connection, invoice, one) for one in pair)
    if None not in {first["mark"], second["mark"]} and first["mark"] != second["mark"]:
        return False
    if not intake.shown_figures(first).agrees_with(intake.shown_figures(second)):
        return False
    mine, its = (source_roles.documents_of(unit.connection, one) for one in pair)
    if any(one.role == CONFLICT or one.settled is not None for one in (*mine, *its)):
        return False
    return all(one.figures.agrees_with(other.figures) for one in mine for other in its)


def join(unit: UnitOfWork, pair: Pair) -> int:
    """Makes one invoice of both, which keeps the operator of the richer one; its id."""
    left, gone = sorted(pair, key=lambda one: _poverty(unit, one))
    stays, goes = (record(unit.connection, invoice, one) for one in (left, gone))
    figures = intake.shown_figures(stays).completed_by(intake.shown_figures(goes))
    _move_documents(unit, left, gone)
    twice = _move_entry(unit, left, gone)
    remove_invoices(unit, [gone])
    unit.update(invoice, left, {**_learnt(stays, goes), **intake.figure_columns(figures)})
    _leave_warnings(unit, left)
    if intake.figure_columns(figures) != intake.figure_columns(intake.shown_figures(stays)):
        recheck(unit, left)
    if twice is not None:
        intake.add_warning(unit, left, twice)
    search.reindex(unit.connection, [left])
    return left


def _move_entry(unit: UnitOfWork, left: int, gone: int) -> Message | None:
    """What was booked of the one that goes is booked: it is not to be paid twice. What is to be said if both were."""
    marks = marks_of(unit.connection, [left, gone])
    if gone in marks and left not in marks:
        unit.update(entry_mark, marks[gone], {"invoice_id": left})
    said = select(invoice_warning.c.id).where(invoice_warning.c.invoice_id == gone, invoice_warning.c.code == _TWICE)
    for warning_id in unit.connection.execute(said).scalars().all():  # of those that had become the one that goes
        unit.update(invoice_warning, warning_id, {"invoice_id": left})
    if len(marks) < len((left, gone)):
        return None
    first, second = sorted(record(unit.connection, entry_mark, mark_id)["number"] for mark_id in marks.values())
    return Message(_TWICE, {"first": first, "second": second})


def _leave_warnings(unit: UnitOfWork, left: int) -> None:
    """That there is a twin is said no more, unless a third operator has one: then once."""
    said = select(invoice_warning.c.id).where(invoice_warning.c.invoice_id == left, invoice_warning.c.code == TWIN)
    known = unit.connection.execute(said.order_by(invoice_warning.c.id)).scalars().all()
    row = record(unit.connection, invoice, left)
    sought = Sought(*(row[name] for name in Sought._fields))
    kept = 1 if other_operators(unit.connection, [sought]) else 0
    unit.delete_many(invoice_warning, known[kept:])


def _poverty(unit: UnitOfWork, invoice_id: int) -> tuple[int, int]:
    """Lowest for the invoice to keep: by the kind of its main document, then by its lines."""
    documents = source_roles.documents_of(unit.connection, invoice_id)
    rank = min((one.rank for one in documents if one.role == MAIN), default=len(SourceKind))
    lines = select(invoice_line.c.id).where(invoice_line.c.invoice_id == invoice_id)
    return rank, -len(unit.connection.execute(lines).all())


def _move_documents(unit: UnitOfWork, left: int, gone: int) -> None:
    """Those that the invoice has not already; it is the richer one, so that its own main document stays so."""
    asked = select(invoice_source.c.deposit_id).where(invoice_source.c.invoice_id == left)
    present = set(unit.connection.execute(asked).scalars())
    other = select(invoice_source.c.id, invoice_source.c.deposit_id).where(invoice_source.c.invoice_id == gone)
    for row in unit.connection.execute(other.order_by(invoice_source.c.id)).all():
        if row.deposit_id not in present:
            unit.update(invoice_source, row.id, {"invoice_id": left, "role": OTHER})
            present.add(row.deposit_id)


def _learnt(stays: RowMapping, goes: RowMapping) -> dict[str, object]:
    names = (*intake.SURROUNDINGS, "company_id", "account_id", "mark")
    return {name: goes[name] for name in names if stays[name] in intake.BLANK and goes[name] not in intake.BLANK}
