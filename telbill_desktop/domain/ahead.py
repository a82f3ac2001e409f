"""What comes next: the invoices of the days ahead and their due dates, beside those of invoices that came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.year_ahead import UpcomingRow

ZERO = Decimal(0)
NEXT_DAYS = timedelta(days=30)
LOOKED_BACK = timedelta(days=7)  # nobody knows yet what is paid: what is due for longer is said no more


class DueState(StrEnum):
    """How things stand with an entry."""

    TO_COME = "to_come"  # the invoice is not there, and its date is ahead
    AWAITED = "awaited"  # its date is past, and it is not there
    DUE = "due"  # the invoice is there, and is to be paid by that day
    PAST_DUE = "past_due"


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One line of the schedule. `day` is the date of an invoice to come, the due date of one that came.

    `amount` is what is to be paid, with tax. `invoice_id` and `number` are of invoices that came, `account_id` of those
    that are to come.
    """

    day: date
    name: str
    amount: Decimal
    currency: str
    state: DueState
    invoice_id: int | None = None
    number: str = ""
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class NextInvoices:
    """The invoices to come of thirty days: before tax, what of it is prorated, of how many accounts."""

    total: Decimal = ZERO
    prorata: Decimal = ZERO
    accounts: int = 0


@dataclass(frozen=True, slots=True)
class FleetCount:
    """How many things of the fleet are in service, and how many of them nobody has."""

    served: int = 0
    free: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes, and what is in service. `has_terms`: how any account is charged is known; else nothing is to come."""

    next: NextInvoices
    schedule: tuple[DueEntry, ...]
    has_terms: bool
    fleet: FleetCount


def next_invoices(rows: Iterable[UpcomingRow], today: date) -> NextInvoices:
    """What the invoices to come of the next days add up to, those included that are awaited."""
    found = [row.invoice for row in rows if row.invoice.invoice_date <= today + NEXT_DAYS]
    prorated = (line for one in found for line in one.lines if line.section is ForecastSection.PRORATA)
    return NextInvoices(
        sum((one.total_ht for one in found), ZERO),
        sum((line.amount for line in prorated), ZERO),
        len({one.account_id for one in found}),
    )


def schedule(rows: Iterable[UpcomingRow], due: Iterable[DueEntry], today: date) -> tuple[DueEntry, ...]:
    """Everything by date; of one day what came comes first."""
    coming = (_to_come(row, today) for row in rows if row.invoice.invoice_date <= today + NEXT_DAYS)
    return tuple(sorted((*due, *coming), key=lambda one: (one.day, one.invoice_id is None, one.name)))


def _to_come(row: UpcomingRow, today: date) -> DueEntry:
    day = row.invoice.invoice_date
    state = DueState.TO_COME if day >= today else DueState.AWAITED
    return DueEntry(day, row.name, row.invoice.to_pay, HOME_CURRENCY, state, account_id=row.invoice.account_id)
