"""What an invoice charges for what is in service, and the share of a period that it charges.

Pure: dates and exact numbers in, lines out. The words (basis, window, complement, minimum) are those of the operators'
published examples, which `tests/domain` computes again to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period


class Basis(StrEnum):
    """How days become a share of a period."""

    ACTUAL = "actual"
    FIXED_30 = "fixed_30"
    THIRTY_360 = "thirty_360"
    MONTHS_THEN_DAYS = "months_then_days"
    NONE = "none"


class Rounding(StrEnum):
    """To the cent, once: away from zero, to even, toward zero."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


class Section(StrEnum):
    """Where a line stands on the invoice."""

    RECURRING = "recurring"
    PRORATA = "prorata"


@dataclass(frozen=True, slots=True)
class Rule:
    """The knobs of a contract. `credit_removals` false: a removal is charged to the end of the paid period."""

    basis: Basis = Basis.ACTUAL
    count_first_day: bool = True
    rounding: Rounding = Rounding.HALF_UP
    round_line: bool = False
    credit_removals: bool = True


PLAIN_RULE = Rule()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a period's price; `days` over `base` is what a screen says of it."""

    fraction: Fraction
    days: int
    base: int


@dataclass(frozen=True, slots=True)
class Charge:
    """One line before tax; `period` is what it charges, or for a credit the days no longer used."""

    item: str
    section: Section
    quantity: int
    unit_price: Decimal
    period: Period
    days: int
    base: int
    amount: Decimal


MINIMUM = "minimum:"  # before the product, in the item of its line
_MONTH = 30
_CENT = Decimal("0.01")
_ROUNDINGS = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


def share_of(rule: Rule, cycle: Cycle, period: Period, used: Period) -> Share:
    """What part of the period's price the days used cost; the whole period is exactly the whole price."""
    base = _MONTH * cycle.months if rule.basis in {Basis.FIXED_30, Basis.THIRTY_360} else period.days
    if used == period:
        return Share(Fraction(1), base, base)
    if rule.basis is Basis.NONE:
        return Share(Fraction(1 if used.days else 0), used.days, base)
    if rule.basis is Basis.FIXED_30:
        days = sum(_MONTH if whole else min(_MONTH, days) for days, _, whole in _parts(cycle, period, used))
        return Share(Fraction(days, base), days, base)
    if rule.basis is Basis.THIRTY_360:
        days = min(_days_360(used), base)
        return Share(Fraction(days, base), days, base)
    if rule.basis is Basis.MONTHS_THEN_DAYS:
        months = sum((Fraction(days, length) for days, length, _ in _parts(cycle, period, used)), Fraction(0))
        return Share(months / cycle.months, used.days, base)
    return Share(Fraction(used.days, base), used.days, base)


def priced(rule: Rule, price: Decimal, quantity: int, share: Share) -> Decimal:
    """The amount of so many units over a share, rounded once, by unit or by line."""
    if rule.round_line:
        return _rounded(price * quantity, share.fraction, rule)
    return _rounded(price, share.fraction, rule) * quantity


def shortfall(rule: Rule, cycle: Cycle, product: str, price: Decimal, missing: int, first_day: date) -> Charge | None:
    """The line of a committed minimum that is not reached on the first day of the period charged."""
    if missing <= 0:
        return None
    period = cycle.period_of(first_day)
    whole = share_of(rule, cycle, period, period)
    amount = price * missing
    return Charge(f"{MINIMUM}{product}", Section.RECURRING, missing, price, period, whole.days, whole.base, amount)


def first_charged_day(rule: Rule, cycle: Cycle, start: date) -> date:
    """The activation, or the day after where the contract does not count it and it falls inside a period."""
    if rule.count_first_day or cycle.is_bound(start):
        return start
    return start + timedelta(days=1)


def _parts(cycle: Cycle, period: Period, used: Period) -> Sequence[tuple[int, int, bool]]:
    """Per anchored month of the period that is used at all: days used, days of the month, whether it is whole."""
    found: list[tuple[int, int, bool]] = []
    for month in cycle.months_of(period):
        days = (min(month.end, used.end) - max(month.start, used.start)).days
        if days > 0:
            found.append((days, month.days, days == month.days))
    return found


def _days_360(used: Period) -> int:
    first, last = min(used.start.day, _MONTH), min(used.end.day, _MONTH)
    months = (used.end.year - used.start.year) * 12 + used.end.month - used.start.month
    return months * _MONTH + last - first


def _rounded(price: Decimal, fraction: Fraction, rule: Rule) -> Decimal:
    """Exact: the quotient is rounded on whole tenths of a thousandth of a cent only where it does not end before."""
    if fraction == 1:
        return price.quantize(_CENT, _ROUNDINGS[rule.rounding])
    exact = Fraction(price) * fraction * 100
    whole, rest = divmod(abs(exact), 1)
    # One more digit than a half needs, and a last one that says whether anything follows.
    tail = Decimal(int(rest * 1000)) / 1000 + (Decimal("0.0001") if rest * 1000 % 1 else Decimal(0))
    cents = (Decimal(int(whole)) + tail).quantize(Decimal(1), _ROUNDINGS[rule.rounding])
    return cents.scaleb(-2) if exact >= 0 else -cents.scaleb(-2)
