"""A filter of the list as conditions on the invoice table."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, false, func, null, select, type_coerce

from telbill_desktop.domain.folding import fold, search_terms
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.money import MAX_STORED
from telbill_desktop.store import search
from telbill_desktop.store.search import invoice_text
from telbill_desktop.store.source_roles import has_conflict
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator, operator_key
from telbill_desktop.store.types import Id

# More hits than this are found sooner by walking the list; fewer, by fetching them and sorting.
FEW = 2000

# What is typed or pasted beyond this narrows nothing any more.
_LONGEST_TEXT = 1000
_LONGEST_TERM = 200
_MOST_TERMS = 32

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to: conditions that all must hold, and whether few invoices are left to look at."""

    conditions: tuple[Condition, ...] = ()
    few: bool = False

    def applied(self, statement: Select[Any]) -> Select[Any]:
        """The statement, narrowed."""
        return statement.where(*self.conditions)


def narrowing(connection: Connection, wanted: InvoiceFilter) -> Narrowing:
    """The filter as conditions. Every character that is typed stands for itself; what is too long is cut."""
    terms = [term[:_LONGEST_TERM] for term in search_terms(_typed(wanted.text))[:_MOST_TERMS]]
    number, sub_account = _term(wanted.number), _term(wanted.sub_account)
    parts = [term for term in (number, sub_account) if term]
    hits = search.hits(connection, [*terms, *parts], FEW)
    few = hits is not None
    conditions = [*_of_columns(wanted, few=few), *_of_parties(connection, wanted, few=few)]
    if hits:
        conditions.append(invoice.c.id.in_(hits.ids))
    unproved = [term for term in terms if hits is None or term in hits.unproved]
    found = [invoice_text.c.text.contains(term, autoescape=True) for term in unproved]
    if number:
        found.append(invoice_text.c.number.contains(number, autoescape=True))
    if sub_account:
        found.append(invoice_text.c.sub_account.contains(sub_account, autoescape=True))
    if found:
        conditions.append(exists().where(invoice_text.c.invoice_id == invoice.c.id, *found))
    return Narrowing(tuple(conditions), few)


def _of_columns(wanted: InvoiceFilter, *, few: bool) -> Iterable[Condition]:
    for column, value in (
        (invoice.c.operator_id, wanted.operator_id),
        (invoice.c.account_id, wanted.account_id),
        (invoice.c.company_id, wanted.company_id),
        (invoice.c.type, wanted.type),
        (invoice.c.state, wanted.state),
    ):
        if value is not None:
            yield (beside_indices(column) if few else column) == value
    if wanted.in_conflict is not None:
        yield has_conflict() if wanted.in_conflict else ~has_conflict()
    if wanted.since is not None:
        yield invoice.c.issue_date >= wanted.since
    if wanted.until is not None:
        yield invoice.c.issue_date <= wanted.until
    cents: ColumnElement[int] = type_coerce(invoice.c.ttc, Id)
    if wanted.min_ttc is not None:
        yield cents >= _cents(wanted.min_ttc, ROUND_CEILING)
    if wanted.max_ttc is not None:
        yield cents <= _cents(wanted.max_ttc, ROUND_FLOOR)


def _of_parties(connection: Connection, wanted: InvoiceFilter, *, few: bool) -> Iterable[Condition]:
    if name := _term(wanted.operator):
        named = _operators_named(connection, name)
        # Several operators have most of the table: gathering it, only to sort it then, is slower than walking it.
        yield _one_of(invoice.c.operator_id, named, indexed=not few and len(named) == 1)
    if name := _term(wanted.account):
        yield _one_of(invoice.c.account_id, _accounts_named(connection, name), indexed=not few)


def _one_of(column: ColumnElement[Any], ids: list[int], *, indexed: bool) -> Condition:
    if not ids:
        return false()
    chosen = column if indexed else beside_indices(column)
    return chosen == ids[0] if len(ids) == 1 else chosen.in_(ids)


def beside_indices(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column's value in a form that no index serves, so that the database starts from what is fewer."""
    return func.coalesce(column, null())


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
