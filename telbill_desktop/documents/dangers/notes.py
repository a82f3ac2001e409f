"""Notes, stamps and fields of a page that lie over its text (PDF 2.0, 12.5)."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

MOST_NOTES = 500  # of a page
_EDGE = 1.0  # points at each side, on which nothing is said to lie
_HIDDEN = 2  # the flag


def has_many_notes(page: "PdfPage") -> bool:
    """Whether a page has more annotations than are looked at."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    return bool(pdfium.FPDFPage_GetAnnotCount(page) > MOST_NOTES)


def lies_over_text(page: "PdfPage", text: "PdfTextPage") -> bool:
    """Whether one of the page's annotations draws something where text is printed."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        with _note(pdfium, page, at) as note:
            if note and _draws(pdfium, note) and _text_below(pdfium, note, text):
                return True
    return False


@contextmanager
def _note(pdfium: Any, page: "PdfPage", at: int) -> "Iterator[Any]":  # noqa: ANN401 - pdfium, untyped
    note = pdfium.FPDFPage_GetAnnot(page, at)
    try:
        yield note
    finally:
        if note:
            pdfium.FPDFPage_CloseAnnot(note)


def _draws(pdfium: Any, note: Any) -> bool:  # noqa: ANN401 - pdfium, untyped
    """Whether it is seen: by a drawing of its own, or by that which every reader makes for its kind."""
    if pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN:
        return False
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_POPUP:
        return False
    if pdfium.FPDFAnnot_HasKey(note, b"AP"):
        return bool(pdfium.FPDFAnnot_GetObjectCount(note) > 0)
    if kind in {pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON}:
        return bool(pdfium.FPDFAnnot_HasKey(note, b"IC"))
    return kind in {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_REDACT}


def _text_below(pdfium: Any, note: Any, text: "PdfTextPage") -> bool:  # noqa: ANN401 - pdfium, untyped
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(note, box):
        return False
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    if right - left <= 2 * _EDGE or top - bottom <= 2 * _EDGE:
        return False
    return bool(text.get_text_bounded(left + _EDGE, bottom + _EDGE, right - _EDGE, top - _EDGE).strip())
