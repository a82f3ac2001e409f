"""Cells that formulas made: what a workbook stores of them is read and said; what it lacks is never read as nothing."""

import pytest

from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.domain.table_sketch import Wish
from telbill_desktop.importers.tabular.reading import read_table
from telbill_desktop.importers.tabular.sketching import sketch_of
from telbill_desktop.system.formats import sentence
from tests.documents.made_workbooks import ods, sheet_of
from tests.importers.tabular.samples import STATION_TITLES

TITLES = STATION_TITLES.split(";")
ROW = ("Facture", "27/05/2022", "62274737", "56 267,25", "67 520,70", "Client 1", "00002501")
FORMULA = "<f>SUM(Z1:Z9)</f>"


def xlsx(*changed: dict[int, str], strange: bool = False) -> bytes:
    """A list whose rows are ROW with some cells put otherwise: what stands inside <c>, or whole attributes first."""
    rows = [dict(enumerate(map(_text, TITLES)))]
    rows += [{**dict(enumerate(map(_text, ROW))), **cells} for cells in changed]
    written = ""
    for line, cells in enumerate(rows, start=1):
        inner = "".join(f'<c r="{chr(65 + at)}{line}"{cell}</c>' for at, cell in sorted(cells.items()))
        written += f'<row r="{line}">{inner}</row>'
    return sheet_of(("<!-- strange -->" if strange else "") + written)


def _text(text: str) -> str:
    return f' t="inlineStr"><is><t>{text}</t></is>'


def numbered(number: str) -> dict[int, str]:
    return {2: _text(number)}


def read(content: bytes, choice: TableChoice | None = None) -> Reading:
    return read_table(content, "liste.xlsx", (), choice or TableChoice())


def problems(reading: Reading) -> list[tuple[int, TableField | None, str, object]]:
    table = reading.table
    assert table is not None, reading.message
    return [(one.line, one.field, one.message.code, one.message.params.get("cell")) for one in table.problems]


@pytest.mark.parametrize("strange", [False, True])
@pytest.mark.parametrize(
    ("column", "cell", "field", "code"),
    [
        (3, f">{FORMULA}", TableField.HT, "cell_without_result"),
        (4, f">{FORMULA}<v></v>", TableField.TTC, "cell_without_result"),
        (1, f">{FORMULA}", TableField.ISSUE_DATE, "cell_without_result"),
        (2, f">{FORMULA}", TableField.NUMBER, "cell_without_result"),
        (3, f' t="e">{FORMULA}<v>#REF!</v>', TableField.HT, "cell_in_error"),
        (2, f' t="e">{FORMULA}<v>#N/A</v>', TableField.NUMBER, "cell_in_error"),
        (5, f' t="e">{FORMULA}<v>#VALUE!</v>', TableField.SUBSCRIBER, "cell_in_error"),
    ],
)
def test_a_cell_that_is_read_and_has_no_result_leaves_its_row_out(
    column: int, cell: str, field: TableField, code: str, *, strange: bool
) -> None:
    reading = read(xlsx(numbered("1"), {2: _text("2"), column: cell}, strange=strange))
    assert problems(reading) == [(3, field, code, f"{chr(65 + column)}3")]
    assert reading.table is not None
    assert [row.number for row in reading.table.rows] == ["1"]
    assert "table_formulas_lost" not in [one.code for one in reading.warnings]  # said of the row, not as read empty
    assert f"{chr(65 + column)}3" in sentence(reading.table.problems[0].message)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        (3, f">{FORMULA}", "cell_without_result"),
        (2, f">{FORMULA}", "cell_without_result"),
        (3, f' t="e">{FORMULA}<v>#REF!</v>', "cell_in_error"),
        (5, f' t="e">{FORMULA}<v>#VALUE!</v>', "cell_in_error"),
    ],
)
def test_the_assistant_marks_the_cells_that_the_import_would_refuse(column: int, cell: str, code: str) -> None:
    content = xlsx(numbered("1"), {2: _text("2"), column: cell})
    sketch, judgement = sketch_of(content, "liste.xlsx", (), Wish())
    assert column in sketch.plan.columns
    marked = {place: (message.code, message.params["cell"]) for place, message in judgement.wrong.items()}
    assert marked == {(3, column): (code, f"{chr(65 + column)}3")}


