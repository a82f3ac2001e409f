"""What a search finds: one folded text per invoice, derived from its records, never journaled.

A person searches a number, an operator, a « souscripteur », a client code, a sub-account, an order, a contract, a
label, a phone number or its user. Notes stay out: their legal phrases would make every word common.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, func, select

from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.images import Columns
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.search_texts import Texts, texts_of, texts_of_heads
from telbill_desktop.store.sqlite import trigrams
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.types import Id

# Derived: apart from the metadata of what is migrated and journaled.
invoice_text = Table(
    "invoice_search_text",
    MetaData(),
    Column("invoice_id", Id, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),  # folded
    Column("sub_account", Text, nullable=False),  # folded
    Column("client_code", Text, nullable=False),  # folded
    Column("subscriber", Text, nullable=False),  # folded
    Column("reference", Text, nullable=False),  # folding.fold_all of order, contracts, unit, sites, references
    Column("text", Text, nullable=False),  # folding.fold_all of everything searchable, padded for the trigrams
    sqlite_strict=True,
)

# One text for each line that says something else than the lines before it: words that one line must hold.
line_text = Table(
    "invoice_search_line",
    invoice_text.metadata,
    Column("invoice_id", Id, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),  # folding.fold_all of label, description, number in every form, user
    sqlite_strict=True,
    sqlite_with_rowid=False,  # the lines of an invoice lie together
)

_UNREAD = frozenset({"id", "mark"})  # of an invoice: what is changed alone, for thousands at once
_COLUMNS = tuple(each.name for each in invoice_text.columns)
_LINE_COLUMNS = tuple(each.name for each in line_text.columns)


def create_index(connection: Connection) -> None:
    """Makes the empty index, when it is not there."""
    invoice_text.metadata.create_all(connection)
    if trigrams.are_there(connection):
        trigrams.create(connection, invoice_text.name)


def index_new(connection: Connection, invoice_id: int) -> None:
    """Adds an invoice, with its lines, that the index does not know."""
    _add(connection, (invoice_id,))


def index_new_heads(connection: Connection, invoice_ids: Sequence[int], heads: Columns) -> None:
    """Adds invoices that the index does not know and that have no lines, given what was written of them."""
    _write(connection, [(row, []) for row in texts_of_heads(connection, invoice_ids, heads)])


def reindex(connection: Connection, invoice_ids: Iterable[int]) -> None:
    """Brings the index up to date with these invoices; those that are gone leave it."""
    for chunk in chunks(sorted(set(invoice_ids))):
        _forget(connection, chunk)
        _add(connection, chunk)


def rebuild(connection: Connection) -> None:
    """Makes the index anew from all invoices; creates it when it is not there."""
    create_index(connection)
    connection.execute(delete(invoice_text))
    connection.execute(delete(line_text))
    for chunk in chunks(connection.execute(select(invoice.c.id).order_by(invoice.c.id)).scalars().all()):
        _write_texts(connection, list(texts_of(connection, chunk)))
    if trigrams.are_there(connection):
        trigrams.rebuild(connection)


def is_left_empty(connection: Connection) -> bool:
    """Whether there are invoices and no text at all: a migration that changed what is searched leaves it so."""
    empty = connection.execute(select(invoice_text.c.invoice_id).limit(1)).first() is None
    return empty and connection.execute(select(func.count()).select_from(invoice)).scalar_one() > 0


def disagreements(connection: Connection) -> tuple[int, int]:
    """How many invoices there are, and how many texts are missing, stale or of an invoice that is gone. Slow."""
    ids = connection.execute(select(invoice.c.id).order_by(invoice.c.id)).scalars().all()
    indexed = set(connection.execute(select(invoice_text.c.invoice_id)).scalars())
    indexed.update(connection.execute(select(line_text.c.invoice_id).distinct()).scalars())
    wrong = len(indexed - set(ids))
    for chunk in chunks(ids):
        stored = connection.execute(select(invoice_text).where(invoice_text.c.invoice_id.in_(chunk)))
        known = {row.invoice_id: tuple(row) for row in stored}
        lines = defaultdict(list)
        for row in connection.execute(
            select(line_text).where(line_text.c.invoice_id.in_(chunk)).order_by(*line_text.primary_key)
        ):
            lines[row.invoice_id].append(row.text)
        wrong += sum(known.get(text[0]) != text or lines[text[0]] != said for text, said in texts_of(connection, chunk))
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


def reads(table: str, columns: Iterable[str]) -> bool:
    """Whether a text may change when these columns of a record do."""
    return table != invoice.name or not _UNREAD.issuperset(columns)


def hits(connection: Connection, terms: Sequence[str], limit: int) -> trigrams.Hits | None:
    """Invoices among which are all whose text holds every folded term.

    None when there are more than `limit`, and where no index can tell.
    """
    return trigrams.hits(connection, terms, limit) if terms and trigrams.are_there(connection) else None


def _add(connection: Connection, ids: Sequence[int]) -> None:
    _write(connection, list(texts_of(connection, ids)))


def _write(connection: Connection, texts: Sequence[Texts]) -> None:
    _write_texts(connection, texts)
    if trigrams.are_there(connection):
        trigrams.add(connection, ((row[0], row[-1]) for row, _ in texts))


def _write_texts(connection: Connection, texts: Sequence[Texts]) -> None:
    if texts:
        insert_rows(connection, invoice_text, _COLUMNS, [row for row, _ in texts])
    lines = [(row[0], position, text) for row, said in texts for position, text in enumerate(said)]
    if lines:
        insert_rows(connection, line_text, _LINE_COLUMNS, lines)


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    stored = select(invoice_text.c.invoice_id, invoice_text.c.text).where(invoice_text.c.invoice_id.in_(ids))
    rows = [(row[0], row[1]) for row in connection.execute(stored)]
    if rows and trigrams.are_there(connection):
        trigrams.remove(connection, rows)
    connection.execute(delete(invoice_text).where(invoice_text.c.invoice_id.in_(ids)))
    connection.execute(delete(line_text).where(line_text.c.invoice_id.in_(ids)))
