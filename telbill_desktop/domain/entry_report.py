"""The preparation of entries: what is booked, what was left out and why, what was handed out before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.accounting import AccountingRules
from telbill_desktop.domain.entries import Entry, LeftOutInvoice
from telbill_desktop.domain.report_scope import ReportScope

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class EntryReport:
    """`before` counts the invoices that were handed out already and are not repeated.

    `companies` are those whose invoices are among the entries, by name: the books of each are its own.
    """

    scope: ReportScope
    rules: AccountingRules
    entries: Sequence[Entry]
    left_out: Sequence[LeftOutInvoice]
    before: int = 0
    companies: Sequence[str] = ()

    @property
    def total(self) -> Decimal:
        """What all debits add up to, and all credits."""
        return sum((line.debit for entry in self.entries for line in entry.lines), ZERO)
