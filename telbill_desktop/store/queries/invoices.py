"""The list of invoices: the ids of a first page at once, then all ids, rows by id, sums."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, exists, func, select, type_coerce

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder, InvoiceRow, InvoiceSums
from telbill_desktop.domain.money import from_cents
from telbill_desktop.store.queries.chosen import Reach
from telbill_desktop.store.queries.exact_sums import halves, whole
from telbill_desktop.store.queries.invoice_filter import FEW, SORTED, Narrowing, narrowing, of_letters
from telbill_desktop.store.queries.invoice_order import NEWEST_FIRST, ByValue, ordering
from telbill_desktop.store.search import invoice_text
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.types import Id

_CHUNK = 5000
_PAGE = 100
# What most invoices hold, the newest thousand hold too: found there, it need not be asked how many hold it.
NEWEST = 1000


def first_ids(connection: Connection, wanted: InvoiceFilter, order: InvoiceOrder, limit: int) -> list[int]:
    """Ids of the first invoices of the list, at most `limit`."""
    if (letters := of_letters(wanted)) and order == InvoiceOrder():
        newest = _AMONG_NEWEST.where(*letters).limit(limit)
        found = list(connection.execute(newest, {"newest": NEWEST}).scalars())
        if len(found) == limit:
            return found
    return _first_of(connection, narrowing(connection, wanted), order, limit)


def prepare(connection: Connection) -> None:
    """Has the statements ready that a text typed by and by asks for: the first key of each kind would wait 3 ms."""
    for typed in ("a", "a b"):
        connection.execute(_AMONG_NEWEST.where(*of_letters(InvoiceFilter(text=typed))).limit(0), {"newest": NEWEST})
    for typed in ("a", "abc", "abc d", "abc def"):
        for most_fetched, most_sorted in ((-1, SORTED), (FEW, -1), (FEW, FEW)):  # all read, met along the list, sorted
            wanted = InvoiceFilter(text=typed)
            narrowed = narrowing(connection, wanted, most_fetched=most_fetched, most_sorted=most_sorted)
            _first_of(connection, narrowed, InvoiceOrder(), 0)


def _first_of(connection: Connection, narrowed: Narrowing, order: InvoiceOrder, limit: int) -> list[int]:
    ordered = ordering(connection, order)
    if isinstance(ordered, ByValue) and narrowed.few:
        return _ranked(connection, narrowed, ordered)[:limit]
    dated = order.column is InvoiceColumn.DATE
    asked = narrowed.applied(select(invoice.c.id), Reach.DATED_PAGE if dated else Reach.PAGE)
    found: list[int] = []
    for conditions, by in ordered.parts():
        statement = asked.where(*conditions).order_by(*by).limit(limit - len(found))
        found += connection.execute(statement).scalars()
        if len(found) >= limit:
            break
    return found


def all_ids(connection: Connection, wanted: InvoiceFilter, order: InvoiceOrder) -> "array[int]":
    """Ids of the whole list, in order."""
    narrowed = narrowing(connection, wanted)
    ordered = ordering(connection, order)
    if isinstance(ordered, ByValue):
        return array("q", _ranked(connection, narrowed, ordered))
    asked = narrowed.applied(select(invoice.c.id))
    found = array("q")
    for conditions, by in ordered.parts():
        statement = asked.where(*conditions).order_by(*by)
        found.extend(chain.from_iterable(_fetched(connection, statement)))
    return found


def rows(connection: Connection, ids: Sequence[int]) -> list[InvoiceRow]:
    """The rows of these invoices, in the order of `ids`; those that are gone are left out."""
    found: dict[int, InvoiceRow] = {}
    for chunk in _chunks(ids):
        for values in _fetched(connection, _ROWS.where(_among(chunk))):
            found[values[0]] = _row(*values)
    return [found[wanted] for wanted in ids if wanted in found]


def sums_of_ids(connection: Connection, ids: Sequence[int]) -> list[InvoiceSums]:
    """Sums of these invoices, for each currency."""
    in_place = sorted(ids)  # as they lie in the file: a third faster than in the list's order
    return _added(values for chunk in _chunks(in_place) for values in connection.execute(_SUMS.where(_among(chunk))))


def sums_of_filter(connection: Connection, wanted: InvoiceFilter) -> list[InvoiceSums]:
    """Sums of the whole list, for each currency."""
    return _added(connection.execute(narrowing(connection, wanted).applied(_SUMS)))


def count(connection: Connection, wanted: InvoiceFilter) -> int:
    """How many invoices the list holds."""
    counted = narrowing(connection, wanted).applied(select(func.count()).select_from(invoice))
    return int(connection.execute(counted).scalar_one())


def count_and_newest(connection: Connection, wanted: InvoiceFilter) -> tuple[int, int]:
    """How many invoices the list holds, and the id of the one that came last, 0 where there is none."""
    columns: tuple[Any, ...] = (func.count(), func.max(invoice.c.id))
    many, newest = connection.execute(narrowing(connection, wanted).applied(select(*columns))).one()
    return many, newest or 0


def count_without_ttc(connection: Connection, wanted: InvoiceFilter) -> int:
    """How many invoices of the list lack their total including tax."""
    counted = narrowing(connection, wanted).applied(select(func.count()).select_from(invoice))
    return int(connection.execute(counted.where(invoice.c.ttc.is_(None))).scalar_one())


def numbered(connection: Connection, number: str, operator_name: str = "") -> list[int]:
    """Ids of the invoices of that number, newest first; punctuation counts unless nothing is found with it."""
    exactly = narrowing(connection, InvoiceFilter(operator=operator_name)).applied(select(invoice.c.id))
    exactly = exactly.where(invoice.c.number_key == number_key(number)).order_by(*NEWEST_FIRST)
    if found := list(connection.execute(exactly).scalars()):
        return found
    folded = fold(number)
    loosely = narrowing(connection, InvoiceFilter(operator=operator_name, number=number)).applied(select(invoice.c.id))
    same = exists().where(invoice_text.c.invoice_id == invoice.c.id, invoice_text.c.number == folded)
    return list(connection.execute(loosely.where(same).order_by(*NEWEST_FIRST)).scalars()) if folded else []


def _ranked(connection: Connection, narrowed: Narrowing, ordered: ByValue) -> list[int]:
    """The ids group by group; within a group they keep the order of the statement."""
    ranks = ordered.ranks()
    statement = narrowed.applied(select(invoice.c.id, ordered.column)).order_by(*NEWEST_FIRST)
    groups: list[list[int]] = [[] for _ in ordered.groups]
    for found, value in _fetched(connection, statement):
        groups[ranks[value]].append(found)
    return list(chain.from_iterable(groups))


def _fetched(connection: Connection, statement: Select[Any]) -> list[tuple[Any, ...]]:
    """The driver's own rows: making SQLAlchemy's of them takes longer than the query."""
    cursor: Any = connection.execute(statement).cursor
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _row(
    invoice_id: int,
    kind: str,
    type_code: str | None,
    issue_date: str,
    number: str,
    ht: int | None,
    vat: int | None,
    ttc: int | None,
    amount_due: int | None,
    currency: str,
    due_date: str | None,
    subscriber: str,
    client_code: str,
    operator_name: str,
    account: str | None,
    state: str,
    mark: str | None,
) -> InvoiceRow:
    return InvoiceRow(
        invoice_id,
        InvoiceType(kind),
        type_code,
        date.fromisoformat(issue_date),
        number,
        None if ht is None else from_cents(ht),
        None if vat is None else from_cents(vat),
        None if ttc is None else from_cents(ttc),
        None if amount_due is None else from_cents(amount_due),
        currency,
        None if due_date is None else date.fromisoformat(due_date),
        subscriber,
        client_code,
        operator_name,
        account or "",
        InvoiceState(state),
        None if mark is None else InvoiceMark(mark),
    )


def _added(parts: Iterable[Sequence[Any]]) -> list[InvoiceSums]:
    totals: dict[str, list[int]] = {}
    for currency, count, complete, *sums in parts:
        total = totals.setdefault(currency, [0, 0, 0, 0, 0])
        total[0] += count
        total[1] += count - complete
        for place, (high, low) in enumerate(zip(sums[::2], sums[1::2], strict=True), 2):
            total[place] += whole(high, low)
    return [
        InvoiceSums(currency, count, from_cents(ht), from_cents(vat), from_cents(ttc), incomplete)
        for currency, (count, incomplete, ht, vat, ttc) in sorted(totals.items())
    ]


def _halves() -> Iterator[Any]:
    for column in (invoice.c.ht, invoice.c.vat, invoice.c.ttc):
        yield from halves(column)


def _among(ids: list[int]) -> ColumnElement[bool]:
    """A page of ids is bound, so that its statement stays prepared; binding thousands takes longer than the query."""
    return invoice.c.id.in_(bindparam("ids", ids, expanding=True, literal_execute=len(ids) > _PAGE))


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    return (list(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK))


_EDGE: Select[Any] = select(invoice.c.issue_date).order_by(*NEWEST_FIRST).limit(1).offset(bindparam("newest"))
_AMONG_NEWEST: Select[int] = (
    select(invoice.c.id).where(invoice.c.issue_date >= _EDGE.correlate(None).scalar_subquery()).order_by(*NEWEST_FIRST)
)

_SUMS: Select[Any] = select(
    invoice.c.currency, func.count(), func.count(invoice.c.ht + invoice.c.vat + invoice.c.ttc), *_halves()
).group_by(invoice.c.currency)

# The columns' own values: making dates and amounts of them costs less in one place than through our types.
_ROWS: Select[Any] = select(
    invoice.c.id,
    invoice.c.type,
    invoice.c.type_code,
    type_coerce(invoice.c.issue_date, Text),
    invoice.c.number,
    *(type_coerce(column, Id) for column in (invoice.c.ht, invoice.c.vat, invoice.c.ttc, invoice.c.amount_due)),
    invoice.c.currency,
    type_coerce(invoice.c.due_date, Text),
    invoice.c.recipient_name,
    invoice.c.client_code,
    operator.c.name,
    billing_account.c.label,
    invoice.c.state,
    invoice.c.mark,
).select_from(
    invoice.join(operator, operator.c.id == invoice.c.operator_id).outerjoin(
        billing_account, billing_account.c.id == invoice.c.account_id
    )
)
