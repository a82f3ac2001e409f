"""Money as people write it: `56 267,25`, `-1 234,5 €`, `(12,00)`; one reading, or a refusal that says why.

Both the comma and the point are read as the decimal mark, so a text that can mean two amounts is never guessed.
"""

import re
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError

MAX_WHOLE_DIGITS = 12  # a thousand billion fits 64 bits in cents and in millionths alike
MAX_DECIMALS = 6  # what a unit price has on disk
_SHOWN_OF_TEXT = 40

_SPACES = " \u00a0\u202f\u2009\u2007"  # plain, no-break, narrow no-break, thin, figure
_BLANK = _SPACES + "\t\r\n"
_MINUS = "-\u2212\u2010\u2011\u2013"  # hyphen, minus, two typographic hyphens, dash
_SIGNS = "+" + _MINUS
_DECIMAL_MARKS = ".,"
_MARKS = ".,'"
_CURRENCY_FIRST = re.compile(r"(?:€|EUR)(?=.)", re.IGNORECASE | re.DOTALL)
_CURRENCY_LAST = re.compile(r"(?<=.)(?:€|EUR)\Z", re.IGNORECASE | re.DOTALL)
_PLAIN = re.compile(r"[0-9]+\Z")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([ .,'])[0-9]{3})(?:\1[0-9]{3})*\Z")
_TO_ONE_SPACE = str.maketrans(dict.fromkeys(_SPACES, " ") | {"\u2019": "'"})


def parse_amount(text: str, *, decimal_mark: str | None = None, grouping: str = _MARKS) -> Decimal:
    """The amount, exact, with the decimals that were written (at most six), in euros or without a currency.

    `decimal_mark` is given where somebody has said which one the text uses, "," or ".": nothing is ambiguous then, and
    what the other mark would mean is not read. `grouping` are the marks that may part thousands there, besides spaces.

    Groups of three are told by spaces of any width, apostrophes, or the mark that is not the decimal one. A minus may
    stand before or after (`12,50-`, as accounting programs print it), or be parentheses. `12,3456` is clear: four
    digits are no group. `0,125` too: no group begins with zero.

    Raises:
        TelbillError: `amount_ambiguous` for `1,234` and `1.234`, which mean 1.234 or 1234; `amount_too_large` above
            twelve digits; `amount_too_precise` above six decimals; `amount_unreadable` for everything else: words,
            NaN, exponents, `1_000`, other scripts' digits, other currencies, groups that are not of three.
    """
    body, negative = _without_sign_and_currency(text)
    plain = body.translate(_TO_ONE_SPACE)
    readings = _readings(plain, text) if decimal_mark is None else [_stated(plain, decimal_mark, grouping, text)]
    if negative:
        readings = [-reading if reading else reading for reading in readings]
    if len(readings) > 1:
        raise TelbillError("amount_ambiguous", text=_shown(text), first=readings[0], second=readings[1])
    return readings[0]


def _without_sign_and_currency(text: str) -> tuple[str, bool]:
    """What is left of the text when at most one sign and one currency are taken off its ends, and if it is negative."""
    rest = text.strip(_BLANK)
    signed = negative = priced = False
    while rest:
        if not signed and rest[0] == "(" and rest[-1] == ")":
            signed = negative = True
            rest = rest[1:-1]
        elif not signed and rest[0] in _SIGNS:
            signed, negative = True, rest[0] in _MINUS
            rest = rest[1:]
        elif not signed and rest[-1] in _MINUS:
            signed = negative = True
            rest = rest[:-1]
        elif not priced and (currency := _CURRENCY_FIRST.match(rest) or _CURRENCY_LAST.search(rest)):
            priced = True
            rest = rest[: currency.start()] + rest[currency.end() :]
        else:
            break
        rest = rest.strip(_BLANK)
    return rest, negative


def _readings(body: str, text: str) -> list[Decimal]:
    """The amount, or the two that a text such as `1,234` can mean: decimals first, then groups."""
    if _PLAIN.match(body):
        return [_number(body, "", text)]
    whole, mark, decimals = _split_at_decimal_mark(body)
    grouped = _GROUPED.match(body)
    if mark and grouped:
        return [_number(whole, decimals, text), _number(whole + decimals, "", text)]
    if grouped:
        return [_number(re.sub("[^0-9]", "", body), "", text)]
    if mark and _PLAIN.match(decimals) and _is_whole_part(whole, mark):
        return [_number(re.sub("[^0-9]", "", whole), decimals, text)]
    raise TelbillError("amount_unreadable", text=_shown(text))


def _stated(body: str, decimal_mark: str, grouping: str, text: str) -> Decimal:
    """The one reading in which only `decimal_mark` begins the decimals."""
    whole, mark, decimals = body.partition(decimal_mark)
    if any(char in whole for char in _MARKS if char not in grouping):
        raise TelbillError("amount_other_mark", text=_shown(text), mark=decimal_mark)
    readable = _PLAIN.match(decimals) if mark else True
    if not readable or not (_PLAIN.match(whole) or _GROUPED.match(whole) or (mark and not whole)):
        raise TelbillError("amount_unreadable", text=_shown(text))
    return _number(re.sub("[^0-9]", "", whole), decimals, text)


def _split_at_decimal_mark(body: str) -> tuple[str, str, str]:
    """Whole part, mark and decimals when the only point or the only comma ends the whole part; else no mark."""
    last = max(body.rfind(mark) for mark in _DECIMAL_MARKS)
    if last < 0 or body.count(body[last]) > 1:
        return body, "", ""
    return body[:last], body[last], body[last + 1 :]


def _is_whole_part(whole: str, mark: str) -> bool:
    """Nothing (`,50`), digits, or groups of three told by something else than the decimal mark."""
    grouped = _GROUPED.match(whole)
    return not whole or _PLAIN.match(whole) is not None or (grouped is not None and grouped[1] != mark)


def _number(whole: str, decimals: str, text: str) -> Decimal:
    if len(whole.lstrip("0")) > MAX_WHOLE_DIGITS:
        raise TelbillError("amount_too_large", text=_shown(text))
    if len(decimals.rstrip("0")) > MAX_DECIMALS:
        raise TelbillError("amount_too_precise", text=_shown(text))
    return Decimal(f"{whole or '0'}.{decimals[:MAX_DECIMALS]}" if decimals else whole)


def _shown(text: str) -> str:
    """The text as a sentence quotes it: a pasted page is cut."""
    return text if len(text) <= _SHOWN_OF_TEXT else f"{text[:_SHOWN_OF_TEXT]}…"
