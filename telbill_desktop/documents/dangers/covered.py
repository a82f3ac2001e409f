"""Text of a page that something lies over: a note, or what was drawn later so that it cannot be seen.

Honest programs draw a coloured band first and its text upon it. Where it is the other way round, the page is drawn with
and without the text: it is hidden where that makes no difference, and would without what lies upon it.
"""

import ctypes
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telbill_desktop.documents.dangers.notes import has_many_notes, lies_over_text
from telbill_desktop.documents.dangers.page_objects import Allowance, Area, Drawn, drawn_on
from telbill_desktop.domain.messages import Message, Param

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_OBJECTS = 20_000  # of a document: some 5 µs each
_MOST_PAIRS = 200_000
_MOST_LOOKS = 24  # texts that are drawn to see whether they are hidden: some milliseconds each
_LONGEST = 0.6  # seconds for these
_BAND = 16.0  # points: texts are looked up by the heights that they stand at
_MOST_BANDS = 2_000
_SHARE = 0.4  # of the height of a text, which something must cover to hide it
_NARROW = 1.0  # points
_SCALE, _MOST_PIXELS = 2.0, 400_000  # pixels a point; of a look
_SEEN = 40  # of 255: a difference that an eye sees
_INK = 72  # the edges of a letter that is drawn twice are darker by 64 at most
_LEAST_STRIPS = 0.12  # of the height of a text: what a figure is wide
_CHANNELS = 4  # bytes a pixel, the last one unused


@dataclass(slots=True)
class CoverSearch:
    """What was found on the pages so far; `is_cut` says that something was not looked at."""

    found: list[Message] = field(default_factory=list)
    is_cut: bool = False
    _allowance: Allowance = field(default_factory=lambda: Allowance(MOST_OBJECTS))
    _pairs: int = 0
    _looks: int = 0
    _spent: float = 0.0

    def look_at(self, index: int, page: "PdfPage", text: "PdfTextPage") -> None:
        """Looks at a page, from 0, and its text: one warning for notes, one for pictures, one for surfaces."""
        params: dict[str, Param] = {"page": index + 1}
        if lies_over_text(page, text):
            self.found.append(Message("covered_by_note", params))
        self.is_cut = self.is_cut or has_many_notes(page)
        self._look_at_drawing(page, params)

    def _look_at_drawing(self, page: "PdfPage", params: dict[str, Param]) -> None:
        said = set()
        for text, covers in self._suspects(page):
            kind = any(cover.is_picture for cover in covers)
            if kind in said:
                continue
            if self._looks >= _MOST_LOOKS or self._spent > _LONGEST:
                self.is_cut = True
                return
            started = time.monotonic()
            self._looks += 1
            if _is_hidden(page, text, covers):
                said.add(kind)
                message = Message("covered_by_picture", params) if kind else Message("covered_by_surface", params)
                self.found.append(message)
            self._spent += time.monotonic() - started

    def _suspects(self, page: "PdfPage") -> Iterator[tuple[Drawn, list[Drawn]]]:
        """Texts that something lies upon, with what that is."""
        texts: dict[int, list[Drawn]] = defaultdict(list)
        met: dict[int, tuple[Drawn, list[Drawn]]] = {}
        for each in drawn_on(page, self._allowance):
            if each.is_text:
                for band in _bands(each.area):
                    texts[band].append(each)
                continue
            for text in self._below(each, texts):
                met.setdefault(id(text), (text, []))[1].append(each)
        self.is_cut = self.is_cut or self._allowance.left <= 0
        yield from met.values()

    def _below(self, cover: Drawn, texts: dict[int, list[Drawn]]) -> Iterator[Drawn]:
        """The texts that came before and that most of the height is covered of."""
        if not texts:
            return
        seen = set()
        for band in _bands(cover.area):
            for text in texts.get(band, ()):
                self._pairs += 1
                if self._pairs > _MOST_PAIRS:
                    self.is_cut = True
                    return
                common = cover.area.common(text.area)
                if common is None or id(text) in seen or common.right - common.left < _NARROW:
                    continue
                if common.top - common.bottom >= _SHARE * (text.area.top - text.area.bottom):
                    seen.add(id(text))
                    yield text


