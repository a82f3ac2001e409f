"""Sums of usage under the names that screens group by; which lines, kinds and invoices a filter means."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.usage import MICROS, UsageCategory, UsageUnit
from telbill_desktop.domain.usage_view import UsageAnswer, UsageFilter, UsageGroup, UsageGrouping, UsageSpan, UsageSum
from telbill_desktop.store.queries.perimeter_accounts import accounts_within
from telbill_desktop.store.queries.usage_book import BookUser, UsageBook, account_names, allowances, usage_book
from telbill_desktop.store.queries.usage_cells import By, Cell, Source, Wanted, cells, month_only, parts_of
from telbill_desktop.store.queries.usage_of_invoices import batches_numbered
from telbill_desktop.store.tables.usage import usage_batch, usage_file

_OF_USERS = {UsageGrouping.USER, UsageGrouping.TEAM, UsageGrouping.LINE}
_UNITS = {UsageUnit.SECONDS: 0, UsageUnit.BYTES: 1, UsageUnit.PIECES: 2}
_FIGURES = 9  # of a UsageSum
_Key = TypeVar("_Key", bound=Hashable)
_Figures = dict[_Key, list[int]]


def groups(
    connection: Connection, wanted: UsageFilter, by: UsageGrouping, *, with_categories: bool = False
) -> UsageAnswer:
    """The groups of what is meant; with categories, each with what it adds up to in each of them."""
    source = _source(wanted, by)
    is_cut = wanted.period is not None and bool(parts_of(wanted.period))
    included = allowances(connection, wanted.period) if by in {UsageGrouping.USER, UsageGrouping.LINE} else {}
    needs_lines = source is Source.RECORDS or is_cut
    book = usage_book(connection, with_lines=needs_lines)
    ids = chosen(connection, wanted, book)
    key_of, units = _keys(by, book), {kind_id: _UNITS[kind.unit] for kind_id, kind in book.kinds.items()}
    whole: _Figures[str] = defaultdict(lambda: [0] * _FIGURES)
    parts: _Figures[tuple[str, UsageCategory]] = defaultdict(lambda: [0] * _FIGURES)
    told_apart = By(month=by is UsageGrouping.MONTH, place=by is UsageGrouping.ACCOUNT)
    for cell in cells(connection, wanted.period, ids, source, told_apart):
        key, unit = key_of(cell), units[cell[4]]
        _count(whole[key], cell, unit)
        if with_categories:
            _count(parts[key, book.kinds[cell[4]].category], cell, unit)
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
    return UsageAnswer(_named(connection, sums, by_category, by, book, included), _sum(total), _sum(aside))


def chosen(connection: Connection, wanted: UsageFilter, book: UsageBook) -> Wanted:
    """The ids of what a filter means. Lines are told where the book has them."""
    places, users = _places(connection, wanted, book), _users(wanted, book)
    lines = None
    if places is not None or users is not None:
        lines = frozenset(
            line_id
            for line_id, line in book.lines.items()
            if (places is None or line.place_id in places) and (users is None or line.user_id in users)
        )
    return Wanted(users, places, lines, _kinds(wanted, book), _batches(connection, wanted))


def span(connection: Connection) -> UsageSpan:
    """Of which days there is usage, and of how many files."""
    days = select(func.min(usage_batch.c.first_day), func.max(usage_batch.c.last_day))
    first, last = connection.execute(days).one()
    files = connection.execute(select(func.count()).select_from(usage_file)).scalar_one()
    return UsageSpan(Period(first, day_after(last)) if first is not None else None, files)


def _source(wanted: UsageFilter, by: UsageGrouping) -> Source:
    """The least that knows everything that is asked."""
    of_users = by in _OF_USERS or bool(wanted.users or wanted.teams or wanted.lines)
    of_kinds = by is UsageGrouping.DESTINATION or bool(wanted.destinations)
    if wanted.invoice or (of_users and of_kinds):
        return Source.RECORDS
    return Source.BY_USER if of_users else Source.BY_MONTH


def _places(connection: Connection, wanted: UsageFilter, book: UsageBook) -> frozenset[int] | None:
    accounts = accounts_within(connection, wanted.perimeter)
    if wanted.account_ids:
        accounts = set(wanted.account_ids) & (accounts if accounts is not None else set(wanted.account_ids))
    if accounts is None:
        return None
    return frozenset(place_id for place_id, account_id in book.accounts.items() if account_id in accounts)


def _users(wanted: UsageFilter, book: UsageBook) -> frozenset[int] | None:
    if not (wanted.users or wanted.teams or wanted.lines):
        return None
    names, teams = {fold(one) for one in wanted.users}, {fold(one) for one in wanted.teams}
    return frozenset(
        user_id
        for user_id, user in book.users.items()
        if (not names or fold(user.name) in names)
        and (not teams or fold(user.team) in teams)
        and (not wanted.lines or user.number in wanted.lines)
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


def is_charged(connection: Connection, wanted: UsageFilter) -> bool:
    """Whether the invoice that is meant charges any usage."""
    return bool(_batches(connection, wanted))


def _batches(connection: Connection, wanted: UsageFilter) -> frozenset[int] | None:
    return batches_numbered(connection, wanted) if wanted.invoice else None


def _keys(by: UsageGrouping, book: UsageBook) -> Callable[[Cell], str]:
    """What tells the group of a cell: of its line where the source knows it, else of its user and place."""
    lines, users, kinds, accounts = book.lines, book.users, book.kinds, book.accounts

    def user(cell: Cell) -> BookUser:
        return users[lines[cell[3]].user_id if cell[3] else cell[1]]

    keys: dict[UsageGrouping, Callable[[Cell], str]] = {
        UsageGrouping.MONTH: lambda cell: str(cell[0]),
        UsageGrouping.USER: lambda cell: user(cell).name,
        UsageGrouping.TEAM: lambda cell: user(cell).team,
        UsageGrouping.ACCOUNT: lambda cell: str(accounts[lines[cell[3]].place_id if cell[3] else cell[2]]),
        UsageGrouping.LINE: lambda cell: user(cell).number,
        UsageGrouping.CATEGORY: lambda cell: kinds[cell[4]].category.value,
        UsageGrouping.DESTINATION: lambda cell: kinds[cell[4]].destination,
    }
    return keys[by]


def _count(figures: list[int], cell: Cell, unit: int) -> None:
    """Adds a cell to figures in the order of `UsageSum`; `unit` is 0 of seconds, 1 of bytes, 2 of messages."""
    figures[0] += cell[5]
    figures[1 + unit] += cell[6]
    figures[4] += cell[7]
    figures[5] += cell[8]
    figures[6 + unit] += cell[9]


def _sum(figures: Sequence[int]) -> UsageSum:
    count, seconds, data, messages, amount, *charged = figures
    return UsageSum(count, seconds, data, messages, Decimal(amount) / MICROS, *charged)


def _named(
    connection: Connection,
    sums: Mapping[str, UsageSum],
    parts: Mapping[str, dict[UsageCategory, UsageSum]],
    by: UsageGrouping,
    book: UsageBook,
    of_numbers: Mapping[str, tuple[str, ...]],
) -> list[UsageGroup]:
    names = account_names(connection) if by is UsageGrouping.ACCOUNT else {}
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
    return _dearest_first(found)


def _dearest_first(found: Sequence[UsageGroup]) -> list[UsageGroup]:
    """By what they cost, then how much was used; names, which take longer to compare, only between equals."""
    figures = Counter((group.total.amount, group.total.count) for group in found)

    def order(group: UsageGroup) -> tuple[Decimal, int, str, str]:
        amount, count = group.total.amount, group.total.count
        return -amount, -count, fold(group.name) if figures[amount, count] > 1 else "", group.key

    return sorted(found, key=order)


def _of_lines(
    by: UsageGrouping, book: UsageBook, of_numbers: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The teams of users or numbers, and what their plans include."""
    if by not in {UsageGrouping.USER, UsageGrouping.LINE}:
        return {}, {}
    teams: dict[str, str] = {}
    included: dict[str, dict[str, None]] = defaultdict(dict)
    for user in book.users.values():
        key = user.name if by is UsageGrouping.USER else user.number
        teams[key] = teams.get(key) or user.team
        if texts := of_numbers.get(user.number):
            included[key].update(dict.fromkeys(texts))
    return teams, {key: tuple(texts) for key, texts in included.items()}
