"""What a report is of, in names: companies, accounts, days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportScope:
    """`companies` are those whose telecoms are reported; `chosen` names what they are narrowed to, nothing: no more.

    `gone` counts the companies and accounts that were chosen and are no longer there: nothing is reported of them. Days
    are inclusive.
    """

    companies: tuple[str, ...]
    chosen: tuple[str, ...]
    made_on: date
    since: date | None = None
    until: date | None = None
    on: date | None = None
    gone: int = 0
