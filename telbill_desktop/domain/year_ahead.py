"""The twelve months ahead, month by month and operator by operator, with the renewals that come once a year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.forecast import ForecastSection, UpcomingInvoice

ZERO = Decimal(0)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class UpcomingRow:
    """An invoice to come, with the names of its operator and account; `supposed` is what it would be instead."""

    invoice: UpcomingInvoice
    operator_id: int
    operator: str
    account: str
    supposed: UpcomingInvoice | None = None

    @property
    def name(self) -> str:
        """`Sonora · Siège`."""
        return f"{self.operator} · {self.account}"

    @property
    def key(self) -> tuple[int, date]:
        """By what the same invoice is found again."""
        return self.invoice.account_id, self.invoice.invoice_date

    @property
    def difference(self) -> Decimal | None:
        """Before tax, of what it would be to what it is; None while nothing is supposed."""
        return None if self.supposed is None else self.supposed.total_ht - self.invoice.total_ht


@dataclass(frozen=True, slots=True)
class Renewal:
    """A period of a year or more that is charged at once."""

    day: date
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class YearAhead:
    """Amounts before tax. `months` are first days; each operator has an amount for each; the largest come first."""

    months: tuple[date, ...]
    operators: tuple[tuple[str, tuple[Decimal, ...]], ...]
    renewals: tuple[Renewal, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """Of each month."""
        return tuple(sum((amounts[at] for _, amounts in self.operators), ZERO) for at in range(len(self.months)))

    @property
    def total(self) -> Decimal:
        """Of all of them."""
        return sum(self.totals, ZERO)


def supposed_rows(
    rows: Iterable[UpcomingRow], next_then: Iterable[UpcomingRow], every_then: Iterable[UpcomingRow]
) -> tuple[UpcomingRow, ...]:
    """The rows, each with what it would be, and those that there would be besides, as nothing yet."""
    then = {row.key: row.invoice for row in (*every_then, *next_then)}
    known = list(rows)
    accounts = {row.invoice.account_id for row in known}
    more = [
        replace(row, invoice=replace(row.invoice, lines=(), vat=(), set_off=()), supposed=row.invoice)
        for row in next_then
        if row.invoice.account_id not in accounts
    ]
    nothing = [replace(row.invoice, lines=(), vat=(), set_off=()) for row in known]
    found = [replace(row, supposed=then.get(row.key, none)) for row, none in zip(known, nothing, strict=True)]
    return tuple(sorted((*found, *more), key=lambda row: (row.invoice.invoice_date, row.invoice.account_id)))


def months_ahead(today: date) -> tuple[date, ...]:
    """The first days of twelve months; the first month is what is left of today's."""
    first = today.replace(day=1)
    return tuple(first + relativedelta(months=at) for at in range(MONTHS))


def year_ahead(rows: Sequence[UpcomingRow], today: date) -> YearAhead:
    """The rows as a year; those beyond its twelve months are left out."""
    months = months_ahead(today)
    place = {month: at for at, month in enumerate(months)}
    amounts: dict[str, list[Decimal]] = defaultdict(lambda: [ZERO] * MONTHS)
    renewals: list[Renewal] = []
    for row in rows:
        at = place.get(row.invoice.invoice_date.replace(day=1))
        if at is None:
            continue
        amounts[row.operator][at] += row.invoice.total_ht
        renewals += _renewals(row)
    ordered = sorted(amounts.items(), key=lambda one: (-sum(one[1], ZERO), one[0]))
    return YearAhead(months, tuple((name, tuple(each)) for name, each in ordered), tuple(renewals))


def _renewals(row: UpcomingRow) -> Iterable[Renewal]:
    if row.invoice.terms.cycle.months < MONTHS:
        return
    amount = sum((one.amount for one in row.invoice.lines if one.section is ForecastSection.RECURRING), ZERO)
    if amount:
        yield Renewal(row.invoice.invoice_date, row.name, amount)
