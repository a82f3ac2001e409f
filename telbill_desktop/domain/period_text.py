"""Periods as invoices print them: `du 1er au 31 juillet 2015`, `29/10/2026 - 28/11/2026`, `01.05.14-31.05.14`."""

import re
from datetime import date

from telbill_desktop.domain.date_text import DateOrder, parse_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.period import Period

_BETWEEN = re.compile(r"\s+(?:au|to|bis|until|jusqu.au)\s+|\s+-\s+|\s*[\u2013\u2014\u2192]\s*", re.IGNORECASE)
_BEFORE = re.compile(r"\A\s*(?:du|de|from|vom|von)\s+", re.IGNORECASE)
_DAY_ALONE = re.compile(r"\A([0-9]{1,2})(?:er|st|nd|rd|th|\.)?\Z", re.IGNORECASE)
_SHOWN_OF_TEXT = 40


def parse_period(text: str, *, order: DateOrder | None = None) -> Period:
    """The period of the two days that are written, both inside it.

    A first day without its month or year has those of the second, and never comes after it.

    Raises:
        TelbillError: `period_unreadable`, `period_reversed`, and what `date_text.parse_date` raises of the two days.
    """
    shown = text if len(text) <= _SHOWN_OF_TEXT else f"{text[:_SHOWN_OF_TEXT]}…"
    parts = _parts(_BEFORE.sub("", text.strip()))
    if parts is None:
        raise TelbillError("period_unreadable", text=shown)
    last = parse_date(parts[1], order=order)
    first = _first(parts[0], last, order)
    if first > last:
        raise TelbillError("period_reversed", start=first, end=last)
    return Period.through(first, last)


def _parts(text: str) -> tuple[str, str] | None:
    """The two days: told by a word or a dash between spaces, else by the only dash."""
    parts = _BETWEEN.split(text)
    if len(parts) == 1:
        parts = text.split("-")
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else None  # noqa: PLR2004 - a beginning and an end


def _first(text: str, last: date, order: DateOrder | None) -> date:
    if found := _DAY_ALONE.match(text):
        return parse_date(f"{last.year}-{last.month:02}-{int(found[1]):02}")
    try:
        return parse_date(text, order=order)
    except TelbillError as error:
        if error.message.code != "date_unreadable":
            raise
    first = parse_date(text, order=order, today=last)  # a day and a month: of the same year, or of the one before
    return first if first <= last else parse_date(text, order=order, today=date(last.year - 1, 1, 1))
