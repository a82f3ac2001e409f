"""Phone numbers, SIM cards and RIO codes of the fleet: how they are stored, shown, and what cannot be."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import compact
from telbill_desktop.domain.phone_forms import FRANCE, MAYOTTE, OVERSEAS, at_its_code

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_HOME = "FR"
# France with what ISO 3166-1 gives codes of their own overseas: departments, then the other territories
FRENCH_TERRITORIES = frozenset({"FR", "GF", "GP", "MQ", "RE", "YT", "BL", "MF", "NC", "PF", "PM", "WF"})
_ICCID = re.compile(r"89[0-9]{16,18}")  # ITU-T E.118: 19 digits with the Luhn key, 18 or 20 at some issuers
_WRITTEN = re.compile(r"\+?[\d\s().\-/\u2010-\u2015]+")  # one number and nothing else: no name, no second one
_MACHINE = re.compile(r"(?:0|(?:\+|00)?330?)(700[0-9]{10})")  # of fourteen digits (ARCEP), which libraries do not know
_FIRST_DIGITS = {"6": "mobile", "7": "mobile", **dict.fromkeys("123459", "fixed")}  # of French numbers (ARCEP)
_MAYOTTE = tuple(f"+262{block}" for block in ("269", "2689", MAYOTTE, "9398", "9478", "9769"))
_RIO = re.compile(r"[0-9A-Z]{2}[EP][0-9A-Z]{6}[0-9A-Z+]{3}")  # operator, quality, customer, control (ARCEP)


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What a number says: how it is shown, its country (ISO 3166-1 alpha-2, empty where unknown), its type.

    `kind` is mobile, fixed, toll_free, special or other.
    """

    shown: str
    country: str
    kind: str


def stored_number(text: str) -> str:
    """The number as it is stored, E.164; nothing for nothing.

    Raises:
        TelbillError: `number_impossible`.
    """
    import phonenumbers  # noqa: PLC0415 - loaded at first use

    if not text.strip():
        return ""
    number = None
    if _WRITTEN.fullmatch(text.strip()):
        if machine := _MACHINE.fullmatch(re.sub(r"[^+0-9]", "", text)):
            return f"+33{machine[1]}"
        with suppress(phonenumbers.NumberParseException):
            number = phonenumbers.parse(" ".join(text.split()), _HOME)
    # Possible, not valid: lists of ranges in use lag behind what operators open, and leave out numbers of machines.
    if number is None or not phonenumbers.is_possible_number(number) or _has_second_zero(number):
        raise TelbillError("number_impossible", text=text.strip()[:40])
    return at_its_code(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=10_000)  # the fleet of a large company; records of calls repeat a number thousands of times
def number_facts(number: str) -> NumberFacts:
    """What is shown of a stored number: the national form of a French one, the international one of others.

    Departments overseas are dialled from all of France as they are at home.
    """
    import phonenumbers  # noqa: PLC0415 - loaded at first use

    if not number:
        return NumberFacts("", "", "")
    parsed = phonenumbers.parse(number)
    country = phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(
        parsed.country_code or 0
    )
    if number.startswith(_MAYOTTE):  # its numbers lie in blocks of La Réunion's code that lists do not hold whole
        country = "YT"
    form = phonenumbers.PhoneNumberFormat
    is_home = country == _HOME or at_its_code(f"+{FRANCE}{parsed.national_number}") == number
    if machine := _MACHINE.fullmatch(number):
        shown = " ".join(re.findall("[0-9]{2}", f"0{machine[1]}"))
    else:
        shown = phonenumbers.format_number(parsed, form.NATIONAL if is_home else form.INTERNATIONAL)
    kinds = phonenumbers.PhoneNumberType
    names = {
        kinds.MOBILE: "mobile",
        kinds.FIXED_LINE: "fixed",
        kinds.FIXED_LINE_OR_MOBILE: "fixed",
        kinds.VOIP: "fixed",
        kinds.TOLL_FREE: "toll_free",
        kinds.SHARED_COST: "special",
        kinds.PREMIUM_RATE: "special",
    }
    kind = names.get(phonenumbers.number_type(parsed))
    if kind is None and is_home:  # a range that was opened since the list of ranges was made
        kind = _FIRST_DIGITS.get(str(parsed.national_number)[0])
    return NumberFacts(shown, "" if country in {"ZZ", "001"} else country, kind or "other")


def _has_second_zero(number: "PhoneNumber") -> bool:
    """No French number has one behind the 0 that it begins with."""
    return bool(number.italian_leading_zero) and str(number.country_code) in {FRANCE, *OVERSEAS.values()}


def stored_iccid(text: str) -> str:
    """The card's number, digits alone; nothing for nothing.

    Raises:
        TelbillError: `iccid_impossible` when it cannot be one or its key is wrong.
    """
    from stdnum import luhn  # noqa: PLC0415 - loaded at first use

    digits = compact(text).upper().removesuffix("F")  # what fills the twentieth place of a card's memory
    if not digits:
        return ""
    if not _ICCID.fullmatch(digits) or not luhn.is_valid(digits):
        raise TelbillError("iccid_impossible", text=text.strip()[:40])
    return digits


def stored_rio(text: str) -> str:
    """The RIO, twelve characters; nothing for nothing.

    Raises:
        TelbillError: `rio_impossible`.
    """
    code = re.sub(r"[\s.-]", "", text).upper()
    if code and not _RIO.fullmatch(code):
        raise TelbillError("rio_impossible", text=text.strip()[:40])
    return code
