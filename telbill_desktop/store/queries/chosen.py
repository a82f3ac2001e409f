"""One thing that a list is narrowed to, in the forms that the database answers fastest, whichever way it goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, false, func, null, or_, select, union_all

from telbill_desktop.store.tables.invoices import invoice


@dataclass(frozen=True, slots=True)
class Chosen:
    """The same choice three times.

    `condition` is checked invoice by invoice, beside every index. `ids` are selects that indices answer: an invoice is
    chosen when one of them gives its id (several times, maybe). `dated` is a condition that an index serves in the
    order of dates. Both are empty where no index does.
    """

    condition: ColumnElement[bool]
    ids: tuple[Select[int], ...] = ()
    dated: ColumnElement[bool] | None = None

    def among_ids(self) -> ColumnElement[bool]:
        """The condition that starts from `ids`."""
        if len(self.ids) == 1:
            return invoice.c.id.in_(self.ids[0])
        return invoice.c.id.in_(select(union_all(*self.ids).subquery().c.id))


def among(column: Column[Any], values: Iterable[Any]) -> Chosen:
    """The column, which has an index of its own, holds one of these values; None is NULL."""
    found = list(values)
    if not found:
        return Chosen(false(), (select(invoice.c.id).where(false()),))
    indexed = _one_of(column, found)
    ids = select(invoice.c.id).where(indexed)
    return Chosen(_one_of(beside_indices(column), found), (ids,), indexed if len(found) == 1 else None)


def either(one: Chosen, other: Chosen) -> Chosen:
    """One of the two, or both."""
    return Chosen(or_(one.condition, other.condition), (*one.ids, *other.ids))


def narrowed(one: Chosen, condition: ColumnElement[bool]) -> Chosen:
    """The choice, where the condition holds too."""
    return Chosen(and_(one.condition, condition), tuple(each.where(condition) for each in one.ids))


def beside_indices(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column's value in a form that no index serves, so that the database starts from what is fewer."""
    return func.coalesce(column, null())


def _one_of(column: ColumnElement[Any], values: list[Any]) -> ColumnElement[bool]:
    if values == [None]:
        return column.is_(None)
    return column == values[0] if len(values) == 1 else column.in_(values)
