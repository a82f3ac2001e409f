"""The report of usage: by month with its chart, user, team, category, destination, account and number; its calls."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.consumption_report import ConsumptionReport
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.domain.usage import UsageCategory, first_of
from telbill_desktop.domain.usage_view import UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.reports.calls import call_columns, call_values
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.exporters.usage_words import CATEGORY_NAMES, GROUPING_NAMES, group_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_COUNT, _USAGE = ColumnKind.COUNT, ColumnKind.USAGE
_WITH_PARTS = (UsageGrouping.MONTH, UsageGrouping.USER, UsageGrouping.TEAM)
_ORDER = (
    *(UsageGrouping.MONTH, UsageGrouping.CATEGORY, UsageGrouping.DESTINATION, UsageGrouping.ACCOUNT),
    *(UsageGrouping.TEAM, UsageGrouping.LINE, UsageGrouping.USER),  # the last one is what a CSV holds
)


def consumption_report(values: ConsumptionReport) -> Report:
    """The groupings as tables; amounts are before tax."""
    present = _present(values)
    tables = [_table(values, by, present) for by in _ORDER]
    if values.level is ReportLevel.CALLS:
        tables.append(_calls(values))
    facts = scope_facts(values.scope, days=tr("Usage"))
    first = 1
    series = tuple(range(first, first + len(present)))
    months = values.answers[UsageGrouping.MONTH].groups
    title = tr("Usage of each month by category, excl. VAT")
    chart = Chart(title, 0, 0, series) if months and present else None
    return Report(report_name(ReportKind.CONSUMPTION), facts, tables, chart)


def _present(values: ConsumptionReport) -> list[UsageCategory]:
    """The categories that cost somebody something, in their order: of a month it may come to nothing with credits."""
    costly = {
        category
        for by in _WITH_PARTS
        for group in values.answers[by].groups
        for category, total in group.by_category.items()
        if total.amount
    }
    return [category for category in UsageCategory if category in costly]


def _table(values: ConsumptionReport, by: UsageGrouping, present: Sequence[UsageCategory]) -> Table:
    answer = values.answers[by]
    has_parts = by in _WITH_PARTS
    has_team = by in {UsageGrouping.USER, UsageGrouping.LINE}
    is_month = by is UsageGrouping.MONTH
    columns = [
        Column(tr(GROUPING_NAMES[by]), ColumnKind.MONTH if is_month else ColumnKind.TEXT, width=0 if is_month else 26),
        *([Column(tr("Team"), width=18)] if has_team else []),
        *([Column(tr(CATEGORY_NAMES[one]), _USAGE) for one in present] if has_parts else []),
        *_sum_columns(),
        *([Column(tr("Included in the plan"), width=24)] if has_team else []),
    ]

    def row(group: UsageGroup) -> list[Value]:
        name: Value = first_of(int(group.key)) if is_month else group_name(by, group)
        parts = [group.by_category[one].amount if one in group.by_category else None for one in present]
        return [
            name,
            *([group.team] if has_team else []),
            *(parts if has_parts else []),
            *_sums(group.total),
            *([", ".join(group.allowances)] if has_team else []),
        ]

    totals: list[Value] = [
        tr("Total"),
        *([None] if has_team else []),
        *([_sum_of(answer.groups, one) for one in present] if has_parts else []),
        *_sums(answer.total),
        *([None] if has_team else []),
    ]
    rows = given([row(group) for group in answer.groups])
    return Table(_name(by), columns, rows, totals, _notes(values) if is_month else ())


def _sum_of(groups: Sequence[UsageGroup], category: UsageCategory) -> Decimal:
    return sum((group.by_category[category].amount for group in groups if category in group.by_category), Decimal(0))


def _calls(values: ConsumptionReport) -> Table:
    columns = [Column(tr("Billing account"), width=24), Column(tr("Invoice number"), width=18), *call_columns()]

    def rows() -> Iterator[list[Value]]:
        for call in values.calls():
            yield [call.account, call.invoice, *call_values(call)]

    note = tr(
        "The last digits of called numbers are not kept; of calls of which totals alone are kept, none is listed."
    )
    size = values.answers[UsageGrouping.MONTH].total.count
    return Table(tr("Calls"), columns, rows, None, [note], size)


def _sum_columns() -> list[Column]:
    return [
        Column(tr("Uses"), _COUNT),
        Column(tr("Duration"), ColumnKind.SECONDS),
        Column(tr("Volume"), ColumnKind.BYTES),
        Column(tr("Messages"), _COUNT),
        Column(tr("Amount excl. VAT"), _USAGE),
        Column(tr("Out of bundle"), _COUNT),
    ]


def _sums(total: UsageSum) -> list[Value]:
    return [
        *(total.count, total.seconds or None, total.bytes or None, total.messages or None),
        *(total.amount, total.charged_count or None),
    ]


def _name(by: UsageGrouping) -> str:
    return {
        UsageGrouping.MONTH: tr("By month"),
        UsageGrouping.USER: tr("By user"),
        UsageGrouping.TEAM: tr("By team"),
        UsageGrouping.ACCOUNT: tr("By account"),
        UsageGrouping.CATEGORY: tr("By category of usage"),
        UsageGrouping.LINE: tr("By number"),
        UsageGrouping.DESTINATION: tr("By destination"),
    }[by]


def _notes(values: ConsumptionReport) -> list[str]:
    aside = values.answers[UsageGrouping.MONTH].month_only
    if not aside.count:
        return []
    words = ntr(
        "{count} use ({amount}) is in no sum: the days cut its month, of which the total alone is kept.",
        "{count} uses ({amount}) are in no sum: the days cut their months, of which totals alone are kept.",
        aside.count,
    )
    return [words.format(count=formats.count(aside.count), amount=formats.money(aside.amount, "EUR"))]
