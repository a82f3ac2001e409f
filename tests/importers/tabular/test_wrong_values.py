"""Tables that a careless reader would take for others: every one of them was read wrongly once."""

import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.list_row import ListRow
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.table_profile import TableChoice
from telbill_desktop.domain.table_reading import TableReading
from telbill_desktop.importers import read
from tests.importers.tabular.samples import AIRCALL, MULTI_CF, STATION, STATION_LINES, STATION_TITLES

ROW = "Facture;09/05/2022;62251966;168,48;176,88;Client 1;00002501"


def table_of(reading: Reading) -> TableReading:
    assert reading.table is not None, reading.message
    return reading.table


def list_of(*rows: str, titles: str = STATION_TITLES) -> Reading:
    return read("\n".join([titles, *rows, ""]).encode(), "x.csv")


def left_out(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.message.code) for problem in table_of(reading).problems]


def code(reading: Reading) -> tuple[Outcome, str]:
    assert reading.message is not None, table_of(reading).rows
    return reading.outcome, reading.message.code


def test_decimal_commas_that_split_their_amounts_are_refused_row_by_row() -> None:
    reading = read(STATION.replace(";", ",").encode(), "x.csv")
    assert reading.outcome is not Outcome.READ or not table_of(reading).rows
    semicolon = list_of(ROW, "Facture;09/05/2022;2;168;48;176;88;Client 1;00002501")
    assert [row.number for row in table_of(semicolon).rows] == ["62251966"]
    assert left_out(semicolon) == [(3, "row_too_wide")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Date;Numéro de facture;Montant HT;Montant TTC\n09/05/2022;F1;10,00;12,00\n", "orange.csv"),
        ("Name,Date,Type,Amount,Status\nDupont 1,2026-11-05,Invoice,45.10,Paid\n", "notes_de_frais.csv"),
    ],
)
def test_titles_that_every_operator_uses_are_not_taken_for_one_operator_s(text: str, name: str) -> None:
    assert code(read(text.encode(), name)) == (Outcome.UNMAPPED, "profile_none_fits")


def test_a_name_is_no_invoice_number_and_nor_is_the_word_total() -> None:
    dupont = AIRCALL.replace("INV-2026-0007", "Dupont")
    assert left_out(read(dupont.encode(), "aircall.csv")) == [(2, "row_no_number")]
    assert left_out(list_of(ROW, "Facture;31/05/2022;Total;168,48;176,88;;")) == [(3, "row_no_number")]


@pytest.mark.parametrize(
    ("title", "said"),
    [("Statut", "profile_other_titles"), ("Montant remisé", "profile_other_titles")],
)
def test_a_column_that_the_profile_does_not_know_is_asked_about(title: str, said: str) -> None:
    reading = list_of(f"{ROW};x", titles=f"{STATION_TITLES};{title}")
    assert code(reading) == (Outcome.UNMAPPED, said)


def test_a_currency_named_by_the_titles_or_by_a_column_counts() -> None:
    pounds = list_of(ROW, titles=STATION_TITLES.replace("€", "£"))
    assert code(pounds) == (Outcome.UNMAPPED, "profile_other_currency")
    [dollars] = table_of(list_of(f"{ROW};USD", titles=f"{STATION_TITLES};Devise")).rows
    assert dollars.currency == "USD"
    text = 'Name,Date,Type,Amount,Status,Currency\nINV-1,2026-11-05,Invoice,"€45.10",Paid,USD\n'
    assert left_out(read(text.encode(), "aircall.csv")) == [(2, "row_currency_differs")]


def test_the_vat_of_a_list_is_read_and_held_against_the_totals() -> None:
    titles = STATION_TITLES.replace("Montant TTC (€)", "Montant TVA (€);Montant TTC (€)")
    first, second = table_of(
        list_of("Facture;09/05/2022;1;100,00;20,00;;C;1", "Facture;09/05/2022;2;100,00;5,00;120,00;C;1", titles=titles)
    ).rows
    assert (first.ht, first.vat, first.ttc) == (Decimal("100.00"), Decimal("20.00"), Decimal("120.00"))
    assert (second.vat, second.to_check) == (Decimal("5.00"), True)


@pytest.mark.parametrize(
    ("kind", "ht", "ttc"),
    [
        ("Avoir", "-1,00", "1,20"),
        ("Avoir", "1,00", "-1,20"),
        ("Facture", "-1,00", "1,20"),
        ("Facture", "100,00", "50,00"),
        ("Facture", "100,00", "900,00"),
        ("Facture", "0,00", "5,00"),
    ],
)
def test_totals_that_make_no_vat_there_is_are_to_be_checked(kind: str, ht: str, ttc: str) -> None:
    [row] = table_of(list_of(f"{kind};09/05/2022;1;{ht};{ttc};C;1")).rows
    assert row.to_check
    assert [message.code for message in row.warnings] == ["row_vat_impossible"]
    assert (row.ht, row.ttc) == (Decimal(ht.replace(",", ".")), Decimal(ttc.replace(",", ".")))


