"""What the archive keeps documents as follows what they are said to prove.

An act that says what a document is, or when its contract ends, files it anew. What takes something away — a removed
link, a merge, an undo — never has a document kept less long: that would happen in silence. The log keeps every filing.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, select

from telbill_desktop.domain.period import day_after
from telbill_desktop.domain.retention import DocumentKind, keep_until, strength
from telbill_desktop.store import custody
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.custody import Filing
from telbill_desktop.store.images import Image
from telbill_desktop.store.tables.archive import company_document
from telbill_desktop.store.tables.archive import custody as custody_table
from telbill_desktop.store.tables.contracts import address, billing_terms, product, special_condition
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, contract, operator

# The columns of each table on which it depends as what, and until when, a document is kept.
_WATCHED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "company_document": frozenset({"kind", "received_on", "ends_on", "company_id", "contract_id", "deposit_id"}),
        "contract": frozenset({"commitment_end"}),
        "billing_terms": frozenset({"contract_id", "account_id"}),
        "special_condition": frozenset({"deposit_id", "end", "account_id"}),
        "address": frozenset({"deposit_id", "company_id"}),
        "fleet_item": frozenset({"mandate_id", "end"}),
        "company": frozenset({"closing_month", "closing_day"}),
        "billing_account": frozenset({"company_id"}),
        "invoice": frozenset({"account_id", "issue_date"}),
    }
)
_LINKS = frozenset({"deposit_id", "mandate_id"})  # what a new record ties to a document
# Where somebody says what a document is, or until when what it says holds.
_SAYING = frozenset({"company_document", "contract", "special_condition", "address", "fleet_item"})


@dataclass(slots=True)
class Touched:
    """Records that changed in a way that documents follow, by table."""

    records: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def note_added(self, table: str, ids: Sequence[int], columns: Container[str]) -> None:
        """New records with what these columns say; an import files its own documents."""
        if table in _SAYING and any(link in columns for link in _LINKS):
            self.records[table].update(ids)

    def note_back(self, table: str, before: Sequence[Image], after: Sequence[Image]) -> None:
        """Records that undo or redo made of others, of none, or took away."""
        if before and after:
            for one, other in zip(before, after, strict=True):
                self.note_changed(table, one, other)
        elif table in _SAYING:
            for image in after:
                self.note_added(table, [image["id"]], {name for name, value in image.items() if value is not None})

    def note_changed(self, table: str, before: Image, after: Image) -> None:
        """A record that was one thing and is another."""
        watched = _WATCHED.get(table)
        if watched is not None and any(before.get(name) != after.get(name) for name in watched):
            self.records[table].add(after["id"])


def follow(connection: Connection, touched: Touched, *, is_said: bool) -> None:
    """Files the documents of these records anew. Unless it `is_said`, none is then kept less long."""
    said = {table: ids for table, ids in touched.records.items() if is_said and table in _SAYING}
    other = {table: ids for table, ids in touched.records.items() if table not in said}
    told = _deposits(connection, said)
    for deposits, only_longer in ((told, False), (_deposits(connection, other) - told, True)):
        for some in chunks(sorted(deposits)):
            _file(connection, some, only_longer=only_longer)
    for deposit_id, invoice_id in _longer_as_invoices(connection, other):
        custody.file_as_invoice(connection, deposit_id, invoice_id)


def claims(connection: Connection, deposits: Sequence[int]) -> Iterator[tuple[DocumentKind, date | None]]:
    """What each record that speaks of one of these documents keeps it as, and until when."""
    for some in chunks(deposits):
        dates = select(custody_table.c.deposit_id, custody_table.c.document_date)
        known = {row[0]: row[1] for row in connection.execute(dates.where(custody_table.c.deposit_id.in_(some)))}
        for _, one in _claims(connection, some, known):
            yield one.kind, keep_until(one.kind, one.document_date, one.closing, one.contract_end)


def _file(connection: Connection, deposits: Sequence[int], *, only_longer: bool) -> None:
    """What keeps a document longest of all that it proves decides; what an invoice was read from stays an invoice."""
    links = select(invoice_source.c.deposit_id).where(
        invoice_source.c.deposit_id.in_(deposits), invoice_source.c.kind.not_in(custody.TABLES)
    )
    invoices = set(connection.execute(links).scalars())
    rows = select(custody_table).where(custody_table.c.deposit_id.in_(deposits))
    before = {row.deposit_id: row for row in connection.execute(rows) if row.disposed_at is None}
    best: dict[int, Filing] = {}
    for deposit_id, filing in _claims(connection, deposits, {key: row.document_date for key, row in before.items()}):
        known = best.get(deposit_id)
        if known is None or _strength(filing) > _strength(known):
            best[deposit_id] = filing
    for deposit_id, filing in best.items():
        row = before.get(deposit_id)
        if row is None or deposit_id in invoices:
            continue
        if only_longer and _strength(filing) <= strength(DocumentKind(row.kind), row.keep_until):
            continue
        custody.file_document(connection, deposit_id, filing)


def _strength(filing: Filing) -> tuple[int, date]:
    until = keep_until(filing.kind, filing.document_date, filing.closing, filing.contract_end)
    return strength(filing.kind, until)


def _deposits(connection: Connection, records: Mapping[str, AbstractSet[int]]) -> set[int]:
    """The documents that records speak of, those of invoices aside."""
    of_contract = (
        select(special_condition.c.deposit_id)
        .join(product, product.c.id == special_condition.c.product_id)
        .outerjoin(billing_terms, billing_terms.c.account_id == special_condition.c.account_id)
    )
    asked: dict[str, list[tuple[Select[Any], Any]]] = {
        "company_document": [(select(company_document.c.deposit_id), company_document.c.id)],
        "contract": [
            (select(company_document.c.deposit_id), company_document.c.contract_id),
            (of_contract, billing_terms.c.contract_id),
        ],
        "billing_terms": [(of_contract, billing_terms.c.id)],
        "special_condition": [(select(special_condition.c.deposit_id), special_condition.c.id)],
        "address": [(select(address.c.deposit_id), address.c.id)],
        "fleet_item": [(select(fleet_item.c.mandate_id), fleet_item.c.id)],
        "company": [
            (select(company_document.c.deposit_id), company_document.c.company_id),
            (select(address.c.deposit_id), address.c.company_id),
        ],
    }
    found: set[int | None] = set()
    for table, ids in records.items():
        for columns, key in asked.get(table, ()):
            for some in chunks(sorted(ids)):
                found.update(connection.execute(columns.where(key.in_(some))).scalars())
    return {one for one in found if one is not None}


def _longer_as_invoices(connection: Connection, records: Mapping[str, AbstractSet[int]]) -> list[tuple[int, int]]:
    """Documents, with their invoices, that are to be kept longer because the accounting year is another now."""
    columns = (
        select(
            invoice_source.c.deposit_id, invoice_source.c.invoice_id, invoice.c.type, invoice.c.issue_date,
            company.c.closing_month, company.c.closing_day, custody_table.c.keep_until,
        )
        .join(custody_table, custody_table.c.deposit_id == invoice_source.c.deposit_id)
        .join(invoice, invoice.c.id == invoice_source.c.invoice_id)
        .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
        .outerjoin(company, company.c.id == billing_account.c.company_id)
        .where(invoice_source.c.kind.not_in(custody.TABLES), custody_table.c.disposed_at.is_(None))
    )  # fmt: skip
    keys = {"company": billing_account.c.company_id, "billing_account": billing_account.c.id, "invoice": invoice.c.id}
    found: dict[tuple[int, int], None] = {}
    for table, key in keys.items():
        for some in chunks(sorted(records.get(table, ()))):
            rows = connection.execute(columns.where(key.in_(some)).order_by(invoice_source.c.id))
            for row in rows:
                until = keep_until(DocumentKind(row.type), row.issue_date, custody.closing_of(row))
                if until is not None and row.keep_until is not None and until > row.keep_until:
                    found[row.deposit_id, row.invoice_id] = None
    return list(found)


def _claims(connection: Connection, deposits: Sequence[int], dates: Mapping[int, date]) -> Iterator[tuple[int, Filing]]:
    """What each record that speaks of one of these documents makes of it; `dates` are the documents' own."""
    yield from _of_documents(connection, deposits)
    rows = select(address, company.c.name, company.c.closing_month, company.c.closing_day).join(
        company, company.c.id == address.c.company_id
    )
    for row in connection.execute(rows.where(address.c.deposit_id.in_(deposits))):
        if row.deposit_id in dates:
            closing = custody.closing_of(row)
            where = (("company", row.name), ("address", row.city))
            yield row.deposit_id, Filing(DocumentKind.OTHER, dates[row.deposit_id], closing, named=where)
    yield from _of_conditions(connection, deposits, dates)
    items = select(fleet_item.c.mandate_id, fleet_item.c.number, fleet_item.c.label, fleet_item.c.end)
    for row in connection.execute(items.where(fleet_item.c.mandate_id.in_(deposits))):
        if row.mandate_id in dates:
            named = (("item", row.label or row.number),)
            day = dates[row.mandate_id]
            yield row.mandate_id, Filing(DocumentKind.MANDATE, day, contract_end=row.end, named=named)


