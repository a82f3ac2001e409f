"""`import` of a table of the fleet: what scripts are told, and with which exit code."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.new_stores import new_store
from tests.services import scenarios_of_contracts as contracts

TITLES = "Compte;Produit;Numéro;Utilisateur;Début;Fin\n"
ROWS = (
    "CF 2 / SC-2;F20;06 39 98 77 01;Zoé Maillard;01/06/2026;\nCF 2 / SC-2;F20;06 39 98 77 02;;01/06/2026;30/06/2026\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of two lines, beside a store that knows their account and product."""
    with new_store(tmp_path / "store") as store:
        contracts.account(store)
        contracts.plan(store)
    path = tmp_path / "fleet.csv"
    path.write_text(TITLES + ROWS, "utf-8")
    return path


def test_a_fleet_goes_in_once_and_the_second_time_changes_nothing(run: Run, table: Path) -> None:
    done = run("import", str(table), "--json")
    [file] = done.document["files"]
    assert (done.code, done.err, file["status"]) == (0, "", "imported")
    assert file["fleet"] == {
        "profile": "fleet-fr",
        "new": 2,
        "identical": 0,
        "changed": 0,
        "repeated": 0,
        "errors": [],
    }
    assert (file["invoice"], file["invoices"], file["usage"], file["statement"]) == (None, None, None, None)
    again = run("import", str(table), "--json")
    [file] = again.document["files"]
    assert (again.code, file["status"]) == (0, "duplicate")
    assert (file["fleet"]["new"], file["fleet"]["identical"], file["fleet"]["changed"]) == (0, 2, 0)
    table.write_text(TITLES + ROWS.replace("30/06", "31/07").replace("/06/2026\n", "/07/2026\n"), "utf-8")
    changed = run("import", str(table), "--json")
    assert (changed.code, changed.document["files"][0]["status"]) == (0, "merged")
    assert changed.document["files"][0]["fleet"]["changed"] == 1
    items = run("fleet", "list", "--on", "2026-06-15", "--json").document["items"]
    assert [(one["number"], one["user"], one["end"]) for one in items] == [
        ("+33639987701", "Zoé Maillard", None),
        ("+33639987702", None, "2026-08-01"),
    ]


def test_a_row_that_cannot_be_is_one_with_its_line_its_text_and_a_sentence(run: Run, table: Path) -> None:
    table.write_text(TITLES + ROWS + "CF 9;F20;;;01/06/2026;\n;F20;;;01/06/2026;\n", "utf-8")
    done = run("import", str(table), "--json")
    [file] = done.document["files"]
    assert (done.code, file["status"], file["fleet"]["new"]) == (1, "imported", 2)
    assert file["fleet"]["errors"] == [
        {"line": 4, "text": "CF 9", "message": "Billing account: There is no billing account “CF 9”."},
        {"line": 5, "text": "", "message": "Billing account: Billing account is missing."},
    ]


def test_a_table_of_which_nothing_can_be_taken_is_refused_with_every_row(run: Run, table: Path) -> None:
    table.write_text(TITLES + ROWS.replace("F20", "F99"), "utf-8")
    done = run("import", str(table), "--json")
    [file] = done.document["files"]
    assert (done.code, file["status"]) == (1, "refused")
    assert [one["line"] for one in file["fleet"]["errors"]] == [2, 3]
    assert "fleet.csv" not in run("history").out


def test_a_table_that_names_no_account_is_of_the_account_that_is_given(run: Run, table: Path) -> None:
    table.write_text("Produit;Numéro;Début\nF20;0639987701;01/06/2026\n", "utf-8")
    assert run("import", str(table), "--json").document["files"][0]["status"] == "unmapped"
    done = run("import", str(table), "--account", "CF 2 / SC-2", "--json")
    assert (done.code, done.document["files"][0]["fleet"]["new"]) == (0, 1)


def test_a_dry_run_tells_the_same_and_writes_nothing(run: Run, table: Path) -> None:
    assert run("import", str(table), "--dry-run", "--json").document["files"][0]["fleet"]["new"] == 2
    assert run("fleet", "list", "--on", "2026-06-15", "--json").document["items"] == []


def test_a_store_without_accounts_refuses_a_fleet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fleet.csv").write_text(TITLES + ROWS, "utf-8")
    done = run("import", str(tmp_path / "fleet.csv"))
    assert done.code == 1
    assert "line 2: Billing account: There is no billing account “CF 2 / SC-2”." in done.out


def test_an_undo_takes_the_whole_table_back(run: Run, table: Path) -> None:
    run("import", str(table))
    assert run("undo").code == 0
    assert run("fleet", "list", "--on", "2026-06-15", "--json").document["items"] == []