def test_the_same_number_in_other_letters_with_the_same_values_stands_twice() -> None:
    table = table_of(list_of("Facture;09/05/2022;ab-12;1,00;1,20;C;1", "Facture;09/05/2022;AB-12;1,00;1,20;C;1"))
    assert (len(table.rows), table.repeated, list(table.problems)) == (1, 1, [])


def test_a_second_table_below_the_first_is_not_read_by_the_first_one_s_columns() -> None:
    swapped = STATION_TITLES.replace("Montant HT (€);Montant TTC (€)", "Montant TTC (€);Montant HT (€)")
    for titles in (swapped, swapped.replace("Type;", ";")):
        reading = list_of(ROW, titles, "Facture;09/05/2022;2;6,00;5,00;C;1")
        assert [row.number for row in table_of(reading).rows] == ["62251966"]
        assert left_out(reading) == [(3, "row_second_table")]


def test_an_invoice_of_which_a_line_cannot_be_read_waits_whole() -> None:
    broken = MULTI_CF.replace(";1;25,00", ";1;25,0O")
    reading = read(broken.encode(), "x.csv")
    assert [each.draft.number for each in table_of(reading).invoices] == ["B-2"]
    assert left_out(reading) == [(2, "amount_unreadable"), (3, "row_of_invoice_missing")]


@pytest.mark.parametrize(("was", "other"), [("CF 2;B-1", "CF 9;B-1"), ("R1;CF 2;B-1", "R2;CF 2;B-1")])
def test_lines_of_one_number_that_name_other_accounts_are_not_one_invoice(was: str, other: str) -> None:
    lines = MULTI_CF.split("\n")
    lines[2] = lines[2].replace(was, other)
    reading = read("\n".join(lines).encode(), "x.csv")
    assert [each.draft.number for each in table_of(reading).invoices] == ["B-2"]
    assert (3, "row_head_other") in left_out(reading)


def test_a_row_that_sums_up_the_lines_above_is_none_of_them() -> None:
    text = STATION_LINES + "62268557;17/05/2022;39624522;Total;;;;4 278,41\n"
    reading = read(text.encode(), "x.csv")
    [invoice] = table_of(reading).invoices
    assert invoice.draft.totals.ht == Decimal("4278.41")
    assert left_out(reading) == [(4, "row_is_total")]


def test_columns_without_a_title_that_hold_something_are_said() -> None:
    reading = list_of(
        ROW.replace(";176,88;", ";176,88;7;"), titles=STATION_TITLES.replace(";Souscripteur", ";;Souscripteur")
    )
    assert [row.number for row in table_of(reading).rows] == ["62251966"]
    assert "columns_untitled" in [message.code for message in reading.warnings]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def of(number: str, ht: object = 1.0, day: object = "09/05/2022") -> list[list[object]]:
    return [[*STATION_TITLES.split(";")], ["Facture", day, number, ht, None, "C", "1"]]


def test_a_workbook_of_which_two_sheets_can_be_read_is_asked_about_and_others_are_said() -> None:
    assert code(read(workbook(("Mai", of("1")), ("Juin", of("2"))), "x.xlsx")) == (
        Outcome.UNMAPPED,
        "sheets_several_fit",
    )
    reading = read(workbook(("Mai", of("1")), ("Notes", [["à relire"]])), "x.xlsx")
    assert [row.number for row in table_of(reading).rows] == ["1"]
    assert "table_other_sheets" in [message.code for message in reading.warnings]


@pytest.mark.parametrize("number", [1e13, 1e20, 1e27, 1e300])
def test_a_number_beyond_all_money_is_refused_in_its_row(number: float) -> None:
    content = workbook(("Mai", [*of("1"), *of("2", number)[1:]]))
    reading = read(content, "x.xlsx")
    assert [row.number for row in table_of(reading).rows] == ["1"]
    assert left_out(reading) == [(3, "amount_too_large")]


def test_an_hour_behind_a_day_of_a_workbook_is_left_aside() -> None:
    [row] = table_of(read(workbook(("Mai", of("1", day=datetime(2022, 5, 27, 10, 30)))), "x.xlsx")).rows  # noqa: DTZ001
    assert isinstance(row, ListRow)
    assert row.issue_date.isoformat() == "2022-05-27"


def test_a_profile_that_is_chosen_reads_what_it_would_not_recognise() -> None:
    reading = read(AIRCALL.encode(), "export.csv", choice=TableChoice("aircall-list"))
    assert len(table_of(reading).rows) == 2
