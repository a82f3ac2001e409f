"""Reports as CSV: as a French Excel opens it, and as programs read it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, given
from telbill_desktop.exporters.cell_text import printed_phone
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.report_file import write_report
from tests.exporters.made_reports import FULL, monthly, of_texts, report


def content_of(tmp_path: Path, made: Report, *, plain: bool = False) -> bytes:
    path = tmp_path / "report.csv"
    write_report(path, made, progress=Unwatched(), csv_plain=plain)
    return path.read_bytes()


def test_excel_in_french_reads_figures_days_and_lengths_of_time(tmp_path: Path) -> None:
    assert content_of(tmp_path, report()).decode("utf-8").split("\r\n") == [
        "\ufeffUser;Day;Month;Began;Length;Volume (bytes);Amount (€);Price (€);Quantity;Calls;Share",
        f"{FULL[0]};17/11/2026;11/2026;17/11/2026 08:02:05;1:02:05;507069464;-1234,50;0,0125;2,5;1234;25,5%",
        "-12,50;;;;;;;;;;",
        "",
    ]


def test_programs_read_iso_and_points(tmp_path: Path) -> None:
    assert content_of(tmp_path, report(), plain=True).decode("utf-8").split("\r\n") == [
        "User,Day,Month,Began,Length (seconds),Volume (bytes),Amount (€),Price (€),Quantity,Calls,Share",
        f"{FULL[0]},2026-11-17,2026-11,2026-11-17T08:02:05,3725,507069464,-1234.50,0.0125,2.5,1234,0.255",
        '"-12,50",,,,,,,,,,',
        "",
    ]


@pytest.mark.parametrize(("plain", "amounts"), [(False, ["174,30", "0,00", "-5"]), (True, ["174.30", "0.00", "-5"])])
def test_amounts_have_no_zeros_behind_their_cents(plain: bool, amounts: list[str], tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    column = Column("Amount", ColumnKind.AMOUNT)
    rows = [[Decimal("174.300000")], [Decimal("0.000000")], [Decimal(-5)]]
    text = content_of(tmp_path, Report("R", [], [Table("T", [column], given(rows))]), plain=plain)
    assert text.decode("utf-8-sig").split() == ["Amount", *amounts]


@pytest.mark.parametrize(
    ("plain", "shares"),
    [(False, ["33,3333%", "-66,6667%", "5,5%", "0%"]), (True, ["0.333333", "-0.666667", "0.055", "0.00"])],
)
def test_a_share_that_never_ends_is_rounded(plain: bool, shares: list[str], tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    rows = [[Decimal(1) / 3], [Decimal(-2) / 3], [Decimal("0.055")], [Decimal("-0.0000001")]]
    made = Report("R", [], [Table("T", [Column("Change", ColumnKind.SHARE)], given(rows))])
    assert content_of(tmp_path, made, plain=plain).decode("utf-8-sig").split() == ["Change", *shares]


def test_what_rows_add_up_to_is_no_row_of_data(tmp_path: Path) -> None:
    assert b"Total" not in content_of(tmp_path, report())


def test_several_tables_stand_below_one_another_under_their_names(tmp_path: Path) -> None:
    lines = content_of(tmp_path, Report("R", [("Company", "B")], [monthly(1), monthly(2)])).decode("utf-8-sig")
    titles = "Month;Plans;Calls"
    first, second = "01/2024;100;20", "02/2024;101;17"
    assert lines.split("\r\n") == ["Months", titles, first, "", "Months", titles, first, second, ""]


@pytest.mark.parametrize("plain", [False, True])
def test_no_text_is_run(plain: bool, corpus: Path, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    with (corpus / "vectors" / "formula_cells.csv").open(encoding="utf-8", newline="") as stream:
        texts = [each["cell_text"] for each in csv.DictReader(stream)]
    lines = content_of(tmp_path, of_texts(texts), plain=plain).decode("utf-8-sig").splitlines()
    assert [row[0] for row in csv.reader(lines[1:], delimiter="," if plain else ";")] == [f"'{text}" for text in texts]


@pytest.mark.parametrize("plain", [False, True])
def test_titles_and_names_are_as_inert_and_numbers_stay(plain: bool, tmp_path: Path) -> None:  # noqa: FBT001 - same
    made = of_texts(["=1+1", "-12,50"])
    text = content_of(tmp_path, Report("R", [], [made.tables[0], Table("=T", [Column("@C")], given([]))]), plain=plain)
    cells = [
        row[0] for row in csv.reader(text.decode("utf-8-sig").splitlines(), delimiter="," if plain else ";") if row
    ]
    assert cells == ["Texts", "Text", "'=1+1", "-12,50", "'=T", "'@C"]


def test_what_utf_8_cannot_hold_is_replaced_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    made = of_texts(["a\ud800b\x00", "\ufffd"])
    assert write_report(path, made, progress=Unwatched()) == Written(2, replaced_characters=2)
    assert path.read_text("utf-8-sig").splitlines() == ["Text", "a\ufffdb\ufffd", "\ufffd"]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("0639980107", "06 39 98 01 07"),
        ("06.39.98.01.07", "06 39 98 01 07"),
        ("+33 6 39 98 01 07", "06 39 98 01 07"),
        ("LT-81", "LT-81"),
        ("101", "101"),
        ("", ""),
    ],
)
def test_a_number_that_an_operator_prints_keeps_its_zero_in_a_spreadsheet(printed: str, shown: str) -> None:
    assert printed_phone(printed).replace("\N{NO-BREAK SPACE}", " ") == shown
