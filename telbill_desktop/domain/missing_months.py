"""Which invoices of an account should be there and are not: between two that came, after the latest one, and the next.

What is expected is a date of the account's cycle that no invoice that came is of (`domain.arrival`). Where nobody knows
the terms, only a rhythm that the invoices themselves show says that one is lacking between two of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.arrival import cycle_date
from telbill_desktop.domain.billing_terms import BillingTerms, OperatorTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period

GRACE = timedelta(days=7)  # after the day on which an invoice should be there: operators are late by some days
AHEAD = timedelta(days=31)  # an operator may date its invoice some weeks after it sends it
KEPT = relativedelta(years=11)  # no invoice is kept longer, and a date misread makes no century of months
_SILENCE = 12  # months; nothing in service is known of the account, and none came for so long: it bills no longer
_RHYTHMS = (1, 2, 3, 6, 12)  # months
_LEAST = 3  # invoices that show a rhythm
_MONTH = 365.2425 / 12  # days
_NEAR = 6  # days beside whole months; a day that falls at random is as near to them two times of five
_STEADY = 2 / 3  # of the gaps


class Came(NamedTuple):
    """An invoice that came: the day that it bears and the period that it states, if any."""

    issued: date
    stated: Period | None = None


class Spell(NamedTuple):
    """Something in service from a day on; `end` is the first day out of service, None while it goes on."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AccountInvoices:
    """What is known of the invoices of one account. Credit notes and invoices of equipment or acts alone do not count.

    `in_service` is empty where nobody wrote its fleet down; `has_minimum`: so much is charged whatever is in service.
    """

    account_id: int
    came: Sequence[Came] = ()
    terms: BillingTerms | None = None
    operator: OperatorTerms = field(default_factory=OperatorTerms)
    in_service: Collection[Spell] = ()
    has_minimum: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedInvoice:
    """An invoice that did not come. `day` is its date; without terms (`is_exact` False) about its date: say the month.

    `available_from` is when its operator has it, None where nobody knows; from `late_since` on it is missing.
    """

    account_id: int
    day: date
    available_from: date | None
    late_since: date
    is_exact: bool = True

    def is_missing(self, today: date) -> bool:
        """Whether it should be there."""
        return self.late_since <= today


def expected(account: AccountInvoices, today: date) -> list[ExpectedInvoice]:
    """Every invoice that should be there and is not, by date; and the next one to come, where the terms say one."""
    since, until = today - KEPT, today + AHEAD
    came = [one for one in account.came if since <= one.issued <= until]
    if account.terms is None:
        return list(_between(account, came, today))
    return list(_by_terms(account, account.terms, came, today))


def missing(account: AccountInvoices, today: date) -> list[ExpectedInvoice]:
    """Every invoice that should be there and is not, by date."""
    return [one for one in expected(account, today) if one.is_missing(today)]


def rhythm(days: Iterable[date]) -> Cycle | None:
    """The cycle that the dates of invoices show: every month, two, three, six or twelve; None: they show none.

    There are three dates at least, the usual gap is near one of these, and most gaps are near a multiple of it.
    """
    known = sorted(set(days))
    if len(known) < _LEAST:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(known)]
    usual = median(gaps)
    months = min(_RHYTHMS, key=lambda each: abs(usual - each * _MONTH))
    steady = sum(_is_near(gap, max(round(gap / (months * _MONTH)), 1) * months) for gap in gaps)
    if not _is_near(usual, months) or steady < _STEADY * len(gaps):
        return None
    of_month = Counter(day.day for day in known).most_common(1)[0][0]
    return Cycle(next(day for day in reversed(known) if day.day == of_month), months)


def _is_near(days: float, months: int) -> bool:
    return abs(days - months * _MONTH) <= _NEAR


def _between(account: AccountInvoices, came: Sequence[Came], today: date) -> Iterator[ExpectedInvoice]:
    """What lacks between the first and the latest of those that came, by their rhythm."""
    cycle = rhythm(one.issued for one in came)
    if cycle is None:
        return
    terms = BillingTerms(cycle)
    there = {cycle_date(terms, one.issued) for one in came}
    for day in cycle.invoice_dates(min(there), max(there)):
        if day not in there and (one := _expected(account, day, is_exact=False)).is_missing(today):
            yield one


def _by_terms(
    account: AccountInvoices, terms: BillingTerms, came: Sequence[Came], today: date
) -> Iterator[ExpectedInvoice]:
    """What lacks from the first one that came on, and the next one to come."""
    cycle = terms.cycle
    dates = set(cycle.invoice_dates(today - KEPT, today + AHEAD))
    # One of a date of the cycle is that date's, whatever it states: nearly all are, and need no look at their period.
    there = {one.issued if one.issued in dates else cycle_date(terms, *one) for one in came}
    latest = max(there, default=None)
    every = cycle.invoice_every_months or cycle.months
    until = today + relativedelta(months=cycle.months + every)
    for day in cycle.invoice_dates(min(there, default=today), until):
        # Between the beginnings of its periods an invoice is sent only when something changed.
        if day in there or (every != cycle.months and not cycle.is_bound(day)):
            continue
        if (latest is None or day > latest) and not _is_billing(account, terms, day, latest):
            continue
        one = _expected(account, day)
        yield one
        if not one.is_missing(today):
            return


def _is_billing(account: AccountInvoices, terms: BillingTerms, day: date, latest: date | None) -> bool:
    """Whether an invoice of that date will be sent."""
    if account.has_minimum:
        return True
    if account.in_service:
        since = terms.cycle.window_of(day).start
        first = day if terms.advance else day - timedelta(days=1)
        return any(each.start <= first and (each.end is None or each.end > since) for each in account.in_service)
    every = terms.cycle.months
    return latest is not None and day <= latest + relativedelta(months=max(_SILENCE, 2 * every))


def _expected(account: AccountInvoices, day: date, *, is_exact: bool = True) -> ExpectedInvoice:
    after = account.operator.available_after_days
    available = day + timedelta(days=after or 0)
    return ExpectedInvoice(account.account_id, day, None if after is None else available, available + GRACE, is_exact)


def month_runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """The first and the last month of each run of months that follow each other, as their first days."""
    runs: list[tuple[date, date]] = []
    for month in sorted({day.replace(day=1) for day in days}):
        if runs and runs[-1][1] + relativedelta(months=1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs
