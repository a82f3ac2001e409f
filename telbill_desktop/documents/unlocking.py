"""A PDF without its encryption, when its user password is empty; the original bytes are never replaced by it."""

from io import BytesIO

from telbill_desktop.domain.errors import TelbillError

_REMOVE_SECURITY = 3  # FPDF_REMOVE_SECURITY of fpdf_save.h


def unlocked_copy(content: bytes) -> bytes:
    """The same document, decrypted.

    Raises:
        TelbillError: `pdf_password`, `pdf_certificate`, `pdf_unreadable`.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - loaded at first use

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        text = str(error)
        if "password" in text.casefold():
            raise TelbillError("pdf_password") from None
        if "security" in text.casefold():
            raise TelbillError("pdf_certificate") from None
        raise TelbillError("pdf_unreadable", reason=text[:160]) from None
    try:
        copy = BytesIO()
        document.save(copy, flags=_REMOVE_SECURITY)
        return copy.getvalue()
    except pdfium.PdfiumError as error:
        raise TelbillError("pdf_unreadable", reason=str(error)[:160]) from None
    finally:
        document.close()
