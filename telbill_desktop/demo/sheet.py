"""Pages of paper on a reportlab canvas: measured from the top left, in points, the same bytes every time."""

import io
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 42.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
PLAIN, BOLD = "Paper", "Paper-Bold"
INK, GREY, PALE, WHITE = "#1d2330", "#667085", "#d5dae1", "#ffffff"

_colour = lru_cache(maxsize=64)(HexColor)


class Sheet:
    """One document being drawn. Texts that do not fit are cut with an ellipsis, never drawn over a neighbour."""

    def __init__(self, title: str, author: str, moment: datetime) -> None:
        _register_fonts()
        self._stream = io.BytesIO()
        self.canvas = Canvas(
            self._stream,
            pagesize=(WIDTH, HEIGHT),
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=1,
            initialFontName=PLAIN,  # type: ignore[arg-type] # a name, whatever the stub says
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject("")
        self.canvas.setCreator(f"{author} - facturation")
        self.canvas.setDateFormatter(lambda *_ignored: moment.strftime("D:%Y%m%d%H%M%S+00'00'"))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8.5,
        bold: bool = False,
        colour: str = INK,
        width: float | None = None,
        align: str = "left",
    ) -> float:
        """Draws one line whose baseline is at `y`; returns its width."""
        font = BOLD if bold else PLAIN
        shown = text if width is None else fitted(text, font, size, width)
        length = pdfmetrics.stringWidth(shown, font, size)
        self.canvas.setFillColor(_colour(colour))
        self.canvas.setFont(font, size)
        start = {"left": x, "right": x - length, "centre": x - length / 2}[align]
        self.canvas.drawString(start, HEIGHT - y, shown)
        return length

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0) -> None:
        """A filled rectangle whose top left corner is at x, y."""
        self.canvas.setFillColor(_colour(colour))
        if radius:
            self.canvas.roundRect(x, HEIGHT - y - height, width, height, radius, stroke=0, fill=1)
        else:
            self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def rule(self, x: float, y: float, to_x: float, *, colour: str = PALE, thickness: float = 0.5) -> None:
        """A horizontal line."""
        self.canvas.setStrokeColor(_colour(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, HEIGHT - y, to_x, HEIGHT - y)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled disc."""
        self.canvas.setFillColor(_colour(colour))
        self.canvas.circle(x, HEIGHT - y, radius, stroke=0, fill=1)

    def next_page(self) -> None:
        """Ends this page and begins another."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Ends the last page; the whole file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._stream.getvalue()


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    if pdfmetrics.stringWidth(text, font, size) <= width:
        return text
    kept = text
    while kept and pdfmetrics.stringWidth(f"{kept}…", font, size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text on as many lines as it takes."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pdfmetrics.stringWidth(longer, PLAIN, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    """Bitstream Vera, which comes with reportlab: embedded, so that the paper looks the same everywhere."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont(PLAIN, fonts / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, fonts / "VeraBd.ttf"))
