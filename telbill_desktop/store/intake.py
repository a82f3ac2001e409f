"""Writes what was read of an invoice into the tables, and finds what is known of it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key, seller_keys
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceState
from telbill_desktop.domain.reading import Reading, SourceKind
from telbill_desktop.store import draft_to_rows, parties, search
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.invoices import (
    invoice,
    invoice_adjustment,
    invoice_line,
    invoice_vat,
    invoice_warning,
)
from telbill_desktop.store.tables.parties import operator_key
from telbill_desktop.store.unit_of_work import UnitOfWork
from telbill_desktop.store.vault import ALGORITHM

MAIN, OTHER, CONFLICT = "main", "other", "conflict"

_BLANK: tuple[object, ...] = (None, "", [])
_KEPT = (
    *("ht", "vat", "ttc", "amount_due", "due_date", "period_start", "period_end", "company_id", "account_id"),
    *("recipient_name", "recipient_code", "recipient_siret", "recipient_address", "client_code", "sub_account"),
    *("purchase_order", "framework_contract", "local_contract", "business_unit", "site_1", "site_2", "edi"),
    *("buyer_reference", "accounting_reference"),
)

_PARTS: tuple[Table, ...] = (invoice_vat, invoice_adjustment, invoice_line, invoice_warning)

# Asked for each file: made once, because SQLAlchemy takes longer to make a statement than SQLite to answer it.
_SOURCE_OF_CONTENT = (
    select(
        *(invoice_source.c.invoice_id, invoice_source.c.role, invoice_source.c.kind),
        *(invoice_source.c.format, invoice_source.c.figures),
    )
    .select_from(invoice_source.join(deposit, deposit.c.id == invoice_source.c.deposit_id))
    .where(deposit.c.digest_algorithm == ALGORITHM, deposit.c.digest == bindparam("wanted"))
    .order_by(invoice_source.c.id)
    .limit(1)
)
_INVOICE_OF_IDENTITY = select(
    invoice,
    select(func.count()).where(invoice_line.c.invoice_id == invoice.c.id).scalar_subquery().label("lines"),
    select(func.min(invoice_source.c.rank))
    .where(invoice_source.c.invoice_id == invoice.c.id, invoice_source.c.role == MAIN)
    .scalar_subquery()
    .label("rank"),
).where(
    invoice.c.operator_id == bindparam("wanted_operator"),
    invoice.c.number_key == bindparam("key"),
    invoice.c.year == bindparam("issued"),
)


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A document of which an invoice in force was read, or which contradicts one."""

    invoice_id: int
    role: str
    kind: SourceKind
    format: str
    figures: InvoiceFigures

    @property
    def is_table(self) -> bool:
        """Whether the document speaks of many invoices, of which this is one."""
        return self.kind in {SourceKind.LIST_ROW, SourceKind.DETAIL}


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """An invoice as the store shows it, and how good the source is that it comes from."""

    id: int
    figures: InvoiceFigures
    rank: int


def known_source(connection: Connection, digest: str) -> KnownSource | None:
    """What this content is here already."""
    row = connection.execute(_SOURCE_OF_CONTENT, {"wanted": digest}).first()
    if row is None:
        return None
    figures = InvoiceFigures.from_json(row.figures)
    return KnownSource(row.invoice_id, row.role, SourceKind(row.kind), row.format, figures)


def known_invoice(connection: Connection, operator_id: int, draft: InvoiceDraft) -> KnownInvoice | None:
    """The invoice of that operator, number and year."""
    identity = {"wanted_operator": operator_id, "key": number_key(draft.number), "issued": draft.issue_date.year}
    row = connection.execute(_INVOICE_OF_IDENTITY, identity).mappings().first()
    if row is None:
        return None
    figures = InvoiceFigures(
        number=row["number"],
        issue_date=row["issue_date"],
        due_date=row["due_date"],
        type=row["type"],
        type_code=row["type_code"],
        currency=row["currency"],
        total_ht=row["ht"],
        total_vat=row["vat"],
        total_ttc=row["ttc"],
        amount_due=row["amount_due"],
        seller=row["seller_name"],
        lines=row["lines"],
    )
    return KnownInvoice(row["id"], figures, row["rank"] if row["rank"] is not None else len(SourceKind))


def main_figures(connection: Connection, invoice_id: int) -> InvoiceFigures | None:
    """What the document that the invoice shows says itself."""
    of_main = (invoice_source.c.invoice_id == invoice_id) & (invoice_source.c.role == MAIN)
    stored = connection.execute(select(invoice_source.c.figures).where(of_main)).scalar()
    return InvoiceFigures.from_json(stored) if stored is not None else None


def add_invoice(unit: UnitOfWork, operator_id: int, draft: InvoiceDraft, reading: Reading) -> int:
    """A new invoice with its lines, VAT, adjustments and warnings; its accounts and contracts are made if need be."""
    invoice_id = unit.insert(invoice, _head(unit, operator_id, draft, reading))
    _add_parts(unit, invoice_id, draft, reading)
    search.index_new(unit.connection, invoice_id)
    return invoice_id


