"""Where a call goes, by the number alone: at home to a landline, a mobile or a service, or to which country."""

import re
from functools import cache

from telbill_desktop.domain.phone_forms import OVERSEAS
from telbill_desktop.domain.usage import UsageCategory

_HOME = "FR"
# Departments overseas, Saint-Barthélemy and Saint-Martin among Guadeloupe's numbers: called as at home.
_AT_HOME = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM"})
_REGIONS = {"262": "RE", "590": "GP", "594": "GF", "596": "MQ"}
_MARKS = re.compile(r"[\s.()/\-\u2010-\u2015]+")
# Without its +, as a spreadsheet has it that took it for a sign, by its length: nothing at home is dialled so.
_FRENCH = re.compile(r"(?:\+|00)330?(?!0)|33(?=[1-9][0-9*]{8}\Z)")
_HIDDEN = "*"
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_xX]")  # that hides no digit
_NATIONAL = 10  # digits with the 0
_LONGEST_CODE = 3  # digits of a country's code (ITU-T E.164)
_PARTED = frozenset("0" + block[:3] for block in OVERSEAS if len(block) > 3)  # noqa: PLR2004 - told by more digits
_OVERSEAS_MOBILE = ("69", "639", "709")


def compact_number(text: str) -> str:
    """The number without what is written between its digits; what hides a digit is `*`. Words keep their blanks."""
    if not _DIGIT.search(text) and _LETTER.search(text):
        return " ".join(text.split())
    return _MARKS.sub("", text).replace("X", _HIDDEN).replace("x", _HIDDEN)


def as_at_home(called: str) -> str:
    """A French number that is written for all the world as it is dialled at home; any other as it is."""
    found = _FRENCH.match(called)
    return called if found is None else "0" + called[found.end() :]


def deciding_part(called: str) -> str:
    """As much of a compact number as decides where it goes: what is equal there goes to the same place."""
    called = as_at_home(called)
    if len(called) < 7 or called[:1] == "+" or called[:2] == "00":  # noqa: PLR2004 - a service's number is short
        return called[:7]
    head = called[:6] if called[:4] in _PARTED else called[:4]
    return head.ljust(len(called), "0")


def is_told_by_four(called: str) -> bool:
    """Whether the first four characters of a compact number and its length decide; so they do of no number at all."""
    is_home = len(called) == _NATIONAL and called[0] == "0" and called[1] != "0" and called[:4] not in _PARTED
    return not called or is_home


def destination_of(called: str) -> tuple[UsageCategory | None, str]:
    """The category and the country (ISO 3166-1) of a compact number; None and "" where the number does not tell.

    What is hidden (`*`) tells nothing: a number of which only the `+` is left may be at home too.
    """
    number = as_at_home(called)
    if number.startswith("+"):
        return _abroad(number[1:])
    if number.startswith("00"):
        return _abroad(number[2:])
    if number[:1].isdigit() and number.isascii() and number.replace(_HIDDEN, "0").isdigit():
        if number.startswith("0"):
            return _within_france(number)
        if len(number) <= 4 or number.startswith("118"):  # noqa: PLR2004 - 3103, 15, 118 218
            return UsageCategory.SPECIAL, _HOME
    return None, ""


def _within_france(number: str) -> tuple[UsageCategory | None, str]:
    if number[1:2] == _HIDDEN or (len(number) < _NATIONAL and not number.startswith("08")):
        return None, ""
    national = number[1:]
    code = next((code for length in (3, 4, 5) if (code := OVERSEAS.get(national[:length]))), None)
    region = _REGIONS[code] if code else _HOME
    if national.startswith(("6", "7")):
        return UsageCategory.NATIONAL_MOBILE, region
    if national.startswith("8"):
        return UsageCategory.SPECIAL, _HOME
    return UsageCategory.NATIONAL_FIXED, region


def _abroad(digits: str) -> tuple[UsageCategory | None, str]:
    regions = _regions()
    for length in range(1, _LONGEST_CODE + 1):
        region = regions.get(digits[:length])
        if region is None:
            continue
        if region not in _AT_HOME:
            return UsageCategory.INTERNATIONAL, region
        is_mobile = digits[length:].startswith(_OVERSEAS_MOBILE)
        return (UsageCategory.NATIONAL_MOBILE if is_mobile else UsageCategory.NATIONAL_FIXED), region
    is_told = bool(digits) and _HIDDEN not in digits[:_LONGEST_CODE]
    return (UsageCategory.INTERNATIONAL, "") if is_told else (None, "")


@cache
def _regions() -> dict[str, str]:
    """The country of each code; of a code that several share, the one that libphonenumber names first."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE  # noqa: PLC0415 - loaded at first use

    return {
        str(code): "" if regions[0] == "001" else regions[0] for code, regions in COUNTRY_CODE_TO_REGION_CODE.items()
    }
