"""Usage as its page shows it, as tables: groups with what they add up to, the months by category, or call by call."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.report import Chart, Column, ColumnKind, Table, Value, given
from telbill_desktop.domain.usage import UsageCategory, first_of
from telbill_desktop.domain.usage_comparison import UsageRow
from telbill_desktop.domain.usage_view import UsageAnswer, UsageCall, UsageGroup, UsageGrouping, UsageSum, costly
from telbill_desktop.exporters.reports.calls import call_columns, call_totals, call_values
from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn, usage_cells
from telbill_desktop.exporters.usage_words import grouped_title, grouping_name, shown_group_name, usage_category_name
from telbill_desktop.system.i18n import tr

_CALLS_AT_ONCE = 2000


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

    def rows() -> Iterator[list[Value]]:
        for at in range(0, len(keys), _CALLS_AT_ONCE):
            for call in read(keys[at : at + _CALLS_AT_ONCE]):
                yield call_values(call, columns)

    totals = None if total is None else call_totals(total, columns)
    return Table(tr("Calls, messages and sessions"), call_columns(columns), rows, totals, notes, size=len(keys))


def category_columns(categories: Sequence[UsageCategory]) -> list[Column]:
    """A column of costs for each category."""
    return [Column(usage_category_name(one), ColumnKind.USAGE) for one in categories]


def category_costs(group: UsageGroup, categories: Sequence[UsageCategory]) -> list[Value]:
    """What a group costs in each; nothing where it costs nothing."""
    return [group.cost_of(one) or None for one in categories]


def category_totals(groups: Sequence[UsageGroup], categories: Sequence[UsageCategory]) -> list[Value]:
    """What the groups cost together in each."""
    return [sum((group.cost_of(one) for group in groups), Decimal(0)) for one in categories]


def _by_category(name: str, by: UsageGrouping, groups: Sequence[UsageGroup]) -> Table:
    used = costly(groups)
    is_month = by is UsageGrouping.MONTH
    columns = [
        Column(grouping_name(by), ColumnKind.MONTH if is_month else ColumnKind.TEXT),
        *category_columns(used),
        Column(tr("Cost of usage excl. VAT"), ColumnKind.USAGE),
    ]
    rows: list[list[Value]] = [
        [
            first_of(int(group.key)) if is_month else shown_group_name(by, group),
            *category_costs(group, used),
            group.total.amount,
        ]
        for group in groups
    ]
    total = sum((group.total.amount for group in groups), Decimal(0))
    return Table(name, columns, given(rows), [tr("Total"), *category_totals(groups, used), total], size=len(rows))