def replace_invoice(unit: UnitOfWork, invoice_id: int, operator_id: int, draft: InvoiceDraft, reading: Reading) -> None:
    """The invoice shows this reading from now on; the former source stays, as another one.

    What the new one leaves blank is kept: the lines of an invoice know less of it than the list that named it.
    """
    for table in _PARTS:
        parts = select(table.c.id).where(table.c.invoice_id == invoice_id).order_by(table.c.id)
        unit.delete_many(table, unit.connection.execute(parts).scalars().all())
    main = select(invoice_source.c.id).where(invoice_source.c.invoice_id == invoice_id, invoice_source.c.role == MAIN)
    for source_id in unit.connection.execute(main).scalars().all():
        unit.update(invoice_source, source_id, {"role": OTHER})
    head = _head(unit, operator_id, draft, reading)
    stored = unit.connection.execute(select(invoice).where(invoice.c.id == invoice_id)).mappings().one()
    for name in _KEPT:
        if head[name] in _BLANK:
            head[name] = stored[name]
    unit.update(invoice, invoice_id, head)
    _add_parts(unit, invoice_id, draft, reading)
    search.reindex(unit.connection, [invoice_id])


def add_source(
    unit: UnitOfWork, invoice_id: int, deposit_id: int, role: str, figures: InvoiceFigures, reading: Reading
) -> None:
    """Notes which document says what of an invoice: `role` is main, other or conflict."""
    source = source_row(deposit_id, role, figures, reading, datetime.now(UTC))
    unit.insert(invoice_source, {"invoice_id": invoice_id, **source})


def role_of(connection: Connection, deposit_id: int, draft: InvoiceDraft) -> str | None:
    """As what the invoice of this draft has this document already; None when it has not."""
    of_draft = (invoice.c.number_key == number_key(draft.number)) & (invoice.c.year == draft.issue_date.year)
    known = (
        select(invoice_source.c.role, invoice.c.seller_name, operator_key.c.seller_key)
        .join(invoice, invoice.c.id == invoice_source.c.invoice_id)
        .join(operator_key, operator_key.c.operator_id == invoice.c.operator_id)
        .where(invoice_source.c.deposit_id == deposit_id, of_draft)
    )
    keys = set(seller_keys(draft.seller))
    return next((row.role for row in connection.execute(known) if row.seller_key in keys), None)


def totals_of(draft: InvoiceDraft) -> dict[str, Any]:
    """What a poorer source may add to an invoice that leaves it blank."""
    totals = draft.totals
    return {
        "ht": totals.ht,
        "vat": totals.vat,
        "ttc": totals.ttc,
        "amount_due": totals.amount_due,
        "due_date": draft.due_date,
    }


def fill_blanks(unit: UnitOfWork, invoice_id: int, values: Mapping[str, Any]) -> None:
    """Writes those of the values whose columns are blank."""
    stored = unit.connection.execute(select(invoice).where(invoice.c.id == invoice_id)).mappings().one()
    blank = {name: value for name, value in values.items() if stored[name] in _BLANK and value not in _BLANK}
    if blank:
        unit.update(invoice, invoice_id, blank)


def source_row(
    deposit_id: int, role: str, figures: InvoiceFigures, reading: Reading, added_at: datetime
) -> dict[str, Any]:
    """A document that speaks of an invoice, without that invoice's id."""
    return {
        "deposit_id": deposit_id,
        "role": role,
        "kind": reading.source.value,
        "rank": reading.source.rank,
        "format": reading.format,
        "figures": {
            **figures.to_stored(),
            "warnings": [draft_to_rows.warning_row(message) for message in reading.warnings],
        },
        "added_at": added_at,
    }


def _head(unit: UnitOfWork, operator_id: int, draft: InvoiceDraft, reading: Reading) -> dict[str, Any]:
    company_id = parties.resolve_company(unit, draft.buyer)
    account_id = parties.resolve_account(unit, operator_id, company_id, draft.account)
    parties.resolve_contracts(unit, operator_id, draft.references)
    return head_row(operator_id, company_id, account_id, draft, reading)


def head_row(
    operator_id: int, company_id: int | None, account_id: int | None, draft: InvoiceDraft, reading: Reading
) -> dict[str, Any]:
    """The invoice's own row, without its lines and tables."""
    return {
        "operator_id": operator_id,
        "company_id": company_id,
        "account_id": account_id,
        "type": draft.type.value,
        "type_code": draft.type_code,
        "sign_flipped": draft.sign_flipped,
        "number": draft.number,
        "number_key": number_key(draft.number),
        "year": draft.issue_date.year,
        "issue_date": draft.issue_date,
        "due_date": draft.due_date,
        "period_start": draft.period.start if draft.period else None,
        "period_end": draft.period.end if draft.period else None,
        "seller_name": draft.seller.name,
        "client_code": draft.account.client_code or "",
        "sub_account": draft.account.sub_account or "",
        "notes": list(draft.notes),
        "profile": draft.profile,
        "state": (InvoiceState.TO_CHECK if reading.to_check else InvoiceState.READ).value,
        **draft_to_rows.money(draft),
        **draft_to_rows.recipient(draft.buyer),
        **draft_to_rows.references(draft),
    }


def _add_parts(unit: UnitOfWork, invoice_id: int, draft: InvoiceDraft, reading: Reading) -> None:
    parts: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
        (invoice_vat, draft_to_rows.vat_rows(draft)),
        (invoice_adjustment, draft_to_rows.adjustment_rows(draft)),
        (invoice_line, draft_to_rows.line_rows(draft)),
        (invoice_warning, [draft_to_rows.warning_row(message) for message in reading.warnings]),
    )
    for table, rows in parts:
        unit.insert_many(
            table, [{"invoice_id": invoice_id, "position": number, **row} for number, row in enumerate(rows, start=1)]
        )
