"""Dates as people write them: `17/11/2026`, `17/5`, `2026-11-17`, `17 nov. 26`; the day comes first, as in France.

Months in letters are French, English or German: foreign suppliers print their own.
"""

import re
from datetime import date
from enum import StrEnum
from itertools import chain

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import without_accents

FIRST_YEAR = 1970
LAST_YEAR = 2099
_TURN_OF_CENTURY = 70  # a year of two digits: 70 to 99 are of the last century
_MONTHS_IN_YEAR = 12
_SHORTEST_MONTH = 3
_SHOWN_OF_TEXT = 40

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\Z")
_SHORT_YEAR_FIRST = re.compile(r"([0-9]{2})([-/. ])([0-9]{1,2})\2([0-9]{1,2})\Z")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\Z")
_MONTH_IN_LETTERS = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th|\.)?[ -]?([^\W\d_]+)\.?(?:[ -]([0-9]{4}|[0-9]{2}))?\Z")
_IN_FIGURES = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})\Z")
_TIME_OF_DAY = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\Z")
_FRENCH = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_GERMAN = [
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]


class DateOrder(StrEnum):
    """Which number comes first where a document writes three of them."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


def parse_date(text: str, *, today: date | None = None, order: DateOrder | None = None) -> date:
    """The day that is meant.

    `order` is given where somebody has said how the text writes its numbers: `01/02/03` is then clear.

    `today` is given where someone types into a form: a date without a year is then of this year. In a file nobody may
    leave the year out. Months in letters are whole or cut (`nov.`, `févr`).

    Raises:
        TelbillError: `date_unreadable`; `date_impossible` for 31/02; `date_out_of_range` before 1970 or after 2099;
            `date_ambiguous` for `01/02/03`, where nothing says which number is the year (all are twelve or less).
    """
    shown = text if len(text) <= _SHOWN_OF_TEXT else f"{text[:_SHOWN_OF_TEXT]}…"
    plain = " ".join(text.split())
    if found := _YEAR_FIRST.match(plain):
        return _day(int(found[1]), int(found[3]), int(found[4]), shown)
    if order is DateOrder.YEAR_FIRST and (found := _SHORT_YEAR_FIRST.match(plain)):
        return _day(_year(found[1], today, shown), int(found[3]), int(found[4]), shown)
    if found := _DAY_FIRST.match(plain):
        day, month, year = int(found[1]), int(found[3]), found[4]
        if order is DateOrder.MONTH_FIRST:
            day, month = month, day
        if order is None and year is not None and len(year) < len("2026"):
            _refuse_two_readings(day, month, int(year), shown)
        return _day(_year(year, today, shown), month, day, shown)
    if (found := _MONTH_IN_LETTERS.match(plain.casefold())) and (in_letters := _month(found[2])):
        return _day(_year(found[3], today, shown), in_letters, int(found[1]), shown)
    raise TelbillError("date_unreadable", text=shown)


def parse_written_date(text: str, order: DateOrder) -> date:
    """The day in a table of which it is known in which order it writes days in figures.

    A month in letters needs no order. Hours behind the day are left aside: `17/11/2026 08:02`.

    Raises:
        TelbillError: `date_unreadable`, `date_impossible`, `date_out_of_range`; `date_other_order` for a year that
            stands elsewhere than the order says.
    """
    shown = text if len(text) <= _SHOWN_OF_TEXT else f"{text[:_SHOWN_OF_TEXT]}…"
    plain = _TIME_OF_DAY.sub("", " ".join(text.split()))
    if not (found := _IN_FIGURES.match(plain)):
        if _MONTH_IN_LETTERS.match(plain.casefold()):
            return parse_date(plain)
        raise TelbillError("date_unreadable", text=shown)
    parts = dict(zip(order.value, (found[1], found[3], found[4]), strict=True))
    if max(len(parts["d"]), len(parts["m"])) > len("31") or len(parts["y"]) not in {len("26"), len("2026")}:
        raise TelbillError("date_other_order", text=shown)
    return _day(_year(parts["y"], None, shown), int(parts["m"]), int(parts["d"]), shown)


def _refuse_two_readings(day: int, month: int, year: int, shown: str) -> None:
    if max(day, month, year) > _MONTHS_IN_YEAR or min(day, month, year) < 1:
        return
    first, second = date(2000 + year, month, day), date(2000 + day, month, year)
    if first != second:
        raise TelbillError("date_ambiguous", text=shown, first=first, second=second)


def _year(digits: str | None, today: date | None, shown: str) -> int:
    if digits is None:
        if today is None:
            raise TelbillError("date_unreadable", text=shown)
        return today.year
    year = int(digits)
    if len(digits) == len("2026"):
        return year
    return year + (1900 if year >= _TURN_OF_CENTURY else 2000)


def _month(word: str) -> int | None:
    """1 to 12, for a name or its beginning that only one month has."""
    plain = without_accents(word)
    if len(plain) < _SHORTEST_MONTH:
        return None
    known = chain(enumerate(_FRENCH, 1), enumerate(_ENGLISH, 1), enumerate(_GERMAN, 1))
    named = {number for number, name in known if name.startswith(plain)}
    return named.pop() if len(named) == 1 else None


def _day(year: int, month: int, day: int, shown: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise TelbillError("date_out_of_range", text=shown, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    try:
        return date(year, month, day)
    except ValueError:
        raise TelbillError("date_impossible", text=shown) from None
