"""Pages of a PDF as pictures, through pdfium; run in the worker process, never in the window's."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

MAX_WIDTH = 4000
MAX_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture: `rgb` has three bytes a pixel, row after row without padding."""

    width: int
    height: int
    rgb: bytes


def page_count(content: bytes) -> int:
    """How many pages there are.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`.
    """
    with opened(content) as document:
        return len(document)


def render_page(content: bytes, index: int, width_px: int) -> PageImage:
    """Page `index`, from 0, so many pixels wide; a page beyond measure is drawn smaller.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`, `page_missing`.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    with opened(content) as document:
        if not 0 <= index < len(document):
            raise TelbillError("page_missing", page=index + 1, count=len(document))
        page = document[index]
        width, height = page.get_size()
        scale = min(max(width_px, 1), MAX_WIDTH) / max(width, 1)
        scale = min(scale, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.FPDFBitmap_BGR)
        row = bitmap.width * 3
        whole = bytes(bitmap.buffer)
        stride = bitmap.stride
        rgb = (
            whole
            if stride == row
            else b"".join(whole[at : at + row] for at in range(0, stride * bitmap.height, stride))
        )
        return PageImage(bitmap.width, bitmap.height, rgb)


def is_encrypted(document: "PdfDocument") -> bool:
    """Whether the file is encrypted, and was opened all the same."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    return bool(pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0)


@contextmanager
def opened(content: bytes) -> "Iterator[PdfDocument]":
    """The document, closed afterwards.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - loaded at first use

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        code = "pdf_password" if "password" in str(error).casefold() else "pdf_unreadable"
        raise TelbillError(code, **({} if code == "pdf_password" else {"reason": str(error)[:160]})) from None
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise TelbillError("pdf_unreadable", reason=str(error)[:160]) from None
    finally:
        document.close()
