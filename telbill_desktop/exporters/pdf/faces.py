"""Inter on paper: which of a text's characters it has, how wide texts are, and where they wrap."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from telbill_desktop.domain.keepable import REPLACEMENT
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.system.resources import resources

_SLACK = 0.01  # points that sums of widths may be off


class Face:
    """One face, embedded in every document that uses it."""

    def __init__(self, style: str) -> None:
        self.name = f"InterPaper-{style}"
        font = TTFont(self.name, resources() / "fonts" / f"{self.name}.ttf")
        pdfmetrics.registerFont(font)
        widths: dict[int, float] = font.face.charWidths
        self._widths = {chr(code): widths[code] / 1000 for code in font.face.charToGlyph}
        self.knows: Callable[[str], bool] = self._widths.__contains__

    def width(self, text: str, size: float) -> float:
        """How wide a text that is `legible` is, in points."""
        return sum(map(self._widths.__getitem__, text)) * size

    def wrapped(self, text: str, size: float, width: float) -> list[str]:
        """The text on as many lines as it takes; a word that is wider than a line is broken."""
        if self.width(text, size) <= width + _SLACK:
            return [text]
        lines = [""]
        for word in self._words(text, size, width):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and self.width(longer, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _words(self, text: str, size: float, width: float) -> Iterator[str]:
        """Its words; one that is wider than a line in parts that are not."""
        for word in text.split(" "):
            if self.width(word, size) <= width + _SLACK:
                yield word
                continue
            part, length = "", 0.0
            for char in word:
                if part and (length := length + self._widths[char] * size) > width:
                    yield part
                    part, length = "", self._widths[char] * size
                part += char
            yield part


@lru_cache(maxsize=1)
def faces() -> tuple[Face, Face]:
    """The plain one and the strong one."""
    return Face("Regular"), Face("SemiBold")


def legible(text: str, losses: Losses) -> str:
    """The text as it can be drawn, on one line; characters that the face lacks are replaced, and counted.

    A ligature and a wide letter, which texts of other PDFs hold, are the letters that they are of.
    """
    if text.isascii() and text.isprintable():
        return text
    plain, _ = faces()
    shown = visible(losses.keepable(unicodedata.normalize("NFC", text.replace("\t", " "))))
    if all(map(plain.knows, shown)):
        return shown
    near = "".join(char if plain.knows(char) else _letters(char, plain) for char in shown)
    losses.replaced += near.count(REPLACEMENT) - shown.count(REPLACEMENT)
    return near


def _letters(char: str, face: Face) -> str:
    letters = unicodedata.normalize("NFKC", char)
    return letters if all(map(face.knows, letters)) else REPLACEMENT
