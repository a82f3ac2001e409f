"""The values of a report's columns as its reader reads them on a page: in the formats of the language in use."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from telbill_desktop.domain.report import ColumnKind, Value
from telbill_desktop.system import formats

LEFT = frozenset({ColumnKind.TEXT, ColumnKind.DAY, ColumnKind.MONTH, ColumnKind.MOMENT})  # the others are figures

_SHOWN: Mapping[ColumnKind, Callable[[Any], str]] = MappingProxyType(
    {
        ColumnKind.TEXT: str,
        ColumnKind.AMOUNT: formats.amount,
        ColumnKind.FINE: formats.unit_price,
        ColumnKind.USAGE: formats.call_price,
        ColumnKind.NUMBER: formats.number,
        ColumnKind.COUNT: formats.count,
        ColumnKind.SECONDS: formats.duration,
        ColumnKind.BYTES: formats.size,
        ColumnKind.SHARE: formats.share,
        ColumnKind.DAY: formats.day,
        ColumnKind.MONTH: formats.long_month,
        ColumnKind.MOMENT: formats.clock_moment,
    }
)


def shown(value: Value, kind: ColumnKind) -> str:
    """The value as a text; nothing for None. A text in a column of figures (« Total ») is that text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else _SHOWN[kind](value)
