"""What the cells of a column look like, and in which ways their figures and days can be written: by elimination.

A way of writing counts when it reads as many cells as any other. Ways that read the same values are one; where two
read different values, nothing in the column decides, and the user has to.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import DateOrder, parse_written_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import is_siren, is_siret
from telbill_desktop.domain.table import Cell
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.domain.table_sketch import DateEvidence, Look, NumberEvidence

_FORMATS = tuple(
    ColumnFormat(mark, grouping) for grouping in ("", ".", ",", "'") for mark in (",", ".") if mark != grouping
)
_FIGURES = re.compile(
    r"[-+(\u2212]?[\s\u00a0\u202f]*(?:€|EUR)?[0-9\s\u00a0\u202f\u2009.,'\u2019]*[0-9][-)\s\u00a0\u202f€EUR%]*\Z"
)
_IN_FIGURES = re.compile(r"([0-9]{1,4})[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}(?:[T ][0-9:.,Z+]+)?\Z")
_IN_LETTERS = re.compile(r"[0-9]{1,2}(?:er|st|nd|rd|th|\.)?[ -]?[^\W\d_]{3,10}\.?[ -][0-9]{2,4}\Z", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)?[0-9][0-9 .-]{7,17}\Z")
_SIREN = re.compile(r"[0-9 ]{9,18}\Z")
_CURRENCY = re.compile(r"(?:[A-Z]{3}|[€$£])\Z")
_CODE = re.compile(r"(?=.*[0-9])[\w/.#-]{3,25}\Z")
_DIGITS = str.maketrans("23456789", "11111111")
_NATIONAL = 10  # digits of a French number
_MOST = 0.8  # of the cells that are filled
_SEEN = 200  # cells that decide on a look
_CHECKED = 40  # cells whose check digits are computed

Way = TypeVar("Way")
Value = TypeVar("Value")


def number_evidence(cells: Counter[str]) -> NumberEvidence:
    """In which ways the figures among these texts can be written; only their shapes count, not their digits."""
    shapes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for text, count in cells.items():
        if _FIGURES.match(text):
            shape = _shape(text)
            shapes[shape] += count
            examples.setdefault(shape, text)
    best, doubtful = _eliminated(_FORMATS, shapes, lambda way, shape: _amount(shape, way))
    marks = {way.decimal_mark for way, _ in best}
    formats = _different(best)
    return NumberEvidence(formats, len(marks) == 1, examples.get(doubtful, "") if len(formats) > 1 else "")


def date_evidence(cells: Counter[str]) -> DateEvidence:
    """In which orders the days among these texts can be written."""
    days = Counter({text: count for text, count in cells.items() if _IN_FIGURES.match(text)})
    if not days:
        return DateEvidence()
    best, doubtful = _eliminated(tuple(DateOrder), days, lambda order, text: _day(text, order))
    orders = tuple(order for order, _ in best)  # 05/05 too: the next file has other days
    if len(orders) > 1 and not doubtful:
        doubtful = next(iter(days))
    shape = re.sub("[0-9]+", lambda found: "9" * max(len(found[0]) - 1, 1), doubtful or next(iter(days)))
    return DateEvidence(orders, len(orders) == 1, doubtful if len(orders) > 1 else "", shape)


def look_of(cells: Sequence[Cell]) -> Look:
    """What most of the cells that are filled look like, by the first of them."""
    filled = [cell for cell in cells if cell not in {None, ""}][:_SEEN]
    if not filled:
        return Look.BLANK
    kinds = Counter(map(_kind, filled))
    texts = [cell.strip() for cell in filled if isinstance(cell, str)]
    enough = _MOST * len(filled)
    tried: tuple[tuple[Look, Callable[[], bool]], ...] = (
        (Look.DATE, lambda: kinds[Look.DATE] >= enough),
        (Look.SIREN, lambda: _are_sirens(texts, enough)),
        (Look.PHONE, lambda: sum(map(_is_phone, texts)) >= enough),
        (Look.CURRENCY, lambda: kinds[Look.CURRENCY] >= enough),
        (Look.AMOUNT, lambda: kinds[Look.AMOUNT] > 0 and kinds[Look.AMOUNT] + kinds[Look.FIGURES] >= enough),
        (Look.FIGURES, lambda: kinds[Look.FIGURES] >= enough),
        (Look.CODE, lambda: len(set(texts)) >= enough <= sum(_CODE.match(text) is not None for text in texts)),
    )
    return next((look for look, holds in tried if holds()), Look.TEXT)


def is_value(cell: Cell) -> bool:
    """Whether a cell is a day or an amount with decimals, which no title is."""
    return cell is not None and cell != "" and _kind(cell) in {Look.DATE, Look.AMOUNT}


def _kind(cell: Cell) -> Look:
    """DATE, AMOUNT, FIGURES or CURRENCY, else TEXT."""
    if isinstance(cell, date):
        return Look.DATE
    if isinstance(cell, Decimal):
        return Look.FIGURES if cell == cell.to_integral_value() else Look.AMOUNT
    return _kind_of_text(cell.strip()) if isinstance(cell, str) else Look.TEXT


def _kind_of_text(text: str) -> Look:
    if any(_day(text, order) for order in DateOrder):
        return Look.DATE
    if _CURRENCY.match(text):
        return Look.CURRENCY
    if _FIGURES.match(text) and any(_amount(text, way) is not None for way in _FORMATS):
        return Look.FIGURES if text.lstrip("-").isdigit() else Look.AMOUNT
    return Look.TEXT


def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    if not _PHONE.match(text):
        return False
    return text.startswith(("+", "00")) or (text.startswith("0") and digits == _NATIONAL)


def _are_sirens(texts: Sequence[str], enough: float) -> bool:
    """Numbers of companies or of their establishments, by their check digits."""
    if sum(_SIREN.match(text) is not None for text in texts) < enough:
        return False
    some = texts[:_CHECKED]
    return bool(some) and sum(is_siren(text) or is_siret(text) for text in some) >= _MOST * len(some)


def _shape(text: str) -> str:
    """Every digit as 1, but for a zero that begins the number: no group of thousands begins with one."""
    shape = text.translate(_DIGITS)
    first = re.search("[01]", shape)
    rest = first.end() if first else 0
    return shape[:rest] + shape[rest:].replace("0", "1")


def _amount(text: str, written: ColumnFormat) -> Decimal | None:
    try:
        return parse_amount(
            text.strip().removesuffix("%"), decimal_mark=written.decimal_mark, grouping=written.grouping
        )
    except TelbillError:
        return None


def _day(text: str, order: DateOrder) -> date | None:
    if not _IN_FIGURES.match(text) and not _IN_LETTERS.match(text):
        return None
    try:
        return parse_written_date(text, order)
    except TelbillError:
        return None


def _eliminated(
    ways: Iterable[Way], texts: Mapping[str, int], read: Callable[[Way, str], Value | None]
) -> tuple[list[tuple[Way, tuple[Value | None, ...]]], str]:
    """The ways that read most texts, each with its values; and a text that they read differently, "" if none."""
    read_by = [(way, tuple(read(way, text) for text in texts)) for way in ways]
    counts = [
        sum(n for n, value in zip(texts.values(), values, strict=True) if value is not None) for _, values in read_by
    ]
    most = max(counts, default=0)
    if not most:
        return [], ""
    best = [one for one, count in zip(read_by, counts, strict=True) if count == most]
    for text, *values in zip(texts, *(values for _, values in best), strict=True):
        if len(set(values)) > 1:
            return best, text
    return best, ""


def _different(best: Sequence[tuple[Way, tuple[Value | None, ...]]]) -> tuple[Way, ...]:
    """One way for each reading, the plainest."""
    by_values: dict[tuple[Value | None, ...], Way] = {}
    for way, values in best:
        by_values.setdefault(values, way)
    return tuple(by_values.values())
