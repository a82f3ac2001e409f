"""The word index of SQLite's FTS5 over the texts of documents: whole words and their beginnings, without accents."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Select, column, literal_column, select, table

from telbill_desktop.store.sqlite.index_checks import agrees
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
    """Whether the index and the texts agree."""
    return agrees(connection, "INSERT INTO deposit_words(deposit_words, rank) VALUES ('integrity-check', 1)")


def holding(terms: Sequence[str]) -> Select[int]:
    """Documents that hold a word beginning with each term; what is no word of a term is skipped.

    Inside quotes every operator of the query language is plain text; a quote is doubled.
    """
    query = " AND ".join('"' + term.replace('"', '""') + '"*' for term in terms)
    return select(_index.c.rowid).where(literal_column("deposit_words").op("MATCH")(query))
