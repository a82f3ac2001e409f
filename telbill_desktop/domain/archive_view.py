"""The archive as a page shows it: its documents, one of them whole, and what stands above them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from telbill_desktop.domain.archive_event import ArchiveEvent
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, SignatureReport, Trust


class ArchiveGroup(StrEnum):
    """Documents that are looked at together, by what is known of them."""

    ALL = "all"
    SOUND = "sound"  # intact, by a signer whom the user trusts
    UNKNOWN = "unknown"  # intact, by a signer who is not trusted (yet, any more, or never)
    CHANGED = "changed"  # modified, invalid, or not to be verified
    UNSIGNED = "unsigned"
    WAITING = "waiting"  # nobody has looked at its signatures yet
    HELD = "held"
    UNCOPIED = "uncopied"  # never found whole on another medium
    OVER = "over"  # may be disposed of: its last day has passed


@dataclass(frozen=True, slots=True)
class ArchiveFilter:
    """What the list holds. `text`: words of the document, of its names, or of its invoice's number; all must be there.

    `kinds`: those documents alone; empty: every kind. `years`: of the document's date. Disposed ones are shown with
    `with_disposed` alone.
    """

    text: str = ""
    group: ArchiveGroup = ArchiveGroup.ALL
    kinds: tuple[DocumentKind, ...] = ()
    years: tuple[int, ...] = ()
    perimeter: PerimeterChoice = field(default_factory=PerimeterChoice)
    with_disposed: bool = False


class ArchiveOrder(StrEnum):
    """By what the list is sorted; the latest or greatest first where it is reversed."""

    DEPOSITED = "deposited"
    NAME = "name"
    LINK = "link"
    SIGNATURE = "signature"
    SIGNER = "signer"
    KEEP_UNTIL = "keep_until"


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One document in the list.

    `number`, `operator`, `account` and `invoice_id` are those of its first invoice, empty and None where it has none;
    `label` what a company's document is called. `integrity` and `trust` are None while nobody looked.
    """

    deposit_id: int
    deposited_at: datetime
    name: str
    size: int
    media_type: str
    digest: str
    kind: DocumentKind
    document_date: date
    keep_until: date | None
    hold: str
    disposed_at: datetime | None
    number: str
    operator: str
    account: str
    invoice_id: int | None
    label: str
    integrity: Integrity | None
    trust: Trust | None
    signer: str


@dataclass(frozen=True, slots=True)
class SeenName:
    """A name under which the same bytes came."""

    name: str
    source: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of a document's signatures at a moment."""

    judged_at: datetime
    report: SignatureReport


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """One document whole. `at_deposit` is its first verdict and stays; `latest` the last one, which may be the same."""

    row: ArchiveRow
    os_user: str
    program_version: str
    names: tuple[SeenName, ...]
    at_deposit: Verdict | None
    latest: Verdict | None
    events: tuple[ArchiveEvent, ...]
    text: str


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last time that every document was read again: how many were there, how many were as they came."""

    happened_at: datetime
    documents: int
    intact: int
    seconds: float
    is_sound: bool


@dataclass(frozen=True, slots=True)
class ArchiveSummary:
    """What stands above the list: of all documents of the perimeter that were not disposed of."""

    documents: int
    size: int
    first_year: int | None
    last_year: int | None
    groups: Mapping[ArchiveGroup, int]
    last_check: LastCheck | None
