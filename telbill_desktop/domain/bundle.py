"""What leaves the archive in one piece: a year's documents, with all that is known of them and the whole log."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime
from decimal import Decimal

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.retention import Closing, DocumentKind


@dataclass(frozen=True, slots=True)
class BundleRequest:
    """Which documents: by their own date, within a calendar year or the accounting year that ends in it.

    `account_ids`: documents of these accounts' invoices alone; empty: of all invoices. `with_others`: also what belongs
    to no invoice, which is what companies and contracts have in the archive.
    """

    year: int
    is_accounting_year: bool = False
    account_ids: tuple[int, ...] = ()
    with_others: bool = True

    def holds(self, day: date, closing: Closing) -> bool:
        """Whether a document of that date belongs; `closing` is its company's, which a calendar year does not ask."""
        return (closing.year_end(day) if self.is_accounting_year else day).year == self.year

    def days(self) -> tuple[date, date]:
        """The first and last day that any document may have, whatever the closing of its company."""
        first = self.year - 1 if self.is_accounting_year else self.year
        return date(min(max(first, 1), MAXYEAR), 1, 1), date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class BundleSize:
    """How many documents there would be, and their octets."""

    documents: int
    size: int


@dataclass(frozen=True, slots=True)
class BundleAccount:
    """A billing account of which the archive has documents; two operators may call theirs alike."""

    account_id: int
    operator: str
    label: str


@dataclass(frozen=True, slots=True)
class BundleDocument:
    """One document with what is known of it.

    `invoices` is how many it is a document of: number and amounts are of the only one, empty and None where there are
    several or none; operator and account are those of the first. `owner` is the company of a document of a company,
    `label` what it is called. `at_deposit` and `latest` are None while nobody looked at its signatures.
    """

    deposit_id: int
    digest: str
    size: int
    media_type: str
    name: str
    kind: DocumentKind
    document_date: date
    keep_until: date | None
    hold: str
    deposited_at: datetime
    os_user: str
    program_version: str
    operator: str = ""
    account: str = ""
    invoices: int = 0
    number: str = ""
    currency: str = ""
    ht: Decimal | None = None
    vat: Decimal | None = None
    ttc: Decimal | None = None
    owner: str = ""
    label: str = ""
    at_deposit: Verdict | None = None
    latest: Verdict | None = None


@dataclass(frozen=True, slots=True)
class BundleContents:
    """Everything but the bytes, as it was at one moment: `log` are the lines as they were hashed, up to the head.

    `faults` is what is wrong with the log.
    """

    request: BundleRequest
    made_at: datetime
    documents: tuple[BundleDocument, ...]
    log: tuple[str, ...]
    head: Head
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that is not in the bundle, and why: what is altered is never handed on as if it were sound."""

    document: BundleDocument
    reason: Message


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was written, and read again where it is: `place` is its folder or file.

    `is_elsewhere`: on another disk than the archive, whose end it outlives.
    """

    place: str
    deposit_ids: tuple[int, ...]
    size: int
    lacking: tuple[Lacking, ...] = ()
    faults: tuple[Message, ...] = ()
    is_elsewhere: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lacking, and nothing is wrong with the log."""
        return not (self.lacking or self.faults)
