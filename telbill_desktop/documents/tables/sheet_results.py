"""Cells of a plain sheet that formulas made, and errors: their stored results put in the place of both.

Results that are text or errors become inline text, so that they are read as they are shown. Only these cells are
touched; in a sheet with one sum at its end all others stay as they are.
"""

import re

from telbill_desktop.documents.tables.formula_places import FormulaPlaces
from telbill_desktop.domain.table import Formulas

_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: [st]="[A-Za-z0-9]+")*)><f(?: [^<>]*)?(?:/>|>[^<]*</f>)'
    rb'(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>'
)
_TEXT = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: s="[0-9]+")?) t="(?:str|e)"((?: s="[0-9]+")?)><v>([^<]*)</v></c>'
)
_KIND = re.compile(rb' t="([A-Za-z]+)"')
_DIGITS = b"0123456789"
_TEXTS = (b"str", b"e", b"inlineStr")
NAMED = 5  # addresses of formulas without result that are told


def stored_results(body: bytes) -> tuple[bytes, int, tuple[str, ...], Formulas]:
    """The cells without formulas, how many formulas there were, the addresses of those without a result, and all."""
    lost: list[str] = []
    formulas = 0
    places = FormulaPlaces()

    def of_formula(found: re.Match[bytes]) -> bytes:
        nonlocal formulas
        formulas += 1
        place, attributes, value, text = found.groups()
        kind = _KIND.search(attributes)
        is_text = text is not None or (kind is not None and kind[1] in _TEXTS and value is not None)
        letters = place.rstrip(_DIGITS)
        places.note(_column(letters), int(place[len(letters) :]), has_result=is_text or bool(value))
        if is_text:
            return _inline(place, _KIND.sub(b"", attributes), text if text is not None else value)
        if not value:
            if len(lost) <= NAMED:
                lost.append(place.decode())
            return b""
        return b'<c r="%b"%b><v>%b</v></c>' % (place, attributes, value)

    def of_text(found: re.Match[bytes]) -> bytes:
        return _inline(found[1], found[2] + found[3], found[4])

    body = _FORMULA.sub(of_formula, body)
    body = _TEXT.sub(of_text, body)
    return body, formulas, named(lost), places.all()


def named(places: list[str]) -> tuple[str, ...]:
    """The first of these addresses, and a sign that there are more."""
    return tuple(places) if len(places) <= NAMED else (*places[:NAMED], "…")


def _column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _inline(place: bytes, style: bytes, text: bytes) -> bytes:
    """A cell that shows this text; an empty one is no cell."""
    if not text:
        return b""
    return b'<c r="%b"%b t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (place, style, text)
