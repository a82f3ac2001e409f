import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl  # type: ignore[import-untyped] # it ships no types

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_HEAD = (
    f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0"'
    f' xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0"><office:automatic-styles>'
    '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def repacked(content: bytes, parts: Mapping[str, bytes | str | None]) -> bytes:
    """The workbook with these parts put in, exchanged or, when None, taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def sheet_of(cells: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet has this between <sheetData> and its end."""
    sheet = f"<worksheet {MAIN}>{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    return repacked(workbook(["x"]), {"xl/worksheets/sheet1.xml": sheet})


def ods(tables: str, parts: Mapping[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODS_HEAD + tables + ODS_TAIL)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return out.getvalue()


def ods_row(cells: str) -> bytes:
    row = f"<table:table-row>{cells}</table:table-row>"
    return ods(f'<table:table table:name="F1">{row}</table:table>')
