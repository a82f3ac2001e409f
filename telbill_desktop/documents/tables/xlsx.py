"""One sheet of an Excel workbook: its cells by calamine, out of a copy that holds that sheet alone, checked before.

Nothing is evaluated: the results that Excel stored are read, and what has none is named in a remark.
"""

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from telbill_desktop.documents.tables.cells import typed_rows
from telbill_desktop.documents.tables.package import Package, damaged
from telbill_desktop.documents.tables.sheet_parts import SheetFacts, holds_values, plain_cells
from telbill_desktop.documents.tables.sheet_rewriting import rewritten_cells
from telbill_desktop.documents.tables.workbook import SheetPart, Workbook, opened_workbook
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Row, TableFile

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="%d"/>'
    '<sheets><sheet name="T" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
# calamine looks for merged cells after the rows, through all of them; an empty list in front spares it the way.
_BEFORE = f'<worksheet xmlns="{_MAIN}"><mergeCells count="0"></mergeCells><sheetData>'.encode()
_AFTER = b"</sheetData></worksheet>"


def read_xlsx(package: Package, sheet: str) -> TableFile:
    """The sheet of that name, or the first visible one that holds something.

    Raises:
        TelbillError: `table_sheet_missing`, `table_empty`, and what `Package`, `opened_workbook`, `plain_cells` and
            `rewritten_cells` raise.
    """
    book = opened_workbook(package)
    for chosen in _candidates(book, sheet):
        part = package.xml(chosen.part)
        if not holds_values(part) and not sheet:
            continue
        body, facts = plain_cells(part) or rewritten_cells(part)
        copy = _copy(package, book, body)
        del part, body  # a large sheet is in memory once while calamine reads it
        rows = _rows(copy)
        if rows or sheet:
            return TableFile(
                "xlsx",
                rows,
                sheet=chosen.name,
                sheets=tuple(one.name for one in book.sheets),
                hidden_sheets=tuple(one.name for one in book.sheets if one.hidden),
                remarks=tuple(_remarks(package, book, facts)),
                formulas=facts.places,
            )
    raise TelbillError("table_empty")


def _candidates(book: Workbook, sheet: str) -> list[SheetPart]:
    if not sheet:
        return [one for one in book.sheets if not one.hidden]
    named = [one for one in book.sheets if one.name == sheet]
    if not named:
        raise TelbillError("table_sheet_missing", sheet=sheet[:80])
    return named


def _copy(package: Package, book: Workbook, body: bytes | memoryview) -> io.BytesIO:
    """A workbook of one sheet, of parts that were checked, unpacked."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("xl/workbook.xml", _WORKBOOK % book.from_1904)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
        for name, source in (("xl/sharedStrings.xml", book.strings), ("xl/styles.xml", book.styles)):
            if source and source in package:
                archive.writestr(name, package.xml(source))
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            for piece in (_BEFORE, body, _AFTER):
                stream.write(piece)
    copy.seek(0)
    return copy


def _rows(copy: io.BytesIO) -> tuple[Row, ...]:
    sheet = _parsed(copy)
    if sheet.start is None:
        return ()
    return typed_rows(sheet.iter_rows(), sheet.start[1])


def _parsed(copy: io.BytesIO) -> "CalamineSheet":
    """The sheet, whatever calamine may trip over told as an error.

    Raises:
        TelbillError: `table_damaged`.
    """
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 - loaded at first use

    try:
        with load_workbook(copy) as workbook:
            copy.close()  # calamine has bytes of its own
            return workbook.get_sheet_by_index(0)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(error) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how Rust gives up; no exception of its own to import
            raise TelbillError("table_damaged", reason="its parts do not fit together") from None
        raise


def _remarks(package: Package, book: Workbook, facts: SheetFacts) -> Iterable[Message]:
    yield from facts.remarks()
    if hidden := [one.name for one in book.sheets if one.hidden]:
        yield Message("table_hidden_sheets", {"names": ", ".join(hidden)[:200]})
    names = package.names()
    if any(name.startswith("xl/externallinks/") for name in names):
        yield Message("table_external_links")
    if any(name.endswith("vbaproject.bin") for name in names):
        yield Message("table_macros")
