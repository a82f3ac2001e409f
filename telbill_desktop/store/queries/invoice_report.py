"""What the report of invoices is made of: ids in a reader's order, invoices with what their lines add up to, sums."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, Text, case, func, select, type_coerce

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.invoice_report import AccountSums, GroupSums, MonthSums, ReportedInvoice
from telbill_desktop.domain.money import from_cents, from_micros
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.period import Period
from telbill_desktop.store import rows_to_draft
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.exact_sums import halves, whole
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.queries.invoices import rows
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.types import Id

_MONTH = func.substr(type_coerce(invoice.c.issue_date, Text), 1, 7)
_GROUP = (invoice.c.operator_id, invoice.c.account_id, _MONTH, invoice.c.currency)
_LINE_SUMS = halves(invoice_line.c.amount)
_UNSTATED = halves(case((invoice.c.ht.is_(None), type_coerce(invoice_line.c.amount, Id)), else_=0))

_Key = tuple[int, int | None, str, str]  # operator, account, month, currency


class _Names:
    """What operators and accounts are called."""

    def __init__(self, connection: Connection) -> None:
        account = billing_account.c
        self._operators = {row.id: row.name for row in connection.execute(select(operator.c.id, operator.c.name))}
        self._accounts = {
            row.id: (row.label, row.number)
            for row in connection.execute(select(account.id, account.label, account.number))
        }

    def of(self, operator_id: int, account_id: int | None) -> tuple[str, str, str]:
        """Operator, account and the account's number; the last two are empty of invoices that name none."""
        account = ("", "") if account_id is None else self._accounts[account_id]
        return (self._operators[operator_id], *account)


class Sums:
    """What the invoices of a filter add up to: taken once by account, month and currency, asked for in several ways."""

    def __init__(self, connection: Connection, wanted: InvoiceFilter, *, with_shares: bool) -> None:
        narrowed = narrowing(connection, wanted)
        totals = [one for column in (invoice.c.ht, invoice.c.vat, invoice.c.ttc) for one in halves(column)]
        complete = func.count(invoice.c.ht + invoice.c.vat + invoice.c.ttc)
        asked: Select[Any] = select(*_GROUP, func.count(), complete, *totals).group_by(*_GROUP)
        self._invoices: dict[_Key, tuple[int, ...]] = {}
        for row in connection.execute(narrowed.applied(asked)):
            count, whole_ones, *parts = row[4:]
            sums = (whole(*parts[at : at + 2]) for at in (0, 2, 4))
            self._invoices[row[0], row[1], row[2], row[3]] = (count, count - whole_ones, *sums)
        self._lines: dict[_Key, list[tuple[Category | None, int, int]]] = defaultdict(list)
        self.line_count = 0  # of lines, where shares are asked for
        if with_shares:
            of_lines: Select[Any] = (
                select(*_GROUP, invoice_line.c.category, *_LINE_SUMS, func.count(), *_UNSTATED)
                .select_from(invoice.join(invoice_line, invoice_line.c.invoice_id == invoice.c.id))
                .group_by(*_GROUP, invoice_line.c.category)
            )
            for row in connection.execute(narrowed.applied(of_lines)):
                self.line_count += row[7]
                found = (_category(row[4]), whole(row[5], row[6]), whole(row[8], row[9]))
                self._lines[row[0], row[1], row[2], row[3]].append(found)
        self._names = _Names(connection)

    def totals(self) -> list[GroupSums]:
        """Of each currency."""
        return [self._sums(keys) for _, keys in sorted(self._grouped(3).items())]

    def of_accounts(self) -> list[AccountSums]:
        """Of each account and currency, by operator and account."""
        found = [
            AccountSums(*self._names.of(operator_id, account_id), self._sums(keys))
            for (operator_id, account_id, _), keys in self._grouped(0, 1, 3).items()
        ]
        return sorted(found, key=lambda one: (natural_key(one.operator), natural_key(one.account), one.sums.currency))

    def of_months(self) -> list[MonthSums]:
        """Of each month and currency, the currency first."""
        grouped = self._grouped(3, 2)
        return [MonthSums(date.fromisoformat(f"{key[1]}-01"), self._sums(grouped[key])) for key in sorted(grouped)]

    def _grouped(self, *places: int) -> dict[Any, list[_Key]]:
        groups: dict[Any, list[_Key]] = defaultdict(list)
        for key in self._invoices:
            groups[tuple(key[at] for at in places)].append(key)
        return groups

    def _sums(self, keys: Sequence[_Key]) -> GroupSums:
        count, incomplete, ht, vat, ttc = (sum(values) for values in zip(*map(self._invoices.get, keys), strict=True))
        shares: dict[Category | None, int] = defaultdict(int)
        unstated = 0
        for key in keys:
            for category, micros, of_unstated in self._lines.get(key, ()):
                shares[category] += micros
                unstated += of_unstated
        told = {category: from_micros(micros) for category, micros in shares.items()}
        amounts = (from_cents(ht), from_cents(vat), from_cents(ttc))
        return GroupSums(keys[0][3], count, *amounts, incomplete, told, from_micros(unstated))


