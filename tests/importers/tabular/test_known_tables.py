"""The tables of the profiles that ship, read to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice import Category, InvoiceDraft, InvoiceType
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.domain.table_reading import TableReading
from telbill_desktop.importers import read
from tests.importers.tabular.samples import (
    AIRCALL,
    MULTI_CF,
    STATION,
    STATION_LINES,
    STATION_TITLES,
    TRANSATEL,
    TRANSATEL_NAME,
)

EUROS = Decimal


def table_of(reading: Reading) -> TableReading:
    assert reading.table is not None, reading.message
    return reading.table


def lines_of(reading: Reading) -> list[InvoiceDraft]:
    return [each.draft for each in table_of(reading).invoices]


def code(reading: Reading) -> str:
    assert reading.message is not None
    return reading.message.code


SPACES = [" ", "\u00a0", "\u202f", "\u2009"]


@pytest.mark.parametrize("space", SPACES, ids=["plain", "no-break", "narrow", "thin"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_list_of_la_station_reads_to_the_cent(space: str, encoding: str, end: str) -> None:
    if encoding == "cp1252" and space not in " \u00a0":
        pytest.skip("Windows-1252 has no such space")
    text = (
        STATION.replace("56 267", f"56{space}267").replace("67 520", f"67{space}520").replace("4 270", f"4{space}270")
    )
    reading = read(text.replace("\n", end).encode(encoding), "export.csv")
    assert (reading.outcome, reading.format, reading.source) == (Outcome.READ, "csv", SourceKind.LIST_ROW)
    table = table_of(reading)
    assert (table.profile, list(table.problems), table.repeated) == ("la-station-list", [], 0)
    assert [
        (row.number, row.issue_date.isoformat(), row.ht, row.vat, row.ttc, row.is_credit) for row in table.rows
    ] == [
        ("62274737", "2022-05-27", EUROS("56267.25"), EUROS("11253.45"), EUROS("67520.70"), False),
        ("62274457", "2022-05-27", EUROS("-56267.25"), None, None, True),
        ("62268557", "2022-05-17", EUROS("4270.00"), None, None, False),
        ("62265031", "2022-05-11", EUROS("56267.25"), EUROS("11253.45"), EUROS("67520.70"), False),
        ("62248703", "2022-05-09", EUROS("399.70"), EUROS("0.00"), EUROS("399.70"), False),  # stamps bear no VAT
        ("62251966", "2022-05-09", EUROS("168.48"), EUROS("8.40"), EUROS("176.88"), False),  # of two rates
    ]
    assert {(row.operator, row.currency, row.subscriber, row.client_code) for row in table.rows} == {
        ("La Poste", "EUR", "Client 1", "00002501")
    }


def test_the_portal_s_heading_above_the_titles_is_passed_over() -> None:
    text = "Vos factures;;;;;;\nPérimètre : Client 1;;;;;;\n" + STATION
    table = table_of(read(text.encode(), "x.csv"))
    assert [row.line for row in table.rows] == [4, 5, 6, 7, 8, 9]


def test_columns_may_stand_in_any_order_and_titles_may_be_written_otherwise() -> None:
    text = "code client;MONTANT_TTC;Montant ht (€);Numéro de facture;date;TYPE;Souscripteur\n"
    text += "00002501;176,88;168,48;62251966;09/05/2022;FACTURE;Client 1\n"
    [row] = table_of(read(text.encode(), "x.txt")).rows
    assert (row.number, row.ht, row.ttc, row.warnings) == ("62251966", EUROS("168.48"), EUROS("176.88"), ())


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("Facture;31/02/2022;1;1,00;1,20;C;1", TableField.ISSUE_DATE, "date_impossible"),
        ("Facture;01/02/03;1;1,00;1,20;C;1", None, ""),  # the profile says: the day comes first
        ("Facture;;1;1,00;1,20;C;1", TableField.ISSUE_DATE, "row_value_missing"),
        ("Facture;09/05/2022;;1,00;1,20;C;1", TableField.NUMBER, "row_value_missing"),
        ("Facture;09/05/2022;1;;;C;1", TableField.HT, "row_amount_missing"),
        ("Facture;09/05/2022;1;1,234;1,20;C;1", TableField.HT, "row_total_too_precise"),
        ("Facture;09/05/2022;1;1.234;1,20;C;1", TableField.HT, "amount_other_mark"),
        ("Facture;09/05/2022;1;1234.56;1,20;C;1", TableField.HT, "amount_other_mark"),
        ("Facture;09/05/2022;1;douze;1,20;C;1", TableField.HT, "amount_unreadable"),
        ("Facture;09/05/2022;1;NaN;1,20;C;1", TableField.HT, "amount_unreadable"),
        ("Facture;09/05/2022;1;1e3;1,20;C;1", TableField.HT, "amount_unreadable"),
        ("Facture;09/05/2022;1;=1+1;1,20;C;1", TableField.HT, "amount_unreadable"),
        ("Facture;09/05/2022;1;12 34,00;1,20;C;1", TableField.HT, "amount_unreadable"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_its_line_its_field_and_why(
    row: str, field: TableField | None, said: str
) -> None:
    good = "Facture;09/05/2022;62251966;168,48;176,88;Client 1;00002501"
    table = table_of(read(f"{STATION_TITLES}\n{good}\n{row}\n".encode(), "x.csv"))
    found = [(problem.line, problem.field, problem.message.code) for problem in table.problems]
    assert found == ([(3, field, said)] if said else [])
    assert [each.number for each in table.rows][:1] == ["62251966"]


def test_a_table_of_which_no_row_can_be_read_is_refused_and_says_so() -> None:
    reading = read(f"{STATION_TITLES}\nFacture;x;1;1,00;;C;1\n".encode(), "x.csv")
    assert (reading.outcome, code(reading)) == (Outcome.REFUSED, "table_all_rows_wrong")
    assert len(table_of(reading).problems) == 1
    assert code(read(f"{STATION_TITLES}\n\n".encode(), "x.csv")) == "table_without_rows"


def test_a_credit_note_written_as_a_positive_amount_counts_negative() -> None:
    text = f"{STATION_TITLES}\nAvoir;09/05/2022;A1;168,48;176,88;C;1\n"
    [row] = table_of(read(text.encode(), "x.csv")).rows
    assert (row.ht, row.vat, row.ttc, row.is_credit, row.sign_flipped) == (
        *(EUROS("-168.48"), EUROS("-8.40"), EUROS("-176.88")),
        *(True, True),
    )


def test_an_unknown_type_is_said_and_the_sign_decides() -> None:
    text = f"{STATION_TITLES}\nRégularisation;09/05/2022;A1;-10,00;-12,00;C;1\n"
    [row] = table_of(read(text.encode(), "x.csv")).rows
    assert row.is_credit
    assert [each.code for each in row.warnings] == ["row_type_unknown"]


def test_a_row_that_stands_twice_counts_once_and_one_that_says_otherwise_is_named() -> None:
    good = "Facture;09/05/2022;62251966;168,48;176,88;Client 1;00002501"
    other = "Facture;09/05/2022;62251966;168,49;176,88;Client 1;00002501"
    table = table_of(read(f"{STATION_TITLES}\n{good}\n{good}\n{other}\n".encode(), "x.csv"))
    assert (len(table.rows), table.repeated) == (1, 1)
    [problem] = table.problems
    assert (problem.line, problem.message.code, problem.message.params["line"]) == (4, "row_repeats_differently", 2)


def test_the_lines_of_la_station_make_their_invoice() -> None:
    reading = read(STATION_LINES.encode(), "detail.csv")
    assert reading.source is SourceKind.DETAIL
    [invoice] = table_of(reading).invoices
    draft = invoice.draft
    assert (draft.number, draft.totals.ht, draft.totals.vat, draft.totals.ttc) == (
        "62268557",
        EUROS("4278.41"),
        None,
        None,
    )
    assert [line.purchase_order for line in draft.lines] == ["39624522", "39624522"]
    assert (draft.lines[0].quantity, draft.lines[0].amount) == (EUROS(40722), EUROS("4262.06"))


def test_the_multi_cf_export_gives_categories_users_lines_and_accounts() -> None:
    first, second = lines_of(read(MULTI_CF.encode("cp1252"), "export.csv"))
    assert (first.number, first.account.number, first.account.radical) == ("B-1", "CF 2", "R1")
    assert [line.category for line in first.lines] == [Category.SUBSCRIPTIONS, Category.OPTIONS, Category.USAGE]
    assert [line.prorated for line in first.lines] == [False, True, False]
    assert {line.user_name for line in first.lines} == {"Zoé Lefèvre"}
    assert first.totals.ht == EUROS("24.22")  # 25.00 - 1.2345 + 0.4545 is exactly so much
    assert [line.category for line in second.lines] == [Category.EQUIPMENT, Category.ONE_OFF]
    assert second.totals.ht == EUROS("20.00")


def test_lines_that_make_a_fraction_of_a_cent_are_rounded_and_it_is_said() -> None:
    [invoice] = table_of(read(TRANSATEL.encode(), TRANSATEL_NAME)).invoices
    assert invoice.draft.totals.ht == EUROS("150.01")
    assert "lines_rounded" in [each.code for each in invoice.warnings]


def test_the_detail_of_transatel_takes_its_account_from_its_name() -> None:
    [draft] = lines_of(read(TRANSATEL.encode(), TRANSATEL_NAME))
    assert (draft.seller.name, draft.account.number, draft.issue_date) == (
        "Transatel", "ATELIER-ROCHE", date(2026, 11, 1),
    )  # fmt: skip
    assert [(line.phone_number, line.amount) for line in draft.lines] == [
        (None, EUROS("150.00")),
        ("33612345678", EUROS("0.012345")),
    ]


def test_the_list_of_aircall_states_amounts_with_tax() -> None:
    invoice, credit = table_of(read(AIRCALL.encode(), "Aircall-invoices.csv")).rows
    assert (invoice.operator, invoice.ht, invoice.vat, invoice.ttc) == ("Aircall", None, None, EUROS("1234.50"))
    assert (credit.is_credit, credit.ttc) == (True, EUROS("-20.00"))


def test_a_table_of_other_titles_is_not_taken_for_one_that_is_known() -> None:
    reading = read(b"Name,Date,Type,Amount,Status,Room,Guests\nBooking 1,2026-11-05,Suite,120.00,Paid,12,2\n", "x.csv")
    assert (reading.outcome, code(reading)) == (Outcome.UNMAPPED, "profile_none_fits")


def test_a_known_table_without_a_column_that_it_needs_says_which() -> None:
    text = STATION.replace(";N° de facture;", ";Remarque;")
    reading = read(text.encode(), "x.csv")
    assert (reading.outcome, code(reading)) == (Outcome.UNMAPPED, "profile_lacks")


def test_two_columns_that_could_both_be_the_amount_are_asked_about() -> None:
    titles = STATION_TITLES.replace("Montant TTC (€)", "Montant HT")
    text = f"{titles}\nFacture;09/05/2022;1;1,00;2,00;C;1\n"
    reading = read(text.encode(), "x.csv")
    assert (reading.outcome, code(reading)) == (Outcome.UNMAPPED, "profile_columns_clash")


def test_a_chosen_profile_reads_and_a_wrong_one_is_refused_by_name() -> None:
    text = "Name,Date,Amount,Remark,Another\nINV-1,2026-11-05,10.00,x,y\n"
    assert read(text.encode(), "x.csv").outcome is Outcome.UNMAPPED
    [row] = table_of(read(text.encode(), "x.csv", choice=TableChoice("aircall-list"))).rows
    assert row.ttc == EUROS("10.00")
    unknown = read(text.encode(), "x.csv", choice=TableChoice("aircal"))
    assert (unknown.outcome, code(unknown)) == (Outcome.REFUSED, "profile_unknown_key")


def test_a_cell_typed_anew_is_read_instead_and_the_invoice_says_so() -> None:
    text = f"{STATION_TITLES}\nFacture;9 mai 22;7;168,4O;176,88;C;1\n"
    reading = read(text.encode(), "x.csv")
    assert reading.outcome is Outcome.REFUSED
    mended = read(text.encode(), "x.csv", choice=TableChoice(corrections={(2, 3): "168,40"}))
    [row] = table_of(mended).rows
    assert (row.ht, row.issue_date) == (EUROS("168.40"), date(2022, 5, 9))
    assert [each.code for each in row.warnings] == ["row_corrected"]


def test_an_account_given_from_outside_stands_where_no_column_names_one() -> None:
    choice = TableChoice(constants={TableField.ACCOUNT: "1-10265655331"})
    rows = table_of(read(STATION.encode(), "x.csv", choice=choice)).rows
    assert {row.account for row in rows} == {"1-10265655331"}


def test_a_negative_invoice_is_a_credit_note_in_a_table_of_lines_too() -> None:
    [draft] = lines_of(read(STATION_LINES.replace("4 262,06", "-4 262,06").encode(), "x.csv"))
    assert (draft.type, draft.totals.ht) == (InvoiceType.CREDIT_NOTE, EUROS("-4245.71"))


def test_a_line_whose_label_the_portal_leaves_blank_is_named_by_its_order() -> None:
    titles = "N° de facture;Date;N° BDC;Libellé article;Quantité;PU HT (€);TVA;Montant HT (€)"
    [draft] = lines_of(read(f"{titles}\n62268557;17/05/2022;39624522;;40 722;;;4 278,41\n".encode(), "x.csv"))
    [line] = draft.lines
    assert (line.label, line.quantity, line.amount) == ("39624522", EUROS(40722), EUROS("4278.41"))
