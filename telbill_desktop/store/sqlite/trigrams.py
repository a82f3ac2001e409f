"""The trigram index of SQLite's FTS5: finds a rare word among 100 000 invoices without reading them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

_TRIGRAM = 3  # letters
_HIGHEST = "\U0010ffff"  # sorts after every character of a text

# The last letters of a text are the beginning of a trigram too, so that every term of one or two letters begins one.
PADDING = "\n\n"


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


def hits(connection: Connection, terms: Sequence[str], limit: int) -> list[int] | None:
    """Ids of invoices whose text may hold every term, in no order; None when there are more than `limit`.

    Terms of three letters and more hold exactly in what is returned; shorter ones may have narrowed it.
    """
    found = None
    if words := [term for term in terms if len(term) >= _TRIGRAM]:
        # Inside quotes every operator of the query language is plain text; a quote is doubled.
        query = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        statement = "SELECT rowid FROM invoice_search WHERE invoice_search MATCH ? LIMIT ?"
        found = _few(connection, statement, (query,), limit)
    for short in (term for term in terms if len(term) < _TRIGRAM):
        if found is not None:
            break
        statement = "SELECT DISTINCT doc FROM invoice_search_trigrams WHERE term >= ? AND term < ? LIMIT ?"
        found = _few(connection, statement, (short, short + _HIGHEST), limit)
    return found


def _few(connection: Connection, statement: str, values: tuple[str, ...], limit: int) -> list[int] | None:
    found = [row[0] for row in connection.exec_driver_sql(statement, (*values, limit + 1))]
    return None if len(found) > limit else found
