"""The report of invoices: what accounts and months add up to, then every invoice, taken apart as far as is wanted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceRow
from telbill_desktop.domain.invoice_users import InvoiceUser
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.report_request import ReportLevel
from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.domain.usage_view import UsageCall, UsageSum

ZERO = Decimal(0)
Shares = Mapping[Category | None, Decimal]


@dataclass(frozen=True, slots=True)
class GroupSums:
    """What the invoices of one group (an account, a month) add up to in one currency.

    `shares` are what their lines add up to by category, before tax; `unstated` is what of them belongs to invoices
    that state no total before tax; `incomplete` counts the invoices that lack one of the three totals, which adds
    nothing then.
    """

    currency: str
    count: int
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    incomplete: int = 0
    shares: Shares = field(default_factory=dict)
    unstated: Decimal = ZERO

    @property
    def beside_lines(self) -> Decimal:
        """What no line tells: allowances and charges on whole invoices, and invoices without lines."""
        return self.ht - (sum(self.shares.values(), ZERO) - self.unstated)


@dataclass(frozen=True, slots=True)
class AccountSums:
    """The sums of one billing account; empty names: invoices that name no account."""

    operator: str
    account: str
    number: str
    sums: GroupSums


@dataclass(frozen=True, slots=True)
class MonthSums:
    """The sums of the invoices issued in a month, which is its first day."""

    month: date
    sums: GroupSums


@dataclass(frozen=True, slots=True)
class ReportedInvoice:
    """An invoice with the number of its account and its period; `shares` as in `GroupSums`."""

    row: InvoiceRow
    number: str
    period: Period | None
    shares: Shares = field(default_factory=dict)

    @property
    def beside_lines(self) -> Decimal | None:
        """What no line tells; None where the total before tax is not known."""
        return None if self.row.ht is None else self.row.ht - sum(self.shares.values(), ZERO)


ReportedLines = tuple[ReportedInvoice, Sequence[InvoiceLine]]


@dataclass(frozen=True, slots=True)
class InvoiceReport:
    """`totals` are those of each currency. What is called is read anew each time.

    There are `count` invoices; `line_count` lines, 0 where the level does not need them. `used` is what usage files
    tell of them all, `listed` how many of their calls there are, where the level asks for users; `used` is None where
    two invoices share what a file tells.
    """

    scope: ReportScope
    level: ReportLevel
    totals: Sequence[GroupSums]
    accounts: Sequence[AccountSums]
    months: Sequence[MonthSums]
    invoices: Callable[[], Iterator[ReportedInvoice]]
    lines: Callable[[], Iterator[ReportedLines]]
    users: Callable[[], Iterator[tuple[ReportedInvoice, Sequence[InvoiceUser]]]]
    calls: Callable[[], Iterator[tuple[ReportedInvoice, UsageCall]]]
    count: int = 0
    line_count: int = 0
    used: UsageSum | None = None
    listed: int = 0
