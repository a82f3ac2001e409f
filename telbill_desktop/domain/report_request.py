"""Which reports there are, and what is asked of one: level of detail, days, part of the company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.perimeter import PerimeterChoice


class ReportKind(StrEnum):
    """The reports, in the order in which they are offered."""

    INVOICES = "invoices"
    CONSUMPTION = "consumption"
    FLEET = "fleet"
    UPCOMING = "upcoming"
    ENTRIES = "entries"
    CUTOFF = "cutoff"


class ReportLevel(StrEnum):
    """How far the invoices are taken apart (source 000, « Export multi-CF », « niveau de détail »)."""

    TOTALS = "totals"
    CATEGORIES = "categories"
    LINES = "lines"
    USERS = "users"
    CALLS = "calls"


# What a report is narrowed by: a range of days, or one day; how many months of it are shown.
LEVELS: Mapping[ReportKind, tuple[ReportLevel, ...]] = MappingProxyType(
    {ReportKind.INVOICES: tuple(ReportLevel), ReportKind.CONSUMPTION: (ReportLevel.TOTALS, ReportLevel.CALLS)}
)
OF_DAYS = frozenset({ReportKind.INVOICES, ReportKind.CONSUMPTION, ReportKind.ENTRIES})
OF_ONE_DAY = frozenset({ReportKind.FLEET, ReportKind.UPCOMING, ReportKind.CUTOFF})
OF_MONTHS = frozenset({ReportKind.UPCOMING})

TABLES = ("xlsx", "csv", "html", "pdf")
ENTRIES = "txt"  # of purchase entries alone: what is handed to the accountant's program


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What one report is to hold. Days are inclusive; a field that its kind has no use for is left empty.

    `since` and `until` are days of invoices, or of calls; `on` is the day as of which it stands, None for the usual
    one. `months` ahead; None: the next invoice of each account alone. `again`: entries that were handed out before too.

    Raises:
        TelbillError: `period_reversed` when the last day comes before the first: nothing would be in the report.
    """

    kind: ReportKind
    level: ReportLevel = ReportLevel.TOTALS
    since: date | None = None
    until: date | None = None
    on: date | None = None
    months: int | None = None
    perimeter: PerimeterChoice | None = None
    again: bool = False

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise TelbillError("period_reversed", start=self.since, end=self.until)


def formats_of(kind: ReportKind) -> tuple[str, ...]:
    """The suffixes under which a report can be written."""
    return (ENTRIES, *TABLES) if kind is ReportKind.ENTRIES else TABLES
