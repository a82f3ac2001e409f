"""Draws stacked months as a matplotlib figure, for the screen and for files: no pyplot, no text is ever markup.

A chart is made once; what it shows is then changed in place. Colours and sizes come from whoever shows it. Each chart
is drawn by one thread at a time, whichever that is.
"""

import math
import threading
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.ticker import FuncFormatter, MaxNLocator

from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.stacked_months import BESIDE, ChartLook, ChartPicture, StackedMonths
from telbill_desktop.system import formats
from telbill_desktop.system.resources import resources

if TYPE_CHECKING:
    from matplotlib.text import Text

_DRAWING = threading.Lock()  # matplotlib keeps fonts and texts for all figures, and does not say that threads may
_FACES = ("Regular", "SemiBold")
_BAR = 0.64  # of the room of a month
_CORNERS = [Outline.MOVETO, Outline.LINETO, Outline.LINETO, Outline.LINETO, Outline.CLOSEPOLY]
_HEADROOM, _BARE_HEADROOM = 1.2, 1.06  # above the tallest bar: with words over it, without
_TICKS = 4
_POINTS = 72  # in an inch
_LETTER = 0.58  # of the text's size: the usual width of a letter, and the room between two names
_BESIDE = 60  # pixels of the amounts beside the bars
_BEFORE_NAME, _NARROWEST = 3.2, 12  # sizes of the text: a name's square with its gaps; too narrow for any legend
_USUAL_SIZE = (760, 300)
_ROW, _LEGEND_SHARE = 1.7, 0.4  # sizes of the text: a row of the legend; of the height: the most that it may have
_GAP, _EDGE = 0.7, 0.4  # sizes of the text: between the bars and what stands beside them; around everything
_MOST, _LEAST_PART = 0.5, 0.35  # of the picture: the most that amounts or names may have of a very small one
_SHARP = 2  # times the pixels of the screen
_LONGEST = 24  # characters of a name in the legend
_LEAST = (160, 80)  # pixels of a picture: of fewer, matplotlib makes none


