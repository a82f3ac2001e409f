"""Values as the cells of a text file that a spreadsheet opens: figures it counts with, texts it never runs."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | Decimal | int | date | None

# A spreadsheet takes what begins with these for a formula (source: OWASP, CSV injection), full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[ \u00a0\u202f]\d+)*(?:[.,]\d+)?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Style:
    """How figures and dates are written, and what stands between cells."""

    delimiter: str
    decimal_mark: str
    iso_dates: bool


FRENCH = Style(";", ",", iso_dates=False)  # what a French Excel opens with a double click
PLAIN = Style(",", ".", iso_dates=True)  # what other programs read


def cell_text(value: Cell, style: Style) -> str:
    """The cell. A text that a spreadsheet would run gets an apostrophe; one that is a number stays one."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", style.decimal_mark)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat() if style.iso_dates else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return inert(value)


def inert(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text
