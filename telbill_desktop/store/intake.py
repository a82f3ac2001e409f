"""Writes what was read of an invoice into the tables, and finds what is known of it already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, bindparam, func, select

from telbill_desktop.domain.conflict import SETTLEMENT_NOTES
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key, seller_keys
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceState
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Reading, SourceKind
from telbill_desktop.store import draft_to_rows, parties, rows_to_draft, search
from telbill_desktop.store.source_roles import MAIN
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

BLANK: tuple[object, ...] = (None, "", [])
# What one document of an invoice knows and another leaves blank: no figure, and so never in dispute.
SURROUNDINGS = (
    *("period_start", "period_end", "recipient_name", "recipient_code", "recipient_siret", "recipient_address"),
    *("client_code", "sub_account", "purchase_order", "framework_contract", "local_contract", "business_unit"),
    *("site_1", "site_2", "edi", "buyer_reference", "accounting_reference"),
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
    rank = row["rank"] if row["rank"] is not None else len(SourceKind)
    return KnownInvoice(row["id"], shown_figures(row, row["lines"]), rank)


def shown_figures(row: RowMapping, lines: int = 0) -> InvoiceFigures:
    """What the store's row of an invoice says, which has so many lines."""
    return InvoiceFigures(
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
        lines=lines,
    )


def add_invoice(unit: UnitOfWork, operator_id: int, draft: InvoiceDraft, reading: Reading) -> int:
    """A new invoice with its lines, VAT, adjustments and warnings; its accounts and contracts are made if need be."""
    invoice_id = unit.insert(invoice, _head(unit, operator_id, draft, reading))
    add_parts(unit, invoice_id, draft, reading.warnings)
    search.index_new(unit.connection, invoice_id)
    return invoice_id


def replace_invoice(
    unit: UnitOfWork, invoice_id: int, draft: InvoiceDraft, reading: Reading, shown: InvoiceFigures
) -> None:
    """The invoice shows this reading from now on, its figures being `shown`: the reading's own, blanks completed.

    What else the reading leaves blank is kept: the lines of an invoice know less of it than the list that named it.
    """
    notes = select(invoice_warning.c.code, invoice_warning.c.params).where(
        invoice_warning.c.invoice_id == invoice_id, invoice_warning.c.code.in_(SETTLEMENT_NOTES)
    )
    kept = [rows_to_draft.warning(row) for row in unit.connection.execute(notes.order_by("position")).mappings()]
    remove_parts(unit, invoice_id, _PARTS)
    stored = unit.connection.execute(select(invoice).where(invoice.c.id == invoice_id)).mappings().one()
    head = _head(unit, stored["operator_id"], draft, reading) | figure_columns(shown)
    for name in (*SURROUNDINGS, "company_id", "account_id"):
        if head[name] in BLANK:
            head[name] = stored[name]
    unit.update(invoice, invoice_id, head)
    add_parts(unit, invoice_id, draft, [*reading.warnings, *kept])
    search.reindex(unit.connection, [invoice_id])


def show_figures(unit: UnitOfWork, invoice_id: int, shown: InvoiceFigures) -> None:
    """The invoice says these figures, of the same main document; its lines stay."""
    unit.update(invoice, invoice_id, figure_columns(shown))


def remove_parts(unit: UnitOfWork, invoice_id: int, tables: Iterable[Table]) -> None:
    """The invoice's rows in these tables are no more."""
    for table in tables:
        parts = select(table.c.id).where(table.c.invoice_id == invoice_id).order_by(table.c.id)
        unit.delete_many(table, unit.connection.execute(parts).scalars().all())


def figure_columns(figures: InvoiceFigures) -> dict[str, Any]:
    """Those of the figures that documents complete for each other, as columns."""
    return {
        "ht": figures.total_ht,
        "vat": figures.total_vat,
        "ttc": figures.total_ttc,
        "amount_due": figures.amount_due,
        "due_date": figures.due_date,
    }


def add_source(
    unit: UnitOfWork, invoice_id: int, deposit_id: int, role: str, figures: InvoiceFigures, reading: Reading
) -> int:
    """Notes which document says what of an invoice: `role` is main, other or conflict. Returns the note's id."""
    source = source_row(deposit_id, role, figures, reading, datetime.now(UTC))
    return unit.insert(invoice_source, {"invoice_id": invoice_id, **source})


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


def fill_blanks(unit: UnitOfWork, invoice_id: int, draft: InvoiceDraft) -> bool:
    """Writes what another document of the invoice knows besides its figures where the invoice is blank; whether any."""
    stored = unit.connection.execute(select(invoice).where(invoice.c.id == invoice_id)).mappings().one()
    known = surroundings_of(draft)
    blank = {name: value for name, value in known.items() if stored[name] in BLANK and value not in BLANK}
    if stored["company_id"] is None and (company_id := parties.resolve_company(unit, draft.buyer)) is not None:
        blank["company_id"] = company_id
    if stored["account_id"] is None:
        company_id = blank.get("company_id", stored["company_id"])
        account_id = parties.resolve_account(unit, stored["operator_id"], company_id, draft.account)
        if account_id is not None:
            blank["account_id"] = account_id
    if not blank:
        return False
    parties.resolve_contracts(unit, stored["operator_id"], draft.references)
    unit.update(invoice, invoice_id, blank)
    search.reindex(unit.connection, [invoice_id])
    return True


def surroundings_of(draft: InvoiceDraft) -> dict[str, Any]:
    """What a document says of its invoice besides the figures."""
    columns = {
        "period_start": draft.period.start if draft.period else None,
        "period_end": draft.period.end if draft.period else None,
        "client_code": draft.account.client_code,
        "sub_account": draft.account.sub_account,
        **draft_to_rows.recipient(draft.buyer),
        **draft_to_rows.references(draft),
    }
    return {name: columns[name] for name in SURROUNDINGS}


def source_row(
    deposit_id: int, role: str, figures: InvoiceFigures, reading: Reading, added_at: datetime
) -> dict[str, Any]:
    """A document that speaks of an invoice, without that invoice's id."""
    warnings = [draft_to_rows.warning_row(message) for message in reading.warnings]
    return {
        "deposit_id": deposit_id,
        "role": role,
        "kind": reading.source.value,
        "rank": reading.source.rank,
        "format": reading.format,
        "figures": figures.to_stored() | ({"warnings": warnings} if warnings else {}),
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


def add_warning(unit: UnitOfWork, invoice_id: int, message: Message) -> None:
    """Says one thing more of an invoice."""
    last = select(func.max(invoice_warning.c.position)).where(invoice_warning.c.invoice_id == invoice_id)
    position = (unit.connection.execute(last).scalar() or 0) + 1
    unit.insert(invoice_warning, {"invoice_id": invoice_id, "position": position, **draft_to_rows.warning_row(message)})


def add_parts(unit: UnitOfWork, invoice_id: int, draft: InvoiceDraft, warnings: Sequence[Message]) -> None:
    """The VAT table, the adjustments and the lines of a draft, and what is said of them."""
    parts: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
        (invoice_vat, draft_to_rows.vat_rows(draft)),
        (invoice_adjustment, draft_to_rows.adjustment_rows(draft)),
        (invoice_line, draft_to_rows.line_rows(draft)),
        (invoice_warning, [draft_to_rows.warning_row(message) for message in warnings]),
    )
    for table, rows in parts:
        unit.insert_many(
            table, [{"invoice_id": invoice_id, "position": number, **row} for number, row in enumerate(rows, start=1)]
        )
