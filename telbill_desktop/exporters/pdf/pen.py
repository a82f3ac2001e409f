"""The two places where reportlab's own way is too slow or too large for long tables, and what is done in their stead.

Its text objects take 30 µs for a text, and its document keeps the operators of every page as text until the end.
"""

import zlib
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from telbill_desktop.exporters.pdf.faces import Face

_MOST_KNOWN = 10_000  # texts
# In a PDF's text these need a backslash, and control characters their octal number (source: ISO 32000-1, 7.3.4.2).
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(char): f"\\{char}" for char in "()\\"
}

Part = tuple[str, str]  # the name of a font in the document, and a text of its characters, escaped


class Pen:
    """Writes texts of one face and size as operators for `canvas.addLiteral`."""

    def __init__(self, canvas: Canvas, face: Face, size: float) -> None:
        self._document = document_of(canvas)
        self._font: Any = pdfmetrics.getFont(face.name)
        self._size = size
        self._known: dict[str, tuple[Part, ...]] = {}

    def written(self, texts: list[tuple[float, float, str]], colour: str) -> str:
        """These texts, each from a point on its baseline on, in a colour: `#rrggbb`."""
        operators = [f"BT {_rgb(colour)} rg"]
        used = ""
        for x, y, text in texts:
            operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            for font, characters in self._known.get(text) or self._learnt(text):
                if font != used:
                    operators.append(f"{font} {self._size:g} Tf")
                    used = font
                operators.append(f"({characters}) Tj")
        operators.append("ET")
        return "\n".join(operators)

    def _learnt(self, text: str) -> tuple[Part, ...]:
        """A font of a PDF has 256 characters at most: a text may be of several."""
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        font, document = self._font, self._document
        parts = tuple(
            (font.getSubsetInternalName(subset, document), characters.decode("latin-1").translate(_ESCAPES))
            for subset, characters in font.splitString(text, document)
        )
        self._known[text] = parts
        return parts


def ruled(x: float, to_x: float, y: float, colour: str) -> str:
    """A thin line across, as operators."""
    return f"{_rgb(colour)} RG 0.5 w {x:.2f} {y:.2f} m {to_x:.2f} {y:.2f} l S"


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f}"


def pack_last_page(canvas: Canvas) -> None:
    """Packs the operators of the page that was shown last: they are a twentieth of what they were."""
    page = document_of(canvas).Pages.pages[-1]
    packed = zlib.compress(page.stream.encode("latin-1"))
    page.stream, page.Contents = None, PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed)


def document_of(canvas: Canvas) -> Any:  # noqa: ANN401 - reportlab's PDFDocument, untyped
    """What the canvas draws into; reportlab has no public way to it."""
    return canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
