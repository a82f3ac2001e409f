"""A report's chart as shapes, for pages and documents: vectors, without what draws the window's charts.

Measured in points from the top left corner. Widths of texts are estimated: pages are shown in faces that nobody knows.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from telbill_desktop.domain.report import ColumnKind
from telbill_desktop.exporters.bars import Bars
from telbill_desktop.exporters.paper_look import paper_colours, series_colour
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.system import formats

SMALL = 8.0  # points of its texts
_LETTER = 0.56  # of a text's size: the usual width of a letter
_STANDING_HEIGHT = 170.0
_LYING_BAR, _THICK = 15.0, 0.66  # what a lying bar takes, and how much of its room is bar
_LONGEST_NAME = 36  # characters beside a lying bar
_GAP, _BESIDE = 6.0, 12.0
_TICKS = 5
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text on the baseline `y`, which begins, is centred or ends at `x`: `start`, `middle`, `end`."""

    x: float
    y: float
    text: str
    anchor: str
    colour: str


@dataclass(slots=True)
class Drawing:
    """The shapes in the order in which they are drawn."""

    width: float
    height: float = 0.0
    shapes: list[Box | Rule | Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values along an axis: the marks on it, and where on the paper the first and the last of them stand."""

    marks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        low, high = self.marks[0], self.marks[-1]
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def drawn(bars: Bars, width: float) -> Drawing:
    """The chart in so many points; its height follows from what it shows."""
    drawing = Drawing(width)
    top = _legend(drawing, bars)
    if bars.lying:
        _lying(drawing, bars, top)
    else:
        _standing(drawing, bars, top)
    return drawing


def _legend(drawing: Drawing, bars: Bars) -> float:
    """The names of the series in as many lines as they take; returns where the chart begins."""
    x, y = 0.0, SMALL
    for at, (name, _) in enumerate(bars.series):
        length = SMALL + 4 + _length(name) + 2 * _GAP
        if x and x + length > drawing.width:
            x, y = 0.0, y + SMALL + _GAP
        drawing.shapes.append(Box(x, y - SMALL + 1, SMALL, SMALL, series_colour(at)))
        drawing.shapes.append(Words(x + SMALL + 4, y, name, "start", paper_colours()["text"]))
        x += length
    return y + _BESIDE


def _standing(drawing: Drawing, bars: Bars, top: float) -> None:
    marks = _marks(bars)
    left = max(_length(_mark(value, bars.kind)) for value in marks) + _GAP
    bottom = top + _STANDING_HEIGHT
    scale = _Scale(marks, bottom, top)
    soft, line = paper_colours()["text_soft"], paper_colours()["border"]
    for value in marks:
        y = scale.at(value)
        drawing.shapes.append(Rule(left, y, drawing.width, y, line))
        drawing.shapes.append(Words(left - _GAP, y + SMALL / 3, _mark(value, bars.kind), "end", soft))
    room = (drawing.width - left) / len(bars.names)
    every = math.ceil(max(map(_length, bars.names)) * 1.15 / room)
    for at, name in enumerate(bars.names):
        middle = left + room * (at + 0.5)
        for part, (start, end) in _parts(bars, at):
            y, to_y = sorted((scale.at(start), scale.at(end)))
            drawing.shapes.append(Box(middle - room * _THICK / 2, y, room * _THICK, to_y - y, series_colour(part)))
        if at % every == 0:
            drawing.shapes.append(Words(middle, bottom + SMALL + _GAP, name, "middle", soft))
    zero = scale.at(0)
    drawing.shapes.append(Rule(left, zero, drawing.width, zero, soft))
    drawing.height = bottom + SMALL + 2 * _GAP


def _lying(drawing: Drawing, bars: Bars, top: float) -> None:
    names = [name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…" for name in bars.names]
    marks = _marks(bars)
    left = min(max(map(_length, names)) + _GAP, drawing.width * 0.4)
    bottom = top + _LYING_BAR * len(names)
    scale = _Scale(marks, left, drawing.width - _length(_mark(marks[-1], bars.kind)) / 2)
    colours = paper_colours()
    for value in marks:
        x = scale.at(value)
        drawing.shapes.append(Rule(x, top, x, bottom, colours["border"]))
        drawing.shapes.append(Words(x, bottom + SMALL + 3, _mark(value, bars.kind), "middle", colours["text_soft"]))
    for at, name in enumerate(names):
        y = top + _LYING_BAR * at
        drawing.shapes.append(Words(left - _GAP, y + _LYING_BAR / 2 + SMALL / 3, name, "end", colours["text"]))
        for part, (start, end) in _parts(bars, at):
            x, to_x = sorted((scale.at(start), scale.at(end)))
            thick = _LYING_BAR * _THICK
            drawing.shapes.append(Box(x, y + (_LYING_BAR - thick) / 2, to_x - x, thick, series_colour(part)))
    zero = scale.at(0)
    drawing.shapes.append(Rule(zero, top, zero, bottom, colours["text_soft"]))
    drawing.height = bottom + SMALL + 2 * _GAP


def _parts(bars: Bars, at: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """The parts of a bar, from where to where: what is above nothing grows up, credits below it grow down."""
    above = below = 0.0
    for part, (_, values) in enumerate(bars.series):
        value = values[at]
        start = above if value > 0 else below
        if value > 0:
            above += value
        else:
            below += value
        if value:
            yield part, (start, start + value)


def _marks(bars: Bars) -> tuple[float, ...]:
    """Round values from the lowest bar to the highest one, nothing among them."""
    columns = [[values[at] for _, values in bars.series] for at in range(len(bars.names))]
    high = max(sum(value for value in column if value > 0) for column in columns)
    low = min(sum(value for value in column if value < 0) for column in columns)
    unit = 1
    if bars.kind is ColumnKind.SECONDS:
        unit = _HOUR if high - low >= 2 * _HOUR else _MINUTE
    step = _round_step((high - low) / unit / _TICKS) * unit
    first, last = math.floor(low / step), max(math.ceil(high / step), 1)
    return tuple(at * step for at in range(first, last + 1))


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 … that is no smaller."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)


def _mark(value: float, kind: ColumnKind) -> str:
    """What stands beside a mark."""
    if kind in {ColumnKind.SECONDS, ColumnKind.BYTES}:
        return shown(round(value), kind)
    exact = Decimal(f"{value:.9g}")  # a mark is a round value; a multiple of 0.1 has a tail
    return formats.share(exact) if kind is ColumnKind.SHARE else formats.number(exact)


def _length(text: str) -> float:
    return len(text) * SMALL * _LETTER
