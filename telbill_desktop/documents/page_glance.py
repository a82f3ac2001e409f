"""A quick look at what a PDF prints, without places: may a template know it, and is anything printed at all?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.documents.pages import opened

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage


@dataclass(frozen=True, slots=True)
class Glance:
    """The text in the order of the file. `is_printed` is False when there is none, or none that a reader sees."""

    text: str
    is_printed: bool


def glance(content: bytes, max_pages: int) -> Glance:
    """The text of the first pages.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`.
    """
    texts: list[str] = []
    is_printed = False
    with opened(content) as document:
        for index in range(min(len(document), max_pages)):
            page = document[index]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            is_printed = is_printed or _prints(text)
            text.close()
            page.close()
    return Glance("\n".join(texts), is_printed)


def _prints(text: "PdfTextPage") -> bool:
    """Whether one character at least is no invisible one."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    for at in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, at)).isspace():
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, at)
        if not drawn or pdfium.FPDFTextObj_GetTextRenderMode(drawn) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            return True
    return False
