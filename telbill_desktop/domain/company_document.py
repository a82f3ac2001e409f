"""What a company or a contract has in the archive besides invoices: Kbis, identity, IBAN, mandates, order forms."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.proofs import Proof
from telbill_desktop.domain.retention import DocumentKind

# What an operator asks for is « de moins de 3 mois »: an extract of the register that is older still says the truth.
FRESH_MONTHS = 3
ENDING_DAYS = 60  # so long before its last day is an end worth a word

KINDS = (
    DocumentKind.COMPANY,
    DocumentKind.IDENTITY,
    DocumentKind.BANK,
    DocumentKind.MANDATE,
    DocumentKind.CONTRACT,
    DocumentKind.OTHER,
)


@dataclass(frozen=True, slots=True)
class DocumentOwner:
    """A company or a contract: exactly one of the two."""

    company_id: int | None = None
    contract_id: int | None = None

    def __post_init__(self) -> None:
        """Whoever writes code that forgets one, or names both, hears of it at once."""
        if (self.company_id is None) == (self.contract_id is None):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What is said of a document; `ends_on` is the last day of what it says, where it has one."""

    kind: DocumentKind
    label: str
    received_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        """An invoice is a document of its own, never one of these."""
        if self.kind not in KINDS:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class CompanyDocument:
    """A document with its id, that of its link; `file` is what lies in the archive."""

    id: int
    owner: DocumentOwner
    fields: DocumentFields
    file: Proof


class DocumentStanding(StrEnum):
    """How a document stands on a day."""

    VALID = "valid"
    AGING = "aging"  # an extract of the register that is older than operators ask for
    ENDING = "ending"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DocumentState:
    """`days` are left until its last day, 0 on that day; None where nothing ends soon."""

    standing: DocumentStanding
    days: int | None = None


def state_on(today: date, fields: DocumentFields) -> DocumentState:
    """How a document stands on a day."""
    if fields.ends_on is not None:
        days = (fields.ends_on - today).days
        if days < 0:
            return DocumentState(DocumentStanding.EXPIRED)
        if days <= ENDING_DAYS:
            return DocumentState(DocumentStanding.ENDING, days)
    if fields.kind is DocumentKind.COMPANY and fields.received_on + relativedelta(months=FRESH_MONTHS) < today:
        return DocumentState(DocumentStanding.AGING)
    return DocumentState(DocumentStanding.VALID)


def tidied(fields: DocumentFields, file_name: str) -> DocumentFields:
    """The fields as they are kept: a document that nobody named is called as its file.

    Raises:
        TelbillError: `document_ends_before`, of one that would have ended before it came.
    """
    if fields.ends_on is not None and fields.ends_on < fields.received_on:
        raise TelbillError("document_ends_before", end=fields.ends_on, received=fields.received_on)
    label = " ".join(fields.label.split()) or file_name
    return DocumentFields(fields.kind, label, fields.received_on, fields.ends_on)
