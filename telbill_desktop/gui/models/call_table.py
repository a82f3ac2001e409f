"""Calls for a table view: their keys at hand, their rows read in jobs."""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from telbill_desktop.domain.called_number import called_shown
from telbill_desktop.domain.usage_view import CallOrder, UsageCall
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.usage_columns import CallColumn, call_titles
from telbill_desktop.exporters.usage_words import destination_name, number_shown, usage_category_name
from telbill_desktop.gui.models.later_table import LaterTable
from telbill_desktop.gui.models.paged_table import Columns
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

CALL_COLUMNS: tuple[CallColumn, ...] = tuple(CallColumn)
CALL_POSITION: Mapping[CallColumn, int] = MappingProxyType({one: at for at, one in enumerate(CALL_COLUMNS)})
CALL_SHOWN: tuple[CallColumn, ...] = tuple(
    one for one in CALL_COLUMNS if one not in {CallColumn.TEAM, CallColumn.LABEL}
)
CALL_FIGURES = frozenset({CallColumn.QUANTITY, CallColumn.AMOUNT})
CALL_ORDERS: Mapping[CallColumn, CallOrder] = MappingProxyType(
    {
        CallColumn.START: CallOrder.START,
        CallColumn.USER: CallOrder.USER,
        CallColumn.CALLED: CallOrder.CALLED,
        CallColumn.AMOUNT: CallOrder.AMOUNT,
    }
)
# What a column has room for at first; its title is measured too.
CALL_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        CallColumn.START: "00/00/0000 00:00:00",
        CallColumn.USER: "Louise Carpentier",
        CallColumn.TEAM: "Bureau des plans",
        CallColumn.NUMBER: "00 00 00 00 00",
        CallColumn.CALLED: "+000 0000000 ••••",
        CallColumn.ACCOUNT: "Hexamobile · CF 1 Siège",
        CallColumn.LABEL: "Appels vers international",
        CallColumn.DESTINATION: "Royaume-Uni",
        CallColumn.QUANTITY: "0:00:00",
        CallColumn.AMOUNT: "000,0000",
        CallColumn.INVOICE: "0000000000",
    }
)
CALL_TIGHT_SAMPLES: Mapping[str, str] = MappingProxyType(
    dict(CALL_SAMPLES) | {CallColumn.USER: "Camille Perrin", CallColumn.ACCOUNT: "Hexamobile · CF"}
)
LEAST_CALL_CATEGORY = 172  # pixels at 100 % text; it takes what the others leave
CALL_SPARE: tuple[CallColumn, ...] = (CallColumn.INVOICE, CallColumn.ACCOUNT)


def call_texts(call: UsageCall) -> tuple[str, ...]:
    """The cells of a call, as they are painted."""
    return (
        formats.clock_moment(call.started),
        visible(call.user),
        visible(call.team),
        number_shown(call.number),
        called_shown(call.called),
        usage_category_name(call.category),
        visible(call.label),
        visible(destination_name(call.destination)) if call.destination else "",
        quantity_words(call),
        formats.call_price(call.amount),
        visible(call.account),
        visible(call.invoice),
    )


def quantity_words(call: UsageCall) -> str:
    """How long, how much or how many, in the unit of the call."""
    if call.bytes:
        return formats.size(call.bytes)
    return formats.count(call.messages) if call.messages else formats.duration(call.seconds)


class CallTable(LaterTable[UsageCall]):
    """Calls in the order that the store gave."""

    def __init__(
        self, ask: Callable[[Sequence[int], Callable[[Iterable[UsageCall]], None]], None], parent: QObject | None = None
    ) -> None:
        """`ask` reads the calls of some keys in a job; one that is gone may be left out."""
        titles = call_titles()
        super().__init__(
            Columns(CALL_COLUMNS, titles, titles, CALL_FIGURES, attrgetter("key"), call_texts), ask, parent
        )
