"""A filter of the list as conditions on the invoice table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, exists, select, type_coerce

from telbill_desktop.domain.folding import fold, search_terms
from telbill_desktop.domain.invoice_kinds import InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.money import MAX_STORED
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.store import search
from telbill_desktop.store.queries.chosen import Chosen, Reach, among, beside_indices
from telbill_desktop.store.queries.invoice_order import distinct
from telbill_desktop.store.queries.perimeter_filter import chosen
from telbill_desktop.store.queries.twin_warnings import is_said
from telbill_desktop.store.search import invoice_text, line_text
from telbill_desktop.store.tables.documents import IS_CONFLICT, invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_warning
from telbill_desktop.store.tables.parties import billing_account, operator, operator_key
from telbill_desktop.store.types import Id

# More hits than this are found sooner by reading the texts along the list; fewer, by fetching them.
FEW = 2000
# More than this are fetched and then met along the list, until a page is full; fewer are sorted.
SORTED = 200

_LETTERS = 2

# What is typed or pasted beyond this narrows nothing any more.
_LONGEST_TEXT = 1000
_LONGEST_TERM = 200
_MOST_TERMS = 32

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to, all of which must hold, and whether few invoices are left to look at."""

    conditions: tuple[Condition, ...] = ()
    choices: tuple[Chosen, ...] = ()
    few: bool = False

    def applied(self, statement: Select[Any], reach: Reach = Reach.WHOLE) -> Select[Any]:
        """The statement, narrowed."""
        return statement.where(*self.conditions, *(one.within(reach) for one in self.choices))


def narrowing(
    connection: Connection, wanted: InvoiceFilter, *, most_fetched: int = FEW, most_sorted: int = SORTED
) -> Narrowing:
    """The filter as conditions. Every character that is typed stands for itself; what is too long is cut."""
    terms, said = _terms(wanted.text), _terms(wanted.line_text)
    parts = [(column, term) for column, text in _parts(wanted) if (term := _term(text))]
    every = [*_of_columns(wanted), *_of_parties(connection, wanted), *_of_papers(wanted)]
    for column, typed, folded in _named(wanted):
        if term := _term(typed):
            if (one := _among_named(connection, column, term)) is not None:
                every.append(one)
            else:
                parts.append((folded, term))
    every += chosen(connection, wanted.perimeter) if wanted.perimeter else ()
    hits = search.hits(connection, [*terms, *said, *(term for _, term in parts)], most_fetched)
    conditions = [*_of_ranges(wanted), *_of_texts(terms if hits is None else hits.unproved, parts, said)]
    if hits is not None and hits.count > most_sorted:
        met = Chosen(beside_indices(invoice.c.id).in_(hits.ids), indexed=invoice.c.id.in_(hits.ids))
        return Narrowing((*conditions, *(one.condition for one in every)), (met,), few=True)
    if hits is not None:
        conditions.append(invoice.c.id.in_(hits.ids))
    elif (first := next((one for one in every if _are_few(connection, one)), None)) is not None:
        conditions.append(first.among_ids())
        every.remove(first)
    else:
        return Narrowing(tuple(conditions), tuple(every))
    return Narrowing((*conditions, *(one.condition for one in every)), few=True)


def of_letters(wanted: InvoiceFilter) -> tuple[Condition, ...]:
    """The conditions of a text whose words are not all typed yet: most invoices hold its letters. Of others, none."""
    terms = _terms(wanted.text)
    if all(len(term) > _LETTERS for term in terms) or replace(wanted, text="") != InvoiceFilter():
        return ()
    return tuple(_of_texts(terms, (), ()))


def _parts(wanted: InvoiceFilter) -> Iterable[tuple[Column[str], str]]:
    yield invoice_text.c.number, wanted.number
    yield invoice_text.c.sub_account, wanted.sub_account
    yield invoice_text.c.reference, wanted.reference


def _named(wanted: InvoiceFilter) -> Iterable[tuple[Column[str], str, Column[str]]]:
    """Columns that mostly have few different values, each with what is wanted and with its folded text."""
    yield invoice.c.client_code, wanted.client_code, invoice_text.c.client_code
    yield invoice.c.recipient_name, wanted.subscriber, invoice_text.c.subscriber


def _among_named(connection: Connection, column: Column[str], term: str) -> Chosen | None:
    values = distinct(connection, column, FEW + 1)
    return None if len(values) > FEW else among(column, [value for value in values if term in fold(value)])


def _of_texts(
    terms: Sequence[str], parts: Sequence[tuple[Column[str], str]], said: Sequence[str]
) -> Iterable[Condition]:
    found = [invoice_text.c.text.contains(term, autoescape=True) for term in terms]
    found += [column.contains(term, autoescape=True) for column, term in parts]
    if found:
        yield exists().where(invoice_text.c.invoice_id == invoice.c.id, *found)
    if said:
        held = [line_text.c.text.contains(term, autoescape=True) for term in said]
        yield exists().where(line_text.c.invoice_id == invoice.c.id, *held)


