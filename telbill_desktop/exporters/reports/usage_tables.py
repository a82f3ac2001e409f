"""Usage as its page shows it, as tables: groups with what they add up to, the months by category, or call by call."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.report import Chart, Column, ColumnKind, Table, Value, given
from telbill_desktop.domain.usage import UsageCategory, first_of
from telbill_desktop.domain.usage_comparison import UsageRow
from telbill_desktop.domain.usage_view import UsageAnswer, UsageCall, UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.usage_columns import (
    CALL_KINDS,
    CALL_VALUES,
    CallColumn,
    UsageColumn,
    call_titles,
    usage_cells,
)
from telbill_desktop.exporters.usage_words import grouped_title, grouping_name, shown_group_name, usage_category_name
from telbill_desktop.system.i18n import tr

_CALLS_AT_ONCE = 2000
_EUROS = ColumnKind.USAGE  # a call may cost a fraction of a cent


def groups_table(
    by: UsageGrouping,
    rows: Sequence[UsageRow],
    columns: Sequence[UsageColumn],
    sums: tuple[UsageSum, UsageSum | None],
    notes: Sequence[str] = (),
) -> Table:
    """The groups in these columns; `sums` are what they add up to, and what they did in the period beside it."""
    cells = usage_cells(by, columns)

    def values() -> Iterator[list[Value]]:
        for row in rows:
            yield [one.of_row(row) for one in cells]

    totals: list[Value] = [one.of_total(*sums) if one.of_total else None for one in cells]
    if cells[0].of_total is None:
        totals[0] = tr("Total")
    return Table(grouped_title(by), [one.column for one in cells], values, totals, notes, size=len(rows))


def months_table(answer: UsageAnswer) -> Table:
    """What each month cost, by category; categories that cost nothing are left out."""
    return _by_category(tr("Cost by month and category"), UsageGrouping.MONTH, answer.groups)


def users_table(answer: UsageAnswer) -> Table:
    """What each user cost, by category, as an invoice's usage is told."""
    return _by_category(tr("Cost by user and category"), UsageGrouping.USER, answer.groups)


def months_chart(at: int, months: Table) -> Chart:
    """The months drawn, of the table that stands at `at`."""
    return Chart(months.name, at, 0, tuple(range(1, len(months.columns) - 1)))


def calls_table(
    keys: Sequence[int],
    read: Callable[[Sequence[int]], Iterable[UsageCall]],
    columns: Sequence[CallColumn],
    total: UsageSum | None = None,
    notes: Sequence[str] = (),
) -> Table:
    """The calls of these keys, read some at a time; duration, volume and messages take a column each.

    `total` is what they add up to, None where nobody knows: some of them are not listed.
    """
    titles = call_titles()
    shown: list[Column] = []
    for column in columns:
        if column is CallColumn.QUANTITY:
            shown += [
                Column(tr("Duration"), ColumnKind.SECONDS),
                Column(tr("Volume"), ColumnKind.BYTES),
                Column(tr("Messages"), ColumnKind.COUNT),
            ]
        else:
            shown.append(Column(titles[column], CALL_KINDS.get(column, ColumnKind.TEXT)))

    def rows() -> Iterator[list[Value]]:
        for at in range(0, len(keys), _CALLS_AT_ONCE):
            for call in read(keys[at : at + _CALLS_AT_ONCE]):
                yield call_values(call, columns)

    totals = None if total is None else _call_totals(columns, total)
    return Table(tr("Calls, messages and sessions"), shown, rows, totals, notes, size=len(keys))


def _call_totals(columns: Sequence[CallColumn], total: UsageSum) -> list[Value]:
    values: list[Value] = []
    for column in columns:
        if column is CallColumn.QUANTITY:
            values += [total.seconds or None, total.bytes or None, total.messages or None]
        else:
            values.append(total.amount if column is CallColumn.AMOUNT else None)
    if values[0] is None:
        values[0] = tr("Total")
    return values


def call_values(call: UsageCall, columns: Sequence[CallColumn]) -> list[Value]:
    """A call in these columns, three of them for how much it was."""
    values: list[Value] = []
    for column in columns:
        if column is CallColumn.QUANTITY:
            values += [call.seconds or None, call.bytes or None, call.messages or None]
        else:
            values.append(CALL_VALUES[column](call))
    return values


def _by_category(name: str, by: UsageGrouping, groups: Sequence[UsageGroup]) -> Table:
    used = [one for one in UsageCategory if any(_cost(group, one) for group in groups)]
    is_month = by is UsageGrouping.MONTH
    columns = [
        Column(grouping_name(by), ColumnKind.MONTH if is_month else ColumnKind.TEXT),
        *(Column(usage_category_name(one), _EUROS) for one in used),
        Column(tr("Cost of usage excl. VAT"), _EUROS),
    ]
    rows: list[list[Value]] = [
        [
            first_of(int(group.key)) if is_month else shown_group_name(by, group),
            *(_cost(group, one) or None for one in used),
            group.total.amount,
        ]
        for group in groups
    ]
    sums = [
        sum(amounts, Decimal(0))
        for amounts in zip(*([_cost(group, one) for one in used] for group in groups), strict=True)
    ]
    total = sum((group.total.amount for group in groups), Decimal(0))
    return Table(name, columns, given(rows), [tr("Total"), *sums, total], size=len(rows))


def _cost(group: UsageGroup, category: UsageCategory) -> Decimal:
    return group.by_category.get(category, UsageSum()).amount
