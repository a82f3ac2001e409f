"""What a search finds: one folded text per invoice, derived from its records, never journaled.

A person searches a number, an operator, a « souscripteur », a client code, a sub-account, an order, a contract, a
label, a phone number or its user. Notes stay out: their legal phrases would make every word common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, delete, insert, select

from telbill_desktop.domain.folding import fold, fold_all
from telbill_desktop.domain.phone_forms import phone_forms
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.sqlite import trigrams
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.types import Id

# Derived: apart from the metadata of what is migrated and journaled.
invoice_text = Table(
    "invoice_search_text",
    MetaData(),
    Column("invoice_id", Id, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),  # folded
    Column("sub_account", Text, nullable=False),  # folded
    Column("text", Text, nullable=False),  # folding.fold_all of everything searchable, padded for the trigrams
    sqlite_strict=True,
)

_HEAD = (
    "number", "seller_name", "recipient_name", "recipient_code", "recipient_siret", "client_code", "sub_account",
    "purchase_order", "framework_contract", "local_contract", "business_unit", "site_1", "site_2", "buyer_reference",
    "accounting_reference",
)  # fmt: skip
_LINE = ("label", "description", "purchase_order", "product_code", "product_range", "user_name")


def create_index(connection: Connection) -> None:
    """Makes the empty index, when it is not there."""
    invoice_text.create(connection, checkfirst=True)
    if trigrams.are_there(connection):
        trigrams.create(connection, invoice_text.name)


def index_new(connection: Connection, invoice_id: int) -> None:
    """Adds an invoice, with its lines, that the index does not know."""
    _add(connection, (invoice_id,))


def index_many_new(connection: Connection, invoice_ids: Sequence[int]) -> None:
    """Adds invoices that the index does not know."""
    for chunk in chunks(invoice_ids):
        _add(connection, chunk)


def reindex(connection: Connection, invoice_ids: Iterable[int]) -> None:
    """Brings the index up to date with these invoices; those that are gone leave it."""
    for chunk in chunks(sorted(set(invoice_ids))):
        _forget(connection, chunk)
        _add(connection, chunk)


def rebuild(connection: Connection) -> None:
    """Makes the index anew from all invoices; creates it when it is not there."""
    create_index(connection)
    connection.execute(delete(invoice_text))
    for chunk in chunks(connection.execute(select(invoice.c.id).order_by(invoice.c.id)).scalars().all()):
        connection.execute(insert(invoice_text), list(_texts(connection, chunk)))
    if trigrams.are_there(connection):
        trigrams.rebuild(connection)


def disagreements(connection: Connection) -> tuple[int, int]:
    """How many invoices there are, and how many texts are missing, stale or of an invoice that is gone. Slow."""
    ids = connection.execute(select(invoice.c.id).order_by(invoice.c.id)).scalars().all()
    wrong = len(set(connection.execute(select(invoice_text.c.invoice_id)).scalars()) - set(ids))
    for chunk in chunks(ids):
        stored = connection.execute(select(invoice_text).where(invoice_text.c.invoice_id.in_(chunk))).mappings()
        known = {row["invoice_id"]: dict(row) for row in stored}
        wrong += sum(known.get(text["invoice_id"]) != text for text in _texts(connection, chunk))
    return len(ids), wrong


def is_intact(connection: Connection) -> bool:
    """Whether the trigrams agree with the texts; a connection that may not write raises its own error."""
    return not trigrams.are_there(connection) or trigrams.intact(connection)


def invoices_of(connection: Connection, table: str, record_ids: Iterable[int]) -> list[int]:
    """Invoices whose text names these records: `operator` and `billing_account`; none for other tables."""
    columns = {"operator": invoice.c.operator_id, "billing_account": invoice.c.account_id, "invoice": invoice.c.id}
    if (column := columns.get(table)) is None:
        return []
    found: list[int] = []
    for chunk in chunks(sorted(set(record_ids))):
        found += connection.execute(select(invoice.c.id).where(column.in_(chunk))).scalars()
    return found


def hits(connection: Connection, terms: Sequence[str], limit: int) -> trigrams.Hits | None:
    """Invoices among which are all whose text holds every folded term.

    None when there are more than `limit`, and where no index can tell.
    """
    return trigrams.hits(connection, terms, limit) if terms and trigrams.are_there(connection) else None


def _add(connection: Connection, ids: Sequence[int]) -> None:
    if texts := list(_texts(connection, ids)):
        connection.execute(insert(invoice_text), texts)
        if trigrams.are_there(connection):
            trigrams.add(connection, ((row["invoice_id"], row["text"]) for row in texts))


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    stored = select(invoice_text.c.invoice_id, invoice_text.c.text).where(invoice_text.c.invoice_id.in_(ids))
    rows = [(row[0], row[1]) for row in connection.execute(stored)]
    if rows and trigrams.are_there(connection):
        trigrams.remove(connection, rows)
    connection.execute(delete(invoice_text).where(invoice_text.c.invoice_id.in_(ids)))


def _texts(connection: Connection, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    lines: dict[int, dict[str | None, None]] = defaultdict(dict)  # an ordered set: labels repeat
    named = [invoice_line.c[name] for name in _LINE]
    wanted = invoice_line.c.invoice_id.in_(ids)
    for owner, phone, *values in connection.execute(
        select(invoice_line.c.invoice_id, invoice_line.c.phone_number, *named)
        .where(wanted)
        .order_by(invoice_line.c.invoice_id, invoice_line.c.position)
    ):
        lines[owner].update(dict.fromkeys((*values, *phone_forms(phone or ""))))
    for row in connection.execute(_heads().where(invoice.c.id.in_(ids))).mappings():
        preceding = [str(item.get("number") or "") for item in row["preceding"]]
        head = [row[name] for name in (*_HEAD, "operator", "account", "account_number", "radical", "account_client")]
        yield {
            "invoice_id": row["id"],
            "number": fold(row["number"]),
            "sub_account": fold(row["sub_account"]),
            "text": fold_all(tuple(dict.fromkeys((*head, *preceding, *lines.get(row["id"], ()))))) + trigrams.PADDING,
        }


def _heads() -> Any:  # noqa: ANN401 - a select of seventeen columns has no shorter type
    joined = invoice.join(operator, operator.c.id == invoice.c.operator_id).outerjoin(
        billing_account, billing_account.c.id == invoice.c.account_id
    )
    return select(
        invoice.c.id,
        invoice.c.preceding,
        *(invoice.c[name] for name in _HEAD),
        operator.c.name.label("operator"),
        billing_account.c.label.label("account"),
        billing_account.c.number.label("account_number"),
        billing_account.c.radical,
        billing_account.c.client_code.label("account_client"),
    ).select_from(joined)
