"""The one formatter: amounts, dates and sentences as a person reads them, in the language in use.

babel has the symbols and patterns; the amounts of long lists are put together here, because babel takes 30 µs for each
and a page of a list holds six hundred.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_currency, format_decimal, get_currency_precision

from telbill_desktop.system.i18n import language, tr

MINUS = "\u2212"
_OF_CALLS = Decimal("0.0001")
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_HOUR = 60  # minutes


class Sentence(Protocol):
    """What `domain.messages.Message` is: this floor does not know the domain."""

    @property
    def template(self) -> str:
        """English source with named parameters."""

    @property
    def params(self) -> Mapping[str, object]:
        """Values of the parameters."""


def amount(value: Decimal) -> str:
    """Two decimals, halves away from zero as invoices round, digits grouped, a real minus sign: `4 278,41`."""
    return _grouped(value.quantize(_CENT, ROUND_HALF_UP))


def money(value: Decimal, currency: str) -> str:
    """An amount with its currency and the decimals of that, halves away from zero as `amount` has it: `4 278,41 €`."""
    of_more, of_less, unit = _shapes_of_money(language(), currency)
    rounded = value.quantize(unit, ROUND_HALF_UP)
    before, behind = of_less if rounded < 0 else of_more  # what is less than the half of a cent has no sign
    return f"{before}{_grouped(abs(rounded))}{behind}"


def whole_money(value: Decimal, currency: str) -> str:
    """The same without its decimals, where room is short: `4 278 €`."""
    code = language()
    cents = f"{_symbols(code)[ord('.')]}00"
    return money(value.quantize(Decimal(1), ROUND_HALF_UP), currency).replace(cents, "")


def stated(value: Decimal | None, currency: str) -> str:
    """An amount that a document may leave blank: a dash then, never a zero."""
    return "—" if value is None else money(value, currency)


def number(value: Decimal) -> str:
    """A quantity, rate or unit price with the decimals that it has, at least none: `0,0125`."""
    shown = value.normalize()
    return _signed(format_decimal(shown, locale=_locale(language()), decimal_quantization=False))


def percent(value: Decimal) -> str:
    """`5,5 %`: the number is the percentage."""
    return f"{number(value)}\u00a0%"


def unit_price(value: Decimal) -> str:
    """A price with at least two decimals, as prices have, and more where the operator charges fractions of a cent."""
    return amount(value) if value == value.quantize(_CENT) else number(value)


def call_price(value: Decimal) -> str:
    """What a call costs, to the hundredth of a cent as operators bill it, so that prices stand under one another.

    More decimals where there are more.
    """
    if value != value.quantize(_OF_CALLS):
        return number(value)
    return _signed(format_decimal(value, format="#,##0.0000", locale=_locale(language())))


def count(value: int) -> str:
    """A whole number, digits grouped."""
    return f"{value:,}".translate(_symbols(language()))


@lru_cache(maxsize=8192)
def _day(value: date, code: str) -> str:
    return format_date(value, "dd/MM/yyyy", locale=_locale(code))


def day(value: date) -> str:
    """`17/11/2026`, in both languages: its users write it so."""
    return _day(value, language())


def short_day(value: date) -> str:
    """`17/11`: a day where its year is known."""
    return format_date(value, "dd/MM", locale=_locale(language()))


def day_month(value: date) -> str:
    """`17 nov.`: a day that is near, in words."""
    return format_date(value, "d MMM", locale=_locale(language()))


def long_day(value: date) -> str:
    """`17 novembre 2026`, `1er décembre 2026`."""
    words = format_date(value, "long", locale=_locale(language()))
    return f"1er{words[1:]}" if language() == "fr" and value.day == 1 else words


def short_month(value: date) -> str:
    """`nov. 26`: a month where there is little room."""
    return format_date(value, "MMM yy", locale=_locale(language()))


def month(value: date) -> str:
    """`11/2026`."""
    return format_date(value, "MM/yyyy", locale=_locale(language()))


def long_month(value: date) -> str:
    """`novembre 2026`."""
    return format_date(value, "MMMM yyyy", locale=_locale(language()))


def month_name(number: int) -> str:
    """`novembre`, of 11: by itself, as in a list of months."""
    return str(get_month_names("wide", "stand-alone", _locale(language()))[number])


def moment(value: datetime) -> str:
    """Day and minute on this computer's clock."""
    return format_datetime(value.astimezone(), "dd/MM/yyyy HH:mm", locale=_locale(language()))


