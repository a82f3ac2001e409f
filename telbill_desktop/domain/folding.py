"""Text as it is compared and searched: no accents, no case, no spaces or dashes."""

import re
import unicodedata

_IGNORED = str.maketrans("", "", " \t\n\r\v\f\u00a0\u202f\u2009-\u2010\u2011\u2012\u2013\u2014_./\\'\u2019,;:()\0")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # nearly all that are combined with letters, at once
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})  # Unicode takes the others apart, not these


def without_accents(text: str) -> str:
    """The text in lower case: `societe` for `Société`, `coeur` for `Cœur`."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES)))
    if plain.isascii():
        return plain
    return "".join(char for char in plain if not unicodedata.combining(char))


def fold(text: str) -> str:
    """One value as a search compares it: `1312` is found in `A-1312/B`, `societe` in `Société`."""
    plain = without_accents(text)
    return (plain if plain.isascii() else plain.casefold()).translate(_IGNORED)


def fold_all(values: tuple[str | None, ...]) -> str:
    """Several values in one searchable text; a line break keeps a hit from spanning two of them."""
    return "\n".join(folded for value in values if value and (folded := fold(value)))


def search_terms(text: str) -> tuple[str, ...]:
    """The folded words of a search, all of which must be found; a number typed in groups is one word."""
    words = tuple(folded for word in text.split() if (folded := fold(word)))
    if len(words) > 1 and all(word.isdigit() for word in words):
        return ("".join(words),)
    return words
