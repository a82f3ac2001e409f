"""The columns of usage and of calls, on screen and in exports: titles in the user's language, values with types."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.called_number import called_shown
from telbill_desktop.domain.report import Column, ColumnKind, Value
from telbill_desktop.domain.usage_comparison import UsageRow, change
from telbill_desktop.domain.usage_view import UsageCall, UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.usage_words import (
    allowance_words,
    destination_name,
    grouping_name,
    number_shown,
    shown_group_name,
    usage_category_name,
)
from telbill_desktop.system.i18n import tr


class UsageColumn(StrEnum):
    """Columns of groups, in order."""

    NAME = "name"
    TEAM = "team"
    COUNT = "count"
    SECONDS = "seconds"
    BYTES = "bytes"
    MESSAGES = "messages"
    AMOUNT = "amount"
    BEFORE = "before"
    DIFFERENCE = "difference"
    CHANGE = "change"
    OUT = "out"
    ALLOWANCE = "allowance"


class CallColumn(StrEnum):
    """Columns of calls, in order."""

    START = "start"
    USER = "user"
    TEAM = "team"
    NUMBER = "number"
    CALLED = "called"
    CATEGORY = "category"
    LABEL = "label"
    DESTINATION = "destination"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    ACCOUNT = "account"
    INVOICE = "invoice"


COMPARED = (UsageColumn.BEFORE, UsageColumn.DIFFERENCE, UsageColumn.CHANGE)  # shown while something is compared
_OF_PLANS = frozenset({UsageGrouping.USER, UsageGrouping.LINE})


def usage_titles(by: UsageGrouping) -> dict[UsageColumn, str]:
    """The titles over groups of that kind."""
    return {
        UsageColumn.NAME: grouping_name(by),
        UsageColumn.TEAM: tr("Team"),
        UsageColumn.COUNT: tr("Uses"),
        UsageColumn.SECONDS: tr("Duration"),
        UsageColumn.BYTES: tr("Data"),
        UsageColumn.MESSAGES: tr("Messages"),
        UsageColumn.AMOUNT: tr("Cost of usage excl. VAT"),
        UsageColumn.BEFORE: tr("Compared cost"),
        UsageColumn.DIFFERENCE: tr("Difference"),
        UsageColumn.CHANGE: tr("Change"),
        UsageColumn.OUT: tr("Out of bundle"),
        UsageColumn.ALLOWANCE: tr("Included in the plan"),
    }


def call_titles() -> dict[CallColumn, str]:
    """The titles over calls."""
    return {
        CallColumn.START: tr("Start"),
        CallColumn.USER: tr("User"),
        CallColumn.TEAM: tr("Team"),
        CallColumn.NUMBER: tr("Number"),
        CallColumn.CALLED: tr("Number called"),
        CallColumn.CATEGORY: tr("Category"),
        CallColumn.LABEL: tr("Label of the operator"),
        CallColumn.DESTINATION: tr("Destination"),
        CallColumn.QUANTITY: tr("Duration, volume"),
        CallColumn.AMOUNT: tr("Cost of usage excl. VAT"),
        CallColumn.ACCOUNT: tr("Account"),
        CallColumn.INVOICE: tr("Invoice"),
    }


def useful_columns(by: UsageGrouping, *, compared: bool) -> list[UsageColumn]:
    """The columns that say something of groups of that kind."""
    idle = set() if by in _OF_PLANS else {UsageColumn.TEAM, UsageColumn.ALLOWANCE}
    return [one for one in UsageColumn if one not in idle and (compared or one not in COMPARED)]


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of a report: what it is, its value of a row, and of what all rows add up to (None: nothing)."""

    column: Column
    of_row: Callable[[UsageRow], Value]
    of_total: Callable[[UsageSum, UsageSum | None], Value] | None = None


def usage_cells(by: UsageGrouping, columns: Sequence[UsageColumn]) -> list[Cells]:
    """The columns of a report; what is out of the bundle takes three, each in a unit of its own."""
    titles = usage_titles(by)
    return [cells for column in columns for cells in _cells(by, column, titles[column])]


def _cells(by: UsageGrouping, column: UsageColumn, title: str) -> list[Cells]:
    if column is UsageColumn.NAME:
        return [Cells(Column(title), lambda row: shown_group_name(by, row.group))]
    if column is UsageColumn.TEAM:
        return [Cells(Column(title), lambda row: visible(row.group.team))]
    if column is UsageColumn.ALLOWANCE:
        return [Cells(Column(title), lambda row: allowance_words(row.group))]
    if column in COMPARED:
        return [_compared(column, title)]
    fields = _FIELDS[column]
    names = _out_names() if column is UsageColumn.OUT else [title]
    return [_summed(Column(name, kind), field) for name, (field, kind) in zip(names, fields, strict=True)]


