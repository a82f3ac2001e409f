"""Which documents hold what somebody types: in their printed words, their names, or their invoice's records."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, or_, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.store import search
from telbill_desktop.store.sqlite import words
from telbill_desktop.store.tables.archive import company_document, deposit_text
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source

_MOST = 20_000  # invoices that the trigrams are asked for; more are looked through


def conditions(connection: Connection, text: str) -> Iterator[ColumnElement[bool]]:
    """One for each word that is typed: the document holds a word that begins so, or is called so."""
    for term in text.replace("\0", " ").split():
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
    return func.lower(column).contains(term.lower(), autoescape=True)
