"""The paper of a report: A4 pages one after the other, each with its number and how many there are."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from telbill_desktop.exporters.paper_look import paper_colours
from telbill_desktop.exporters.pdf.faces import Face, faces
from telbill_desktop.exporters.pdf.pen import pack_last_page
from telbill_desktop.system.i18n import language

_SHORT_SIDE, _LONG_SIDE = 595.28, 841.89  # points of A4
_MARGIN, _FOOT = 36.0, 20.0
_SMALL = 7.5
_LEADING = 1.4  # of the text's size
_FORM = 10  # points above and below its baseline
_COUNT = "pages"  # the form that says how many there are, which is known at the end


class Pages:
    """What is drawn on, from the top of a page to its bottom: `y` is where one goes on, in points from below."""

    def __init__(self, stream: BinaryIO, title: str, *, across: bool) -> None:
        self.width, self.height = (_LONG_SIDE, _SHORT_SIDE) if across else (_SHORT_SIDE, _LONG_SIDE)
        self.left, self.right, self.bottom = _MARGIN, self.width - _MARGIN, _MARGIN + _FOOT
        self.top = self.height - _MARGIN
        self.plain, self.strong = faces()
        self._title = title
        self.section = ""  # what the page is about, beside the report's title
        self.canvas = Canvas(
            stream,
            pagesize=(self.width, self.height),
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=self.plain.name,  # type: ignore[arg-type] # a name, whatever the stub says
            lang=language(),
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.canvas.setCreator("Telbill Desktop")
        self.count = 1
        self.y = self.top

    @property
    def room(self) -> float:
        """Points that are left of the page."""
        return self.y - self.bottom

    def text(self, x: float, text: str, size: float, face: Face, colour: str = "text", *, align: str = "left") -> None:
        """One line on the baseline `y`, from `x` on or up to it."""
        self.canvas.setFillColor(HexColor(paper_colours()[colour]))
        self.canvas.setFont(face.name, size)
        self.canvas.drawString(x - (face.width(text, size) if align == "right" else 0), self.y, text)

    def paragraph(self, text: str, size: float, face: Face, colour: str = "text") -> None:
        """Lines from the left on, on further pages where they take them."""
        for line in face.wrapped(text, size, self.right - self.left):
            self.take(size * _LEADING)
            self.text(self.left, line, size, face, colour)

    def fact(self, name: str, value: Sequence[str], size: float, indent: float) -> None:
        """A name, and from `indent` on what it is: its lines, each on as many as it takes."""
        width = self.right - self.left - indent
        for at, line in enumerate(part for one in value for part in self.plain.wrapped(one, size, width)):
            self.take(size * _LEADING)
            if at == 0:
                self.text(self.left, name, size, self.plain, "text_soft")
            self.text(self.left + indent, line, size, self.plain)

    def take(self, height: float) -> None:
        """Goes down so many points, onto another page where this one ends."""
        if self.room < height:
            self.turn()
        self.y -= height

    def turn(self) -> None:
        """Ends this page and begins another, under the report's title and that of its section."""
        self._end()
        self.count += 1
        self.y = self.top - _SMALL
        running = f"{self._title} — {self.section}" if self.section else self._title
        title = self.plain.wrapped(running, _SMALL, self.right - self.left)[0]
        self.text(self.left, title, _SMALL, self.plain, "text_soft")
        self.y -= _SMALL

    def finish(self) -> None:
        """Ends the last page and writes the file."""
        self._end()
        self.canvas.beginForm(_COUNT, 0, -_FORM, round(self.width), _FORM)
        self.y = 0
        self.text(0, str(self.count), _SMALL, self.plain, "text_soft")
        self.canvas.endForm()
        self.canvas.save()

    def _end(self) -> None:
        self.y = _MARGIN
        middle = self.width / 2
        self.text(middle, f"{self.count} / ", _SMALL, self.plain, "text_soft", align="right")
        self.canvas.saveState()
        self.canvas.translate(middle, _MARGIN)
        self.canvas.doForm(_COUNT)
        self.canvas.restoreState()
        self.canvas.showPage()
        pack_last_page(self.canvas)
