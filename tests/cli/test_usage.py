"""`telbill usage`, and usage in `telbill import`."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.new_stores import new_store
from tests.usage_files import call, write


def detail(tmp_path: Path) -> Path:
    return write(
        tmp_path / "detail.csv",
        [
            call(),
            call(user="Ana Petit", line="0622222222", amount="0,05", start="01/04/2026 08:00:00"),
            call(label="SMS", quantity="1", amount="0"),
            call(amount="faux"),
        ],
    )


def test_an_import_counts_the_rows_of_usage_and_lists_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    path = detail(tmp_path)
    ran = run("import", str(path), "--json")
    [told] = ran.document["files"]
    assert (ran.code, told["status"], told["invoices"]) == (1, "imported", None)
    assert {name: told["usage"][name] for name in ("new", "identical", "changed", "wrong", "total_ht")} == {
        "new": 3,
        "identical": 0,
        "changed": 0,
        "wrong": 1,
        "total_ht": "0.175000",
    }
    assert [error["line"] for error in told["usage"]["errors"]] == [5]
    again = run("import", str(path), "--json").document["files"][0]
    assert (again["status"], again["usage"]["new"], again["usage"]["identical"]) == ("duplicate", 0, 3)


def test_usage_is_told_by_what_is_asked_for_to_the_micro_euro(run: Run, tmp_path: Path) -> None:
    run("import", str(detail(tmp_path)))
    told = run("usage", "--by", "user", "--json").document
    assert told["total_ht"] == "0.175000"
    assert [(group["key"], group["count"], group["seconds"], group["total_ht"]) for group in told["groups"]] == [
        ("Élodie Roche", 2, 93, "0.125000"),
        ("Ana Petit", 1, 93, "0.050000"),
    ]
    months = run("usage", "--from", "2026-03-01", "--to", "2026-03-31", "--json").document
    assert [(group["key"], group["count"]) for group in months["groups"]] == [("2026-03", 2)]
    narrowed = run("usage", "--number", "06 22 22 22 22", "--category", "national_mobile", "--json").document
    assert narrowed["count"] == 1


def test_usage_reads_as_a_table_with_its_total(run: Run, tmp_path: Path) -> None:
    run("import", str(detail(tmp_path)))
    lines = run("usage", "--by", "category").out.splitlines()
    assert lines[1].startswith("Calls to mobiles")
    assert lines[-1].split()[:3] == ["Total", "3", "0:03:06"]


def test_what_is_known_of_whole_months_alone_is_told_where_the_dates_cut_them(run: Run, tmp_path: Path) -> None:
    new_store(tmp_path / "store").close()
    assert run("privacy", "--keep", "totals").code == 0
    run("import", str(detail(tmp_path)))
    ran = run("usage", "--from", "2026-03-10")
    assert ran.out.splitlines()[-1].split()[:2] == ["Total", "1"]
    assert "2 uses for €0.13 are not counted here" in ran.err
    assert run("usage").err == ""


def test_a_report_of_usage_counts_the_whole_last_month_where_its_end_is_left_open(run: Run, tmp_path: Path) -> None:
    new_store(tmp_path / "store").close()
    run("privacy", "--keep", "totals")
    run("import", str(detail(tmp_path)))
    page = tmp_path / "a.html"
    for since, said in (("01/03/2026", False), ("10/03/2026", True), ("01/01/2030", False)):
        assert run("report", "consumption", "--from", since, "--out", str(page)).code == 0
        assert ("2 uses for €0.13 are not counted here" in page.read_text(encoding="utf-8")) == said
        assert ("Ana Petit" in page.read_text(encoding="utf-8")) == (since != "01/01/2030")


def test_no_usage_is_said(run: Run, tmp_path: Path) -> None:
    run("import", str(detail(tmp_path)))
    ran = run("usage", "--user", "Nobody")
    assert (ran.code, ran.out, ran.err) == (0, "", "There is no such usage.\n")


def test_a_file_that_names_no_account_is_taken_with_the_one_that_is_named(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "detail.csv", [call(account="")])
    refused = run("import", str(path), "--json")
    assert (refused.code, refused.document["files"][0]["status"]) == (1, "unmapped")
    assert run("import", str(path), "--account", "CF9").code == 0


def test_sums_are_made_anew_when_somebody_asks_for_it(run: Run, tmp_path: Path) -> None:
    run("import", str(detail(tmp_path)))
    before = run("usage", "--by", "user", "--json").document
    assert run("usage", "--by", "user", "--rebuild", "--json").document == before
    assert [check["ok"] for check in run("doctor", "--json").document["checks"] if check["name"] == "usage"] == [True]
