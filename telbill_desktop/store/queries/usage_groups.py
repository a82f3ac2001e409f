"""Sums of usage under the names that screens group by; which lines, kinds and invoices a filter means."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.usage import MICROS, UsageCategory, UsageUnit
from telbill_desktop.domain.usage_view import UsageAnswer, UsageFilter, UsageGroup, UsageGrouping, UsageSpan, UsageSum
from telbill_desktop.store.queries.perimeter_accounts import accounts_within
from telbill_desktop.store.queries.usage_book import UsageBook, account_names, allowances, usage_book
from telbill_desktop.store.queries.usage_cells import Cell, Wanted, cells, month_only
from telbill_desktop.store.tables.parties import billing_account
from telbill_desktop.store.tables.usage import usage_batch, usage_file

_OF_KINDS = {UsageGrouping.MONTH, UsageGrouping.CATEGORY, UsageGrouping.DESTINATION}
_UNITS = {UsageUnit.SECONDS: 0, UsageUnit.BYTES: 1, UsageUnit.PIECES: 2}
_FIGURES = 9  # of a UsageSum
_Key = TypeVar("_Key", bound=Hashable)
_Figures = dict[_Key, list[int]]


def groups(
    connection: Connection, wanted: UsageFilter, by: UsageGrouping, *, with_categories: bool = False
) -> UsageAnswer:
    """The groups of what is meant; with categories, each with what it adds up to in each of them."""
    book = usage_book(connection)
    ids = chosen(connection, wanted, book)
    of_month, of_line = by is UsageGrouping.MONTH, by not in _OF_KINDS
    key_of, units = _keys(by, book), {kind_id: _UNITS[kind.unit] for kind_id, kind in book.kinds.items()}
    whole: _Figures[str] = defaultdict(lambda: [0] * _FIGURES)
    parts: _Figures[tuple[str, UsageCategory]] = defaultdict(lambda: [0] * _FIGURES)
    for cell in cells(connection, wanted.period, ids, by_month=of_month, by_line=of_line):
        key = key_of(cell)
        _count(whole[key], cell, units[cell.kind_id])
        if with_categories:
            _count(parts[key, book.kinds[cell.kind_id].category], cell, units[cell.kind_id])
    by_category: dict[str, dict[UsageCategory, UsageSum]] = defaultdict(dict)
    for (key, category), figures in parts.items():
        if any(figures):
            by_category[key][category] = _sum(figures)
    total, aside = [0] * _FIGURES, [0] * _FIGURES
    for figures in whole.values():
        for at, value in enumerate(figures):
            total[at] += value
    for cell in month_only(connection, wanted.period, ids):
        _count(aside, cell, units[cell.kind_id])
    # What came to nothing at all was taken off again: it is in other days of its month.
    sums = {key: _sum(figures) for key, figures in whole.items() if any(figures)}
    return UsageAnswer(_named(connection, sums, by_category, by, book), _sum(total), _sum(aside))


def chosen(connection: Connection, wanted: UsageFilter, book: UsageBook) -> Wanted:
    """The ids of what a filter means."""
    return Wanted(_lines(connection, wanted, book), _kinds(wanted, book), _batches(connection, wanted))


def span(connection: Connection) -> UsageSpan:
    """Of which days there is usage, and of how many files."""
    days = select(func.min(usage_batch.c.first_day), func.max(usage_batch.c.last_day))
    first, last = connection.execute(days).one()
    files = connection.execute(select(func.count()).select_from(usage_file)).scalar_one()
    return UsageSpan(Period(first, day_after(last)) if first is not None else None, files)


def _lines(connection: Connection, wanted: UsageFilter, book: UsageBook) -> frozenset[int] | None:
    accounts = accounts_within(connection, wanted.perimeter)
    if wanted.account_ids:
        accounts = set(wanted.account_ids) & (accounts if accounts is not None else set(wanted.account_ids))
    if accounts is None and not (wanted.users or wanted.teams or wanted.lines):
        return None
    users, teams = {fold(one) for one in wanted.users}, {fold(one) for one in wanted.teams}
    numbers = set(wanted.lines)
    return frozenset(
        line_id
        for line_id, line in book.lines.items()
        if (accounts is None or line.account_id in accounts)
        and (not users or fold(line.user) in users)
        and (not teams or fold(line.team) in teams)
        and (not numbers or line.number in numbers)
    )


def _kinds(wanted: UsageFilter, book: UsageBook) -> frozenset[int] | None:
    if not wanted.categories and not wanted.destinations:
        return None
    return frozenset(
        kind_id
        for kind_id, kind in book.kinds.items()
        if (not wanted.categories or kind.category in wanted.categories)
        and (not wanted.destinations or kind.destination in wanted.destinations)
    )


def _batches(connection: Connection, wanted: UsageFilter) -> frozenset[int] | None:
    if not wanted.invoice:
        return None
    asked = select(usage_batch.c.id).where(usage_batch.c.number_key == number_key(wanted.invoice))
    if wanted.operator_id is not None:
        asked = asked.join(billing_account, billing_account.c.id == usage_batch.c.account_id).where(
            billing_account.c.operator_id == wanted.operator_id
        )
    return frozenset(connection.execute(asked).scalars())


def _keys(by: UsageGrouping, book: UsageBook) -> Callable[[Cell], str]:
    lines, kinds = book.lines, book.kinds
    keys: dict[UsageGrouping, Callable[[Cell], str]] = {
        UsageGrouping.MONTH: lambda cell: str(cell.month),
        UsageGrouping.USER: lambda cell: lines[cell.line_id].user,
        UsageGrouping.TEAM: lambda cell: lines[cell.line_id].team,
        UsageGrouping.ACCOUNT: lambda cell: str(lines[cell.line_id].account_id),
        UsageGrouping.LINE: lambda cell: lines[cell.line_id].number,
        UsageGrouping.CATEGORY: lambda cell: kinds[cell.kind_id].category.value,
        UsageGrouping.DESTINATION: lambda cell: kinds[cell.kind_id].destination,
    }
    return keys[by]


def _count(figures: list[int], cell: Cell, unit: int) -> None:
    """Adds a cell to figures in the order of `UsageSum`; `unit` is 0 of seconds, 1 of bytes, 2 of messages."""
    figures[0] += cell[3]
    figures[1 + unit] += cell[4]
    figures[4] += cell[5]
    figures[5] += cell[6]
    figures[6 + unit] += cell[7]


def _sum(figures: Sequence[int]) -> UsageSum:
    count, seconds, data, messages, amount, *charged = figures
    return UsageSum(count, seconds, data, messages, Decimal(amount) / MICROS, *charged)


def _named(
    connection: Connection,
    sums: Mapping[str, UsageSum],
    parts: Mapping[str, dict[UsageCategory, UsageSum]],
    by: UsageGrouping,
    book: UsageBook,
) -> list[UsageGroup]:
    names = account_names(connection) if by is UsageGrouping.ACCOUNT else {}
    of_numbers = allowances(connection) if by in {UsageGrouping.USER, UsageGrouping.LINE} else {}
    teams, included = _of_lines(by, book, of_numbers)
    found = [
        UsageGroup(
            key,
            names.get(int(key), key) if by is UsageGrouping.ACCOUNT else key,
            total,
            teams.get(key, ""),
            parts.get(key, {}),
            included.get(key, ()),
        )
        for key, total in sums.items()
    ]
    if by is UsageGrouping.MONTH:
        return sorted(found, key=lambda group: group.key)
    return sorted(found, key=lambda group: (-group.total.amount, -group.total.count, fold(group.name), group.key))


def _of_lines(
    by: UsageGrouping, book: UsageBook, of_numbers: dict[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The teams of users or numbers, and what their plans include."""
    if by not in {UsageGrouping.USER, UsageGrouping.LINE}:
        return {}, {}
    teams: dict[str, str] = {}
    included: dict[str, dict[str, None]] = defaultdict(dict)
    for line in book.lines.values():
        key = line.user if by is UsageGrouping.USER else line.number
        teams[key] = teams.get(key) or line.team
        included[key].update(dict.fromkeys(of_numbers.get(line.number, ())))
    return teams, {key: tuple(texts) for key, texts in included.items()}
