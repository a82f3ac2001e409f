"""Whole numbers as people write them."""

from telbill_desktop.domain.errors import TelbillError

_MOST = 1_000_000
_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009")


def parse_count(text: str, least: int = 0) -> int:
    """The number, digits grouped or not.

    Raises:
        TelbillError: `count_impossible`.
    """
    digits = text.translate(_BLANKS)
    if not (digits.isascii() and digits.isdecimal()) or not least <= int(digits) <= _MOST:
        raise TelbillError("count_impossible", text=text, least=least)
    return int(digits)
