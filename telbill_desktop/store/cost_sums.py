"""What an invoice costs, by category and by user, follows it and its lines, whichever way they change: act, undo, redo.

These sums are never journaled: the invoices that an act touched are added up again in its transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    select,
    type_coerce,
)

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.images import Columns, Image, plain
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.sums import invoice_cost, user_cost
from telbill_desktop.store.types import Id

_OWNERS = {invoice.name: "id", invoice_line.name: "invoice_id"}  # the column that names the invoice
_OF_HEAD = frozenset({"currency", "issue_date", "ht"})  # columns of the invoice that its sums repeat
_MONTH_LENGTH = 7  # `2026-11`
_COLUMNS = tuple(invoice_cost.columns.keys())
_BareRow = tuple[str, str, int, int | None]  # the first of these columns
_NOTHING = (0,) * (len(_COLUMNS) - 4)
# Sums are taken in two halves: that of two amounts may be more than 64 bits hold.
HALF = 10**9
_MOST = 9 * HALF


@dataclass(slots=True)
class Touched:
    """Invoices of which something changed that their sums tell; `bare` are rows of new ones that got no line yet."""

    invoices: set[int] = field(default_factory=set)
    bare: dict[int, _BareRow] = field(default_factory=dict)

    def note_added(self, table: str, ids: Iterable[int], columns: Columns) -> None:
        """New records, column by column."""
        if table == invoice.name:
            months = [day[:_MONTH_LENGTH] for day in columns["issue_date"]]
            stated = columns.get("ht") or [None] * len(months)
            rows = zip(columns["currency"], months, ids, stated, strict=True)
            self.bare.update((row[2], row) for row in rows)
        elif table == invoice_line.name:
            self.invoices.update(columns["invoice_id"])

    def note_gone(self, table: str, images: Iterable[Image]) -> None:
        """Records that are no more."""
        if table in _OWNERS:
            self.invoices.update(image[_OWNERS[table]] for image in images)

    def note_changed(self, table: str, before: Image, after: Image) -> None:
        """A record that was one thing and is another."""
        if table == invoice_line.name:
            self.invoices.update((before["invoice_id"], after["invoice_id"]))
        elif table == invoice.name and any(before.get(name) != after.get(name) for name in _OF_HEAD):
            self.invoices.add(after["id"])

    def note_back(self, table: str, before: Sequence[Image], after: Sequence[Image]) -> None:
        """Records that undo or redo made of others, of none, or took away."""
        if before and after:
            for one, other in zip(before, after, strict=True):
                self.note_changed(table, one, other)
        else:
            self.note_gone(table, (*before, *after))


def follow(connection: Connection, touched: Touched) -> None:
    """Adds these invoices up again; those that are gone have no sums."""
    bare = sorted(row for key, row in touched.bare.items() if key not in touched.invoices)
    if bare:  # a list of invoices brings thousands
        insert_rows(connection, invoice_cost, _COLUMNS, [(*row, *_NOTHING) for row in bare])
    for chunk in chunks(sorted(touched.invoices)):
        for table, made, key in _MADE:
            connection.execute(delete(table).where(table.c.invoice_id.in_(chunk)))
            connection.execute(insert(table).from_select(table.columns.keys(), made.where(key.in_(chunk))))


def rebuild(connection: Connection) -> None:
    """Adds all invoices up."""
    for table, made, _key in _MADE:
        connection.execute(delete(table))
        connection.execute(insert(table).from_select(table.columns.keys(), made))


def is_left_empty(connection: Connection) -> bool:
    """Whether there are invoices and no sums: a migration that made the tables leaves them so."""
    has_sums = connection.execute(select(invoice_cost.c.invoice_id).limit(1)).first() is not None
    return not has_sums and connection.execute(select(invoice.c.id).limit(1)).first() is not None


def disagreements(connection: Connection) -> int:
    """How many invoices have sums that are missing or stale, or are gone. Slow."""
    wrong: set[int] = set()
    for table, made, _key in _MADE:
        stored = {tuple(row) for row in connection.execute(select(plain(table)))}
        due = {tuple(row) for row in connection.execute(made)}
        at = table.columns.keys().index("invoice_id")
        wrong.update(row[at] for row in stored ^ due)
    return len(wrong)


def halves(column: ColumnElement[Any]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The sums of the upper and of the lower half of whole numbers; `whole` puts them together."""
    number: ColumnElement[int] = type_coerce(column, Id)
    return func.sum(number // HALF), func.sum(number % HALF)


def whole(high: int | None, low: int | None) -> int:
    """The sum of which these are the halves; nothing was added up where they are None."""
    return (high or 0) * HALF + (low or 0)


def _stored_sum(amount: ColumnElement[Any]) -> ColumnElement[int]:
    """A sum as a column holds it: nine thousand billion at most, which no invoice reaches."""
    high, low = halves(func.coalesce(amount, 0))
    return case((high > _MOST, _MOST), (high < -_MOST, -_MOST), else_=high) * HALF + low


def _of_category(category: str | None) -> ColumnElement[int]:
    of_line = invoice_line.c.category
    is_of_it = of_line.is_(None) if category is None else of_line == category
    return _stored_sum(case((is_of_it, type_coerce(invoice_line.c.amount, Id)), else_=0))


_MONTH = func.substr(type_coerce(invoice.c.issue_date, Text), 1, 7)
_BY_CATEGORY: Select[Any] = (
    select(
        invoice.c.currency,
        _MONTH,
        invoice.c.id,
        type_coerce(invoice.c.ht, Id),
        func.count(invoice_line.c.id),
        *(_of_category(category.value) for category in Category),
        _of_category(None),
    )
    .outerjoin(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
    .group_by(invoice.c.id)
)
_BY_USER: Select[Any] = select(
    invoice_line.c.invoice_id,
    func.coalesce(invoice_line.c.phone_number, ""),
    func.coalesce(invoice_line.c.user_name, ""),
    _stored_sum(type_coerce(invoice_line.c.amount, Id)),
).group_by(
    invoice_line.c.invoice_id,
    func.coalesce(invoice_line.c.phone_number, ""),
    func.coalesce(invoice_line.c.user_name, ""),
)
_MADE: tuple[tuple[Table, Select[Any], Column[int]], ...] = (
    (invoice_cost, _BY_CATEGORY, invoice.c.id),
    (user_cost, _BY_USER, invoice_line.c.invoice_id),
)
