import datetime as dt
import io
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import workbook_kind
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Cell, Row
from tests.documents.made_workbooks import repacked, saved, sheet_of, workbook

DAY = dt.date(2026, 11, 17)


def only_row(content: bytes) -> tuple[Cell, ...]:
    (row,) = open_table(content).rows
    return row.cells


def remarks(content: bytes) -> dict[str, object]:
    return {remark.code: dict(remark.params) for remark in open_table(content).remarks}


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(TelbillError) as raised:
        open_table(content, sheet=sheet)
    return raised.value.message.code


def test_cells_are_typed_and_exact() -> None:
    content = workbook([" texte ", 12, 12.5, 0.1, -3.07, True, DAY, None, 62268557, 0, "0612"])
    table = open_table(content)
    assert (table.kind, table.dialect, table.sheet, table.sheets, table.remarks) == (
        "xlsx",
        None,
        "Sheet",
        ("Sheet",),
        (),
    )
    row = table.rows[0].cells
    assert row == (
        *(" texte ", Decimal(12), Decimal("12.5"), Decimal("0.1"), Decimal("-3.07"), True, DAY, None),
        *(Decimal(62268557), Decimal(0), "0612"),
    )
    assert [str(cell) for cell in row[1:5]] == ["12", "12.5", "0.1", "-3.07"]
    assert row[5] is True


def test_a_moment_is_a_day_at_midnight_and_else_a_text() -> None:
    midnight, morning = dt.datetime(2026, 11, 17), dt.datetime(2026, 11, 17, 8, 2)  # noqa: DTZ001 - Excel's
    length = dt.timedelta(hours=30, minutes=2)
    row = only_row(workbook([midnight, morning, dt.time(8, 2), length]))
    assert row == (DAY, "2026-11-17 08:02:00", "08:02:00", "30:02:00")
    assert type(row[0]) is dt.date


def test_days_that_count_from_1904_are_the_same_days() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([DAY])
    assert only_row(saved(book)) == (DAY,)


@pytest.mark.parametrize("shape", ['#,##0.00\\ "€"', "#,##0.00\\ [$€-40C]", '0" jours"', '# ##0,00 "Mo"', "0.00%", "@"])
def test_a_french_format_of_amounts_makes_no_dates(shape: str) -> None:
    book = openpyxl.Workbook()
    book.active.append([45000.5])
    book.active["A1"].number_format = shape
    assert only_row(saved(book)) == (Decimal("45000.5"),)


@pytest.mark.parametrize("shape", ["dd/mm/yyyy", "[$-40C]d mmm yyyy;@", "d-mmm-yy", "mm-dd-yy"])
def test_a_french_format_of_dates_makes_dates(shape: str) -> None:
    book = openpyxl.Workbook()
    book.active.append([DAY])
    book.active["A1"].number_format = shape
    assert only_row(saved(book)) == (DAY,)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.30000000000000004", "0.3"),
        ("10000.30000001885", "10000.3"),
        ("1234.5600000000002", "1234.56"),
        ("99.99999999999999", "100"),
        ("0.1234567", "0.1234567"),
        ("33.333333333333336", "33.333333333333336"),
        ("123456.1234567", "123456.1234567"),
        ("0.00000012345678901234567", "1.2345678901234566E-7"),
        ("1e20", "1E+20"),
        ("123456789012345678", "123456789012345680"),
        ("-0.0", "0"),
        ("100", "100"),
    ],
)
def test_only_what_a_computation_left_behind_is_taken_off(written: str, read: str) -> None:
    (number,) = only_row(sheet_of(f'<row r="1"><c r="A1"><v>{written}</v></c></row>'))
    assert number == Decimal(read)
    (column,) = {row.cells for row in open_table(sheet_of(_column([written] * 3))).rows}
    assert column == (Decimal(read),)


def test_long_columns_of_numbers_are_as_exact_as_single_ones() -> None:
    texts = [f"{index}.{index % 100:02d}" for index in range(1, 2500)] + ["0.30000000000000004", "7", "1e22", "-0.0"]
    rows = open_table(sheet_of(_column(texts))).rows
    expected = [Decimal(text) for text in texts]
    expected[-4] = Decimal("0.3")
    assert [row.cells[0] for row in rows] == expected
    assert [row.line for row in rows] == list(range(1, len(texts) + 1))