def _of_documents(connection: Connection, deposits: Sequence[int]) -> Iterator[tuple[int, Filing]]:
    rows = (
        select(
            company_document, company.c.name.label("company"), company.c.closing_month, company.c.closing_day,
            contract.c.number.label("contract"), contract.c.commitment_end, operator.c.name.label("operator"),
        )
        .outerjoin(company, company.c.id == company_document.c.company_id)
        .outerjoin(contract, contract.c.id == company_document.c.contract_id)
        .outerjoin(operator, operator.c.id == contract.c.operator_id)
        .where(company_document.c.deposit_id.in_(deposits))
    )  # fmt: skip
    for row in connection.execute(rows):
        said = {"label": row.label, "company": row.company, "contract": row.contract, "operator": row.operator}
        kind, own = DocumentKind(row.kind), day_after(row.ends_on)
        if row.contract_id is None or (own is not None and kind is not DocumentKind.CONTRACT):
            end = own
        else:
            end = _later_end(own, row.commitment_end)
        named = tuple((name, value) for name, value in said.items() if value)
        yield row.deposit_id, Filing(kind, row.received_on, custody.closing_of(row), end, named)


def _of_conditions(
    connection: Connection, deposits: Sequence[int], dates: Mapping[int, date]
) -> Iterator[tuple[int, Filing]]:
    """What grants a condition is kept as its contract is, or the condition where no contract is named."""
    rows = (
        select(
            special_condition.c.deposit_id, special_condition.c.end, special_condition.c.account_id,
            product.c.label.label("product"), contract.c.id.label("contract_id"), contract.c.commitment_end,
        )
        .join(product, product.c.id == special_condition.c.product_id)
        .outerjoin(billing_terms, billing_terms.c.account_id == special_condition.c.account_id)
        .outerjoin(contract, contract.c.id == billing_terms.c.contract_id)
        .where(special_condition.c.deposit_id.in_(deposits))
    )  # fmt: skip
    for row in connection.execute(rows):
        if row.deposit_id in dates:
            end = row.end if row.contract_id is None else _later_end(row.end, row.commitment_end)
            named = (("product", row.product),)
            day = dates[row.deposit_id]
            yield row.deposit_id, Filing(DocumentKind.CONTRACT, day, contract_end=end, named=named)


def _later_end(own: date | None, of_contract: date | None) -> date | None:
    """What belongs to a contract goes on as long as it does; None: no end of it is known."""
    if of_contract is None or own is None:
        return of_contract
    return max(own, of_contract)