def _summed(column: Column, field: str) -> Cells:
    return Cells(column, lambda row: getattr(row.group.total, field), lambda now, _before: getattr(now, field))


def _compared(column: UsageColumn, title: str) -> Cells:
    if column is UsageColumn.BEFORE:
        return Cells(
            Column(title, ColumnKind.USAGE),
            lambda row: row.before.amount if row.before else None,
            lambda _now, before: before.amount if before else None,
        )
    if column is UsageColumn.DIFFERENCE:
        return Cells(
            Column(title, ColumnKind.USAGE),
            lambda row: row.difference,
            lambda now, before: now.amount - before.amount if before else None,
        )
    return Cells(
        Column(title, ColumnKind.SHARE),
        lambda row: row.change,
        lambda now, before: change(now.amount, before.amount) if before else None,
    )


def _out_names() -> list[str]:
    return [tr("Out of bundle: duration"), tr("Out of bundle: data"), tr("Out of bundle: messages")]


_FIELDS: Mapping[UsageColumn, tuple[tuple[str, ColumnKind], ...]] = MappingProxyType(
    {
        UsageColumn.COUNT: (("count", ColumnKind.COUNT),),
        UsageColumn.SECONDS: (("seconds", ColumnKind.SECONDS),),
        UsageColumn.BYTES: (("bytes", ColumnKind.BYTES),),
        UsageColumn.MESSAGES: (("messages", ColumnKind.COUNT),),
        UsageColumn.AMOUNT: (("amount", ColumnKind.USAGE),),
        UsageColumn.OUT: (
            ("charged_seconds", ColumnKind.SECONDS),
            ("charged_bytes", ColumnKind.BYTES),
            ("charged_messages", ColumnKind.COUNT),
        ),
    }
)


def sort_value(column: UsageColumn, row: UsageRow) -> tuple[object, ...]:
    """What groups are sorted by; the name is not among it."""
    group: UsageGroup = row.group
    return _SORTED[column](group, row)


_SORTED: Mapping[UsageColumn, Callable[[UsageGroup, UsageRow], tuple[object, ...]]] = MappingProxyType(
    {
        UsageColumn.COUNT: lambda group, _row: (group.total.count,),
        UsageColumn.SECONDS: lambda group, _row: (group.total.seconds,),
        UsageColumn.BYTES: lambda group, _row: (group.total.bytes,),
        UsageColumn.MESSAGES: lambda group, _row: (group.total.messages,),
        UsageColumn.AMOUNT: lambda group, _row: (group.total.amount, group.total.count),
        UsageColumn.BEFORE: lambda _group, row: (row.before.amount if row.before else 0,),
        UsageColumn.DIFFERENCE: lambda _group, row: (row.difference or 0,),
        UsageColumn.CHANGE: lambda _group, row: (row.change is not None, row.change or 0),
        UsageColumn.OUT: lambda group, _row: (
            group.total.charged_seconds,
            group.total.charged_bytes,
            group.total.charged_messages,
        ),
        UsageColumn.ALLOWANCE: lambda group, _row: (bool(group.allowances), *group.allowances),
    }
)

_PLUS = re.compile(r"^\+")  # a spreadsheet would take it for a formula
# A call's duration, volume and messages stand in one column on screen, and in three where a spreadsheet adds them up.
CALL_VALUES: Mapping[CallColumn, Callable[[UsageCall], Value]] = MappingProxyType(
    {
        CallColumn.START: lambda call: call.started,
        CallColumn.USER: lambda call: visible(call.user) or tr("Not assigned"),
        CallColumn.TEAM: lambda call: visible(call.team),
        CallColumn.NUMBER: lambda call: number_shown(call.number),
        CallColumn.CALLED: lambda call: _PLUS.sub("00", called_shown(call.called)),
        CallColumn.CATEGORY: lambda call: usage_category_name(call.category),
        CallColumn.LABEL: lambda call: visible(call.label),
        CallColumn.DESTINATION: lambda call: visible(destination_name(call.destination)) if call.destination else "",
        CallColumn.AMOUNT: lambda call: call.amount,
        CallColumn.ACCOUNT: lambda call: visible(call.account),
        CallColumn.INVOICE: lambda call: visible(call.invoice),
    }
)
CALL_KINDS: Mapping[CallColumn, ColumnKind] = MappingProxyType(
    {CallColumn.START: ColumnKind.MOMENT, CallColumn.AMOUNT: ColumnKind.USAGE}
)
