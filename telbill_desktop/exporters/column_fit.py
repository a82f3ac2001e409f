"""How the columns of a table share the width of the paper: figures whole, texts with what is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from telbill_desktop.domain.report import ColumnKind, Table, Value
from telbill_desktop.exporters.shown_values import shown

SIZE = 8.0  # points of the text where there is room for it
BESIDE = 3.5  # points on each side of a cell's text, at full size
_WIDEST_TEXT = 190.0  # points that a column of texts asks for; longer ones wrap
_SHORT_TEXT = 76.0  # a column whose texts are no longer, as numbers and names are, wraps none of them
_BREAKS = re.compile("[^\\S\u00a0\u202f\u2007]+")  # no-break spaces are white too
_MOST_AIR = 1.4  # how many times as wide as they ask for columns are made where there is room


def words_of(text: str) -> list[str]:
    """What a line may be broken between: French holds `forfait :` and `4 278,41 €` together."""
    return [word for word in _BREAKS.split(text) if word]


class Measure(Protocol):
    """How wide a text is at full size, in points."""

    def __call__(self, text: str, *, is_strong: bool = False) -> float:
        """In the plain face, or in the strong one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Widths of the columns in points, their padding included, and the size of their text."""

    widths: tuple[float, ...]
    size: float

    @property
    def beside(self) -> float:
        """Points on each side of a cell's text."""
        return BESIDE * self.size / SIZE


@dataclass(frozen=True, slots=True)
class Wish:
    """Points that a column asks for, needs (figures never wrap, nor a title's words), and its longest text."""

    wanted: float
    needed: float
    whole: float


def wishes(table: Table, sample: Sequence[Sequence[Value]], measure: Measure) -> list[Wish]:
    """What the columns ask for at full size, by the first rows and the totals."""
    return [_wish(table, at, sample, measure) for at in range(len(table.columns))]


def width_wanted(asked: Sequence[Wish]) -> float:
    """The width of the whole table, were there enough paper."""
    return sum(one.wanted for one in asked)


def fitted(asked: Sequence[Wish], width: float) -> Fit:
    """The columns in so many points: all of them, the text smaller where they cannot be had otherwise."""
    share = min(width / sum(one.needed for one in asked), 1.0)
    wanted, needed = [one.wanted * share for one in asked], [one.needed * share for one in asked]
    if sum(wanted) <= width:
        return Fit(_with_room(wanted, [one.whole * share for one in asked], width), SIZE * share)
    more = sum(wanted) - sum(needed)
    spare = max(width - sum(needed), 0.0) / more if more else 0.0
    widths = (least + (most - least) * spare for least, most in zip(needed, wanted, strict=True))
    return Fit(tuple(widths), SIZE * share)


def _with_room(wanted: Sequence[float], whole: Sequence[float], width: float) -> tuple[float, ...]:
    """Long texts have the room that nobody asks for; then there is some air between columns."""
    lacking = sum(whole) - sum(wanted)
    share = min((width - sum(wanted)) / lacking, 1.0) if lacking else 0.0
    widths = [one + (most - one) * share for one, most in zip(wanted, whole, strict=True)]
    air = min(width / sum(widths), _MOST_AIR)
    return tuple(one * air for one in widths)


def _wish(table: Table, at: int, sample: Sequence[Sequence[Value]], measure: Measure) -> Wish:
    column = table.columns[at]
    longest = max((measure(shown(row[at], column.kind)) for row in sample), default=0.0)
    if table.totals is not None:
        longest = max(longest, measure(shown(table.totals[at], column.kind), is_strong=True))
    title = max((measure(word, is_strong=True) for word in words_of(column.title)), default=0.0)
    wanted, needed = longest, longest
    if column.kind is ColumnKind.TEXT:
        wanted, needed = min(longest, _WIDEST_TEXT), min(longest, _SHORT_TEXT)
    return Wish(*(max(one, title) + 2 * BESIDE for one in (wanted, needed, longest)))
