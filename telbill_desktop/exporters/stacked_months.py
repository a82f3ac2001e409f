"""What a chart of stacked months shows, in which look, and what drawing it gives: a picture.

Drawing is in `charts`: whoever only says what is to be drawn does not wait for matplotlib.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours as `#rrggbb`: `ground`, `text`, `soft` for what stands beside, `line`; `series` from the first on.

    `pixels` is the size of small text, `dpi` how many of them are an inch.
    """

    ground: str
    text: str
    soft: str
    line: str
    series: tuple[str, ...]
    pixels: float = 11
    dpi: float = 100


@dataclass(frozen=True, slots=True)
class StackedMonths:
    """What the chart shows: a bar for each month, made of parts that are under one another, the first at the bottom.

    Parts below nothing hang under the line. `words` stand over the bars of some months, by their place; amounts
    beside the bars are in `currency` where it is given.
    """

    months: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[float, ...]], ...] = ()
    words: Mapping[int, str] | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart as pixels: `rgba` has four bytes for each, rows from the top, `width` by `height` of them.

    `plot` is where the bars stand: left, top, width and height in the same pixels.
    """

    rgba: bytes
    width: int
    height: int
    plot: tuple[float, float, float, float]
    months: int

    def month_at(self, x: float, y: float) -> int | None:
        """The place of the month at a pixel, counted from the upper left corner; None beside all."""
        left, top, width, height = self.plot
        if not (left <= x <= left + width and top <= y <= top + height):
            return None
        place = round((x - left) / width * (BESIDE * 2 + max(self.months, 1) - 1) - BESIDE)
        return place if 0 <= place < self.months else None

    def room_of(self, place: int) -> tuple[float, float, float, float]:
        """The room of a month in the plot: left, top, width, height."""
        left, top, width, height = self.plot
        month = width / (BESIDE * 2 + max(self.months, 1) - 1)
        return left + (place + BESIDE - 0.5) * month, top, month, height


BESIDE = 0.6  # of a month: the room from the middle of the first to the plot's edge, and from the last
