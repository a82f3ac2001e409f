"""One thing that a list is narrowed to, in the forms that the database answers fastest, whichever way it goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, false, func, null, or_, select, union_all

from telbill_desktop.store.tables.invoices import invoice


class Reach(Enum):
    """How far a statement goes through the list: which condition is the fastest hangs on it."""

    DATED_PAGE = "dated_page"  # the first ones, in the order of dates
    PAGE = "page"  # the first ones, in another order
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The same choice in several ways.

    `condition` is checked invoice by invoice, beside every index. `indexed` may be served by an index, one that gives
    the invoices in the order of dates when it is `dated`. `ids` are selects that indices answer: an invoice is chosen
    when one of them gives its id (several times, maybe). Both are empty where no index serves.
    """

    condition: ColumnElement[bool]
    ids: tuple[Select[int], ...] = ()
    indexed: ColumnElement[bool] | None = None
    dated: bool = False

    def within(self, reach: Reach) -> ColumnElement[bool]:
        """The condition for a statement that goes that far."""
        usable = reach is Reach.WHOLE or (self.dated and reach is Reach.DATED_PAGE)
        return self.indexed if usable and self.indexed is not None else self.condition

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
    return Chosen(_one_of(beside_indices(column), found), (ids,), indexed, dated=len(found) == 1)


def either(one: Chosen, other: Chosen) -> Chosen:
    """One of the two, or both."""
    indexed = or_(one.within(Reach.WHOLE), other.within(Reach.WHOLE))
    return Chosen(or_(one.condition, other.condition), (*one.ids, *other.ids), indexed)


def narrowed(one: Chosen, condition: ColumnElement[bool]) -> Chosen:
    """The choice, where the condition holds too."""
    indexed = and_(one.within(Reach.WHOLE), condition)
    return Chosen(and_(one.condition, condition), tuple(each.where(condition) for each in one.ids), indexed)


def beside_indices(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column's value in a form that no index serves, so that the database starts from what is fewer."""
    return func.coalesce(column, null())


def _one_of(column: ColumnElement[Any], values: list[Any]) -> ColumnElement[bool]:
    if values == [None]:
        return column.is_(None)
    return column == values[0] if len(values) == 1 else column.in_(values)
