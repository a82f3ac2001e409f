"""The trigram index of SQLite's FTS5: finds a rare word among 100 000 invoices without reading them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

_TRIGRAM = 3  # letters
_HIGHEST = "\U0010ffff"  # sorts after every character of a text

# The last letters of a text are the beginning of a trigram too, so that every term of one or two letters begins one.
PADDING = "\n\n"


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of invoices among which all that are wanted are, in no order; `exact` when no other is among them."""

    ids: list[int]
    exact: bool


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
    from sqlite3 import DatabaseError  # noqa: PLC0415 - only the doctor asks

    from sqlalchemy.exc import DatabaseError as WrappedError  # noqa: PLC0415 - see above

    try:
        connection.exec_driver_sql("INSERT INTO invoice_search(invoice_search, rank) VALUES ('integrity-check', 1)")
    except (DatabaseError, WrappedError):
        return False
    return True


def hits(connection: Connection, terms: Sequence[str], limit: int) -> Hits | None:
    """Invoices whose text may hold every term; None when there are more than `limit`."""
    words = [term for term in terms if len(term) >= _TRIGRAM]
    letters = [term for term in terms if len(term) < _TRIGRAM]
    if words:
        # Inside quotes every operator of the query language is plain text; a quote is doubled.
        query = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        statement = "SELECT rowid FROM invoice_search WHERE invoice_search MATCH ? LIMIT ?"
        if (found := _few(connection, statement, (query,), limit)) is not None:
            return Hits(found, exact=not letters)
    for short in letters:
        statement = "SELECT DISTINCT doc FROM invoice_search_trigrams WHERE term >= ? AND term < ? LIMIT ?"
        if (found := _few(connection, statement, (short, short + _HIGHEST), limit)) is not None:
            return Hits(found, exact=len(terms) == 1)
    return None


def _few(connection: Connection, statement: str, values: tuple[str, ...], limit: int) -> list[int] | None:
    found = [row[0] for row in connection.exec_driver_sql(statement, (*values, limit + 1))]
    return None if len(found) > limit else found
