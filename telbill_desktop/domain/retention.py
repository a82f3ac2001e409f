"""How long a document must be kept, by what it is.

Supporting documents of the accounts: ten years from the end of the accounting year (Code de commerce L123-22), which is
more than the six from their own date that the tax office asks for (Livre des procédures fiscales L102 B). What a
contract is proved with: five years from its end, and never less from its own date.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.period import last_day_before

ACCOUNTING_YEARS = 10  # after the end of the accounting year
CONTRACT_YEARS = 5  # after the contract's end, and after the document's date

_LEAP_YEAR = 2000  # where every day of a year is


class DocumentKind(StrEnum):
    """What a kept document is.

    `INVOICE` and `CREDIT_NOTE`: what an operator charges and gives back.
    `CONTRACT`: a framework or local contract, its order forms and amendments.
    `IDENTITY`: the identity paper of who signs for the company.
    `COMPANY`: the extract of the commercial register (Kbis).
    `BANK`: the account from which invoices are paid (IBAN).
    `MANDATE`: the leave to debit that account (SEPA), to port a number, or to sign for the company.
    `OTHER`: anything else, kept as carefully as an invoice.
    """

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CONTRACT = "contract"
    IDENTITY = "identity"
    COMPANY = "company"
    BANK = "bank"
    MANDATE = "mandate"
    OTHER = "other"


_WHILE_NEEDED = {DocumentKind.IDENTITY, DocumentKind.COMPANY}
_AS_CONTRACTS = {DocumentKind.CONTRACT, DocumentKind.BANK, DocumentKind.MANDATE}


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day of each accounting year; 29 February is the last of February in every year.

    Raises:
        TelbillError: `closing_impossible` when no year has that day.
    """

    month: int = 12
    day: int = 31

    def __post_init__(self) -> None:
        try:
            date(_LEAP_YEAR, self.month, self.day)
        except ValueError as error:
            raise TelbillError("closing_impossible", day=self.day, month=self.month) from error

    def in_year(self, year: int) -> date:
        """The closing day of a calendar year."""
        return date(_LEAP_YEAR, self.month, self.day) + relativedelta(year=year)

    def year_end(self, day: date) -> date:
        """The last day of the accounting year that holds a day."""
        own = self.in_year(day.year)
        if day <= own:
            return own
        return date.max if day.year == MAXYEAR else self.in_year(day.year + 1)


def keep_until(
    kind: DocumentKind, document_date: date, closing: Closing, contract_end: date | None = None
) -> date | None:
    """The last day on which a document must be kept; None: it has no such day, or none yet.

    None of identity papers and of the register's extract, which are kept while they are needed, and of what goes with a
    contract as long as the contract's end is not known: it is kept while the contract runs (`may_dispose` tells the two
    apart). `contract_end` is the first day without the contract, the mandate or the bank account.
    """
    if kind in _WHILE_NEEDED:
        return None
    if kind in _AS_CONTRACTS:
        if contract_end is None:
            return None
        last_day = max(last_day_before(contract_end), document_date)
        return _years_after(last_day, CONTRACT_YEARS)
    last_year = closing.year_end(document_date).year + ACCOUNTING_YEARS
    return date.max if last_year > MAXYEAR else closing.in_year(last_year)


def strength(kind: DocumentKind, keep_until: date | None) -> tuple[int, date]:
    """What tells which of two ends keeps a document longer: the greater one."""
    if keep_until is not None:
        return (1, keep_until)
    return (2, date.max) if kind in _AS_CONTRACTS else (0, date.min)


def may_dispose(kind: DocumentKind, today: date, keep_until: date | None, *, hold: bool) -> Message | None:
    """Why a document must not be disposed of today; None: nothing keeps it.

    `keep_until` is what the function of that name said; `hold`: somebody keeps it for a dispute or an audit.
    """
    if hold:
        return Message("keep_held")
    if keep_until is None:
        return Message("keep_running") if kind in _AS_CONTRACTS else None
    return Message("keep_until_day", {"day": keep_until}) if today <= keep_until else None


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; the last of February for its 29th where there is none."""
    return date.max if day.year + years > MAXYEAR else day + relativedelta(years=years)
