"""Titles of columns as they are compared: letters and figures only, a repeated one told by its place."""

from collections import Counter
from collections.abc import Sequence

from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.table import Cell


def title_key(text: str) -> str:
    """`Montant HT (€)` and `montant_ht` are one title; `#2` behind a title stays."""
    body, mark, place = text.rpartition("#")
    if mark and body and place.isdigit():
        return f"{_letters(body)}#{place}"
    return _letters(text)


def row_titles(cells: Sequence[Cell]) -> list[str]:
    """The cells of a row as titles: texts as they stand, `#2` behind the second of the same, "" for what is none."""
    seen: Counter[str] = Counter()
    titles = []
    for cell in cells:
        text = " ".join(cell.split()) if isinstance(cell, str) else ""
        key = title_key(text)
        seen[key] += bool(key)
        titles.append(f"{text}#{seen[key]}" if seen[key] > 1 else text)
    return titles


def _letters(text: str) -> str:
    return "".join(char for char in without_accents(text) if char.isalnum())
