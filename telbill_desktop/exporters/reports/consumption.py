"""The report of usage: by month with its chart, user, team, category, destination, account and number; its calls."""

from collections.abc import Iterator, Sequence

from telbill_desktop.domain.consumption_report import ConsumptionReport
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.domain.usage import UsageCategory, first_of
from telbill_desktop.domain.usage_view import UsageGroup, UsageGrouping, UsageSum, costly
from telbill_desktop.exporters.reports.calls import REPORTED, call_columns, call_totals, call_values, totals_alone_note
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.exporters.reports.usage_tables import category_columns, category_costs, category_totals
from telbill_desktop.exporters.usage_words import aside_words, group_name, grouping_name
from telbill_desktop.system.i18n import tr

_COUNT = ColumnKind.COUNT
_WITH_PARTS = (UsageGrouping.MONTH, UsageGrouping.USER, UsageGrouping.TEAM)
_ORDER = (
    *(UsageGrouping.MONTH, UsageGrouping.CATEGORY, UsageGrouping.DESTINATION, UsageGrouping.ACCOUNT),
    *(UsageGrouping.TEAM, UsageGrouping.LINE, UsageGrouping.USER),  # the last one is what a CSV holds
)


def consumption_report(values: ConsumptionReport) -> Report:
    """The groupings as tables; amounts are before tax."""
    present = costly([group for by in _WITH_PARTS for group in values.answers[by].groups])
    tables = [_table(values, by, present) for by in _ORDER]
    if values.level is ReportLevel.CALLS:
        tables.append(_calls(values))
    facts = scope_facts(values.scope, days=tr("Usage"))
    title = tr("Usage of each month by category, excl. VAT")
    chart = Chart(title, 0, 0, tuple(range(1, 1 + len(present)))) if present else None
    return Report(report_name(ReportKind.CONSUMPTION), facts, tables, chart)


def _table(values: ConsumptionReport, by: UsageGrouping, present: Sequence[UsageCategory]) -> Table:
    answer = values.answers[by]
    has_parts = by in _WITH_PARTS
    has_team = by in {UsageGrouping.USER, UsageGrouping.LINE}
    is_month = by is UsageGrouping.MONTH
    columns = [
        Column(grouping_name(by), ColumnKind.MONTH if is_month else ColumnKind.TEXT, width=0 if is_month else 26),
        *([Column(tr("Team"), width=18)] if has_team else []),
        *(category_columns(present) if has_parts else []),
        *_sum_columns(),
        *([Column(tr("Included in the plan"), width=24)] if has_team else []),
    ]

    def row(group: UsageGroup) -> list[Value]:
        name: Value = first_of(int(group.key)) if is_month else group_name(by, group)
        return [
            name,
            *([group.team] if has_team else []),
            *(category_costs(group, present) if has_parts else []),
            *_sums(group.total),
            *([", ".join(group.allowances)] if has_team else []),
        ]

    totals: list[Value] = [
        tr("Total"),
        *([None] if has_team else []),
        *(category_totals(answer.groups, present) if has_parts else []),
        *_sums(answer.total),
        *([None] if has_team else []),
    ]
    rows = given([row(group) for group in answer.groups])
    notes = [told] if is_month and (told := aside_words(answer.month_only)) else []
    return Table(_name(by), columns, rows, totals, notes)


def _calls(values: ConsumptionReport) -> Table:
    columns = [Column(tr("Billing account"), width=24), Column(tr("Invoice number"), width=18), *call_columns()]

    def rows() -> Iterator[list[Value]]:
        for call in values.calls():
            yield [call.account, call.invoice, *call_values(call)]

    whole = values.answers[UsageGrouping.MONTH].total
    totals = None  # of calls of which some are not listed nobody knows what the others add up to
    if values.listed == whole.count:
        totals = [tr("Total"), None, *call_totals(whole, REPORTED, is_named=False)]
    return Table(tr("Calls"), columns, rows, totals, [totals_alone_note()], values.listed)


def _sum_columns() -> list[Column]:
    return [
        Column(tr("Uses"), _COUNT),
        Column(tr("Duration"), ColumnKind.SECONDS),
        Column(tr("Volume"), ColumnKind.BYTES),
        Column(tr("Messages"), _COUNT),
        Column(tr("Cost of usage excl. VAT"), ColumnKind.USAGE),
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