class StackedMonthsChart:
    """A figure of stacked bars, one for each month."""

    def __init__(self, look: ChartLook) -> None:
        _know_fonts()
        self.look = look
        self.shown = StackedMonths()
        self._width, self._height = _USUAL_SIZE
        self.figure = Figure(dpi=look.dpi)
        self._canvas = FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_subplot()
        self._bars: list[PathPatch] = []  # one for each part: a patch for each bar takes three times as long to draw
        self._words: list[Text] = []
        self._legend_of: object = None
        self._columns = 0  # of the legend; 0: there is none
        self._axes.yaxis.set_major_locator(MaxNLocator(_TICKS, integer=True))
        self._axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: self._amount(value)))
        self._axes.axhline(0, linewidth=0.8, zorder=3)
        self._axes.tick_params(length=0)
        for side in ("top", "right", "left"):
            self._axes.spines[side].set_visible(False)
        self._axes.set_axisbelow(True)
        self.dress(look)

    def show(self, shown: StackedMonths) -> None:
        """Shows other amounts: the bars of a part are only given another outline."""
        self.shown = shown
        tops, bottoms = [0.0] * len(shown.months), [0.0] * len(shown.months)
        for at, (_name, heights) in enumerate(shown.parts):
            if at == len(self._bars):
                self._bars.append(PathPatch(_outline([], []), in_layout=False))
                self._axes.add_patch(self._bars[at])
            begins = []
            for place, height in enumerate(heights):
                ends = bottoms if height < 0 else tops
                begins.append(ends[place])
                ends[place] += height
            self._bars[at].set_path(_outline(begins, heights))
        for at, bar in enumerate(self._bars):
            bar.set_visible(at < len(shown.parts))
        room = _HEADROOM if shown.words else _BARE_HEADROOM
        self._axes.set_ylim(min([*bottoms, 0.0]) * room, max([*tops, 1.0]) * room)
        self._axes.set_xlim(-BESIDE, max(len(shown.months), 1) - 1 + BESIDE)
        self._name_months()
        self._write_words(tops)
        self.dress(self.look)

    def fit(self, width: int, height: int) -> None:
        """Leaves out names that there is no room for, at so many pixels of the look: of months, of the parts."""
        if (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self._name_months()
            self.dress(self.look)

    def picture(self, width: int, height: int, ratio: float = 1) -> ChartPicture:
        """The chart on so many pixels of the look, or the fewest it can be drawn on; it has `ratio` times as many."""
        width, height = max(width, _LEAST[0]), max(height, _LEAST[1])
        self.figure.dpi = self.look.dpi * ratio
        pixels = round(width * ratio), round(height * ratio)
        self.figure.set_size_inches(pixels[0] / self.figure.dpi, pixels[1] / self.figure.dpi, forward=False)
        self.fit(width, height)
        with _DRAWING:
            self.arrange()
            self._canvas.draw()  # type: ignore[no-untyped-call] # matplotlib's canvas has no types
        rgba = self._canvas.buffer_rgba()  # type: ignore[no-untyped-call] # see above
        drawn_height, drawn_width = rgba.shape[:2]
        box = self._axes.bbox
        plot = (float(box.x0), drawn_height - float(box.y1), float(box.width), float(box.height))
        return ChartPicture(rgba.tobytes(), drawn_width, drawn_height, plot, len(self.shown.months))

    def arrange(self) -> None:
        """Leaves as much room around the bars as amounts, names of months and parts need.

        matplotlib's own layouts measure everything that is drawn, which takes as long as drawing it once more.
        """
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call] # see above
        ratio, letters = self.figure.dpi / self.look.dpi, self.look.pixels
        amounts = [label.get_window_extent(renderer).width / ratio for label in self._axes.get_yticklabels()]
        left = max(amounts, default=0.0) + letters * _GAP
        last = max(len(month) for month in self.shown.months) * letters * _LETTER / 2 if self.shown.months else 0.0
        month = (self._width - left) / (max(len(self.shown.months), 1) - 1 + 2 * BESIDE)
        right = max(last - BESIDE * month, 0.0) + letters * _EDGE
        rows = math.ceil(len(self.shown.parts) / self._columns) if self._columns else 0
        top, bottom = (rows * _ROW + 2 * _EDGE) * letters, (1 + _GAP + _EDGE) * letters
        self.figure.subplots_adjust(
            left=min(left / self._width, _MOST), right=1 - min(right / self._width, _LEAST_PART),
            top=1 - min(top / self._height, _MOST), bottom=min(bottom / self._height, _LEAST_PART),
        )  # fmt: skip

    def dress(self, look: ChartLook) -> None:
        """Gives everything the colours and sizes of a look."""
        self.look = look
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
        for at, bar in enumerate(self._bars):
            bar.set(facecolor=look.series[at % len(look.series)], edgecolor=look.ground, linewidth=0.8)
        self._write_legend(font, size)

    def heights(self) -> list[list[float]]:
        """What is drawn: the heights of the bars of each part."""
        return [[top - bottom for bottom, top in self.ends(at)] for at in range(len(self.shown.parts))]

    def ends(self, at: int) -> list[tuple[float, float]]:
        """Where the bars of a part begin and end."""
        outline = self._bars[at].get_path()
        heights = [float(end[1]) for end, code in outline.iter_segments(simplify=False) if code != Outline.CLOSEPOLY]
        return list(zip(heights[0::4], heights[2::4], strict=True))

    def words(self) -> list[str]:
        """What stands over the bars."""
        return [words.get_text() for words in self._words if words.get_visible()]

    def _name_months(self) -> None:
        months = self.shown.months
        longest = max((len(month) for month in months), default=0) * self.look.pixels * _LETTER
        step = max(math.ceil(longest * len(months) / max(self._width - _BESIDE, 1)), 1)
        places = range(0, len(months), step)
        self._axes.set_xticks(places, [months[at] for at in places])

    def _amount(self, value: float) -> str:
        if self.shown.currency:
            return formats.whole_money(Decimal(round(value)), self.shown.currency)
        return formats.count(round(value))

    def _legend_columns(self, names: Sequence[str]) -> int:
        """As many in a row as there is room for, 0 for no legend: one that is too large would squeeze the bars."""
        room, wide = self._legend_room, [self._legend_width(name) for name in names]
        if sum(wide) <= room:
            return len(names)
        columns = max(int(room // max(wide)), 1)
        tall = math.ceil(len(names) / columns) * _ROW * self.look.pixels
        fits = tall <= self._height * _LEGEND_SHARE and self._width >= self.look.pixels * _NARROWEST
        return columns if fits else 0

    def _legend_names(self) -> tuple[list[str], int]:
        """Whole where that takes no more rows, else cut; and in how many columns."""
        whole = [name for name, _ in self.shown.parts]
        cut = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in whole]
        if not whole:
            return [], 0
        columns = self._legend_columns(cut)
        spacious = self._legend_columns(whole)
        as_low = spacious > 0 and math.ceil(len(whole) / spacious) == math.ceil(len(whole) / max(columns, 1))
        return (
            (whole, spacious) if as_low and max(map(self._legend_width, whole)) <= self._legend_room else (cut, columns)
        )

    @property
    def _legend_room(self) -> float:
        """Pixels of the look."""
        return self._width - _BESIDE

    def _legend_width(self, name: str) -> float:
        """Pixels of the look: a name with its square and its gaps, about."""
        return (len(name) * _LETTER + _BEFORE_NAME) * self.look.pixels

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
        names, columns = self._legend_names()
        if (names, columns, self.look) == self._legend_of:
            return
        self._legend_of, self._columns = (names, columns, self.look), columns
        if (former := self._axes.get_legend()) is not None:
            former.remove()
        if not columns:
            return
        legend = self._axes.legend(
            self._bars[: len(names)],
            names,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=columns,
            frameon=False,
            borderaxespad=0.2,
            handlelength=0.9,
            handleheight=0.9,
            columnspacing=1.2,
            prop=font,
        )
        for text in legend.get_texts():
            text.set(fontsize=size, color=self.look.text, parse_math=False)


def write_stacked_months(path: Path, shown: StackedMonths, look: ChartLook, size: tuple[int, int]) -> None:
    """Writes the chart as a PNG or an SVG, as the path's suffix says; `size` in pixels of `look.dpi` an inch.

    A PNG has twice as many of them, so that it stays sharp in print; the letters of an SVG are shapes, so that nobody
    needs the face.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
    """
    chart = StackedMonthsChart(look)
    chart.figure.set_size_inches(size[0] / look.dpi, size[1] / look.dpi)
    chart.fit(*size)
    chart.show(shown)
    with new_file(path) as stream, _DRAWING:
        chart.arrange()
        kind = path.suffix.lower().removeprefix(".")
        chart.figure.savefig(stream, format=kind, dpi=_SHARP * look.dpi, facecolor=look.ground)


def _outline(begins: Sequence[float], heights: Sequence[float]) -> Outline:
    """The bars of a part; one of no height is a line that its frame, in the colour of the ground, does not show."""
    corners, half = [], _BAR / 2
    for place, (begin, height) in enumerate(zip(begins, heights, strict=True)):
        left, right, end = place - half, place + half, begin + height
        corners += [(left, begin), (right, begin), (right, end), (left, end), (left, begin)]
    return Outline(corners or [(0, 0)] * len(_CORNERS), _CORNERS * (len(heights) or 1))


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
