"""`telbill report`: files, exit codes, sentences."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.services.perimeters import save_perimeter
from telbill_desktop.services.reports.definitions import save_report
from telbill_desktop.store.engine import open_store
from telbill_desktop.store.unit_of_work import UnitOfWork
from tests.builders import draft, ubl_xml
from tests.cli.conftest import Run


def plain(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def taken(run: Run, papers: Path) -> Run:
    """Four invoices of 50.01 without tax each, and a credit note of as much."""
    run("import", str(papers))
    return run


def test_each_level_adds_a_table_to_the_workbook(taken: Run, out: Path) -> None:
    sheets = {}
    for level in ("totals", "categories", "lines"):
        path = out / f"{level}.xlsx"
        ran = taken("report", "invoices", "--level", level, "--out", str(path))
        assert (ran.code, ran.err) == (0, "")
        assert str(path) in ran.out
        sheets[level] = openpyxl.load_workbook(path).sheetnames
    assert len(sheets["lines"]) == len(sheets["categories"]) + 1 == len(sheets["totals"]) + 1
    assert {"By account", "By month", "Invoices", "Lines"} < set(sheets["lines"])


@pytest.mark.parametrize("name", ["invoices", "consumption", "entries"])
def test_days_the_wrong_way_round_are_no_empty_report(taken: Run, out: Path, name: str) -> None:
    path = out / "r.csv"
    ran = taken("report", name, "--from", "2026-12-01", "--to", "2026-11-01", "--out", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "01/11/2026" in ran.err
    assert not path.exists()


def test_a_csv_holds_the_rows_of_the_most_detailed_table_and_nothing_else(taken: Run, out: Path) -> None:
    path = out / "lines.csv"
    assert taken("report", "invoices", "--level", "lines", "--plain", "--out", str(path)).code == 0
    rows = plain(path)
    assert len(rows) == 15
    assert sum(Decimal(row["Total excl. VAT"]) for row in rows) == Decimal("150.03")
    assert {row["Account no."] for row in rows} == {"CF 2"}


def test_invoices_of_chosen_days_and_accounts_alone(taken: Run, out: Path) -> None:
    path = out / "some.csv"
    days = ("--from", "2/11/2026", "--to", "3/11/2026")
    taken("report", "invoices", *days, "--account", "CF 2", "--plain", "--out", str(path))
    assert [row["Invoice number"] for row in plain(path)] == ["F-2", "F-3"]
    ran = taken("report", "invoices", "--account", "CF 99", "--out", str(path))
    assert (ran.code, "CF 99" in ran.err) == (2, True)


def test_entries_are_prepared_once_and_again_on_purpose(taken: Run, out: Path) -> None:
    path = out / "entries.txt"
    ran = taken("report", "entries", "--out", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert "5 entries prepared" in ran.out
    first = path.read_bytes()
    ran = taken("report", "entries", "--out", str(path), "--json")
    assert ran.code == 0
    assert ran.document == {
        "report": "entries",
        "file": None,
        "entries": 0,
        "companies": [],
        "before": 5,
        "left_out": [],
    }
    assert path.read_bytes() == first
    path.unlink()
    assert taken("report", "entries", "--again", "--out", str(path)).code == 0
    assert path.read_bytes() == first
    assert (out / "entries - description.txt").exists()


def test_that_entries_of_several_companies_are_in_one_file_is_said(run: Run, tmp_path: Path, out: Path) -> None:
    other = Party(name="Atelier du Perche", siren="999000037")
    for number, made in enumerate((draft(number="ONE"), draft(number="TWO", buyer=other))):
        (tmp_path / f"{number}.xml").write_bytes(ubl_xml(made))
    run("import", str(tmp_path / "0.xml"), str(tmp_path / "1.xml"))
    look = run("report", "entries", "--out", str(out / "look.html"))
    ran = run("report", "entries", "--out", str(out / "e.txt"), "--json")
    said = "Entries of 2 companies stand in one file: Atelier du Perche, "
    note = (out / "e - description.txt").read_text(encoding="utf-8-sig")
    assert all(said in text for text in (look.err, (out / "look.html").read_text(encoding="utf-8"), ran.err, note))
    assert ran.document["companies"][0] == "Atelier du Perche"
    assert (
        "companies stand"
        not in run("report", "entries", "--again", "--to", "2025-01-01", "--out", str(out / "f.csv")).err
    )


@pytest.mark.parametrize("before", [{}, {"e.txt": "entries", "e - description.txt": "theirs"}])
def test_entries_whose_marks_cannot_be_kept_leave_the_files_that_were_there(
    before: dict[str, str], taken: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_unit: UnitOfWork) -> None:
        raise StoreError("store_disk_full")

    for name, text in before.items():
        (out / name).write_text(text)
    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "follow", full)
        assert taken("report", "entries", "--out", str(out / "e.txt")).code == 3
    assert {path.name: path.read_text() for path in out.iterdir()} == before
    assert "5 entries prepared" in taken("report", "entries", "--out", str(out / "e.txt")).out
    assert {path.name for path in out.iterdir()} == {"e.txt", "e - description.txt"}


def test_a_look_at_the_entries_marks_nothing(taken: Run, out: Path) -> None:
    for suffix in ("xlsx", "csv"):
        assert taken("report", "entries", "--out", str(out / f"look.{suffix}")).code == 0
    assert "5 entries prepared" in taken("report", "entries", "--out", str(out / "e.txt")).out


def test_what_cannot_be_booked_is_listed_and_makes_the_exit_code_one(run: Run, tmp_path: Path, out: Path) -> None:
    (tmp_path / "chf.xml").write_bytes(ubl_xml(draft(number="CH-1", currency="CHF")))
    run("import", str(tmp_path / "chf.xml"))
    ran = run("report", "entries", "--out", str(out / "e.txt"))
    assert ran.code == 1
    assert "no file was written" in ran.out
    assert "CH-1 17/11/2026: In CHF" in ran.err
    assert not (out / "e.txt").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fleet", "--level", "lines", "--out", "a.xlsx"), "--level"),
        (("invoices", "--on", "1/1/2026", "--out", "a.xlsx"), "--on"),
        (("invoices", "--period", "last_month", "--from", "1/1/2026", "--out", "a.xlsx"), "--period"),
        (("fleet", "--account", "A", "--perimeter", "B", "--out", "a.xlsx"), "--perimeter"),
        (("fleet", "--plain", "--out", "a.xlsx"), "--plain"),
        (("fleet", "--again", "--out", "a.xlsx"), "--again"),
        (("run", "--out", "a.xlsx"), "the name of a report"),
        (("fleet", "Parc", "--out", "a.xlsx"), "no other name"),
        (("run", "Parc", "--months", "3", "--out", "a.xlsx"), "--months"),
        (("upcoming", "--months", "13", "--out", "a.xlsx"), "1 to 12"),
        (("dreams", "--out", "a.xlsx"), "dreams"),
        (("fleet",), "--out"),
    ],
)
def test_wrong_usage_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("report", *words)
    assert (ran.code, said in ran.err) == (2, True)


def test_a_file_of_another_kind_is_refused_with_those_there_are(taken: Run, out: Path) -> None:
    ran = taken("report", "fleet", "--out", str(out / "fleet.txt"))
    assert ran.code == 2
    assert "fleet.txt: a report is saved as .xlsx, .csv, .html or .pdf." in ran.err
    assert ".txt, .xlsx" in taken("report", "entries", "--out", str(out / "e.doc")).err


def test_a_folder_that_is_not_there_is_a_sentence(taken: Run, out: Path) -> None:
    ran = taken("report", "invoices", "--out", str(out / "nowhere" / "a.xlsx"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_a_report_under_a_name_is_run_with_the_days_of_today(taken: Run, tmp_path: Path, out: Path) -> None:
    month = DefinedReport(ReportKind.INVOICES, "xlsx", ReportLevel.LINES, days=ReadyDays.LAST_12_MONTHS, is_plain=True)
    with open_store(tmp_path / "store") as store:
        save_report(store, "Lignes de l’année", month)
        save_report(store, "Hors sujet", DefinedReport(ReportKind.ENTRIES, "txt", until=date(2020, 1, 1)))
    path = out / "year.csv"
    ran = taken("report", "run", "lignes de l annee", "--out", str(path), "--json")
    assert (ran.code, json.loads(ran.out)["rows"]) == (0, len(plain(path)))
    ran = taken("report", "run", "Rien", "--out", str(path))
    assert (ran.code, ran.err) == (2, "There is no report Rien.\n")
    assert "no file was written" in taken("report", "run", "hors sujet", "--out", str(out / "e.txt")).out


def test_a_perimeter_by_its_name(taken: Run, tmp_path: Path, out: Path) -> None:
    with open_store(tmp_path / "store") as store:
        save_perimeter(store, "Nantes", PerimeterChoice(sites=("Nantes",)))
    path = out / "nantes.csv"
    assert taken("report", "invoices", "--perimeter", "nantes", "--plain", "--out", str(path)).code == 0
    assert plain(path) == []


def test_every_table_of_amounts_has_what_they_add_up_to_below_it(taken: Run, out: Path) -> None:
    taken("report", "invoices", "--level", "lines", "--out", str(out / "a.xlsx"))
    book = openpyxl.load_workbook(out / "a.xlsx")
    for name in ("By account", "By month", "Invoices", "Lines"):
        titles, *rows, totals = book[name].iter_rows(values_only=True)
        at = titles.index("Total excl. VAT")
        assert (name, totals[0], round(totals[at], 6)) == (name, "Total", round(sum(row[at] for row in rows), 6))


@pytest.mark.usefixtures("account")
def test_fleet_upcoming_and_closing_of_the_account_of_source_004(run: Run, out: Path) -> None:
    for name in ("fleet", "upcoming", "cutoff"):
        path = out / f"{name}.xlsx"
        ran = run("report", name, "--on", "2026-11-20", "--out", str(path))
        assert (ran.code, ran.err) == (0, "")
        assert openpyxl.load_workbook(path).sheetnames
    path = out / "upcoming.csv"
    assert run("report", "upcoming", "--on", "2026-11-20", "--months", "2", "--plain", "--out", str(path)).code == 0
    assert sum(Decimal(row["Total excl. VAT"]) for row in plain(path)) > 0


def test_a_reports_name_stands_apart_in_a_french_sentence(taken: Run, out: Path) -> None:
    ran = taken("report", "run", "du mois", "--out", str(out / "r.csv"), "--lang", "fr")
    assert "rapport «\u00a0du mois\u00a0»." in ran.err
