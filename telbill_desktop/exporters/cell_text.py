"""Values as the cells of a text file that a spreadsheet opens: figures it counts with, texts it never runs."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.numbering import number_facts, stored_number
from telbill_desktop.domain.report import ColumnKind

Cell = str | Decimal | int | date | None

# A spreadsheet takes what begins with these for a formula (source: OWASP, CSV injection), full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
_CENTS = 2  # places
_MILLIONTH = Decimal("0.000001")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[ \u00a0\u202f]\d+)*(?:[.,]\d+)?\s*", re.ASCII)


def cell_text(value: Cell) -> str:
    """The cell as a French Excel reads it. A text that it would run gets an apostrophe; one that is a number stays."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return _french_number(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return _french_moment(value) if isinstance(value, datetime) else _french_day(value)
    return inert(value)


def inert(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text


def phone_text(number: str) -> str:
    """As it is shown at home; E.164 of another country, which a spreadsheet does not take for a formula."""
    facts = number_facts(number)
    return number if facts.shown.startswith("+") else facts.shown


@lru_cache(maxsize=10_000)  # lines name the same numbers each month
def printed_phone(text: str) -> str:
    """A number as `phone_text` shows it, however an operator prints it; what is none as it is.

    Of ten figures in a row a spreadsheet leaves out the zero.
    """
    try:
        return phone_text(stored_number(text))
    except TelbillError:
        return text


def french_cell(kind: ColumnKind) -> Callable[[Any], str]:
    """Makes the cells of a report's column as a French Excel reads them: lengths of time and shares as such."""
    return {
        ColumnKind.SECONDS: _clock,
        ColumnKind.SHARE: lambda value: f"{_french_number((_share(value) * 100).normalize())}%",
        ColumnKind.MONTH: lambda value: f"{value:%m/%Y}",
    }.get(kind, cell_text)


def plain_cell(kind: ColumnKind) -> Callable[[Any], str]:
    """Makes the cells of a report's column as programs read them: ISO 8601, a point before decimals, seconds."""
    if kind is ColumnKind.TEXT:
        return inert
    if kind is ColumnKind.MONTH:
        return lambda value: f"{value.year:04d}-{value.month:02d}"
    if kind in {ColumnKind.DAY, ColumnKind.MOMENT}:
        return lambda value: value.isoformat()
    if kind is ColumnKind.SHARE:
        return lambda value: _number(_share(value))
    return lambda value: _number(value) if isinstance(value, Decimal) else str(value)


def _share(value: Decimal) -> Decimal:
    """To the millionth, halves away from zero: a third has no end."""
    return value.quantize(_MILLIONTH, ROUND_HALF_UP) + 0  # no zero has a minus


def _french_number(value: Decimal) -> str:
    return _number(value).replace(".", ",")


def _number(value: Decimal) -> str:
    """Every figure that counts: cents keep their zeros, what the store holds in millionths loses those behind them."""
    whole, point, places = f"{value:f}".partition(".")
    return f"{whole}{point}{places[:_CENTS]}{places[_CENTS:].rstrip('0')}"


def _french_day(value: date) -> str:
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def _french_moment(value: datetime) -> str:
    return f"{_french_day(value)} {value:%H:%M:%S}"


def _clock(seconds: int) -> str:
    sign, minutes = "-" if seconds < 0 else "", abs(seconds) // 60
    return f"{sign}{minutes // 60}:{minutes % 60:02d}:{abs(seconds) % 60:02d}"
