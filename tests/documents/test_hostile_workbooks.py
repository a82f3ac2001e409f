"""Bombs of our own making, opened as the program opens files: in the worker, within a small file's time and memory."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import weight_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import TableFile
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import LONGEST_TABLE, import_readers, limits_for
from tests.documents.made_workbooks import MAIN, ods, ods_row, repacked, sheet_of, workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(import_readers) as worker:
        yield worker


def opened(worker: Worker, content: bytes, *, at_least: float = 0) -> TableFile:
    """The table, within the limits of its size; `at_least` so many seconds for what is read in fewer by itself."""
    seconds, memory = limits_for(weight_of(content), longest=LONGEST_TABLE)
    return worker.run(open_table, content, timeout=max(seconds, at_least), memory=memory)


def cell(reference: str) -> str:
    row = "".join(filter(str.isdecimal, reference))
    return f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'


def large_cell() -> bytes:
    text = "a" * 300_000_000
    return sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def many_sheets(count: int) -> bytes:
    names = "".join(f'<sheet name="F{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationship Id="r{0}" Type="' + office + '/worksheet" Target="worksheets/sheet{0}.xml"/>'
    relations = "".join(relation.format(n) for n in range(1, count + 1))
    parts: dict[str, bytes | str | None] = {
        f"xl/worksheets/sheet{n}.xml": f"<worksheet {MAIN}><sheetData/></worksheet>" for n in range(1, count + 1)
    }
    parts["xl/workbook.xml"] = f'<workbook {MAIN} xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return repacked(workbook(["x"]), parts)


def entities(declared: str, used: str) -> bytes:
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{used}</t></is></c></row>'
    sheet = f"<!DOCTYPE x [{declared}]><worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"
    return repacked(workbook(["x"]), {SHEET: sheet})


def laughs() -> bytes:
    declared = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return entities(declared, "&a9;")


def nested() -> bytes:
    inner = workbook(["x"])
    for _ in range(20):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(10):
                archive.writestr(f"{n}.xlsx", inner)
        inner = out.getvalue()[:2_000_000]
    return inner


def lying(content: bytes) -> bytes:
    """The sheet declares 100 bytes, and is 50 MB."""
    big = repacked(content, {SHEET: f"<worksheet {MAIN}><sheetData>{' ' * 50_000_000}</sheetData></worksheet>"})
    size = struct.pack("<I", len(f"<worksheet {MAIN}><sheetData></sheetData></worksheet>") + 50_000_000)
    assert big.count(size) == 2
    return big.replace(size, struct.pack("<I", 100))


def encrypted() -> bytes:
    content = bytearray(workbook(["x"]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        names = archive.namelist()
    at = 0
    for _ in names:
        at = content.index(b"PK\x01\x02", at)
        content[at + 8] |= 1
        at += 1
    return bytes(content)


def ole(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + b"\0" * 508 + b"\0" * 128 + name.encode("utf-16-le").ljust(128, b"\0") + b"\0" * 256


def twice() -> bytes:
    out = io.BytesIO(workbook(["x"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    return out.getvalue()


def wide(rows: int, columns: int) -> str:
    cells = "<row>" + "<c/>" * (columns - 1) + "<c><v>1</v></c></row>"
    return cells + "<row/>" * (rows - 2) + "<row><c><v>1</v></c></row>"


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell of 300 MB": (large_cell, "table_unpacked"),
    "two cells far apart": (lambda: sheet_of(cell("A1") + cell("XFD1048576")), "table_wide"),
    "a tall and wide area": (lambda: sheet_of(cell("J1") + cell("A1048576")), "table_area"),
    "a wide area by two letters": (lambda: sheet_of(cell("ALL1") + cell("A9999")), "table_area"),
    "an area without references": (lambda: sheet_of(wide(20_000, 900)), "table_area"),
    "an area with prefixes": (
        lambda: sheet_of(
            '<x:row xmlns:x="u"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="J1048576"><x:v>1</x:v></x:c></x:row>'
        ),
        "table_area",
    ),
    "a cell beyond the sheet": (lambda: sheet_of(cell("A1048577")), "table_damaged"),
    "a row without number": (lambda: sheet_of('<row r="x"><c><v>1</v></c></row>'), "table_damaged"),
    "a reference that is none": (lambda: sheet_of('<row><c r="1A"><v>1</v></c></row>'), "table_damaged"),
    "a type that is none": (lambda: sheet_of('<row><c r="A1" t="zz"><v>1</v></c></row>'), "table_damaged"),
    "a text that is not there": (lambda: sheet_of('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "table_damaged"),
    "ten thousand sheets": (lambda: many_sheets(10_000), "table_parts"),
    "four thousand empty sheets": (lambda: many_sheets(4_000), "table_empty"),
    "zips in zips": (nested, "table_unknown"),
    "billion laughs": (laughs, "table_dtd"),
    "quadratic": (lambda: entities(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000), "table_dtd"),
    "a document type from outside": (
        lambda: repacked(workbook(["x"]), {SHEET: f'<!DOCTYPE x SYSTEM "http://x"><worksheet {MAIN}/>'}),
        "table_dtd",
    ),
    "UTF-16": (
        lambda: repacked(workbook(["x"]), {SHEET: f"<worksheet {MAIN}/>".encode("utf-16")}),
        "table_damaged",
    ),
    "a page": (lambda: repacked(workbook(["x"]), {SHEET: "<html><body>Bonjour<br></body></html>"}), "table_empty"),
    "a page with values": (lambda: repacked(workbook(["x"]), {SHEET: "<html><v>1</v><br></html>"}), "table_damaged"),
    "a part that lies": (lambda: lying(workbook(["x"])), "table_damaged"),
    "a part of two names": (twice, "table_damaged"),
    "no sheet part": (lambda: repacked(workbook(["x"]), {SHEET: None}), "table_damaged"),
    "no relations": (lambda: repacked(workbook(["x"]), {"xl/_rels/workbook.xml.rels": None}), "table_damaged"),
    "cut short": (lambda: workbook(["x"])[:-100], "table_damaged"),
    "parts encrypted": (encrypted, "table_password"),
    "an encrypted package": (lambda: ole("EncryptedPackage"), "table_password"),
    "an old workbook": (lambda: ole("Workbook"), "table_old_excel"),
    "a letter": (lambda: ole("WordDocument"), "table_unknown"),
    "an empty zip": (lambda: b"PK\x03\x04", "table_unknown"),
    "ODS: a row a million times": (
        lambda: ods(
            '<table:table table:name="F"><table:table-row table:number-rows-repeated="1048576"><table:table-cell'
            ' table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>'
            "</table:table>"
        ),
        "table_area",
    ),
    "ODS: laughs": (
        lambda: repacked(ods_row(""), {"content.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}),
        "table_dtd",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_soon_with_a_sentence(name: str, worker: Worker) -> None:
    made, code = BOMBS[name]
    with pytest.raises(TelbillError) as raised:
        opened(worker, made())
    assert raised.value.message.code == code


def test_a_sheet_that_only_claims_a_huge_area_is_read(worker: Worker) -> None:
    content = sheet_of(cell("B2"), before='<dimension ref="A1:XFD1048576"></dimension>')
    assert [row.line for row in opened(worker, content).rows] == [2]


def test_the_longest_column_is_read(worker: Worker) -> None:
    long = sheet_of(cell("A1") + cell("A1048576"))
    assert [row.line for row in opened(worker, long, at_least=30).rows] == [1, 1048576]


def test_any_byte_of_a_workbook_may_be_wrong() -> None:
    content = workbook(["Facture", 12.5], ["Avoir", -3])
    expected = open_table(content)
    for at in range(0, len(content), 7):
        damaged = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        try:
            assert open_table(damaged).rows == expected.rows
        except TelbillError as error:
            assert error.message.code.startswith(("table_", "content_"))  # noqa: PT017 - either may be