def test_the_assistant_shows_a_row_of_nothing_but_formulas_without_result() -> None:
    blank = dict.fromkeys(range(7), "><v></v>")
    content = xlsx(numbered("1"), {**blank, 2: f">{FORMULA}", 3: f">{FORMULA}"}, numbered("3"))
    sketch, judgement = sketch_of(content, "liste.xlsx", (), Wish())
    assert [row.line for row in sketch.survey.body] == [2, 3, 4]
    assert {place: message.code for place, message in judgement.wrong.items()} == {
        (3, 2): "cell_without_result",
        (3, 3): "cell_without_result",
    }


def test_formulas_repeated_to_the_end_of_a_sheet_are_told_of_the_first_rows_alone() -> None:
    formula = '<table:table-cell table:formula="of:=1" table:number-columns-repeated="4"/>'
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>' for one in TITLES
    )
    down = f'<table:table-row table:number-rows-repeated="1000000">{formula}</table:table-row>'
    reading = read(ods(f'<table:table table:name="F1"><table:table-row>{cells}</table:table-row>{down}</table:table>'))
    assert problems(reading)[0] == (2, TableField.TYPE, "cell_without_result", "A2")
    assert len(problems(reading)) == 1_000


def test_a_table_of_very_many_wrong_rows_is_given_up() -> None:
    reading = read_table(
        ("\n".join([";".join(TITLES), *["Facture;x;1;1;1;;1"] * 20_100])).encode(), "l.csv", (), TableChoice()
    )
    assert reading.message is not None
    assert reading.message.code == "table_first_rows_wrong"
    assert reading.message.params == {"count": 20_000, "line": 2}


def test_a_number_beyond_all_amounts_is_named_with_its_row() -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = [[text.format(value) for value in row] for row in (TITLES, ROW)]
    cells[1][3] = '<table:table-cell office:value-type="float" office:value="1e309"/>'
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    reading = read(ods(f'<table:table table:name="F1">{body}</table:table>'))
    assert problems(reading) == [(2, TableField.HT, "amount_too_large", None)]


def test_a_row_of_nothing_but_formulas_without_result_is_not_passed_over() -> None:
    blank = dict.fromkeys(range(7), "><v></v>")
    reading = read(xlsx(numbered("1"), {**blank, 2: f">{FORMULA}", 3: f">{FORMULA}"}, numbered("3")))
    assert problems(reading) == [(3, TableField.NUMBER, "cell_without_result", "C3")]


def test_a_value_typed_in_the_place_of_a_missing_result_is_taken() -> None:
    content = xlsx(numbered("1"), {2: _text("2"), 3: f">{FORMULA}", 4: f">{FORMULA}"})
    reading = read(content, TableChoice(corrections={(3, 3): "10,00"}))
    assert problems(reading) == [(3, TableField.TTC, "cell_without_result", "E3")]
    assert not problems(read(content, TableChoice(corrections={(3, 3): "10,00", (3, 4): "12,00"})))


def test_results_that_were_read_are_counted_and_the_first_is_named() -> None:
    results = {3: f">{FORMULA}<v>10</v>", 4: f">{FORMULA}<v>12</v>", 8: f">{FORMULA}<v>1</v>"}
    untitled = xlsx(numbered("1"), {2: _text("2"), **{at: results[at] for at in (3, 4)}})
    said = {one.code: dict(one.params) for one in read(untitled).warnings}
    assert said["table_formulas_read"] == {"count": 2, "cell": "D3"}
    assert "table_formulas" not in said


def test_a_result_of_an_opendocument_sheet_is_held_to_the_same() -> None:
    rows = [TITLES, [*ROW], [*ROW]]
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = [[text.format(value) for value in row] for row in rows]
    cells[1][2] = text.format("1")
    cells[2][2] = text.format("2")
    cells[1][3] = '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="56267.25"/>'
    cells[2][3] = '<table:table-cell table:formula="of:=NOW()"/>'
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    reading = read(ods(f'<table:table table:name="F1">{body}</table:table>'))
    assert problems(reading) == [(3, TableField.HT, "cell_without_result", "D3")]
    said = {one.code: dict(one.params) for one in reading.warnings}
    assert said["table_formulas_read"] == {"count": 1, "cell": "D2"}
    assert "table_formulas_lost" not in said
