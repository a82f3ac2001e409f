"""A text off a page to the value of a field, as the template says that its supplier writes."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import DateOrder, parse_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import canonical_phone
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.period_text import parse_period

Value = str | Decimal | date | Period

# What a text may hold that is no amount, date or period: one word with a digit in it, as numbers of all kinds are.
_REFERENCE = re.compile(r"(?=.*\d)[^\W_](?:[\w./#+\u2010\u2011-]*\w)?\Z")
_ACCOUNT = re.compile(r"(?:[^\W\d_]{1,4} )?(?=\S*\d)[^\W_](?:[\w./-]*\w)?\Z")  # « CF 2 »
_LONGEST_REFERENCE = 60
_SYMBOLS = {"EUR": ("€", "EUR", "Euros", "Euro"), "USD": ("US$", "$", "USD"), "GBP": ("£", "GBP"), "CHF": ("CHF",)}
_ANY_CURRENCY = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|JPY|SEK|NOK|DKK|PLN)\b")


@dataclass(frozen=True, slots=True)
class Writing:
    """How a document writes: its currency, its decimal mark and the order of its dates, None where it is not known."""

    currency: str = "EUR"
    decimal_mark: str | None = None
    date_order: DateOrder | None = None


def typed(field: TemplateField, text: str, writing: Writing, pattern: str | None = None) -> Value:
    """The value that the whole of the text is.

    Raises:
        TelbillError: `value_unreadable` when it is not of the field's kind; what the parsers of amounts, dates and
            periods raise, ambiguity among it.
    """
    if field.is_amount:
        return amount(text, writing)
    if field.is_date:
        return parse_date(text, order=writing.date_order)
    if field is TemplateField.PERIOD:
        return parse_period(text, order=writing.date_order)
    if field is TemplateField.PHONE_NUMBER:
        number = canonical_phone(text)
        if number is None:
            raise TelbillError("value_unreadable", text=text[:40])
        return number
    plain = " ".join(text.split())
    usual = _ACCOUNT if field is TemplateField.ACCOUNT else _REFERENCE
    fits = re.fullmatch(pattern, plain) is not None if pattern is not None else bool(usual.match(plain))
    if not fits or len(plain) > _LONGEST_REFERENCE:
        raise TelbillError("value_unreadable", text=text[:40])
    return plain


def amount(text: str, writing: Writing) -> Decimal:
    """Money in the document's currency; one in another currency is unreadable.

    Raises:
        TelbillError: see `amount_text.parse_amount`.
    """
    rest = text.strip()
    for symbol in _SYMBOLS.get(writing.currency, (writing.currency,)):
        bare = _without(rest, symbol)
        if bare is not None:
            rest = bare
            break
    if _ANY_CURRENCY.search(rest):  # a second currency, or another one: `parse_amount` knows euros by itself
        raise TelbillError("amount_unreadable", text=text[:40])
    return parse_amount(rest, decimal_mark=writing.decimal_mark)


def names_other_currency(text: str, currency: str) -> bool:
    """Whether a line speaks of money in another currency than the document's."""
    own = _SYMBOLS.get(currency, (currency,))
    return any(found[0] not in own for found in _ANY_CURRENCY.finditer(text))


def _without(text: str, symbol: str) -> str | None:
    """What is left when the symbol ends or begins the text."""
    if text.casefold().endswith(symbol.casefold()):
        return text[: -len(symbol)].strip()
    if text.casefold().startswith(symbol.casefold()):
        return text[len(symbol) :].strip()
    return None
