"""What a closing day parts: of a received invoice the share after it, of one that came later the share before it.

French accounts call the first « charges constatées d'avance » (486), the second « factures non parvenues » (408): a
charge belongs to the year in which it is used, whenever it is invoiced (Code de commerce, art. L123-21). Days are
counted as invoices print them, both included. The share of some days is their part of all days of the line, rounded to
the cent, halves away from zero; the other share is the rest of the line, so that the two add up to it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.accounting import AccountingRules
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.report_scope import ReportScope

ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_SOON = relativedelta(months=3)


@dataclass(frozen=True, slots=True)
class CutoffLine:
    """A line of an invoice, as the closing looks at it. `number` is empty while the invoice is to come.

    `is_estimate`: nobody has charged it yet. `is_beside`: what an invoice charges beside its lines, which has no label.
    `is_left_out`: entries leave its invoice out, for a reason other than its currency.
    """

    operator: str
    account: str
    number: str
    invoice_date: date
    label: str
    category: Category | None
    currency: str
    amount: Decimal
    period: Period | None
    vat_rate: Decimal | None = None
    is_estimate: bool = False
    is_beside: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class CutoffShare:
    """The part of a line that is of another year than the one in which it is booked: `days` of it, before tax."""

    line: CutoffLine
    days: int
    amount: Decimal

    @property
    def rest(self) -> Decimal:
        """What of the line belongs to the year in which it is booked."""
        return self.line.amount - self.amount

    @property
    def vat(self) -> Decimal | None:
        """The tax of the part; None where the line states no rate."""
        rate = self.line.vat_rate
        return None if rate is None else round_to_cent(self.amount * rate / _HUNDRED)


@dataclass(frozen=True, slots=True)
class MissingInvoice:
    """An invoice of the closed year that should be there and is not; nothing is known of its amount."""

    operator: str
    account: str
    day: date
    is_exact: bool


@dataclass(frozen=True, slots=True)
class BareInvoice:
    """An invoice that came, of which neither a line nor a total before tax is known; `ttc` is None if nothing is."""

    operator: str
    account: str
    number: str
    invoice_date: date
    currency: str
    ttc: Decimal | None


@dataclass(frozen=True, slots=True)
class CutoffReport:
    """`closing` is the last day of the year. `without_period` is read anew each time that it is asked for."""

    scope: ReportScope
    closing: date
    rules: AccountingRules
    prepaid: Sequence[CutoffShare]
    accrued: Sequence[CutoffShare]
    without_period: Callable[[], Iterator[CutoffLine]]
    missing: Sequence[MissingInvoice] = ()
    bare: Sequence[BareInvoice] = ()


def near(closing: date) -> tuple[date, date]:
    """The first and last day of invoices of which a line without a period may be of the closed year."""
    return closing - relativedelta(years=1) + relativedelta(days=1), closing + _SOON


def share_after(line: CutoffLine, closing: date) -> CutoffShare | None:
    """What of a line is for days after the closing day; None: nothing, or nobody knows."""
    if line.period is None:
        return None
    first = max(line.period.start, day_after(closing))
    return _share(line, (line.period.end - first).days)


def share_until(line: CutoffLine, closing: date) -> CutoffShare | None:
    """What of a line is for days up to the closing day; None: nothing, or nobody knows."""
    if line.period is None:
        return None
    end = min(line.period.end, day_after(closing))
    return _share(line, (end - line.period.start).days)


def _share(line: CutoffLine, days: int) -> CutoffShare | None:
    if line.period is None or days <= 0 or not line.amount:
        return None
    whole = line.period.days
    amount = line.amount if days >= whole else round_to_cent(line.amount * days / whole)
    return CutoffShare(line, min(days, whole), amount)
