"""Each verb: what it lets through, what it refuses, and with which exit code."""

import os
import sys
from pathlib import Path

import pytest

from telbill_desktop.domain.invoice import InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.services import invoices
from telbill_desktop.store.engine import open_store
from tests.builders import LINES, SELLER, cii_xml, draft, ubl_xml
from tests.cli.conftest import Run
from tests.new_stores import new_store


@pytest.fixture
def filled(run: Run, papers: Path) -> None:
    (papers / "zz.txt").unlink()
    ran = run("import", str(papers))
    assert ran.code == 0, ran.out


def numbers(run: Run, *options: str) -> list[str]:
    return [each["number"] for each in run("invoices", "--json", *options).document["invoices"]]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--from", "2026-11-03", "--to", "04/11/2026"), ["F-4", "F-3"]),
        (("--min", "0"), ["F-4", "F-3", "F-2", "F-1"]),
        (("--max", "-12,50"), ["N-5"]),
        (("--max", "(12,00)"), ["N-5"]),
        (("--number", "f3"), ["F-3"]),
        (("--type", "credit_note"), ["N-5"]),
        (("--operator", "hexa", "--limit", "1"), ["N-5"]),
        (("--operator", "nobody"), []),
        (("--text", "camille F-3"), ["F-3"]),
        (("--sub-account", "SC-2", "--sort", "number"), ["F-1", "F-2", "F-3", "F-4", "N-5"]),
        (("--account", "CF 2", "--sort", "-ttc", "--limit", "1"), ["F-4"]),
        (("--status", "to_check"), []),
    ],
)
def test_the_list_is_filtered_as_on_screen(run: Run, options: tuple[str, ...], expected: list[str]) -> None:
    assert numbers(run, *options) == expected


@pytest.mark.usefixtures("filled")
def test_count_and_totals_are_those_of_everything_whatever_the_limit(run: Run) -> None:
    document = run("invoices", "--json", "--limit", "1").document
    assert (document["count"], document["totals"]["EUR"]["ttc"]) == (5, "180.03")


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("import",),
        ("show",),
        ("invoices", "--min", "1,234"),
        ("invoices", "--min", "NaN"),
        ("invoices", "--store", ""),
        ("invoices", "--from", "2026-02-30"),
        ("invoices", "--sort", "colour"),
        ("invoices", "--limit", "-1"),
        ("invoices", "--type", "receipt"),
        ("--lang", "de", "history"),
        ("invoices", "--ju", "x"),
    ],
)
def test_wrong_usage_is_two_with_a_message_and_no_answer(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err


@pytest.mark.parametrize("verb", ["invoices", "history", "undo", "redo", "doctor"])
def test_a_store_that_is_not_there_is_three_and_is_not_made(run: Run, tmp_path: Path, verb: str) -> None:
    done = run(verb, "--json")
    assert (done.code, done.out) == (3, "")
    assert "no Telbill store" in done.err
    assert not (tmp_path / "store").exists()


def test_a_held_store_can_be_read_and_not_written(run: Run, papers: Path, tmp_path: Path) -> None:
    with new_store(tmp_path / "store"):
        assert run("invoices", "--json").code == 0
        assert run("history").code == 0
        done = run("import", str(papers))
    assert done.code == 3
    assert "Another copy" in done.err


def test_a_store_of_a_newer_program_is_three(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path / "store") as store, store.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version=999")
    assert run("invoices").code == 3


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run, papers: Path, tmp_path: Path) -> None:
    dry = run("import", str(papers), "--dry-run", "--json")
    assert not (tmp_path / "store").exists()
    assert dry.document["summary"] == {"imported": 5, "refused": 1}
    wet = run("import", str(papers), "--json")
    assert [each["status"] for each in wet.document["files"]] == [each["status"] for each in dry.document["files"]]


def test_nothing_to_undo_is_a_sentence(run: Run, tmp_path: Path) -> None:
    new_store(tmp_path / "store").close()
    assert run("undo").err.strip() == "There is nothing to undo."
    assert run("redo").code == 2


@pytest.mark.parametrize(("names", "code"), [(("gone.pdf",), 2), (("gone.pdf", "F-1.xml"), 1)])
def test_a_file_that_is_not_there(run: Run, papers: Path, names: tuple[str, ...], code: int) -> None:
    done = run("import", *(str(papers / name) for name in names), "--json")
    assert done.code == code
    assert done.document["files"][0]["status"] == "refused"
    assert "gone.pdf: there is no such file." in done.document["files"][0]["message"]


def test_hidden_files_of_a_folder_are_counted_and_left_out(run: Run, papers: Path) -> None:
    (papers / ".DS_Store").write_bytes(b"x")
    (papers / "zz.txt").unlink()
    done = run("import", str(papers), "--json")
    assert done.code == 0
    assert done.err.strip() == "1 hidden file was left out."