def _bands(area: Area) -> range:
    first = math.floor(area.bottom / _BAND)
    return range(first, min(math.floor(area.top / _BAND) + 1, first + _MOST_BANDS))


def _is_hidden(page: "PdfPage", text: Drawn, covers: Sequence[Drawn]) -> bool:
    """Whether figures or letters of the text would be seen if nothing lay upon it, and are not."""
    look = _Look.at(page, text.area)
    if look is None:
        return False
    shown = look.pixels()
    with _without([text]):
        still = look.pixels()
    with _without(covers):
        bare = look.pixels()
        with _without([text]):
            blank = look.pixels()
    hidden = [_differ(bare, blank, at, _INK) for at in range(0, len(bare), _CHANNELS)]
    seen = [_differ(shown, still, at, _SEEN) for at in range(0, len(bare), _CHANNELS)]
    return look.strips(hidden, seen) >= max(3.0, _LEAST_STRIPS * min(look.width, look.height))


def _differ(one: bytes, other: bytes, at: int, least: int) -> bool:
    """Whether a pixel is another by so much in one of its colours."""
    return any(abs(one[place] - other[place]) >= least for place in range(at, at + 3))


@contextmanager
def _without(drawn: Sequence[Drawn]) -> Iterator[None]:
    """As long as it lasts, the page is drawn without these."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    for each in drawn:
        pdfium.FPDFPageObj_SetIsActive(each.handle, False)  # noqa: FBT003 - C has no names
    try:
        yield
    finally:
        for each in drawn:
            pdfium.FPDFPageObj_SetIsActive(each.handle, True)  # noqa: FBT003 - same


@dataclass(frozen=True, slots=True)
class _Look:
    """A part of a page as it is shown, in pixels: `left` and `top` from the corner of a page of `whole` pixels."""

    page: Any
    left: int
    top: int
    width: int
    height: int
    whole: tuple[int, int]

    @classmethod
    def at(cls, page: "PdfPage", area: Area) -> "_Look | None":
        """The part that holds an area, None where there is nothing to see of it."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

        size = page.get_size()
        points = max((area.right - area.left) * (area.top - area.bottom), 1.0)
        scale = min(_SCALE, math.sqrt(_MOST_PIXELS / points))
        whole = (max(round(size[0] * scale), 1), max(round(size[1] * scale), 1))
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for at_x, at_y in ((area.left, area.bottom), (area.right, area.top)):
            pdfium.FPDF_PageToDevice(page, 0, 0, *whole, 0, at_x, at_y, x, y)
            corners.append((x.value, y.value))
        (x1, y1), (x2, y2) = corners
        left, right = max(min(x1, x2), 0), min(max(x1, x2) + 1, whole[0])
        top, bottom = max(min(y1, y2), 0), min(max(y1, y2) + 1, whole[1])
        return cls(page, left, top, right - left, bottom - top, whole) if left < right and top < bottom else None

    def strips(self, hidden: Sequence[bool], seen: Sequence[bool]) -> int:
        """How many strips across the text have something to see and nothing seen; it runs along the longer side."""
        width = self.width
        along = width >= self.height
        places = [
            slice(at, None, width) if along else slice(at * width, (at + 1) * width)
            for at in range(width if along else self.height)
        ]
        return sum(1 for strip in places if any(hidden[strip]) and not any(seen[strip]))

    def pixels(self) -> bytes:
        """What is shown there, on white, four bytes a pixel."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

        row = self.width * _CHANNELS
        buffer = (ctypes.c_ubyte * (row * self.height))()
        bitmap = pdfium.FPDFBitmap_CreateEx(self.width, self.height, pdfium.FPDFBitmap_BGRx, buffer, row)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page, -self.left, -self.top, *self.whole, 0, 0)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return bytes(buffer)
