"""What one cell of an OpenDocument sheet stores, by the attributes of its element (ODF 1.3, 19.385 and following)."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from telbill_desktop.documents.tables.cells import moment, plain, settled
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import Cell

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DURATION = re.compile(r"(-?)P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,]([0-9]*))?S)?")
_LONGEST_NUMBER = 400
_HOME = "EUR"


def ods_cell(attributes: dict[str, str], shown: str) -> Cell:
    """The cell; `shown` is the text that the user sees in it.

    Raises:
        TelbillError: `table_damaged` for a number that is none.
    """
    kind = attributes.get(f"{OFFICE}value-type", "string")
    if kind in _BY_VALUE:
        return _BY_VALUE[kind](attributes)
    return attributes.get(f"{OFFICE}string-value") or shown or None  # an error's string value is empty, its text shown


def repeated(attributes: dict[str, str], what: str) -> int:
    """How many cells or rows an element stands for.

    Raises:
        TelbillError: `table_damaged`.
    """
    text = attributes.get(f"{TABLE}number-{what}-repeated", "1")
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):  # noqa: PLR2004 - fits any sheet
        raise TelbillError("table_damaged", reason=f"repeated {text[:20]} times")
    return int(text)


def _number(text: str) -> Cell:
    value = _exact(text)
    return settled(plain(value)) if abs(value.adjusted()) < _LONGEST_NUMBER else value


def _exact(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise TelbillError("table_damaged", reason=f"a number “{text[:40]}”")
    return Decimal(text)


def _percent(text: str) -> Cell:
    """As it is shown, in French: 0.2 is `20 %`, which is a rate and no amount."""
    value = _exact(text)
    return f"{plain(value * 100):f} %".replace(".", ",") if abs(value.adjusted()) < _LONGEST_NUMBER else text


def _amount(attributes: dict[str, str]) -> Cell:
    """The number; of a currency that is not the books' own, the text of both, which no column of euros takes."""
    value = _number(attributes.get(f"{OFFICE}value", ""))
    currency = attributes.get(f"{OFFICE}currency", "").strip().upper()
    return value if currency in {"", _HOME} or not isinstance(value, Decimal) else f"{value:f} {currency[:10]}"


def _date(text: str) -> Cell:
    """A day or a moment; a date that no calendar has (LibreOffice writes years before 1) stays the text of it."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text or None


def _time(text: str) -> Cell:
    """Hours, minutes and seconds; hours go beyond a day."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return text or None
    sign, days, hours, minutes, seconds, rest = found.groups()
    shown = f"{sign}{int(days or 0) * 24 + int(hours or 0):02d}:{int(minutes or 0):02d}:{int(seconds or 0):02d}"
    rest = (rest or "").rstrip("0")
    return f"{shown}.{rest}" if rest else shown


_BY_VALUE: dict[str, Callable[[dict[str, str]], Cell]] = {
    "float": lambda attributes: _number(attributes.get(f"{OFFICE}value", "")),
    "percentage": lambda attributes: _percent(attributes.get(f"{OFFICE}value", "")),
    "currency": _amount,
    "date": lambda attributes: _date(attributes.get(f"{OFFICE}date-value", "")),
    "time": lambda attributes: _time(attributes.get(f"{OFFICE}time-value", "")),
    "boolean": lambda attributes: attributes.get(f"{OFFICE}boolean-value", "").casefold() == "true",
}
