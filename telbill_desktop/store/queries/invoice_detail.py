"""One invoice with everything that is known of it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from telbill_desktop.domain.acts import Act
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceLine, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_detail import InvoiceDetail, RelatedInvoice, Source
from telbill_desktop.domain.line_summary import summarise
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.store import act_list, rows_to_draft, search, twins
from telbill_desktop.store.queries.chosen import beside_indices
from telbill_desktop.store.queries.invoice_filter import FEW
from telbill_desktop.store.queries.invoice_order import NEWEST_FIRST
from telbill_desktop.store.source_roles import settled_fields
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source
from telbill_desktop.store.tables.invoices import (
    invoice,
    invoice_adjustment,
    invoice_line,
    invoice_vat,
    invoice_warning,
)
from telbill_desktop.store.tables.journal import act_change
from telbill_desktop.store.tables.parties import billing_account, company, operator


def detail(connection: Connection, invoice_id: int) -> InvoiceDetail | None:
    """The invoice with its lines, documents, relations and history; None when there is no such invoice."""
    head = connection.execute(_heads().where(invoice.c.id == invoice_id)).mappings().first()
    if head is None:
        return None
    draft = _draft(connection, head)
    return InvoiceDetail(
        id=invoice_id,
        invoice=draft,
        state=InvoiceState(head["state"]),
        operator_id=head["operator_id"],
        operator=head["operator"],
        account_id=head["account_id"],
        account=head["account"] or "",
        company_id=head["company_id"],
        company=head["company"] or "",
        warnings=_warnings(connection, head),
        summary=summarise(draft.lines),
        sources=_sources(connection, head),
        preceding=_preceding(connection, head),
        following=_following(connection, head),
        history=_history(connection, invoice_id),
    )


def as_read(connection: Connection, invoice_id: int) -> tuple[InvoiceDraft, tuple[Message, ...], InvoiceState]:
    """The invoice as if its document were read now, with its warnings as they are kept, and its state."""
    head = connection.execute(_heads().where(invoice.c.id == invoice_id)).mappings().one()
    return _draft(connection, head), tuple(_kept_warnings(connection, head)), InvoiceState(head["state"])


def lines(connection: Connection, invoice_id: int) -> list[InvoiceLine]:
    """The lines of an invoice, in the document's order."""
    return [rows_to_draft.line(row) for row in _parts(connection, invoice_line, invoice_id)]


def _draft(connection: Connection, head: RowMapping) -> InvoiceDraft:
    return rows_to_draft.draft(
        head,
        _parts(connection, invoice_line, head["id"]),
        _parts(connection, invoice_vat, head["id"]),
        _parts(connection, invoice_adjustment, head["id"]),
    )


def _warnings(connection: Connection, head: RowMapping) -> tuple[Message, ...]:
    return tuple(twins.said_now(connection, _sought(head), _kept_warnings(connection, head)))


def _kept_warnings(connection: Connection, head: RowMapping) -> Iterator[Message]:
    return map(rows_to_draft.warning, _parts(connection, invoice_warning, head["id"]))


def _sought(head: RowMapping) -> twins.Sought:
    return twins.Sought(*(head[name] for name in twins.Sought._fields))


def _heads() -> Any:  # noqa: ANN401 - a select of sixty columns has no shorter type
    joined = (
        invoice.join(operator, operator.c.id == invoice.c.operator_id)
        .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
        .outerjoin(company, company.c.id == invoice.c.company_id)
    )
    return select(
        invoice,
        operator.c.name.label("operator"),
        operator.c.siren.label("operator_siren"),
        operator.c.vat_number.label("operator_vat_number"),
        billing_account.c.label.label("account"),
        billing_account.c.number.label("account_number"),
        billing_account.c.radical.label("account_radical"),
        company.c.name.label("company"),
        company.c.siren.label("company_siren"),
    ).select_from(joined)


def _parts(connection: Connection, table: Table, invoice_id: int) -> list[RowMapping]:
    wanted = select(table).where(table.c.invoice_id == invoice_id).order_by(table.c.position, table.c.id)
    return list(connection.execute(wanted).mappings())


