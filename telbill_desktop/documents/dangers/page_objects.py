"""What is drawn on a page, in the order in which it is drawn: text, and what may hide text that came before it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_DEEPEST = 8  # forms in forms
_LEAST_ALPHA = 128  # of 255: text under what lets more light through is seen
_THIN = 2.5  # points: rules are thinner, and hide nothing


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in the page's own coordinates, points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    def common(self, other: "Area") -> "Area | None":
        """What both cover."""
        left, right = max(self.left, other.left), min(self.right, other.right)
        bottom, top = max(self.bottom, other.bottom), min(self.top, other.top)
        return Area(left, bottom, right, top) if left < right and bottom < top else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page: `handle` is pdfium's, good while the page is open."""

    handle: Any
    area: Area
    is_text: bool
    is_picture: bool = False


@dataclass(slots=True)
class Allowance:
    """How many objects may still be looked at, those that are of no interest among them."""

    left: int


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawn_on(page: "PdfPage", allowance: Allowance) -> Iterator[Drawn]:
    """Text, and opaque surfaces, pictures and shadings, in the order in which they are drawn, as far as is allowed."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    for at in range(pdfium.FPDFPage_CountObjects(page)):
        if allowance.left <= 0:
            return
        yield from _drawn(pdfium, pdfium.FPDFPage_GetObject(page, at), _SAME, _DEEPEST, allowance)


def _drawn(
    pdfium: Any,  # noqa: ANN401 - pdfium, untyped
    handle: Any,  # noqa: ANN401 - same
    matrix: Matrix,
    depth: int,
    allowance: Allowance,
) -> Iterator[Drawn]:
    allowance.left -= 1
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        inner = _within(pdfium, handle, matrix)
        for at in range(pdfium.FPDFFormObj_CountObjects(handle) if depth else 0):
            if allowance.left <= 0:
                return
            yield from _drawn(pdfium, pdfium.FPDFFormObj_GetObject(handle, at), inner, depth - 1, allowance)
        return
    is_text = kind == pdfium.FPDF_PAGEOBJ_TEXT
    if kind == pdfium.FPDF_PAGEOBJ_PATH and not _is_filled(pdfium, handle):
        return
    area = _area(pdfium, handle, matrix)
    if area is None or (not is_text and min(area.right - area.left, area.top - area.bottom) < _THIN):
        return
    yield Drawn(handle, area, is_text, is_picture=kind == pdfium.FPDF_PAGEOBJ_IMAGE)


_mode, _stroked = ctypes.c_int(), ctypes.c_int()
_red, _green, _blue, _alpha = (ctypes.c_uint() for _ in range(4))
_bounds = tuple(ctypes.c_float() for _ in range(4))


def _is_filled(pdfium: Any, handle: Any) -> bool:  # noqa: ANN401 - pdfium, untyped
    if not pdfium.FPDFPath_GetDrawMode(handle, _mode, _stroked) or _mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    is_known = pdfium.FPDFPageObj_GetFillColor(handle, _red, _green, _blue, _alpha)
    return not is_known or _alpha.value >= _LEAST_ALPHA  # a pattern has no colour


def _area(pdfium: Any, handle: Any, matrix: Matrix) -> Area | None:  # noqa: ANN401 - pdfium, untyped
    if not pdfium.FPDFPageObj_GetBounds(handle, *_bounds):
        return None
    left, bottom, right, top = (each.value for each in _bounds)
    if matrix is not _SAME:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return Area(left, bottom, right, top) if left < right and bottom < top else None


def _within(pdfium: Any, form: Any, outer: Matrix) -> Matrix:  # noqa: ANN401 - pdfium, untyped
    """The way from inside a form to the page."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, own):
        return outer
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )
