"""What is read of cells that formulas made: a result that a workbook lacks, or an error in its place, is no value."""

import re
from collections.abc import Collection, Iterator, Mapping

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Row, TableFile

_MOST_BLANK = 1_000  # rows that hold nothing but formulas without a result, one by one
_NAMED = 5
_LOOKED_AT = 60  # of a column: as many as may stand in and above its header, and to be named
# As Excel stores them, as LibreOffice shows them, in English and French.
_ERROR = re.compile(
    r"#(?:NULL ?!|NUL ?!|DIV/0 ?!|VALUE ?!|VALEUR ?!|REF ?!|NAME ?\?|NOM ?\?|NUM ?!|NOMBRE ?!|N/A|N/D|GETTING_DATA"
    r"|SPILL ?!|PROPAGATION ?!|CALC ?!|FIELD ?!|CHAMP ?!|BLOCKED ?!|CONNECT ?!|UNKNOWN ?!)|Err ?: ?[0-9]{3}",
    re.IGNORECASE,
)


def is_error(text: str) -> bool:
    """Whether a spreadsheet says so that a formula failed."""
    return text[:1] in {"#", "E"} and _ERROR.fullmatch(text.strip()) is not None


def address(line: int, column: int) -> str:
    """B12 for line 12 and column 1, as a sheet names its cells."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def in_error(line: int, column: int, text: str) -> Message:
    """Why a cell that holds an error gives no value."""
    return Message("cell_in_error", {"cell": address(line, column), "text": text.strip()})


def without_result(line: int, column: int) -> Message:
    """Why a cell whose formula has no stored result gives no value."""
    return Message("cell_without_result", {"cell": address(line, column)})


def lost_columns(table: TableFile, columns: Collection[int], header: int) -> Mapping[int, tuple[int, ...]]:
    """By line below the header: those of these columns where a formula has no stored result.

    Of the lines that hold nothing else, the first are there: formulas may be repeated down to the end of a sheet.
    """
    found: dict[int, tuple[int, ...]] = {}
    if not table.formulas.lost:
        return found
    holding = {row.line for row in table.rows}
    blank = 0
    for column in sorted(columns):
        for line in table.formulas.lost.get(column, ()):
            if line <= header:
                continue
            if line not in holding and line not in found:
                if blank == _MOST_BLANK:
                    continue
                blank += 1
            found[line] = (*found.get(line, ()), column)
    return found


def rows_below(table: TableFile, header: int, lost: Mapping[int, tuple[int, ...]]) -> list[Row]:
    """The rows below that position, and those that hold nothing but formulas without a result."""
    rows = list(table.rows[header + 1 :])
    if lost:
        blank = lost.keys() - {row.line for row in rows}
        rows = sorted([*rows, *(Row(line, ()) for line in blank)], key=lambda row: row.line)
    return rows


def formula_remarks(table: TableFile, columns: Collection[int], header: int) -> Iterator[Message]:
    """The remarks of the table; those on formulas say what of it was read: how many cells, and where the first is."""
    read, first = 0, (0, 0)
    for column in columns:
        if below := [line for line in table.formulas.kept.get(column, ()) if line > header]:
            place = (min(below), column)
            read, first = read + len(below), min(first, place) if read else place
    lost: list[tuple[int, int]] = []
    for column, lines in table.formulas.lost.items():
        said = lines[:_LOOKED_AT]  # in the sheet's order, mostly; there may be millions
        lost += [(line, column) for line in said if column not in columns or line <= header]
    lost.sort()
    for remark in table.remarks:
        if remark.code == "table_formulas" and read:
            yield Message("table_formulas_read", {"count": read, "cell": address(*first)})
        elif remark.code == "table_formulas_lost":
            if lost:
                named = [*(address(*place) for place in lost[:_NAMED]), *(["…"] if len(lost) > _NAMED else [])]
                yield Message("table_formulas_lost", {"cells": ", ".join(named)})
        else:
            yield remark
