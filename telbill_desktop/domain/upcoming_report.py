"""The report of the invoices to come: each with its lines, and what the months ahead add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.domain.year_ahead import UpcomingRow, YearAhead


@dataclass(frozen=True, slots=True)
class UpcomingReport:
    """`year` is of the twelve months from the day of the scope on, whatever `rows` hold."""

    scope: ReportScope
    rows: Sequence[UpcomingRow]
    year: YearAhead