def _column(texts: list[str]) -> str:
    cell = '<row r="{0}"><c r="A{0}"><v>{1}</v></c></row>'
    return "".join(cell.format(line, text) for line, text in enumerate(texts, start=1))


def test_lines_and_columns_are_those_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "titre"
    book.active["D7"] = 5
    assert open_table(saved(book)).rows == (
        Row(3, (None, None, "titre", None)),
        Row(7, (None, None, None, Decimal(5))),
    )


def test_the_first_visible_sheet_that_holds_something_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Vide"
    for name, state in (("Cachée", "hidden"), ("Très cachée", "veryHidden"), ("Lignes & détail", "visible")):
        book.create_sheet(name).append([name])
        book[name].sheet_state = state
    table = open_table(saved(book))
    assert table.sheet == "Lignes & détail"
    assert table.sheets == ("Vide", "Cachée", "Très cachée", "Lignes & détail")
    assert table.hidden_sheets == ("Cachée", "Très cachée")
    assert table.rows == (Row(1, ("Lignes & détail",)),)
    assert table.remarks == (Message("table_hidden_sheets", {"names": "Cachée, Très cachée"}),)


def test_any_sheet_can_be_asked_for() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("Cachée").append(["b"])
    book["Cachée"].sheet_state = "hidden"
    book.create_sheet("Vide")
    content = saved(book)
    assert open_table(content, sheet="Cachée").rows == (Row(1, ("b",)),)
    assert open_table(content, sheet="Vide").rows == ()
    assert refusal(content, "Absente") == "table_sheet_missing"


