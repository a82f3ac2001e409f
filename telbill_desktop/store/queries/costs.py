"""What the months cost, from the sums that are kept of each invoice."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Text, case, func, select, type_coerce

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.overview import MonthSums
from telbill_desktop.store.cost_sums import halves, whole
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.queries.invoice_order import distinct
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.sums import invoice_cost

_MONTH = 7  # characters: `2026-11`


def years(connection: Connection) -> list[int]:
    """From the latest year of which there are invoices to the earliest."""
    ends = (func.min(invoice.c.issue_date), func.max(invoice.c.issue_date))
    first, last = (connection.execute(select(type_coerce(end, Text))).scalar() for end in ends)
    return list(range(int(last[:4]), int(first[:4]) - 1, -1)) if first and last else []


def by_month(connection: Connection, wanted: InvoiceFilter) -> dict[str, dict[date, MonthSums]]:
    """The months of which there are invoices, in each currency; `wanted` names whole months and maybe a perimeter."""
    currency, every = invoice_cost.c.currency, distinct(connection, invoice.c.currency)  # named, so that the key serves
    of_lines = [half for category in Category for half in halves(invoice_cost.c[category.value])]
    columns = (func.count(), func.sum(_BARE), func.sum(_UNKNOWN), *halves(invoice_cost.c.ht), *halves(_UNSTATED))
    asked = _narrowed(connection, select(currency, invoice_cost.c.month, *columns, *of_lines), wanted)
    asked = asked.where(currency.in_(every)).group_by(currency, invoice_cost.c.month)
    found: dict[str, dict[date, MonthSums]] = defaultdict(dict)
    for code, month, count, bare, unknown, *sums in connection.execute(asked):
        cents, unstated, *parts = (whole(*pair) for pair in zip(sums[::2], sums[1::2], strict=True))
        categories = dict(zip(Category, parts, strict=True))
        found[code][date.fromisoformat(f"{month}-01")] = MonthSums(count, bare, unknown, cents, unstated, categories)
    return found


def total(connection: Connection, wanted: InvoiceFilter) -> tuple[date, MonthSums] | None:
    """As `by_month` in one currency, all months together and without categories, and the first of them.

    None: there are no invoices.
    """
    asked_sums = (*halves(invoice_cost.c.ht), *halves(_UNSTATED))
    columns: tuple[Any, ...] = (func.min(invoice_cost.c.month), func.count(), *asked_sums)
    asked = _narrowed(connection, select(*columns), wanted).where(invoice_cost.c.currency == wanted.currency)
    month, count, *sums = connection.execute(asked).one()
    if not count:
        return None
    return date.fromisoformat(f"{month}-01"), MonthSums(count, cents=whole(*sums[:2]), unstated=whole(*sums[2:]))


def _narrowed(connection: Connection, statement: Select[Any], wanted: InvoiceFilter) -> Select[Any]:
    if wanted.since is not None:
        statement = statement.where(invoice_cost.c.month >= wanted.since.isoformat()[:_MONTH])
    if wanted.until is not None:
        statement = statement.where(invoice_cost.c.month <= wanted.until.isoformat()[:_MONTH])
    if wanted.perimeter:
        # Without the currency, an index of what is chosen gives the ids; with it, each invoice would be looked up.
        within = narrowing(connection, replace(wanted, currency="")).applied(select(invoice.c.id))
        statement = statement.where(invoice_cost.c.invoice_id.in_(within))
    return statement


_BARE = case((invoice_cost.c.lines == 0, 1), else_=0)
_UNKNOWN = case((invoice_cost.c.ht.is_(None) & (invoice_cost.c.lines == 0), 1), else_=0)
_OF_LINES: Any = sum((invoice_cost.c[category.value] for category in Category), invoice_cost.c.unclassified)
_UNSTATED = case((invoice_cost.c.ht.is_(None), _OF_LINES), else_=0)
