"""How texts are put in order for a reader."""

import re

from telbill_desktop.domain.folding import fold

_DIGITS = re.compile(r"(\d{1,18})", re.ASCII)


def natural_key(text: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sorts `CF 2` before `CF 10`, accents and case aside; texts that differ in nothing else by themselves."""
    pieces = _DIGITS.split(fold(text))
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece), text
