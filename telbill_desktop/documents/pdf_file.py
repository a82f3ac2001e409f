"""Opening a PDF that nobody here made: damaged, encrypted or hostile, and saying which."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from telbill_desktop.documents.unlocking import unlocked_copy
from telbill_desktop.domain.errors import TelbillError

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAIL = 2048
# The parser looks at each object once, which takes 4 µs; invoices of a thousand pages have some twenty thousand.
MOST_OBJECTS = 200_000
# What pypdf mends in passing and what does no harm to what is read.
_HARMLESS = ("Multiple definitions in dictionary", "Annotation sizes differ", "Font ", "Superfluous whitespace")


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An opened PDF; `troubles` are the parser's complaints so far, in its own words."""

    reader: "PdfReader"
    troubles: list[str]
    whole: bool

    @property
    def damaged(self) -> bool:
        """Whether the file is cut short or had to be mended."""
        return not self.whole or bool(self.troubles)


@contextmanager
def opened_pdf(content: bytes) -> Iterator[PdfFile]:
    """The PDF, an empty user password tried; whatever the parser cannot make sense of becomes an error.

    Raises:
        TelbillError: `pdf_password`, `pdf_certificate`, `pdf_unreadable`, `pdf_many_objects`.
    """
    from pypdf.errors import FileNotDecryptedError, WrongPasswordError  # noqa: PLC0415 - loaded at first use

    unreadable: tuple[type[Exception], ...] = (*parser_errors(), AttributeError, OSError)
    with _complaints() as troubles:
        try:
            _refuse_many_objects(content)
            reader = _reader(content)
            yield PdfFile(reader, troubles, whole=b"%%EOF" in content[-_TAIL:])
        except (FileNotDecryptedError, WrongPasswordError):
            raise TelbillError("pdf_password") from None
        except NotImplementedError:
            raise TelbillError("pdf_certificate") from None
        except RecursionError:
            raise TelbillError("pdf_unreadable", reason="too many levels") from None
        except unreadable as error:
            raise TelbillError("pdf_unreadable", reason=_short(error)) from error


def parser_errors() -> tuple[type[Exception], ...]:
    """What pypdf raises about a file that it cannot make sense of; two of its own are no PyPdfError."""
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError  # noqa: PLC0415 - loaded at first use

    own = (PyPdfError, DependencyError, DeprecationError)
    return (*own, ValueError, TypeError, LookupError, NotImplementedError, ArithmeticError)


def _reader(content: bytes) -> "PdfReader":
    """The reader, with an empty user password tried.

    Raises:
        TelbillError: `pdf_password`, and what `unlocked_copy` raises.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - loaded at first use
    from pypdf.errors import DependencyError  # noqa: PLC0415 - same

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise TelbillError("pdf_password")
        needs_pdfium = reader.is_encrypted and (_uses_aes(reader) or _leaves_metadata_legible(reader))
    except DependencyError:
        needs_pdfium = True
    # pypdf takes AES from a package that some systems lack, and misses it at the first stream; pdfium has its own.
    # And pypdf decrypts metadata that were never encrypted.
    return PdfReader(BytesIO(unlocked_copy(content)), strict=False) if needs_pdfium else reader


def _refuse_many_objects(content: bytes) -> None:
    """Each object ends in `endobj`, and has a row in a table of places unless that table is packed."""
    if max(content.count(b"obj") // 2, content.count(b" 00000 n")) > MOST_OBJECTS:
        raise TelbillError("pdf_many_objects", limit=MOST_OBJECTS)


def _uses_aes(reader: "PdfReader") -> bool:
    """Whether a crypt filter of the file is AES (PDF 2.0, 7.6.6), for some of its streams or all."""
    filters: Any = reader.trailer["/Encrypt"].get_object()
    filters = filters.get("/CF")
    filters = filters.get_object() if filters is not None else {}
    methods = [each.get_object().get("/CFM") for each in filters.values()]
    return any(method in {"/AESV2", "/AESV3"} for method in methods)


def _leaves_metadata_legible(reader: "PdfReader") -> bool:
    """Whether the file says so (PDF 2.0, table 21: /EncryptMetadata false)."""
    entry: Any = reader.trailer["/Encrypt"].get_object()
    said = entry.get("/EncryptMetadata")
    return said is not None and getattr(said.get_object(), "value", True) is False


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects what pypdf logs, which would otherwise reach standard error."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            if not text.startswith(_HARMLESS):
                found.append(text[:200])

    logger = logging.getLogger("pypdf")
    collector = Collector(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
