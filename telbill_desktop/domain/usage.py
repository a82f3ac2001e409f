"""Usage: calls, messages and data as operators record them; what is kept of one, and how it is known again.

Amounts are whole micro-euros without tax, moments whole seconds by the wall's clock, quantities whole: a million of
them are added without a Decimal among them.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from telbill_desktop.domain.period import Period

MICROS = 1_000_000  # in a euro
DAY = 86_400  # seconds
_EPOCH = date(1970, 1, 1)
HASH_BITS, _DAY_BITS = 47, 16  # of a key, the day above: days reach the year 2149
_HIDDEN = 4  # digits of a called number that are not kept
_SHORTEST_PERSONAL = 7  # digits: what is shorter is a service (3103, 118 218) and nobody's
HIDDEN_MARK = "*"
_FIGURES = f"0123456789{HIDDEN_MARK}"
_AT_HOME = 10  # digits of a French number, with its 0
_LONGEST = 17  # of any, with 00 before it (ITU-T E.164)
_PERSONAL = re.compile(rf"[\d{HIDDEN_MARK}]{{{_SHORTEST_PERSONAL},}}")
_FRENCH = re.compile(rf"(?:(?:00)?330?|0)[1-9][\d{HIDDEN_MARK}]{{8}}")
# A telephone number among words: as it is dialled from abroad, or of somebody in France (08 is nobody's own).
_AMONG_WORDS = re.compile(
    r"(?:\+|\b00)(?:[1-9]|\s33)(?:[\s.\-()]{0,2}\d){7,13}(?!\d)|\b(?:0|33\s?)[1-79](?:[\s.\-]?\d\d){4}(?!\d)"
)
_BETWEEN = re.compile(r"[\s.\-()]+")


class UsageCategory(StrEnum):
    """What a record is (source: Bouygues Telecom Entreprises, « Communications »; Aircall, « Minutes »).

    `INBOUND_FREE` are calls to a toll-free number of one's own, which its holder pays.
    """

    NATIONAL_FIXED = "national_fixed"
    NATIONAL_MOBILE = "national_mobile"
    INTERNATIONAL = "international"
    ROAMING = "roaming"
    MESSAGES = "messages"
    DATA = "data"
    SPECIAL = "special"
    INBOUND_FREE = "inbound_free"
    INBOUND = "inbound"
    OTHER = "other"


class UsageUnit(StrEnum):
    """What a quantity counts: seconds of calls, bytes of data, pieces of messages."""

    SECONDS = "s"
    BYTES = "o"
    PIECES = "n"


class UsageLine(NamedTuple):
    """Who used: the account and number as the file has them (E.164 where it is a number), the user as it names one."""

    account: str
    number: str
    user: str


class UsageKind(NamedTuple):
    """What was used. `destination` is a country (ISO 3166-1 alpha-2) or an operator's zone, "" where there is none."""

    label: str
    category: UsageCategory
    destination: str
    unit: UsageUnit


# One record as the store has it, a plain tuple because there are millions. In this order: its key; the second of its
# day; the ids of its batch, line and kind; the number called without its last digits, None for none; its quantity in
# the unit of the kind; its micro-euros.
UsageRecord = tuple[int, int, int, int, int, str | None, int, int]


def seconds_of(day: date) -> int:
    """The first second of a day, counted by the wall's clock from 1970: no zone, no summer time."""
    return (day - _EPOCH).days * DAY


