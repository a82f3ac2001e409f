"""`import` of tables: profiles that are named, those that cannot be used, and what exit codes say of rows."""

from pathlib import Path

import pytest

from telbill_desktop.system import paths
from tests.cli.conftest import Run
from tests.importers.tabular.samples import STATION

PROFILE = 'name = "Mine"\nkind = "invoice_list"\n[columns]\nnumber = ["Ref"]\nissue_date = ["When"]\nttc = ["Sum"]\n'
PROFILE += '[constants]\noperator = "Orange"\ncurrency = "EUR"\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(STATION, "utf-8")
    return path


@pytest.fixture
def profiles() -> Path:
    """The folder of the user's profiles, with one that can be used."""
    folder = paths.settings_folder() / "table_profiles"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(PROFILE, "utf-8")
    return folder


def test_a_table_that_contradicts_what_is_known_is_one_and_names_the_invoices(run: Run, table: Path) -> None:
    assert run("import", str(table)).code == 0
    assert run("import", str(table)).code == 0  # it is in already
    changed = STATION.replace("67 520,70", "67 520,71", 1).replace("4 270,00;;", "4 270,00;5 124,00;")
    table.write_text(changed, "utf-8")
    done = run("import", str(table), "--json")
    [file] = done.document["files"]
    assert (done.code, file["status"]) == (1, "merged")
    assert (file["invoices"]["changed"], file["invoices"]["conflicts"]) == (1, ["62274737"])


@pytest.mark.usefixtures("profiles")
def test_a_profile_that_there_is_not_is_two_and_nothing_is_read(run: Run, table: Path, tmp_path: Path) -> None:
    done = run("import", str(table), "--profile", "nope")
    assert (done.code, done.out) == (2, "")
    known = (
        "aircall-list, bouygues-multi-cf, fleet-fr, la-station-lines, la-station-list, mine, transatel-details, "
        "usage-asterisk, usage-call-detail, usage-ivozprovider, usage-multi-cf, usage-ovh"
    )
    assert done.err == f"There is no profile nope. Known ones: {known}.\n"
    assert not (tmp_path / "store").exists()


@pytest.mark.usefixtures("profiles")
def test_a_table_is_read_by_the_profile_that_is_named(run: Run, table: Path) -> None:
    table.write_text("Ref;When;Sum;More\nA-1;05/11/2026;12,00;x\n", "utf-8")
    done = run("import", str(table), "--profile", "mine", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.document["files"][0]["invoices"]["profile"] == "mine"


def test_a_profile_that_no_file_has_use_for_is_said(run: Run, papers: Path, table: Path) -> None:
    said = "None of the files is a table; the profile la-station-list was not used.\n"
    done = run("import", str(papers / "F-1.xml"), "--profile", "la-station-list")
    assert (done.code, done.err) == (0, said)
    assert run("import", str(papers / "F-1.xml"), str(table), "--profile", "la-station-list").err == ""


def test_profiles_that_cannot_be_used_are_said_beside_and_in_the_answer(run: Run, table: Path, profiles: Path) -> None:
    (profiles / "typo.toml").write_text(PROFILE + '[words.type]\n"Avoir" = "creditnote"\n', "utf-8")
    (profiles / "la-station-list.toml").write_text(PROFILE, "utf-8")
    done = run("import", str(table), "--json")
    typo = "The profile typo has a wrong value for words.type: “creditnote”."
    assert typo in done.err
    assert "The profile la-station-list is not used: one that ships with the program has this name." in done.err
    [file] = done.document["files"]
    assert [one["code"] for one in file["warnings"]] == ["table_read_by", "profile_key_ships", "profile_wrong_value"]
    assert typo in run("import", str(table)).out


def test_a_folder_of_profiles_that_is_a_file_is_said(run: Run, table: Path) -> None:
    folder = paths.settings_folder() / "table_profiles"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("x", "utf-8")
    done = run("import", str(table))
    assert done.code == 0
    assert "The folder table_profiles of your profiles of tables cannot be read: " in done.err


def test_a_text_that_is_nothing_known_may_have_been_meant_as_a_table(run: Run, papers: Path) -> None:
    assert "This is neither a PDF, an XML invoice nor a table." in run("import", str(papers / "zz.txt")).out
