"""How long a document is kept: by what it is."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document of the archive is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CONTRACT = "contract"
    IDENTITY = "identity"
    COMPANY = "company"
    BANK = "bank"
    MANDATE = "mandate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day of an accounting year."""

    month: int = 12
    day: int = 31


def keep_until(
    kind: DocumentKind, document_date: date, closing: Closing, contract_end: date | None = None
) -> date | None:
    """The last day on which it is kept; None: while it is needed."""
    if kind in {DocumentKind.IDENTITY, DocumentKind.COMPANY}:
        return None
    if kind in {DocumentKind.CONTRACT, DocumentKind.BANK, DocumentKind.MANDATE}:
        return None if contract_end is None else max(_later(contract_end, 5), _later(document_date, 5))
    end = _closing(document_date.year, closing)
    if end < document_date:
        end = _closing(document_date.year + 1, closing)
    return max(_later(end, 10), _later(document_date, 6))


def _closing(year: int, closing: Closing) -> date:
    return date(year, closing.month, min(closing.day, monthrange(year, closing.month)[1]))


def _later(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
