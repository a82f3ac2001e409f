"""Names of files and folders that Windows, macOS and Linux all take, made of texts that anybody may have written.

Source: "Naming Files, Paths, and Namespaces" (Microsoft Learn) for what Windows refuses; the others refuse less.
"""

import unicodedata
from collections.abc import Hashable

LONGEST = 120  # characters of one name, its suffix and the number that tells it from another included
_LONGEST_BYTES = 240  # Linux takes 255 of them
_ELSE = "_"
_DASHES = str.maketrans(dict.fromkeys("/\\|:", "-"))  # « CF 2 / SC-2 » reads well as « CF 2 - SC-2 »
_REFUSED = frozenset('<>"?*')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ENDS = " .-~_"
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def portable(text: str, longest: int = LONGEST) -> str:
    """The text as one part of a path: no separator, nothing unseen, no device's name, not too long; may be empty."""
    spaced = " ".join(unicodedata.normalize("NFC", text).translate(_DASHES).split())
    kept = "".join(_ELSE if _is_refused(char) else char for char in spaced).strip(_ENDS)
    if kept.partition(".")[0].rstrip().casefold() in _DEVICES:
        kept = _ELSE + kept
    return _cut(kept, longest).rstrip(_ENDS)


class Names:
    """Gives every thing a name of its own within its folder, capitals and composed accents aside."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, Hashable], str] = {}
        self._taken: set[tuple[str, str]] = set()

    def name(self, folder: str, stem: str, suffix: str = "", of: Hashable = None) -> str:
        """`stem.suffix` in that folder, with ` (2)` where another has it; the same one again for the same `of`."""
        if of is not None and (folder, of) in self._given:
            return self._given[folder, of]
        number, ending = 1, f".{suffix}" if suffix else ""
        while True:
            counted = f" ({number})" if number > 1 else ""
            found = _cut(stem, LONGEST - len(counted + ending)).rstrip(_ENDS) + counted + ending
            key = (folder, unicodedata.normalize("NFKC", found).casefold())
            if key not in self._taken:
                break
            number += 1
        self._taken.add(key)
        if of is not None:
            self._given[folder, of] = found
        return found


def _is_refused(char: str) -> bool:
    return char in _REFUSED or unicodedata.category(char) in _UNSEEN


def _cut(text: str, longest: int) -> str:
    cut = text[:longest]
    while len(cut.encode("utf-8")) > _LONGEST_BYTES - (LONGEST - longest):
        cut = cut[:-1]
    return cut
