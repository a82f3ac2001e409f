"""Which documents hold what somebody types: in their printed words, their names, or their invoice's records."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, LargeBinary, case, cast, func, or_, select

from telbill_desktop.domain.folding import fold, without_accents
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.store import search
from telbill_desktop.store.sqlite import words
from telbill_desktop.store.tables.archive import company_document, deposit_text
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source

_LONGEST_TEXT, _LONGEST_TERM, _MOST_TERMS = 1_000, 200, 32
_MOST = 20_000  # invoices that the trigrams are asked for; more are looked through


def conditions(connection: Connection, text: str) -> Iterator[ColumnElement[bool]]:
    """One for each word that is typed: the document holds a word that begins so, or is called so.

    A pasted page is cut: SQL takes neither a pattern nor a condition of any length.
    """
    typed = keepable(text[:_LONGEST_TEXT].replace("\0", " "))
    for whole in [*dict.fromkeys(typed.split())][:_MOST_TERMS]:
        term = whole[:_LONGEST_TERM]
        folded = fold(term)
        if not folded:
            continue  # punctuation alone says nothing
        found = [_in_names(term), _in_labels(term), _of_invoices(connection, folded)]
        if words.are_there(connection):
            found.append(deposit.c.id.in_(words.holding([term])))
        else:
            found.append(deposit.c.id.in_(select(deposit_text.c.deposit_id).where(_holds(deposit_text.c.text, term))))
        yield or_(*found)


def _in_names(term: str) -> ColumnElement[bool]:
    return deposit.c.id.in_(select(deposit_name.c.deposit_id).where(_holds(deposit_name.c.name, term)))


def _in_labels(term: str) -> ColumnElement[bool]:
    return deposit.c.id.in_(select(company_document.c.deposit_id).where(_holds(company_document.c.label, term)))


def _of_invoices(connection: Connection, folded: str) -> ColumnElement[bool]:
    hits = search.hits(connection, [folded], _MOST)
    texts = select(search.invoice_text.c.invoice_id).where(search.invoice_text.c.text.contains(folded, autoescape=True))
    if hits is not None:
        texts = texts.where(search.invoice_text.c.invoice_id.in_(hits.ids))
    return deposit.c.id.in_(select(invoice_source.c.deposit_id).where(invoice_source.c.invoice_id.in_(texts)))


def _holds(column: ColumnElement[str], term: str) -> ColumnElement[bool]:
    """Whatever its case and its accents, composed or not; most names are plain letters, which SQL folds itself."""
    is_plain = func.length(column) == func.length(cast(column, LargeBinary))
    folded = case((is_plain, func.lower(column)), else_=func.without_accents(column))
    return folded.contains(without_accents(term), autoescape=True)
