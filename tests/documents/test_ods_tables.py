import datetime as dt
from decimal import Decimal

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import workbook_kind
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Cell, Row
from tests.documents.made_workbooks import ods, ods_row

TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
FLOAT = '<table:table-cell office:value-type="float" office:value="{}"/>'


def only_row(cells: str) -> tuple[Cell, ...]:
    (row,) = open_table(ods_row(cells)).rows
    return row.cells


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(TelbillError) as raised:
        open_table(content, sheet=sheet)
    return raised.value.message.code


def typed(kind: str, attribute: str, value: str) -> str:
    shown = "<text:p>vu</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">{shown}'


def test_cells_are_typed_and_exact() -> None:
    assert only_row(
        TEXT.format(" Hors &amp; forfait ")
        + FLOAT.format("12")
        + typed("currency", "value", "-12.50")
        + typed("percentage", "value", "0.055")
        + typed("boolean", "boolean-value", "true")
        + typed("date", "date-value", "2026-11-17")
        + typed("date", "date-value", "2026-11-17T00:00:00")
        + typed("date", "date-value", "2026-11-17T08:02:00")
        + typed("time", "time-value", "PT30H02M03S")
        + FLOAT.format("0.30000000000000004")
        + FLOAT.format("1E+3")
        + "<table:table-cell/>"
        + TEXT.format("fin")
    ) == (
        *(" Hors & forfait ", Decimal(12), Decimal("-12.5"), "5,5 %", True),
        *(dt.date(2026, 11, 17), dt.date(2026, 11, 17), "2026-11-17 08:02:00", "30:02:03"),
        *(Decimal("0.3"), Decimal(1000), None, "fin"),
    )


@pytest.mark.parametrize(("currency", "cell"), [("EUR", Decimal("12.5")), ("USD", "12.5 USD"), ("", Decimal("12.5"))])
def test_an_amount_of_another_currency_says_so(currency: str, cell: Cell) -> None:
    named = f' office:currency="{currency}"'
    assert only_row(typed("currency", "value", "12.50").replace(">", f"{named}>", 1)) == (cell,)


def test_a_text_keeps_its_blanks_and_loses_notes_and_drawings() -> None:
    note = "<office:annotation><text:p>note</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>a<text:s text:c="3"/>b<text:tab/>c'
    assert only_row(
        cell + "<text:line-break/><text:span>d</text:span></text:p><text:p>e</text:p></table:table-cell>"
    ) == ("a   b\tc\nd\ne",)


def test_repeated_cells_and_rows_stand_where_they_stand_on_screen() -> None:
    table = (
        '<table:table table:name="F"><table:table-row table:number-rows-repeated="2">'
        "<table:table-cell/></table:table-row>"
        '<table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        f"{TEXT.format('h')}</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
    )
    assert open_table(ods(table)).rows == (
        Row(3, (None, None, "h")),
        Row(4, (Decimal(5), Decimal(5))),
        Row(5, (Decimal(5), Decimal(5))),
    )


def test_sheets_are_chosen_as_in_excel() -> None:
    sheet = '<table:table table:name="{0}" table:style-name="{1}"><table:table-row>{2}</table:table-row></table:table>'
    content = ods(
        sheet.format("Vide", "", "<table:table-cell/>")
        + sheet.format("Cachée", "hidden", TEXT.format("b"))
        + sheet.format("Lignes", "", TEXT.format("c"))
        + sheet.format("Après", "", TEXT.format("d"))
    )
    table = open_table(content)
    assert (table.kind, table.sheet, table.sheets) == ("ods", "Lignes", ("Vide", "Cachée", "Lignes", "Après"))
    assert table.hidden_sheets == ("Cachée",)
    assert table.rows == (Row(1, ("c",)),)
    assert table.remarks == (Message("table_hidden_sheets", {"names": "Cachée"}),)
    assert open_table(content, sheet="Cachée").rows == (Row(1, ("b",)),)
    assert open_table(content, sheet="Vide").rows == ()
    assert refusal(content, "Absente") == "table_sheet_missing"


def test_formulas_errors_links_and_what_is_hidden_are_said() -> None:
    row = (
        '<table:table-row table:visibility="filter">'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
        '<table:table-cell table:formula="of:=NOW()"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=\'file:///tmp/x.ods\'#$A.A1" office:value-type="float" office:value="3"'
        ' table:number-columns-spanned="2"/></table:table-row>'
    )
    table = open_table(ods(f'<table:table table:name="F">{row}</table:table>', {"Basic/script-lc.xml": "<x/>"}))
    assert table.rows == (Row(1, (Decimal(2), None, "#DIV/0!", Decimal(3))),)
    assert {remark.code: dict(remark.params) for remark in table.remarks} == {
        "table_formulas": {"count": 4},
        "table_formulas_lost": {"cells": "B1"},
        "table_hidden_rows": {"count": 1},
        "table_merged": {"count": 1},
        "table_external_links": {},
        "table_macros": {},
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ods_row(FLOAT.format("douze")), "table_damaged"),
        (ods_row(FLOAT.format("9" * 5000)), "table_damaged"),
        (ods_row(TEXT.format("a") + "<table:table-cell"), "table_damaged"),
        (ods_row(TEXT.format("a"))[:-30], "table_damaged"),
        (ods(""), "table_no_sheets"),
        (ods_row(""), "table_empty"),
        (ods_row(FLOAT.format(1).replace("/>", ' table:number-columns-repeated="0"/>')), "table_damaged"),
        (ods_row(FLOAT.format(1).replace("/>", ' table:number-columns-repeated="1001"/>')), "table_wide"),
        (ods_row(FLOAT.format(1)).replace(b"content.xml", b"contant.xml"), "table_damaged"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, code: str) -> None:
    assert workbook_kind(content) == "ods"
    assert refusal(content) == code


def test_a_password_is_said() -> None:
    manifest = '<manifest:manifest xmlns:manifest="x"><manifest:encryption-data/></manifest:manifest>'
    content = ods('<table:table table:name="F"/>', {"META-INF/manifest.xml": manifest})
    assert refusal(content) == "table_password"
