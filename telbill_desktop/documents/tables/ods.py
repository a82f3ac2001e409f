"""One sheet of an OpenDocument workbook, in one pass over its content.

calamine reads these too, but loses error values, tabs and line breaks of a text, and repeats a cell as often as the
file says, before anyone can look: the pass that has to check all this reads the cells on the way.
"""

from collections.abc import Iterable
from xml.parsers import expat

from telbill_desktop.documents.tables.formula_places import FormulaPlaces
from telbill_desktop.documents.tables.ods_cells import OFFICE, TABLE, ods_cell, repeated
from telbill_desktop.documents.tables.package import Package, damaged
from telbill_desktop.documents.tables.sheet_parts import SheetFacts, check_area, column_letters
from telbill_desktop.documents.tables.sheet_results import named
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Cell, Row, TableFile

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
_ROW, _TABLE = f"{TABLE}table-row", f"{TABLE}table"
_LINKS = {f"{TABLE}table-source", f"{TABLE}cell-range-source", f"{OFFICE}dde-source"}
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LONGEST_BLANK = 10_000
_LOCKED = (b"encryption-data", b"encrypted-package")


def read_ods(package: Package, sheet: str) -> TableFile:
    """The sheet of that name, or the first visible one that holds something.

    Raises:
        TelbillError: `table_password`, `table_sheet_missing`, `table_empty`, `table_no_sheets`, `table_area`,
            `table_wide`, and what `Package` raises.
    """
    if "META-INF/manifest.xml" in package:
        manifest = package.part("META-INF/manifest.xml")
        if any(word in manifest for word in _LOCKED):
            raise TelbillError("table_password")
    reading = _Reading(sheet)
    try:
        reading.parser.Parse(package.xml("content.xml"), True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError as error:
        raise damaged(error) from None
    if not reading.sheets:
        raise TelbillError("table_no_sheets")
    if sheet and sheet not in reading.sheets:
        raise TelbillError("table_sheet_missing", sheet=sheet[:80])
    if not reading.rows and not sheet:
        raise TelbillError("table_empty")
    return TableFile(
        "ods",
        tuple(reading.rows),
        sheet=reading.read,
        sheets=tuple(reading.sheets),
        hidden_sheets=tuple(reading.hidden_sheets),
        remarks=tuple(_remarks(package, reading)),
        formulas=reading.places.all(),
    )


class _Reading:
    """The state of the pass."""

    def __init__(self, wanted: str) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._on_start
        self.parser.EndElementHandler = self._on_end
        self.sheets: list[str] = []
        self.hidden_sheets: list[str] = []
        self.rows: list[Row] = []
        self.read = ""
        self.lost: list[str] = []
        self.places = FormulaPlaces()
        self._made: list[tuple[int, int, bool]] = []  # of the row: column, cells, whether they have a result
        self.formulas = self.hidden_rows = self.merged = 0
        self.links = False
        self._wanted = wanted
        self._styles: set[str] = set()
        self._style = ""
        self._depth = 0  # of tables: those inside of cells are not read
        self._reads = False
        self._line = self._width = 0
        self._row: dict[str, str] = {}
        self._cells: list[Cell] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._beside = 0  # depth inside a note or a drawing, whose text is not the cell's

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if self._beside or name == f"{OFFICE}annotation" or name.startswith(_DRAWING):
            self._beside += 1
        elif name == _TABLE:
            self._begin_table(attributes)
        elif name in _LINKS:
            self.links = True
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._styles.add(self._style)
        elif not self._reads or self._depth != 1:
            return
        elif name == _ROW:
            self._row, self._cells, self._column, self._made = attributes, [], 0, []
        elif name in _CELLS:
            self._cell, self._text = attributes, []
        elif self._cell is not None:
            self._begin_text(name, attributes)

    def _on_end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
        elif name == _TABLE:
            self._depth -= 1
            self._reads = self._reads and self._depth > 0
        elif not self._reads or self._depth != 1:
            return
        elif name == _ROW:
            self._end_row()
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == f"{_TEXT}p":
            self.parser.CharacterDataHandler = None

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        name = attributes.get(f"{TABLE}name", "")
        hidden = attributes.get(f"{TABLE}style-name", "") in self._styles
        self.sheets.append(name)
        if hidden:
            self.hidden_sheets.append(name)
        self._reads = not self.rows and (name == self._wanted if self._wanted else not hidden)
        if self._reads:
            self.read, self._line, self._width, self.lost = name, 0, 0, []
            self.places = FormulaPlaces()
            self.formulas = self.hidden_rows = self.merged = 0

    def _begin_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TEXT}p":
            if self._text:
                self._text.append("\n")
            else:
                self._text.append("")
            self.parser.CharacterDataHandler = self._on_text
        elif name in _BLANKS:
            count = attributes.get(f"{_TEXT}c", "1")
            times = int(count) if count.isdecimal() and len(count) < 6 else 1  # noqa: PLR2004 - limited below
            self._text.append(_BLANKS[name] * min(times, _LONGEST_BLANK))

    def _on_text(self, text: str) -> None:
        if not self._beside:
            self._text.append(text)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = repeated(attributes, "columns")
        value = ods_cell(attributes, "".join(self._text))
        formula = attributes.get(f"{TABLE}formula")
        if formula is not None:
            self._note_formula(formula, attributes, times)
        self.merged += any(attributes.get(f"{TABLE}number-{what}-spanned", "1") != "1" for what in ("columns", "rows"))
        if value is not None:
            check_area(1, self._column + times)
            self._cells += [None] * (self._column - len(self._cells)) + [value] * times
        self._column += times

    def _note_formula(self, formula: str, attributes: dict[str, str], times: int) -> None:
        self.formulas += times
        self.links = self.links or "'file:" in formula
        has_result = f"{OFFICE}value-type" in attributes
        self._made.append((self._column, times, has_result))
        if not has_result:
            self.lost.append(f"{column_letters(self._column + 1)}{self._line + 1}")

    def _end_row(self) -> None:
        times = repeated(self._row, "rows")
        for column, wide, has_result in self._made:
            check_area(self._line + times, column + wide)
            lines = range(self._line + 1, self._line + times + 1)
            self.places.note_area(range(column, column + wide), lines, has_result=has_result)
        if self._cells:
            self._width = max(self._width, len(self._cells))
            check_area(self._line + times, self._width)
            cells = tuple(self._cells)
            self.rows += [Row(line, cells) for line in range(self._line + 1, self._line + times + 1)]
            if self._row.get(f"{TABLE}visibility", "visible") != "visible":
                self.hidden_rows += times
        self._line += times


def _remarks(package: Package, reading: _Reading) -> Iterable[Message]:
    facts = SheetFacts(reading.formulas, named(reading.lost), reading.hidden_rows, reading.merged)
    yield from facts.remarks()
    if reading.hidden_sheets:
        yield Message("table_hidden_sheets", {"names": ", ".join(reading.hidden_sheets)[:200]})
    if reading.links:
        yield Message("table_external_links")
    if any(name.startswith(("basic/", "scripts/")) for name in package.names()):
        yield Message("table_macros")