def clock_moment(value: datetime) -> str:
    """Day and second as the clock on the wall had them: `17/11/2026 08:02:05`."""
    return f"{day(value.date())} {value:%H:%M:%S}"


def duration(seconds: int) -> str:
    """`1:02:05`: hours, minutes and seconds; a negative one, of a credit, with a minus sign."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{MINUS if seconds < 0 else ''}{hours}:{minutes:02d}:{rest:02d}"


def long_duration(seconds: int) -> str:
    """`12 h 05 min`, `5 min 12 s`, `42 s`: of what is added up, where seconds count only below an hour."""
    minutes, rest = divmod(abs(seconds), 60)
    if minutes >= _HOUR:
        hours, minutes = divmod((abs(seconds) + 30) // 60, 60)
        words = f"{count(hours)}\u00a0h\u00a0{minutes:02d}\u00a0min"
    else:
        words = f"{minutes}\u00a0min\u00a0{rest:02d}\u00a0s" if minutes else f"{rest}\u00a0s"
    return f"{MINUS}{words}" if seconds < 0 else words


def share(value: Decimal) -> str:
    """A part of a whole, `25,0 %` of 0.25: one decimal, halves away from zero."""
    return f"{_grouped((value * 100).quantize(_TENTH, ROUND_HALF_UP))}\u00a0%"


def size(octets: int) -> str:
    """`12,4 Ko` or `12.4 KB`."""
    value, units = Decimal(octets), [tr("B"), tr("KB"), tr("MB"), tr("GB")]
    while value >= 1000 and len(units) > 1:  # noqa: PLR2004 - decimal units
        value /= 1000
        units.pop(0)
    return f"{format_decimal(value, format='#,##0.#', locale=_locale(language()))}\u00a0{units[0]}"


def seconds(value: float) -> str:
    """How long something took: `3,1`; to the hundredth below one."""
    return format_decimal(Decimal(f"{value:.2f}" if value < 1 else f"{value:.1f}"), locale=_locale(language()))


def country(code: str) -> str:
    """The name of a country of two letters (ISO 3166-1): `France`; the letters where nobody knows it."""
    return str(_locale(language()).territories.get(code, code))


def labelled(label: str, text: str) -> str:
    """`Operator: Orange`; French leaves a space before its colon."""
    return tr("{label}: {text}").format(label=label, text=text)


def one_after_another(parts: Iterable[str]) -> str:
    """`as they came; missing: a.pdf`; French leaves a space before its semicolon too."""
    return tr("; ").join(parts)


def sentence(message: Sentence) -> str:
    """The message in the user's language, its parameters formatted."""
    return fill(tr(message.template), message.params)


def fill(text: str, params: Mapping[str, object]) -> str:
    """A translated text with its named parameters filled in, each formatted by its type."""
    return text.format_map({name: _shown(value) for name, value in params.items()})


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else day(value)
    if isinstance(value, int):
        return count(value)
    if (currency := getattr(value, "currency", None)) is not None:
        return money(value.amount, currency)  # type: ignore[attr-defined] # domain.money.Money, told by its shape
    if (words := getattr(value, "words", None)) is not None:  # domain.messages.Words
        return ", ".join(tr(word) for word in words)
    return str(value)


def _grouped(value: Decimal) -> str:
    text = f"{abs(value):,f}".translate(_symbols(language()))
    return f"{MINUS}{text}" if value < 0 else text


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


@lru_cache(maxsize=64)
def _shapes_of_money(code: str, currency: str) -> tuple[tuple[str, str], tuple[str, str], Decimal]:
    """What stands before and behind an amount, and one below nothing; its smallest unit. Babel takes 20 us for each."""
    unit = Decimal(1).scaleb(-get_currency_precision(currency))
    figure = _grouped(unit)
    more, less = (
        _signed(format_currency(one, currency, locale=_locale(code))).partition(figure) for one in (unit, -unit)
    )
    return (more[0], more[2]), (less[0], less[2]), unit


@lru_cache(maxsize=4)
def _locale(code: str) -> Locale:
    return Locale.parse({"fr": "fr_FR", "en": "en_GB"}[code])


@lru_cache(maxsize=4)
def _symbols(code: str) -> dict[int, str]:
    symbols = _locale(code).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
