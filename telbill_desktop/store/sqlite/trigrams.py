"""The trigram index of SQLite's FTS5: finds a rare word among 100 000 invoices without reading them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, Text, column, literal_column, select, table

from telbill_desktop.store.sqlite.index_checks import agrees
from telbill_desktop.store.types import Id

_TRIGRAM = 3  # letters
_HIGHEST = "\U0010ffff"  # sorts after every character of a text

# The last letters of a text are the beginning of a trigram too, so that every term of one or two letters begins one.
PADDING = "\n\n"


_index = table("invoice_search", column("rowid", Id))
_trigrams = table("invoice_search_trigrams", column("term", Text), column("doc", Id))


@dataclass(frozen=True, slots=True)
class Hits:
    """A query of ids among which all that are wanted are; they hold every term but, maybe, the `unproved` ones."""

    ids: Select[int]
    count: int
    unproved: tuple[str, ...]


def are_there(connection: Connection) -> bool:
    """Whether this database has such an index at all; without one a search reads every text."""
    return connection.dialect.name == "sqlite"


def create(connection: Connection, content: str) -> None:
    """An empty index over `text` of the table `content`, whose key is `invoice_id`; the text is not kept twice.

    Each text ends with `PADDING`.
    """
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS invoice_search USING fts5("
        f"text, content='{content}', content_rowid='invoice_id', tokenize='trigram case_sensitive 1')"
    )
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS invoice_search_trigrams USING fts5vocab(invoice_search, instance)"
    )


def add(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Indexes the texts of invoices that are not in the index."""
    if rows := list(texts):
        connection.exec_driver_sql("INSERT INTO invoice_search(rowid, text) VALUES (?, ?)", rows)


def remove(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Takes invoices out; FTS5 must be given exactly the texts that were indexed."""
    if rows := list(texts):
        connection.exec_driver_sql(
            "INSERT INTO invoice_search(invoice_search, rowid, text) VALUES ('delete', ?, ?)", rows
        )


def rebuild(connection: Connection) -> None:
    """Makes the whole index anew from its content table."""
    connection.exec_driver_sql("INSERT INTO invoice_search(invoice_search) VALUES ('rebuild')")


def intact(connection: Connection) -> bool:
    """Whether the index and its content table agree."""
    return agrees(connection, "INSERT INTO invoice_search(invoice_search, rank) VALUES ('integrity-check', 1)")


def hits(connection: Connection, terms: Sequence[str], limit: int) -> Hits | None:
    """Invoices whose text may hold every term; None when there are more than `limit`."""
    words = [term for term in terms if len(term) >= _TRIGRAM]
    letters = [term for term in terms if len(term) < _TRIGRAM]
    if words:
        # Inside quotes every operator of the query language is plain text; a quote is doubled.
        query = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        if (count := _count(connection, _HOLDING, (query,), limit)) <= limit:
            found = select(_index.c.rowid).where(literal_column("invoice_search").op("MATCH")(query))
            return Hits(found, count, tuple(letters))
    for short in letters:
        if (count := _count(connection, _BEGINNING, (short, short + _HIGHEST), limit)) <= limit:
            beginning = (_trigrams.c.term >= short) & (_trigrams.c.term < short + _HIGHEST)
            found = select(_trigrams.c.doc).where(beginning).distinct()
            return Hits(found, count, tuple(term for term in terms if term != short))
    return None


# Asked at every key: written out, they need not be compiled.
_HOLDING = "SELECT rowid FROM invoice_search WHERE invoice_search MATCH ?"
_BEGINNING = "SELECT DISTINCT doc FROM invoice_search_trigrams WHERE term >= ? AND term < ?"


def _count(connection: Connection, found: str, values: tuple[str, ...], limit: int) -> int:
    """How many there are; one more than `limit` stands for all that are more."""
    counted = f"SELECT count(*) FROM ({found} LIMIT ?)"  # noqa: S608 - one of the two above
    return int(connection.exec_driver_sql(counted, (*values, limit + 1)).scalar_one())
