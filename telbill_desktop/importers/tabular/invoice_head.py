"""What a row says of its invoice as a whole, in lists and in tables of lines alike."""

import re
from decimal import Decimal
from functools import lru_cache

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.field_names import named
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.importers.tabular.row_values import RowValues, Values

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_HIGHEST_VAT = Decimal("0.27")  # of HT: the highest rate of the European Union, Hungary's
folded = lru_cache(maxsize=1024)(fold)  # of what repeats from row to row
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}


class FieldError(TelbillError):
    """What is wrong with one field of a row."""

    def __init__(self, code: str, at: F | None = None, **params: Param) -> None:
        super().__init__(code, **params)
        self.at = at


def missing(field: F) -> FieldError:
    """The row lacks what it must say."""
    return FieldError("row_value_missing", field, field=named([field]))


def need(values: Values, field: F) -> str:
    """A text that must be there.

    Raises:
        FieldError: `row_value_missing`.
    """
    text = values.get(field)
    if not text:
        raise missing(field)
    return str(text)


def number_of(values: Values) -> str:
    """The invoice's number.

    Raises:
        FieldError: `row_value_missing`; `row_no_number` for a text without any figure: « Total », a name, a title.
    """
    number = need(values, F.NUMBER)
    if not any(map(str.isdigit, number)):
        raise FieldError("row_no_number", F.NUMBER, text=number[:40])
    return number


def row_currency(found: RowValues) -> str:
    """The currency of a row's amounts.

    Raises:
        FieldError: as `currency_of`; `row_currency_differs` when an amount is in euros and the currency is another.
    """
    code = currency_of(found.values)
    if found.in_euros and code != "EUR":
        raise FieldError("row_currency_differs", F.CURRENCY, text=code)
    return code


def currency_of(values: Values) -> str:
    """The currency's code.

    Raises:
        FieldError: `row_value_missing`, `row_currency_wrong`.
    """
    return _code_of(need(values, F.CURRENCY))


@lru_cache(maxsize=64)
def _code_of(written: str) -> str:
    text = written.upper()
    code = _SIGNS.get(text, text)
    if not _CURRENCY.match(code):
        raise FieldError("row_currency_wrong", F.CURRENCY, text=text[:20])
    return code


def credit_word(found: RowValues, words: dict[str, str]) -> tuple[bool, tuple[Message, ...]]:
    """Whether the type's word says credit note; a word that nobody knows is said, and the sign decides."""
    text = found.values.get(F.TYPE) or ""
    if not text:
        return False, ()
    meant = words.get(folded(text))
    if meant is None:
        return False, (Message("row_type_unknown", {"text": text[:40]}),)
    return meant == "credit_note", ()


def completed(
    ht: Decimal | None, vat: Decimal | None, ttc: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The three totals, the third of two that are stated: HT + VAT = TTC is what they are (EN 16931, BR-CO-15).

    One total alone stays alone: no rate is ever applied.
    """
    if vat is None and ht is not None and ttc is not None:
        vat = ttc - ht
    elif ttc is None and ht is not None and vat is not None:
        ttc = ht + vat
    elif ht is None and vat is not None and ttc is not None:
        ht = ttc - vat
    return ht, vat, ttc


def contradiction(ht: Decimal | None, vat: Decimal | None, ttc: Decimal | None, currency: str) -> Message | None:
    """What is to be said of three totals that cannot all be right: they do not agree, or make no VAT that there is."""
    if ht is None or vat is None or ttc is None:
        return None
    if ht + vat != ttc:
        code = "row_totals_mismatch"
    elif vat * ht < 0 or (not ht and bool(vat)) or abs(vat) > _HIGHEST_VAT * abs(ht):
        code = "row_vat_impossible"
    else:
        return None
    return Message(code, {"ht": Money(ht, currency), "vat": Money(vat, currency), "ttc": Money(ttc, currency)})