def _sources(connection: Connection, head: RowMapping) -> tuple[Source, ...]:
    """The documents: the one that is shown first, then the richest."""
    joined = invoice_source.join(deposit, deposit.c.id == invoice_source.c.deposit_id)
    wanted = (
        select(
            *(invoice_source.c[name] for name in ("id", "deposit_id", "role", "kind", "rank", "format", "figures")),
            *(deposit.c[name] for name in ("media_type", "size", "deposited_at", "digest_algorithm", "digest")),
        )
        .select_from(joined)
        .where(invoice_source.c.invoice_id == head["id"])
        .order_by(invoice_source.c.id)
    )
    found = list(connection.execute(wanted).mappings())
    names: dict[int, list[str]] = defaultdict(list)
    known_as = select(deposit_name.c.deposit_id, deposit_name.c.name).order_by(deposit_name.c.id)
    for deposit_id, name in connection.execute(
        known_as.where(deposit_name.c.deposit_id.in_([row["deposit_id"] for row in found]))
    ):
        names[deposit_id].append(name)
    sources = []
    for row in found:
        said = map(rows_to_draft.warning, row["figures"].get("warnings", ()))
        warnings = tuple(twins.said_now(connection, _sought(head), said))
        sources.append(_source(row, names[row["deposit_id"]], warnings))
    return tuple(sorted(sources, key=lambda source: (source.role != "main", source.rank, source.id)))


def _source(row: RowMapping, names: list[str], warnings: tuple[Message, ...]) -> Source:
    stored = row["figures"]
    return Source(
        id=row["id"],
        deposit_id=row["deposit_id"],
        names=tuple(dict.fromkeys(names)),
        role=row["role"],
        kind=SourceKind(row["kind"]),
        rank=row["rank"],
        format=row["format"],
        media_type=row["media_type"],
        size=row["size"],
        deposited_at=row["deposited_at"],
        digest_algorithm=row["digest_algorithm"],
        digest=row["digest"],
        figures=InvoiceFigures.from_json(stored),
        warnings=warnings,
        settled=settled_fields(stored),
    )


def _preceding(connection: Connection, head: RowMapping) -> tuple[RelatedInvoice, ...]:
    """The invoices that this one names, found or not; a reference to itself is only a warning."""
    related = []
    for named in rows_to_draft.preceding(head["preceding"]):
        same = (
            (invoice.c.operator_id == head["operator_id"])
            & (invoice.c.number_key == number_key(named.number))
            & (invoice.c.id != head["id"])
        )
        if named.issue_date is not None:
            same &= invoice.c.year == named.issue_date.year
        row = connection.execute(select(invoice).where(same).order_by(*NEWEST_FIRST).limit(1)).mappings().first()
        related.append(_related(row) if row else RelatedInvoice(named.number, named.issue_date))
    return tuple(related)


def _following(connection: Connection, head: RowMapping) -> tuple[RelatedInvoice, ...]:
    """The operator's invoices that name this one, newest first. Their numbers are part of the searched text."""
    own = invoice.c.operator_id == head["operator_id"]
    if hits := search.hits(connection, [fold(head["number"])], FEW):
        own = (beside_indices(invoice.c.operator_id) == head["operator_id"]) & invoice.c.id.in_(hits.ids)
    wanted = select(invoice).where(own, invoice.c.id != head["id"], invoice.c.preceding != []).order_by(*NEWEST_FIRST)
    return tuple(
        _related(row)
        for row in connection.execute(wanted).mappings()
        if any(
            number_key(named.number) == head["number_key"]
            and (named.issue_date is None or named.issue_date.year == head["year"])
            for named in rows_to_draft.preceding(row["preceding"])
        )
    )


def _related(row: RowMapping) -> RelatedInvoice:
    return RelatedInvoice(
        number=row["number"],
        issue_date=row["issue_date"],
        id=row["id"],
        type=InvoiceType(row["type"]),
        ttc=row["ttc"],
        currency=row["currency"],
    )


def _history(connection: Connection, invoice_id: int) -> tuple[Act, ...]:
    """The acts that changed the invoice or what documents it has, latest first; undone ones stay in it."""
    own = (act_change.c.table_name == invoice.name) & (act_change.c.record_id == invoice_id)
    sources = select(invoice_source.c.id).where(invoice_source.c.invoice_id == invoice_id)
    documents = (act_change.c.table_name == invoice_source.name) & act_change.c.record_id.in_(sources)
    found = [
        act_id
        for condition in (own, documents)
        for act_id in connection.execute(select(act_change.c.act_id).where(condition)).scalars()
    ]
    return tuple(act_list.acts_of_ids(connection, sorted(set(found))))
