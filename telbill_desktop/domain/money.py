"""Money: `Decimal` in memory, whole numbers on disk, rounded once at a place that says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
MICRO = Decimal("0.000001")
MAX_STORED = 2**63 - 1
_DIGITS = 12
_TWO_DECIMALS = re.compile(r"(?:-?[0-9]{1,15}\.[0-9]{2}(?:\n|\Z))++\Z")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency. Two currencies never mix in a sum."""

    amount: Decimal
    currency: str


def round_to_cent(amount: Decimal) -> Decimal:
    """The amount to the cent, halves away from zero, as French invoices round."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def is_whole_cents(amount: Decimal) -> bool:
    """Whether an amount that somebody gives is one: finite, below a thousand billion, with two decimals at most."""
    return amount.is_finite() and amount.adjusted() < _DIGITS and amount == amount.quantize(CENT)


def to_cents(amount: Decimal) -> int:
    """Exact cents.

    Raises:
        ValueError: the amount is not a whole number of cents, or does not fit 64 bits. It is never rounded here.
    """
    return _exact_integer(amount, 2)


def all_to_cents(amounts: Sequence[Decimal | None]) -> list[int | None]:
    """`to_cents` of very many; where all have two decimals, each step goes over all of them at once.

    Raises:
        ValueError: as `to_cents`.
    """
    text = "\n".join(map(str, amounts))
    if _TWO_DECIMALS.match(text):
        return list(map(int, text.replace(".", "").split()))
    return [None if amount is None else to_cents(amount) for amount in amounts]


def from_cents(cents: int) -> Decimal:
    """The amount of so many cents, with two decimals."""
    return Decimal(cents).scaleb(-2)


def to_micros(amount: Decimal) -> int:
    """Exact millionths: unit prices, quantities, line amounts and usage.

    Raises:
        ValueError: more than six decimals, or more than 64 bits.
    """
    return _exact_integer(amount, 6)


def from_micros(micros: int) -> Decimal:
    """The number of so many millionths, with six decimals."""
    return Decimal(micros).scaleb(-6)


def _exact_integer(amount: Decimal, decimals: int) -> int:
    if not amount.is_finite() or amount.adjusted() > 18:  # noqa: PLR2004 - 2**63 has 19 digits
        raise ValueError(amount)
    scaled = amount.scaleb(decimals)
    whole = int(scaled)
    if whole != scaled or abs(whole) > MAX_STORED:
        raise ValueError(amount)
    return whole
