"""What is kept of calls, asked and decided on the command line; a purge is said before it is done."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.usage_files import on, write


def calls(tmp_path: Path) -> str:
    """A file of calls of three months."""
    path = tmp_path / "calls.csv"
    write(path, on("05/03/2020", "07/04/2020", "01/05/2020"))
    return str(path)


def test_a_purge_is_said_first_and_done_when_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("import", calls(tmp_path)).code == 0
    said = run("privacy", "--purge", "--before", "15/05/2020")
    assert said.code == 0
    assert said.out.splitlines() == [
        "2 calls, from 05/03/2020 to 07/04/2020, become totals of their months. €0.25 without tax stays in them.",
        "This cannot be undone. Backups that were made before still hold the calls, until they are gone.",
        "Nothing is changed yet: --yes does it.",
    ]
    assert run("privacy", "--json").document["calls"] == 3
    done = run("privacy", "--purge", "--before", "15/05/2020", "--yes")
    assert done.out.splitlines()[1:] == ["Done."]
    found = run("privacy", "--json").document
    assert (found["calls"], found["first_day"], found["purged_before"]) == (1, "2020-05-01", "2020-05-01")
    assert [(one["calls"], one["total_ht"]) for one in found["purges"]] == [(2, "0.250000")]
    assert run("undo").out.startswith("Undone: Import of the usage in calls.csv")


def test_twelve_months_are_kept_where_no_day_is_named(run: Run, tmp_path: Path) -> None:
    run("import", calls(tmp_path))
    assert run("privacy", "--purge", "--json").document["calls"] == 3
    assert run("privacy", "--purge", "--yes", "--json").document["done"] is True
    assert "nothing to purge" in run("privacy", "--purge").out


def test_what_is_kept_is_decided_and_told(run: Run, tmp_path: Path) -> None:
    run("import", calls(tmp_path))
    assert "Nobody has decided yet" in run("privacy").out
    told = run("privacy", "--keep", "totals").out
    assert told.startswith("Totals of each month alone are kept, no call for itself. Decided on ")
    assert "3 calls are kept one by one, from 05/03/2020 to 01/05/2020." in told
    assert run("privacy", "--keep", "calls", "--json").document["keep"] == "calls"


def test_options_of_a_purge_stand_with_it_alone(run: Run) -> None:
    refused = run("privacy", "--yes")
    assert refused.code == 2
    assert "--purge" in refused.err


def test_days_to_come_are_not_purged_nor_is_anything_decided_of_them(run: Run, tmp_path: Path) -> None:
    run("import", calls(tmp_path))
    refused = run("privacy", "--purge", "--before", "2090-01-01", "--yes")
    assert refused.code == 2
    assert "01/01/2090 is still to come" in refused.err
    found = run("privacy", "--json").document
    assert (found["calls"], found["purged_before"]) == (3, None)
