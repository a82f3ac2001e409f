"""Names of sheets as workbooks take them (source: Excel, "Rename a worksheet")."""

import re

_LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RESERVED = {"history", "historique"}  # Excel's own sheet of changes


class SheetNames:
    """Gives every sheet a name that no other one of its workbook has, capitals aside."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def name(self, wanted: str) -> str:
        """The name as it was wanted as far as can be, with ` (2)` where another sheet has it."""
        clean = " ".join(_REFUSED.sub(" ", wanted).split()).strip("'") or "-"
        number = 1
        while True:
            counted = f" ({number})" if number > 1 else ""
            found = clean[: _LONGEST - len(counted)].rstrip().rstrip("'") + counted
            if found.casefold() not in self._taken:
                self._taken.add(found.casefold())
                return found
            number += 1
