"""A called number of which the last digits are not kept, as it is shown: `06 12 34 •• ••`."""

import re
from functools import lru_cache

from telbill_desktop.domain.usage import HIDDEN_MARK

DOT = "\N{BULLET}"
_SPACE = " "
_PAIRS = re.compile("..?")
_KNOWN_AT_HOME = 6  # digits of a French number that are left of ten


@lru_cache(maxsize=4096)
def called_shown(called: str) -> str:
    """The digits that are kept, then dots; a service's short number, and words, as they are."""
    if not called.endswith(HIDDEN_MARK):
        return called
    digits = called.rstrip(HIDDEN_MARK)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.isdigit() and digits.startswith("0") and len(digits) == _KNOWN_AT_HOME:
        return _SPACE.join([*_PAIRS.findall(digits), DOT * 2, DOT * 2])
    return f"{_with_country(digits)}{_SPACE}{DOT * 4}" if digits else DOT * 4


def _with_country(digits: str) -> str:
    """`+213 6253` of `+2136253`: the country's code apart, where it is one."""
    import phonenumbers  # noqa: PLC0415 - loaded at first use

    if not digits.startswith("+"):
        return digits
    for length in range(1, 4):
        code = digits[1 : length + 1]
        if code.isdigit() and int(code) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return _SPACE.join([f"+{code}", digits[length + 1 :]]).rstrip(_SPACE)
    return digits
