"""Where the formulas of a sheet stand, noted on the way through it: a sheet may have millions."""

from array import array

from telbill_desktop.domain.table import Formulas


class FormulaPlaces:
    """Cells with a formula, by column from 0 and line: those with a stored result, and those without."""

    def __init__(self) -> None:
        self._kept: dict[int, array[int]] = {}
        self._lost: dict[int, array[int]] = {}

    def note(self, column: int, line: int, *, has_result: bool) -> None:
        """One more cell."""
        places = self._kept if has_result else self._lost
        if column not in places:
            places[column] = array("L")
        places[column].append(line)

    def note_area(self, columns: range, lines: range, *, has_result: bool) -> None:
        """As many cells as a repeated one stands for."""
        places = self._kept if has_result else self._lost
        for column in columns:
            places.setdefault(column, array("L")).extend(lines)

    def all(self) -> Formulas:
        """What was noted."""
        return Formulas(self._kept, self._lost)
