"""Which invoice of its account's cycle one that came is: an operator dates it some days before or after its date."""

from datetime import date

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.period import Period

EARLY = 10  # days; shorter than half of any month, so that the date that it is early for is the nearest one


def cycle_date(terms: BillingTerms, issued: date, stated: Period | None = None) -> date:
    """The date of the cycle whose invoice is the one that was issued on a day and states that period, if any.

    It is the last date up to that day or the next one after it. The period says which, where it is that of one of the
    two: in advance it begins on the date, in arrears, or where the date begins no period, it ends there; but nobody
    charges a period more than half a cycle before its date. Where it says nothing, or speaks for both, the invoice is
    the next one's if that date is at most `EARLY` days away, else the last one's: what comes in between is late, or
    charges something apart.
    """
    around = terms.cycle.window_after(issued)
    days_late, days_early = (issued - around.start).days, (around.end - issued).days
    is_last = stated is not None and _is_of(terms, stated, around.start)
    is_next = stated is not None and _is_of(terms, stated, around.end) and days_early <= days_late
    if is_last != is_next:
        return around.start if is_last else around.end
    return around.end if days_early <= EARLY else around.start


def _is_of(terms: BillingTerms, stated: Period, day: date) -> bool:
    """Whether the invoice of that date charges that period."""
    return (stated.start if terms.advance and terms.cycle.is_bound(day) else stated.end) == day