def test_formulas_give_their_stored_results_and_those_without_are_named() -> None:
    content = sheet_of(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>TEXT(A1,"0")</f><v>0612</v></c>'
        '<c r="C1"><f>NOW()</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1/3</f><v/></c>'
        '<c r="F1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )
    assert only_row(content) == (Decimal(2), "0612", None, None, None, True)
    assert remarks(content) == {"table_formulas": {"count": 6}, "table_formulas_lost": {"cells": "C1, E1"}}


def test_of_many_formulas_without_result_the_first_are_named() -> None:
    assert remarks(workbook(*[["x", f"=A{row}"] for row in range(1, 9)])) == {
        "table_formulas": {"count": 8},
        "table_formulas_lost": {"cells": "B1, B2, B3, B4, B5, …"},
    }


def test_an_error_stays_to_be_seen_and_a_text_result_stays_a_text() -> None:
    cells = ""
    for column, kind, text in (
        ("A", "e", "#N/A"),
        ("B", "e", "#DIV/0!"),
        ("C", "str", "1e5"),
        ("D", "str", "a &lt; b"),
    ):
        cells += f'<c r="{column}1" t="{kind}"><v>{text}</v></c>'
    assert only_row(sheet_of(f'<row r="1">{cells}</row>')) == ("#N/A", "#DIV/0!", "1e5", "a < b")


C1 = '<c r="C1" t="inlineStr"><is><t>c</t></is></c>'
STRANGE = {
    "prefixes": '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
    '<x:c r="C1" t="inlineStr"><x:is><x:t>c</x:t></x:is></x:c></x:row>',
    "no references": '<row><c><v>1</v></c><c/><c t="inlineStr"><is><t>c</t></is></c></row>',
    "comments": f'<row r="1"><!-- <c r="B1"><v>9</v></c> --><c r="A1"><v>1</v></c>{C1}</row>',
    "other order": "<row r='1'><c s='0' r='A1'><v>1</v></c><c t='inlineStr' r='C1'><is><t>c</t></is></c></row>",
    "blanks": f'\n<row r="1">\n <c r="A1">\n<v>1</v>\n</c>\n{C1}\n</row>\n',
    "rich": '<row r="1"><c r="A1"><v>1</v></c>'
    '<c r="C1" t="inlineStr"><is><r><t>c</t></r><rPh><t>x</t></rPh></is></c></row>',
}


@pytest.mark.parametrize("cells", STRANGE.values(), ids=STRANGE)
def test_a_sheet_in_another_hand_says_the_same(cells: str) -> None:
    content = sheet_of(
        cells.replace("<x:row", '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')
    )
    assert open_table(content).rows == (Row(1, (Decimal(1), None, "c")),)


VARIED = (
    '<row r="1" spans="1:9"><c r="A1" s="0" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="B1"><v>1.5</v></c>'
    '<c r="C1"/></row>'
    '<row r="2" hidden="1"><c r="A2" t="str"><f t="shared" ref="A2:A3" si="0">B1&amp;""</f><v>0612 &lt;x&gt;</v></c>'
    '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><f>NOW()</f></c></row>'
    '<row r="3"/><row r="4"><c r="A4" t="str"><f t="shared" si="0"/><v>07</v></c><c r="B4" t="b"><v>1</v></c>'
    '<c r="C4" t="str"><v>1e5</v></c><c r="D4"><f>1+1</f><v>2</v></c><c r="E4" t="str"><f>""</f><v></v></c></row>'
)


def test_a_plain_sheet_and_a_strange_one_are_read_alike() -> None:
    """A comment makes the same cells a sheet that is written anew."""
    plain, strange = open_table(sheet_of(VARIED)), open_table(sheet_of(f"<!-- strange -->{VARIED}"))
    assert plain == strange
    assert plain.rows == (
        Row(1, ("a & b", Decimal("1.5"), None, None)),
        Row(2, ("0612 <x>", "#DIV/0!", None, None)),
        Row(4, ("07", True, "1e5", Decimal(2))),
    )
    assert {remark.code: dict(remark.params) for remark in plain.remarks} == {
        "table_formulas": {"count": 6},
        "table_formulas_lost": {"cells": "C2"},
        "table_hidden_rows": {"count": 1},
    }


def test_merged_areas_and_hidden_rows_are_said() -> None:
    book = openpyxl.Workbook()
    for line in range(1, 5):
        book.active.append([f"ligne {line}", line])
    book.active.merge_cells("C1:D2")
    assert remarks(saved(book)) == {"table_merged": {"count": 1}}
    book.active.row_dimensions[3].hidden = True
    content = saved(book)
    assert remarks(content) == {"table_merged": {"count": 1}, "table_hidden_rows": {"count": 1}}
    assert [row.line for row in open_table(content).rows] == [1, 2, 3, 4]


def test_links_and_macros_are_said_and_left_alone() -> None:
    extra: dict[str, bytes | str | None] = {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": "<x/>"}
    assert set(remarks(repacked(workbook(["a"]), extra))) == {"table_external_links", "table_macros"}


def test_an_unsorted_sheet_is_read_by_its_references() -> None:
    content = sheet_of(
        '<row r="5"><c r="B5"><v>5</v></c><c r="A5"><v>4</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    )
    assert open_table(content).rows == (Row(2, (Decimal(2), None)), Row(5, (Decimal(4), Decimal(5))))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (workbook(["a"]), "xlsx"),
        (workbook(["a"])[:3000], "xlsx"),
        (repacked(workbook(["a"]), {"xl/workbook.xml": None, "xl/workbook.bin": b""}), "xlsx"),
        (b"PK\x03\x04....", None),
        (b"a;b\n", None),
    ],
)
def test_a_workbook_is_recognised_even_damaged(content: bytes, kind: str | None) -> None:
    assert workbook_kind(content) == kind


def test_an_empty_workbook_is_said() -> None:
    assert refusal(saved(openpyxl.Workbook())) == "table_empty"


def test_a_binary_workbook_is_said() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    root = f'<Relationships><Relationship Id="r" Type="{office}" Target="xl/workbook.bin"/></Relationships>'
    content = repacked(workbook(["a"]), {"_rels/.rels": root, "xl/workbook.bin": b"\0", "xl/workbook.xml": None})
    assert refusal(content) == "table_binary"


def test_nothing_of_a_workbook_is_changed_by_reading_it_twice() -> None:
    content = workbook(["a", 1.25], ["b", 2.5])
    copy = io.BytesIO(content).getvalue()
    assert open_table(content) == open_table(copy)