def ordered_ids(connection: Connection, wanted: InvoiceFilter) -> "array[int]":
    """The invoices of a filter by operator, account, day and number."""
    columns = (invoice.c.id, invoice.c.operator_id, invoice.c.account_id, invoice.c.issue_date, invoice.c.number_key)
    found = connection.execute(narrowing(connection, wanted).applied(select(*columns))).all()
    names = _Names(connection)
    known = {(row[1], row[2]) for row in found}
    places = sorted(known, key=lambda key: (*map(natural_key, names.of(*key)[:2]), key[0], key[1] or 0))
    order = {key: at for at, key in enumerate(places)}
    return array("q", [row[0] for row in sorted(found, key=lambda row: (order[row[1], row[2]], *row[3:], row[0]))])


def reported(connection: Connection, ids: Sequence[int], *, with_shares: bool) -> list[ReportedInvoice]:
    """These invoices, as many as one statement takes, in the order of `ids`."""
    asked = (
        select(invoice.c.id, billing_account.c.number, invoice.c.period_start, invoice.c.period_end)
        .select_from(invoice.outerjoin(billing_account, billing_account.c.id == invoice.c.account_id))
        .where(invoice.c.id.in_(ids))
    )
    more = {row[0]: (row[1] or "", _period(row[2], row[3])) for row in connection.execute(asked)}
    shares = _shares(connection, ids) if with_shares else {}
    return [ReportedInvoice(row, *more[row.id], shares.get(row.id, {})) for row in rows(connection, ids)]


def lines_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[InvoiceLine]]:
    """The lines of these invoices, as many as one statement takes, in the documents' order."""
    asked = (
        select(invoice_line)
        .where(invoice_line.c.invoice_id.in_(ids))
        .order_by(invoice_line.c.invoice_id, invoice_line.c.position, invoice_line.c.id)
    )
    found: dict[int, list[InvoiceLine]] = defaultdict(list)
    for row in connection.execute(asked).mappings():
        found[row["invoice_id"]].append(rows_to_draft.line(row))
    return found


def in_chunks(
    connection: Connection, ids: Sequence[int], *, with_shares: bool
) -> Iterator[tuple[Sequence[int], list[ReportedInvoice]]]:
    """All of these invoices, some at a time."""
    for some in chunks(ids):
        yield some, reported(connection, some, with_shares=with_shares)


def _shares(connection: Connection, ids: Sequence[int]) -> dict[int, dict[Category | None, Decimal]]:
    asked = (
        select(invoice_line.c.invoice_id, invoice_line.c.category, *_LINE_SUMS)
        .where(invoice_line.c.invoice_id.in_(ids))
        .group_by(invoice_line.c.invoice_id, invoice_line.c.category)
    )
    found: dict[int, dict[Category | None, Decimal]] = defaultdict(dict)
    for invoice_id, category, high, low in connection.execute(asked):
        found[invoice_id][_category(category)] = from_micros(whole(high, low))
    return found


def _category(stored: str | None) -> Category | None:
    return Category(stored) if stored else None


def _period(start: date | None, end: date | None) -> Period | None:
    return Period(start, end) if start is not None and end is not None else None
