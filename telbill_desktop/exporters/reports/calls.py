"""Calls, messages and sessions as rows of tables: how much one was takes three columns, each in a unit of its own."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from telbill_desktop.domain.report import Column, ColumnKind, Value
from telbill_desktop.domain.usage_view import UsageCall, UsageSum
from telbill_desktop.exporters.usage_columns import CALL_KINDS, CALL_VALUES, CallColumn, call_titles
from telbill_desktop.system.i18n import tr

# What reports tell of every call; the account and the invoice stand before them, with more of either.
REPORTED = tuple(one for one in CallColumn if one not in {CallColumn.ACCOUNT, CallColumn.INVOICE})
_WIDTHS: Mapping[CallColumn, int] = MappingProxyType(
    {
        CallColumn.USER: 22,
        CallColumn.TEAM: 16,
        CallColumn.NUMBER: 16,
        CallColumn.CALLED: 18,
        CallColumn.CATEGORY: 20,
        CallColumn.LABEL: 32,
        CallColumn.DESTINATION: 16,
        CallColumn.ACCOUNT: 24,
        CallColumn.INVOICE: 18,
    }
)


def call_columns(shown: Sequence[CallColumn] = REPORTED) -> list[Column]:
    """The columns under the titles that lists of calls have."""
    titles = call_titles()
    columns: list[Column] = []
    for one in shown:
        if one is CallColumn.QUANTITY:
            columns += [
                Column(tr("Duration"), ColumnKind.SECONDS),
                Column(tr("Volume"), ColumnKind.BYTES),
                Column(tr("Messages"), ColumnKind.COUNT),
            ]
        else:
            columns.append(Column(titles[one], CALL_KINDS.get(one, ColumnKind.TEXT), _WIDTHS.get(one, 0)))
    return columns


def call_values(call: UsageCall, shown: Sequence[CallColumn] = REPORTED) -> list[Value]:
    """One of them."""
    values: list[Value] = []
    for one in shown:
        values += _quantities(call) if one is CallColumn.QUANTITY else [CALL_VALUES[one](call)]
    return values


def call_totals(total: UsageSum, shown: Sequence[CallColumn], *, is_named: bool = True) -> list[Value]:
    """What they add up to; `is_named`: the first column says so."""
    values: list[Value] = []
    for one in shown:
        if one is CallColumn.QUANTITY:
            values += _quantities(total)
        else:
            values.append(total.amount if one is CallColumn.AMOUNT else None)
    if is_named and values[0] is None:
        values[0] = tr("Total")
    return values


def totals_alone_note() -> str:
    """What one must know to read them."""
    return tr(
        "The last digits of called numbers are not kept; of calls of which totals alone are kept, none is listed."
    )


def _quantities(used: UsageCall | UsageSum) -> list[Value]:
    return [used.seconds or None, used.bytes or None, used.messages or None]
