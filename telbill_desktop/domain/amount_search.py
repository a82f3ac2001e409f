"""Whether a text holds an amount, in French or English writing: `1 234,56`, `1234,56`, `1,234.56`."""

import re
from decimal import ROUND_HALF_UP, Decimal

_BLANK = " \t\u00a0\u202f\u2009\u2007"
_GAP = rf"[{_BLANK}.,'\u2019]?"  # between groups of three
_CENT = Decimal("0.01")
# What stands before an amount and belongs to it: `9 ` before `120,00` makes it 9 120,00.
_CONTINUED = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:[{_BLANK}][0-9]{{3}})*[{_BLANK}]\Z")
_AS_FAR_BACK = 24


def holds_amount(text: str, amount: Decimal) -> bool:
    """Whether the amount is written somewhere in the text, its sign aside, to the cent.

    Without cents when there are none. As the end of a longer number it does not count.
    """
    whole, _, cents = f"{abs(amount).quantize(_CENT, ROUND_HALF_UP):f}".partition(".")
    groups = [whole[max(at - 3, 0) : at] for at in range(len(whole), 0, -3)][::-1]
    decimals = rf"[.,]{cents}" if int(cents) else rf"(?:[.,]{cents})?"
    pattern = rf"(?<![0-9])(?<![0-9][.,']){_GAP.join(groups)}{decimals}(?![0-9])(?![.,][0-9])"
    is_grouped = len(groups[0]) == 3  # noqa: PLR2004 - a group that may go on to the left
    return any(
        not (is_grouped and _CONTINUED.search(text[max(found.start() - _AS_FAR_BACK, 0) : found.start()]))
        for found in re.finditer(pattern, text)
    )
