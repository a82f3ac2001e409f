"""The columns of calls, messages and sessions one by one."""

from telbill_desktop.domain.report import Column, ColumnKind, Value
from telbill_desktop.domain.usage_view import UsageCall
from telbill_desktop.exporters.cell_text import phone_text
from telbill_desktop.exporters.usage_columns import CALL_VALUES, CallColumn
from telbill_desktop.exporters.usage_words import CATEGORY_NAMES, destination_name
from telbill_desktop.system.i18n import tr


def call_columns() -> list[Column]:
    """Their titles."""
    return [
        Column(tr("Beginning"), ColumnKind.MOMENT),
        Column(tr("User"), width=22),
        Column(tr("Team"), width=16),
        Column(tr("Number"), width=16),
        Column(tr("Number called"), width=18),
        Column(tr("Label"), width=32),
        Column(tr("Category of usage"), width=20),
        Column(tr("Destination"), width=16),
        Column(tr("Duration"), ColumnKind.SECONDS),
        Column(tr("Volume"), ColumnKind.BYTES),
        Column(tr("Messages"), ColumnKind.COUNT),
        Column(tr("Amount excl. VAT"), ColumnKind.USAGE),
    ]


def call_values(call: UsageCall) -> list[Value]:
    """One of them."""
    return [
        *(call.started, call.user or tr("Not assigned"), call.team),
        phone_text(call.number) if call.number.startswith("+") else call.number,
        *(_called(call), call.label, tr(CATEGORY_NAMES[call.category])),
        destination_name(call.destination) if call.destination else None,
        *(call.seconds or None, call.bytes or None, call.messages or None, call.amount),
    ]


def _called(call: UsageCall) -> str:
    """As lists of usage tell it, with spaces that a search finds."""
    return str(CALL_VALUES[CallColumn.CALLED](call)).replace("\N{NO-BREAK SPACE}", " ")