def _of_columns(wanted: InvoiceFilter) -> Iterable[Chosen]:
    for column, value in (
        (invoice.c.operator_id, wanted.operator_id),
        (invoice.c.account_id, wanted.account_id),
        (invoice.c.company_id, wanted.company_id),
        (invoice.c.type, wanted.type),
        (invoice.c.state, wanted.state),
        (invoice.c.mark, wanted.mark),
        (invoice.c.currency, _typed(wanted.currency).strip().upper() or None),
    ):
        if value is not None:
            yield among(column, [value])
    if wanted.unmarked:
        yield among(invoice.c.mark, [None])


def _of_ranges(wanted: InvoiceFilter) -> Iterable[Condition]:
    if wanted.since is not None:
        yield invoice.c.issue_date >= wanted.since
    if wanted.until is not None:
        yield invoice.c.issue_date <= wanted.until
    cents: ColumnElement[int] = type_coerce(invoice.c.ttc, Id)
    if wanted.min_ttc is not None:
        yield cents >= _cents(wanted.min_ttc, ROUND_CEILING)
    if wanted.max_ttc is not None:
        yield cents <= _cents(wanted.max_ttc, ROUND_FLOOR)


def _of_parties(connection: Connection, wanted: InvoiceFilter) -> Iterable[Chosen]:
    if name := _term(wanted.operator):
        yield among(invoice.c.operator_id, _operators_named(connection, name))
    if name := _term(wanted.account):
        yield among(invoice.c.account_id, _accounts_named(connection, name))


def _of_papers(wanted: InvoiceFilter) -> Iterable[Chosen]:
    """By the documents that are kept of an invoice, and by what was remarked when they were read."""
    if wanted.has_document is not None:
        kept = exists().where(
            invoice_source.c.invoice_id == invoice.c.id, invoice_source.c.kind != SourceKind.LIST_ROW.value
        )
        yield Chosen(kept if wanted.has_document else ~kept)
    if wanted.has_warnings is not None:
        warned = exists().where(invoice_warning.c.invoice_id == invoice.c.id, is_said())
        to_check = among(invoice.c.state, [InvoiceState.TO_CHECK])
        either_way = to_check.condition | warned
        ids = (*to_check.ids, select(invoice_warning.c.invoice_id.label("id")).where(is_said()))
        yield Chosen(either_way, ids) if wanted.has_warnings else Chosen(~either_way)
    if wanted.in_conflict is not None:
        contradicted = exists().where(invoice_source.c.invoice_id == invoice.c.id, IS_CONFLICT)
        ids = (select(invoice_source.c.invoice_id.label("id")).where(IS_CONFLICT),)
        yield Chosen(contradicted, ids) if wanted.in_conflict else Chosen(~contradicted)


def _are_few(connection: Connection, one: Chosen) -> bool:
    return bool(one.ids) and all(connection.execute(each.limit(1).offset(FEW)).first() is None for each in one.ids)


def _operators_named(connection: Connection, folded: str) -> list[int]:
    named = {row.id for row in connection.execute(select(operator.c.id, operator.c.name)) if folded in fold(row.name)}
    known_as = operator_key.c.seller_key.startswith("name:") & operator_key.c.seller_key.contains(
        folded, autoescape=True
    )
    for row in connection.execute(select(operator_key.c.operator_id, operator_key.c.seller_key).where(known_as)):
        if folded in row.seller_key.removeprefix("name:"):
            named.add(row.operator_id)
    return sorted(named)


def _accounts_named(connection: Connection, folded: str) -> list[int]:
    named = select(
        billing_account.c.id,
        billing_account.c.label,
        billing_account.c.number,
        billing_account.c.radical,
        billing_account.c.client_code,
        billing_account.c.sub_account,
    )
    return sorted(row[0] for row in connection.execute(named) if any(folded in fold(text) for text in row[1:]))


def _terms(text: str) -> list[str]:
    return [term[:_LONGEST_TERM] for term in search_terms(_typed(text))[:_MOST_TERMS]]


def _term(text: str) -> str:
    return fold(_typed(text))[:_LONGEST_TERM]


def _typed(text: str) -> str:
    """The text without what no database takes: half a character, which a clipboard can hold."""
    return text[:_LONGEST_TEXT].encode("utf-8", "ignore").decode("utf-8")


def _cents(amount: Decimal, rounding: str) -> int:
    """The nearest amount in cents inside the range; what no stored amount reaches becomes the end of the range."""
    if abs(amount) > MAX_STORED // 100:
        return MAX_STORED if amount > 0 else -MAX_STORED
    return int((amount * 100).to_integral_value(rounding))
