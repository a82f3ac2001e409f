"""The word index of SQLite's FTS5 over the texts of documents: whole words and their beginnings, without accents."""

from collections.abc import Iterable, Sequence
from sqlite3 import SQLITE_CORRUPT

from sqlalchemy import Connection, Select, column, literal_column, select, table
from sqlalchemy.exc import DatabaseError

from telbill_desktop.store.types import Id

_index = table("deposit_words", column("rowid", Id))


def are_there(connection: Connection) -> bool:
    """Whether this database has such an index at all; without one a search reads every text."""
    return connection.dialect.name == "sqlite"


def create(connection: Connection) -> None:
    """An empty index over `text` of `deposit_text`; the text is not kept twice."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS deposit_words USING fts5("
        "text, content='deposit_text', content_rowid='deposit_id', tokenize='unicode61 remove_diacritics 2',"
        " prefix='2 3')"
    )


def add(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Indexes the texts of documents that are not in the index."""
    if rows := list(texts):
        connection.exec_driver_sql("INSERT INTO deposit_words(rowid, text) VALUES (?, ?)", rows)


def remove(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Takes documents out; FTS5 must be given exactly the texts that were indexed."""
    if rows := list(texts):
        connection.exec_driver_sql(
            "INSERT INTO deposit_words(deposit_words, rowid, text) VALUES ('delete', ?, ?)", rows
        )


def intact(connection: Connection) -> bool:
    """Whether the index and the texts agree. FTS5 asks for a statement that could write, and writes nothing."""
    read_only = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        connection.exec_driver_sql("INSERT INTO deposit_words(deposit_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_CORRUPT:
            raise
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only={read_only:d}")
    return True


def holding(terms: Sequence[str]) -> Select[int]:
    """Documents that hold a word beginning with each term; what is no word of a term is skipped.

    Inside quotes every operator of the query language is plain text; a quote is doubled.
    """
    query = " AND ".join('"' + term.replace('"', '""') + '"*' for term in terms)
    return select(_index.c.rowid).where(literal_column("deposit_words").op("MATCH")(query))