@pytest.mark.usefixtures("filled")
def test_two_invoices_of_one_number_are_listed_and_told_apart_by_the_operator(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    seller = type(SELLER)("Nuvox", siren="999000029")
    other.write_bytes(ubl_xml(draft(number="F-1", seller=seller)))
    assert run("import", str(other)).code == 0
    both = run("show", "F-1", "--json")
    assert (both.code, both.document["count"]) == (1, 2)
    one = run("show", "F-1", "--operator", "nuvox", "--json")
    assert (one.code, one.document["operator"]) == (0, "Nuvox")
    unknown = run("show", "F-99")
    assert (unknown.code, unknown.err.strip()) == (2, "There is no invoice F-99 in the store.")


@pytest.mark.usefixtures("filled")
def test_the_list_as_csv_is_for_a_french_spreadsheet(run: Run) -> None:
    done = run("invoices", "--csv", "--number", "N-5", "--lang", "fr")
    assert done.code == 0
    assert done.out.startswith("\ufeff")
    assert ";-60,01;" in done.out.splitlines()[1]


def test_the_demo_company_is_made_whole_once_and_found_again(run: Run, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "demo"))
    made = run("demo", "--no-gui", "--json", *store)
    assert (made.code, made.document["reference_date"]) == (0, "2026-11-22")
    assert run("invoices", "--json", *store).document["count"] == made.document["invoices"]
    assert run("demo", "--no-gui", "--json", *store).document == made.document
    assert run("import", *store, str(tmp_path / "nothing")).code == 2
    with open_store(tmp_path / "demo") as whole:
        assert len(invoices.find_ids(whole, InvoiceFilter(), InvoiceOrder())) == 300
        assert len([path for path in whole.archive.rglob("*") if path.is_file()]) == 304  # four papers besides
        assert (len(invoices.accounts(whole)), len(invoices.operators(whole))) == (13, 4)
        assert len(invoices.find_ids(whole, InvoiceFilter(state=InvoiceState.TO_CHECK), InvoiceOrder())) == 1


@pytest.mark.usefixtures("filled")
def test_the_answers_for_people_are_in_their_language(run: Run) -> None:
    english = run("invoices", "--lang", "en").out
    assert "60.01" in english
    french = run("--lang", "fr", "invoices").out
    assert "60,01" in french
    assert "F-4" in run("show", "F-4", "--lang", "fr").out


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_text_comes_back_as_it_was_given_and_harms_no_terminal(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    path = folder / os.fsdecode(b"\xff\x1b[31m\n\xe2\x80\xaefdp.xml")
    path.write_bytes(ubl_xml())
    done = run("import", str(folder), "--json")
    assert done.document["files"][0]["file"] == str(path)
    shown = run("import", str(folder))
    assert "\x1b" not in shown.out
    assert "\\u202e" in shown.out
    assert len(shown.out.splitlines()) == 3


def test_version_and_help_need_no_store(run: Run) -> None:
    assert run("--version").out.startswith("Telbill Desktop ")
    assert run("--help").code == 0
    assert run("import", "--help").code == 0


def test_a_window_without_a_display_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    done = run()
    assert (done.code, done.err.strip()) == (2, "There is no display to open a window on.")


@pytest.mark.usefixtures("filled")
def test_a_damaged_document_makes_the_doctor_answer_one(run: Run, tmp_path: Path) -> None:
    document = next(path for path in (tmp_path / "store" / "archive").rglob("*") if path.is_file())
    document.unlink()
    done = run("doctor", "--json")
    assert done.code == 1
    assert [each["name"] for each in done.document["checks"] if not each["ok"]] == ["documents"]
    with open_store(tmp_path / "store"):
        pass


def test_a_defect_is_one_sentence_that_names_the_log(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    new_store(tmp_path / "store").close()
    monkeypatch.setattr("telbill_desktop.services.history.history", lambda _store: 1 / 0)
    done = run("history")
    assert done.code == 2
    assert "Traceback" not in done.err
    [log] = tmp_path.rglob("telbill.log")
    assert str(log) in done.err
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_a_conflict_is_named_and_its_invoice_found(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.xml").write_bytes(cii_xml(draft(number="F-7")))
    (folder / "b.xml").write_bytes(cii_xml(draft(number="F-7", lines=LINES[:1])))
    (folder / "c.xml").write_bytes(cii_xml(draft(number="F-8")))
    run("import", str(folder))
    assert "Open conflict: b.xml, Total incl. VAT: €60.01 ≠ €48.00" in run("show", "F-7").out
    roles = [(one["role"], one["settled"]) for one in run("show", "F-7", "--json").document["sources"]]
    assert roles == [("main", None), ("conflict", None)]
    found = run("invoices", "--has-conflicts", "--json").document["invoices"]
    assert [one["number"] for one in found] == ["F-7"]
