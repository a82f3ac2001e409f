"""Charts as matplotlib figures, for the screen and for reports: no pyplot, nothing of what is drawn is ever markup.

A chart is made once; what it shows is then changed in place. Colours and sizes come from whoever shows it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.system import formats
from telbill_desktop.system.resources import resources

if TYPE_CHECKING:
    from matplotlib.container import BarContainer
    from matplotlib.text import Text

_FACES = ("Regular", "SemiBold")
_BAR = 0.64  # of the room of a month
_HEADROOM, _BARE_HEADROOM = 1.2, 1.06  # above the tallest bar: with words over it, without
_TICKS = 4
_MARK_ALPHA = 0.5
_POINTS = 72  # in an inch
_LETTER = 0.58  # of the text's size: the usual width of a letter, and the room between two names
_BESIDE = 60  # pixels of the amounts beside the bars
_BEFORE_NAME, _NARROWEST = 3.2, 12  # sizes of the text: a name's square with its gaps; too narrow for any legend
_USUAL_WIDTH = 760
_SHARP = 2  # times the pixels of the screen
_LONGEST = 24  # characters of a name in the legend


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


class StackedMonthsChart:
    """A figure of stacked bars, one for each month."""

    def __init__(self, look: ChartLook) -> None:
        _know_fonts()
        self.look = look
        self.shown = StackedMonths()
        self._width = _USUAL_WIDTH
        self.figure = Figure(dpi=look.dpi, layout="constrained")
        self._axes = self.figure.add_subplot()
        self._bars: list[BarContainer] = []
        self._words: list[Text] = []
        self._axes.yaxis.set_major_locator(MaxNLocator(_TICKS, integer=True))
        self._axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: self._amount(value)))
        self._mark = Rectangle((0, 0), 1, 1, transform=self._axes.get_xaxis_transform(), visible=False, zorder=0)
        self._axes.add_patch(self._mark)
        self._axes.axhline(0, linewidth=0.8, zorder=3)
        self._axes.tick_params(length=0)
        for side in ("top", "right", "left"):
            self._axes.spines[side].set_visible(False)
        self._axes.set_axisbelow(True)
        self.dress(look)

    def show(self, shown: StackedMonths) -> None:
        """Shows other amounts; bars that are there already are only given other heights."""
        if len(shown.months) != len(self.shown.months):
            for container in self._bars:
                container.remove()
            self._bars = []
        self.shown = shown
        self.mark(None)
        tops, bottoms = [0.0] * len(shown.months), [0.0] * len(shown.months)
        for at, (_name, heights) in enumerate(shown.parts):
            if at == len(self._bars):
                self._bars.append(self._axes.bar(range(len(shown.months)), heights, _BAR))
            for place, bar in enumerate(self._rectangles(at)):
                height = heights[place]
                ends = bottoms if height < 0 else tops
                bar.set_y(ends[place])
                bar.set_height(height)
                bar.set_visible(bool(height))
                ends[place] += height
        for at in range(len(shown.parts), len(self._bars)):
            for bar in self._rectangles(at):
                bar.set_visible(False)
        room = _HEADROOM if shown.words else _BARE_HEADROOM
        self._axes.set_ylim(min([*bottoms, 0.0]) * room, max([*tops, 1.0]) * room)
        self._axes.set_xlim(-0.6, max(len(shown.months), 1) - 0.4)
        self._name_months()
        self._write_words(tops)
        self.dress(self.look)

    def fit(self, width: int) -> None:
        """Leaves months without a name where their names would touch, at so many pixels of 100 an inch."""
        if width != self._width:
            self._width = width
            self._name_months()
            self.dress(self.look)

    def _name_months(self) -> None:
        months = self.shown.months
        longest = max((len(month) for month in months), default=0) * self.look.pixels * _LETTER
        step = max(math.ceil(longest * len(months) / max(self._width - _BESIDE, 1)), 1)
        places = range(0, len(months), step)
        self._axes.set_xticks(places, [months[at] for at in places])

    def mark(self, place: int | None) -> bool:
        """Puts a band behind one month, or behind none; whether it was another one before."""
        before = round(float(self._mark.get_x()) + 0.5) if self._mark.get_visible() else None
        self._mark.set_visible(place is not None)
        self._mark.set_x((place or 0) - 0.5)
        return place != before

    def dress(self, look: ChartLook) -> None:
        """Gives everything the colours and sizes of a look."""
        self.look = look
        self._mark.set(facecolor=look.line, alpha=_MARK_ALPHA, linewidth=0)
        self._axes.lines[0].set_color(look.line)
        self.figure.set_facecolor(look.ground)
        self._axes.set_facecolor(look.ground)
        self._axes.spines["bottom"].set_color(look.line)
        self._axes.grid(visible=True, axis="y", color=look.line, linewidth=0.8)
        font, size = _font("Regular"), look.pixels * _POINTS / look.dpi
        for label in (*self._axes.get_xticklabels(), *self._axes.get_yticklabels()):
            label.set(fontproperties=font, fontsize=size, color=look.soft, parse_math=False)
        for words in self._words:
            words.set(fontproperties=_font("SemiBold"), fontsize=size, color=look.text, parse_math=False)
        for at in range(len(self._bars)):
            for bar in self._rectangles(at):
                bar.set(facecolor=look.series[at % len(look.series)], edgecolor=look.ground, linewidth=0.8)
        self._write_legend(font, size)

    def heights(self) -> list[list[float]]:
        """What is drawn: the heights of the bars of each part."""
        return [[bar.get_height() for bar in self._rectangles(at)] for at in range(len(self.shown.parts))]

    def words(self) -> list[str]:
        """What stands over the bars."""
        return [words.get_text() for words in self._words if words.get_visible()]

    def month_at(self, x: float, y: float) -> int | None:
        """The place of the month at pixels of the figure, counted from its lower left corner; None beside all."""
        if not self._axes.bbox.contains(x, y):
            return None
        place = round(float(self._axes.transData.inverted().transform((x, y))[0]))
        return place if 0 <= place < len(self.shown.months) else None

    def _amount(self, value: float) -> str:
        if self.shown.currency:
            return formats.whole_money(Decimal(round(value)), self.shown.currency)
        return formats.count(round(value))

    def _legend_columns(self, names: Sequence[str]) -> int:
        """As many in a row as there is room for: a legend that is wider than the chart would squeeze its bars."""
        room = self._width - _BESIDE
        wide = [(len(name) * _LETTER + _BEFORE_NAME) * self.look.pixels for name in names]
        if sum(wide) <= room:
            return len(names)
        return max(int(room // max(wide)), 1)

    def _rectangles(self, at: int) -> Sequence[Rectangle]:
        return self._bars[at].patches

    def _write_words(self, tops: Sequence[float]) -> None:
        wanted = dict(self.shown.words or {})
        while len(self._words) < len(wanted):
            self._words.append(self._axes.text(0, 0, "", ha="center", va="bottom", parse_math=False))
        for at, text in enumerate(self._words):
            text.set_visible(at < len(wanted))
        for text, (place, words) in zip(self._words, sorted(wanted.items()), strict=False):
            text.set_text(words)
            text.set_position((place, tops[place]))

    def _write_legend(self, font: FontProperties, size: float) -> None:
        names = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name, _ in self.shown.parts]
        if (former := self._axes.get_legend()) is not None:
            former.remove()
        if not names or self._width < self.look.pixels * _NARROWEST:
            return
        legend = self._axes.legend(
            [self._rectangles(at)[0] for at in range(len(names))],
            names,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=self._legend_columns(names),
            frameon=False,
            borderaxespad=0.2,
            handlelength=0.9,
            handleheight=0.9,
            columnspacing=1.2,
            prop=font,
        )
        for text in legend.get_texts():
            text.set(fontsize=size, color=self.look.text, parse_math=False)
        for handle in legend.get_patches():
            handle.set_visible(True)


def write_stacked_months(path: Path, shown: StackedMonths, look: ChartLook, size: tuple[int, int]) -> None:
    """Writes the chart as a PNG or an SVG, as the path's suffix says; `size` in pixels of `look.dpi` an inch.

    A PNG has twice as many of them, so that it stays sharp in print; the letters of an SVG are shapes, so that nobody
    needs the face.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
    """
    chart = StackedMonthsChart(look)
    chart.figure.set_size_inches(size[0] / look.dpi, size[1] / look.dpi)
    chart.fit(size[0])
    chart.show(shown)
    with new_file(path) as stream:
        kind = path.suffix.lower().removeprefix(".")
        chart.figure.savefig(stream, format=kind, dpi=_SHARP * look.dpi, facecolor=look.ground)


def _know_fonts() -> None:
    """The program's own face; matplotlib brings another."""
    known = {entry.fname for entry in fontManager.ttflist}
    for face in _FACES:
        path = str(_face(face))
        if path not in known:
            fontManager.addfont(path)


def _font(face: str) -> FontProperties:
    return FontProperties(fname=str(_face(face)))


def _face(face: str) -> Path:
    return resources() / "fonts" / f"Inter-{face}.otf"
