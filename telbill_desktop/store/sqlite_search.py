"""The trigram index of SQLite's FTS5: finds a rare word among 100 000 invoices without reading them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

SHORTEST = 3  # letters; a trigram needs them


def create(connection: Connection, content: str) -> None:
    """An empty index over `text` of the table `content`, whose key is `invoice_id`; the text is not kept twice."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS invoice_search USING fts5("
        f"text, content='{content}', content_rowid='invoice_id', tokenize='trigram case_sensitive 1')"
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


def hits(connection: Connection, terms: Sequence[str], limit: int) -> list[int]:
    """Ids of at most `limit` invoices whose text holds every term, in no order; each term has `SHORTEST` letters."""
    # Inside quotes every operator of the query language is plain text; a quote is doubled.
    query = " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    found = connection.exec_driver_sql(
        "SELECT rowid FROM invoice_search WHERE invoice_search MATCH ? LIMIT ?", (query, limit)
    )
    return [row[0] for row in found]
