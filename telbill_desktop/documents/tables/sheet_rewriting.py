"""A worksheet that is not plain, written anew in the plain form: same cells, same styles, formulas left out.

On the way every cell is counted and its place checked, whatever prefixes, comments or missing references the part has.
Results that are text or errors become inline text, so that they are read as they are shown.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from telbill_desktop.documents.tables.formula_places import FormulaPlaces
from telbill_desktop.documents.tables.limits import LAST_COLUMN, LAST_ROW
from telbill_desktop.documents.tables.package import damaged
from telbill_desktop.documents.tables.sheet_parts import SheetFacts, check_area, column_letters, column_number
from telbill_desktop.documents.tables.sheet_results import NAMED, named
from telbill_desktop.domain.errors import TelbillError

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_TEXTS = {"str", "e", "inlineStr"}
_KINDS = {*_TEXTS, "n", "s", "b", "d"}


def rewritten_cells(part: bytes) -> tuple[bytes, SheetFacts]:
    """What belongs between <sheetData> and its end, and the facts.

    Raises:
        TelbillError: `table_damaged`, `table_area`, `table_wide`.
    """
    rewriting = _Rewriting()
    try:
        rewriting.parser.Parse(part, True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError as error:
        raise damaged(error) from None
    facts = SheetFacts(
        rewriting.formulas, named(rewriting.lost), rewriting.hidden_rows, rewriting.merged, rewriting.places.all()
    )
    return "".join(rewriting.written).encode(), facts


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    kind: str
    style: str
    has_formula: bool = False
    has_value: bool = False
    text: list[str] = field(default_factory=list)


class _Rewriting:
    """The state of one pass."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._on_start
        self.parser.EndElementHandler = self._on_end
        self.parser.StartDoctypeDeclHandler = self._on_doctype
        self.written: list[str] = []
        self.lost: list[str] = []
        self.places = FormulaPlaces()
        self.formulas = self.hidden_rows = self.merged = 0
        self._rows_to = self._columns_to = self._row = self._column = 0
        self._inside = False
        self._phonetic = False
        self._cell: _Cell | None = None

    def _on_doctype(self, *_: object) -> None:
        raise TelbillError("table_dtd")

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "sheetData":
            self._inside = True
        elif name == "mergeCell":
            self.merged += 1
        elif not self._inside:
            return
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif self._cell is not None:
            self._begin_content(name, self._cell)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        if stated is not None and not stated.isdecimal():
            raise TelbillError("table_damaged", reason=f"row {stated[:20]}")
        self._row = int(stated) if stated is not None else self._row + 1
        self._column = 0
        self.hidden_rows += attributes.get("hidden") in {"1", "true"}
        self.written.append(f'<row r="{self._row}">')

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        row, column = self._row, self._column + 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise TelbillError("table_damaged", reason=f"cell {reference[:20]}")
            row, column = int(found[2]), column_number(found[1])
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            raise TelbillError("table_damaged", reason="a cell beyond the sheet")
        kind = attributes.get("t", "n")
        if kind not in _KINDS:
            raise TelbillError("table_damaged", reason=f"a cell of type {kind[:20]}")
        self._column = column
        self._cell = _Cell(row, column, kind, attributes.get("s", "0"))

    def _begin_content(self, name: str, cell: _Cell) -> None:
        if name == "f":
            cell.has_formula = True
            self.formulas += 1
        elif name in {"v", "is"}:
            cell.has_value = True
        elif name == "rPh":
            self._phonetic = True  # how a text is spoken, which is no part of it
        if name in {"v", "t"} and not self._phonetic:
            self.parser.CharacterDataHandler = cell.text.append

    def _on_end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "row" and self._inside:
            self.written.append("</row>")
        elif name == "sheetData":
            self._inside = False

    def _end_cell(self, cell: _Cell) -> None:
        text = "".join(cell.text)
        place = f"{column_letters(cell.column)}{cell.row}"
        if cell.has_formula:
            has_result = cell.has_value and (bool(text) or cell.kind in _TEXTS)
            self.places.note(cell.column - 1, cell.row, has_result=has_result)
            if not has_result and len(self.lost) <= NAMED:
                self.lost.append(place)
        if not text:
            return
        self._rows_to, self._columns_to = max(self._rows_to, cell.row), max(self._columns_to, cell.column)
        check_area(self._rows_to, self._columns_to)
        style = f' s="{escape(cell.style)}"' if cell.style.isdecimal() else ""
        if cell.kind in _TEXTS:
            shown = escape(text, {"\r": "&#13;"})  # a parser would make a line feed of it
            kept = f't="inlineStr"{style}><is><t xml:space="preserve">{shown}</t></is></c>'
        else:
            kept = f't="{cell.kind}"{style}><v>{escape(text)}</v></c>'
        self.written.append(f'<c r="{place}" {kept}')
