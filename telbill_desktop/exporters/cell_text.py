"""Values as the cells of a text file that a spreadsheet opens: figures it counts with, texts it never runs."""

import re
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.numbering import number_facts

Cell = str | Decimal | int | date | None

# A spreadsheet takes what begins with these for a formula (source: OWASP, CSV injection), full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[ \u00a0\u202f]\d+)*(?:[.,]\d+)?\s*", re.ASCII)


def cell_text(value: Cell) -> str:
    """The cell as a French Excel reads it. A text that it would run gets an apostrophe; one that is a number stays."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return inert(value)


def inert(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text


def phone_text(number: str) -> str:
    """As it is shown at home; E.164 of another country, which a spreadsheet does not take for a formula."""
    facts = number_facts(number)
    return number if facts.shown.startswith("+") else facts.shown