def moment_of(seconds: int) -> datetime:
    """The wall's clock at these seconds, without a zone."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def day_of(seconds: int) -> date:
    """The day of these seconds."""
    return _EPOCH + timedelta(days=seconds // DAY)


def month_of(day: date) -> int:
    """A month as a number that sorts: 202603 is March 2026."""
    return day.year * 100 + day.month


def first_of(month: int) -> date:
    """The first day of such a month."""
    return date(month // 100, month % 100, 1)


def following(month: int) -> int:
    """The month after it."""
    return month + 1 if month % 100 < 12 else month + 89  # noqa: PLR2004 - months of a year


def whole_months(period: Period) -> tuple[int, int] | None:
    """The first and last month that lie wholly within the days; None when none does."""
    first = month_of(period.start) if period.start.day == 1 else following(month_of(period.start))
    last = month_of(period.end - timedelta(days=1))
    if first_of(following(last)) > period.end:
        last = month_of(first_of(last) - timedelta(days=1))
    return (first, last) if first <= last else None


def without_last_digits(called: str) -> str | None:
    """What is kept of a called number: its last four digits are not; a service's short number is whole. None of none.

    A number that the operator masked itself loses its mask alone. Of a number among other signs (`sip:0612345678@…`)
    what stands behind it is not kept either: another number, a name; nor of two numbers in a row the second. Words with
    no more digits than a service has stay.
    """
    if len(called) < _SHORTEST_PERSONAL:
        return called or None
    if len(called) <= _AT_HOME and not called.strip(_FIGURES):  # as nearly all are
        return called[:-_HIDDEN].rstrip(HIDDEN_MARK) + HIDDEN_MARK
    if found := _PERSONAL.search(called):
        return called[: found.start() + _length(found[0]) - _HIDDEN].rstrip(HIDDEN_MARK) + HIDDEN_MARK
    digits = [at for at, char in enumerate(called) if char.isdigit() or char == HIDDEN_MARK][:_AT_HOME]
    if len(digits) < _SHORTEST_PERSONAL:
        return called
    return called[: digits[-_HIDDEN]].rstrip(HIDDEN_MARK) + HIDDEN_MARK


def _length(digits: str) -> int:
    """How many of the digits are surely of the first number: longer than any, they may be two in one cell."""
    if french := _FRENCH.match(digits):
        return french.end()
    return len(digits) if len(digits) <= _LONGEST else _SHORTEST_PERSONAL


def without_numbers(label: str) -> str:
    """The operator's words of a record without the last digits of the numbers among them: « Renvoi vers 069876* »."""
    return _AMONG_WORDS.sub(lambda found: without_last_digits(_BETWEEN.sub("", found[0])) or "", label)


def is_personal(number: str) -> bool:
    """Whether a number has as many digits as somebody's own: what is shorter is an extension or a service."""
    return without_last_digits(number) != (number or None)


def first_key_of(day: date) -> int:
    """Keys of the day's records begin here; those of the day before end below. From 1970 to 2149, its ends outside."""
    return min(max((day - _EPOCH).days, 0), 1 << _DAY_BITS) << HASH_BITS


def day_in(key: int) -> date:
    """The day of a record."""
    return _EPOCH + timedelta(days=key >> HASH_BITS)


def is_nearest(issued: date, last_day: date, others: Iterable[date]) -> bool:
    """Whether usage that ended on `last_day` is charged by the invoice issued then, not by others of its number."""
    return all(abs(issued - last_day) <= abs(other - last_day) for other in others)


class KeyMaker:
    """Makes the key by which a record is known again, whatever file has it and whatever is masked in the store.

    The day stands first, so that records of some days lie together; 47 bits of a keyed digest follow, of everything
    that tells a record from others of its day: among 7 000 records a day two that differ share a key once in fifteen
    thousand years. How the operator calls its category is not part of it.
    """

    def __init__(self, secret: bytes) -> None:
        # BLAKE2 needs no more than a secret before what is said (RFC 7693): `begun().update(…)`, then `lowest`.
        self.begun = blake2b(secret, digest_size=8).copy
        self.shift = 64 - HASH_BITS

    def key(self, day: int, said: str) -> int:
        """The key on a day (counted from 1970) of what `said` makes of a record."""
        digest = self.begun()
        digest.update(said.encode())
        return day << HASH_BITS | int.from_bytes(digest.digest(), "big") >> self.shift


def said_of(number: str, unit: str, second: int, called: str, quantity: int, amount: int, reference: str) -> str:
    """Everything that tells a record from others of its day: `called` is the whole number, as it is dialled at home."""
    return f"{number}|{unit}|{second}|{called}|{quantity}|{amount}|{reference}"
