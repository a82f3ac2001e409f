"""An order of the list: along an index, or value by value where a reader's order is not the database's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select

from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceOrder
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator

NEWEST_FIRST = (invoice.c.issue_date.desc(), invoice.c.id.desc())

_ALONG = {
    InvoiceColumn.DATE: invoice.c.issue_date,  # named twice then, which costs nothing
    InvoiceColumn.NUMBER: invoice.c.number_key,
    InvoiceColumn.HT: invoice.c.ht,
    InvoiceColumn.VAT: invoice.c.vat,
    InvoiceColumn.TTC: invoice.c.ttc,
    InvoiceColumn.AMOUNT_DUE: invoice.c.amount_due,
    InvoiceColumn.DUE_DATE: invoice.c.due_date,
}

_BY_KIND: Mapping[InvoiceColumn, tuple[Column[Any], list[list[Any]]]] = MappingProxyType(
    {
        InvoiceColumn.TYPE: (invoice.c.type, [[kind] for kind in InvoiceType]),
        InvoiceColumn.STATE: (invoice.c.state, [[state] for state in InvoiceState]),
        InvoiceColumn.MARK: (invoice.c.mark, [[None], *([mark] for mark in InvoiceMark)]),
    }
)


@dataclass(frozen=True, slots=True)
class Along:
    """By a column, along its index; what is not known comes last in both directions."""

    column: Column[Any]
    descending: bool

    def parts(self) -> Iterable[tuple[tuple[ColumnElement[bool], ...], tuple[ColumnElement[Any], ...]]]:
        """Pieces of the list, in order: conditions of each and the order within."""
        way = self.column.desc() if self.descending else self.column.asc()
        if not self.column.nullable:
            yield (), (way, *NEWEST_FIRST)
            return
        yield (self.column.is_not(None),), (way, *NEWEST_FIRST)
        yield (self.column.is_(None),), NEWEST_FIRST


@dataclass(frozen=True, slots=True)
class ByValue:
    """By the values of a column that has few of them, each a group in which the newest come first."""

    column: Column[Any]
    groups: tuple[tuple[Any, ...], ...]

    def parts(self) -> Iterable[tuple[tuple[ColumnElement[bool], ...], tuple[ColumnElement[Any], ...]]]:
        """Pieces of the list, in order: conditions of each and the order within."""
        for values in self.groups:
            if values == (None,):
                yield (self.column.is_(None),), NEWEST_FIRST
            elif len(values) == 1:
                yield (self.column == values[0],), NEWEST_FIRST
            else:
                yield (self.column.in_(values),), NEWEST_FIRST

    def ranks(self) -> dict[Any, int]:
        """Where each value comes."""
        return {value: rank for rank, values in enumerate(self.groups) for value in values}


def ordering(connection: Connection, order: InvoiceOrder) -> Along | ByValue:
    """How the list is put in the order asked for; equal rows keep the newest first."""
    column = order.column
    if column in _ALONG:
        return Along(_ALONG[column], order.descending)
    if column in _BY_KIND:
        return _by_value(*_BY_KIND[column], order)
    if column is InvoiceColumn.OPERATOR:
        names = [(row.name, row.id) for row in connection.execute(select(operator.c.id, operator.c.name))]
        return _by_value(invoice.c.operator_id, _by_name(names), order)
    if column is InvoiceColumn.ACCOUNT:
        labels: list[tuple[str, int | None]] = [
            (row.label, row.id) for row in connection.execute(select(billing_account.c.id, billing_account.c.label))
        ]
        return _by_value(invoice.c.account_id, _by_name(labels), order, unknown=True)
    texts = {
        InvoiceColumn.CURRENCY: invoice.c.currency,
        InvoiceColumn.SUBSCRIBER: invoice.c.recipient_name,
        InvoiceColumn.CLIENT_CODE: invoice.c.client_code,
    }
    return _by_value(texts[column], _by_name((text, text) for text in distinct(connection, texts[column])), order)


def _by_value(column: Column[Any], groups: list[list[Any]], order: InvoiceOrder, *, unknown: bool = False) -> ByValue:
    if unknown:
        groups = [[None], *groups]
    if order.descending:
        groups = groups[::-1]
    return ByValue(column, tuple(tuple(group) for group in groups))


def _by_name(named: Iterable[tuple[str, Any]]) -> list[list[Any]]:
    """Values in the order of their names; those of one name are one group."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for name, value in named:
        groups[name].append(value)
    return [groups[name] for name in sorted(groups, key=natural_key)]


def distinct(connection: Connection, column: Column[Any], limit: int | None = None) -> list[str]:
    """The different texts of an indexed column, by jumping along the index from each to the next; `limit` at most."""
    found = select(func.min(column).label("value")).cte("found", recursive=True)
    following = select(func.min(column)).where(column > found.c.value).scalar_subquery()
    found = found.union_all(select(following).where(found.c.value.is_not(None)))
    values = select(found.c.value).where(found.c.value.is_not(None)).limit(limit)
    return list(connection.execute(values).scalars())
