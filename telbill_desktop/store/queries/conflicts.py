"""Documents in conflict: all that are open, and one beside what the store shows."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from telbill_desktop.domain.conflict import Conflict, Document, OpenConflict, first_difference
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.store.queries.invoice_detail import as_read
from telbill_desktop.store.source_roles import CONFLICT, MAIN, documents_of, whose_lines
from telbill_desktop.store.tables.documents import IS_CONFLICT, deposit, deposit_name, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import operator

_NAME = (
    select(deposit_name.c.name)
    .where(deposit_name.c.deposit_id == invoice_source.c.deposit_id)
    .order_by(deposit_name.c.id)
    .limit(1)
    .scalar_subquery()
)


def count_open(connection: Connection) -> int:
    """How many documents are in conflict."""
    counted = select(func.count()).select_from(invoice_source).where(IS_CONFLICT)
    return connection.execute(counted).scalar_one()


def open_conflicts(connection: Connection) -> list[OpenConflict]:
    """The documents in conflict, those of the newest invoices first."""
    wanted = (
        select(
            *(invoice_source.c.id.label("source_id"), invoice_source.c.figures, _NAME.label("document")),
            *(operator.c.name.label("operator"), invoice),
        )
        .join(invoice, invoice.c.id == invoice_source.c.invoice_id)
        .join(operator, operator.c.id == invoice.c.operator_id)
        .where(IS_CONFLICT)
        .order_by(invoice.c.issue_date.desc(), invoice.c.id.desc(), invoice_source.c.id)
    )
    return [_open(row) for row in connection.execute(wanted).mappings()]


def open_of(connection: Connection, invoice_id: int) -> list[int]:
    """The ids of an invoice's documents in conflict, in the order in which they came."""
    own = (invoice_source.c.invoice_id == invoice_id) & IS_CONFLICT
    return list(connection.execute(select(invoice_source.c.id).where(own).order_by(invoice_source.c.id)).scalars())


def conflict(connection: Connection, source_id: int) -> Conflict:
    """The document beside what the store shows of its invoice.

    Raises:
        TelbillError: `conflict_gone` when it is in conflict no more.
    """
    row = connection.execute(_documents().where(invoice_source.c.id == source_id)).mappings().first()
    if row is None or row["role"] != CONFLICT:
        raise TelbillError("conflict_gone")
    invoice_id = row["invoice_id"]
    main = (invoice_source.c.invoice_id == invoice_id) & (invoice_source.c.role == MAIN)
    shown = connection.execute(_documents().where(main)).mappings().first()
    stored = InvoiceFigures.of(as_read(connection, invoice_id)[0])
    if (holder := whose_lines(documents_of(connection, invoice_id))) is not None:
        stored = replace(stored, source=holder.figures.source, marks=holder.figures.marks)
    return Conflict(
        invoice_id=invoice_id,
        source_id=source_id,
        number=stored.number,
        stored=stored,
        other=InvoiceFigures.from_json(row["figures"]),
        document=_document(shown) if shown else None,
        other_document=_document(row),
    )


def _documents() -> Any:  # noqa: ANN401 - a select of nine columns has no shorter type
    return select(
        *(invoice_source.c[name] for name in ("id", "invoice_id", "deposit_id", "role", "kind", "figures")),
        *(deposit.c.media_type, deposit.c.digest, _NAME.label("name")),
    ).join(deposit, deposit.c.id == invoice_source.c.deposit_id)


def _document(row: RowMapping) -> Document:
    return Document(row["name"] or row["digest"], SourceKind(row["kind"]), row["media_type"], row["deposit_id"])


def _open(row: RowMapping) -> OpenConflict:
    stored = InvoiceFigures(
        number=row["number"],
        issue_date=row["issue_date"],
        due_date=row["due_date"],
        type=InvoiceType(row["type"]),
        type_code=row["type_code"],
        currency=row["currency"],
        total_ht=row["ht"],
        total_vat=row["vat"],
        total_ttc=row["ttc"],
        amount_due=row["amount_due"],
        seller=row["seller_name"],
        lines=0,
    )
    other = InvoiceFigures.from_json(row["figures"])
    return OpenConflict(
        invoice_id=row["id"],
        source_id=row["source_id"],
        operator=row["operator"],
        number=row["number"],
        document=row["document"] or "",
        field=first_difference(stored, other),
        stored=stored,
        other=other,
    )
