"""A whole story from the shell: import, list, show, undo, redo, import again."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run


def test_a_folder_is_imported_listed_shown_undone_redone_and_known_again(run: Run, papers: Path) -> None:
    done = run("import", str(papers), "--json")
    assert done.code == 1  # a text is no invoice
    assert done.document["summary"] == {"imported": 5, "refused": 1}
    assert [Path(each["file"]).name for each in done.document["files"]] == [
        "F-1.xml", "F-2.xml", "F-3.xml", "F-4.pdf", "N-5.xml", "zz.txt",
    ]  # fmt: skip
    assert done.document["files"][4]["invoice"] == {
        "number": "N-5",
        "issue_date": "2026-11-05",
        "due_date": "2026-12-05",
        "type": "credit_note",
        "type_code": "381",
        "currency": "EUR",
        "total_ht": "-50.01",
        "total_vat": "-10.00",
        "total_ttc": "-60.01",
        "amount_due": "-60.01",
        "seller": "Hexamobile SA",
        "lines": 3,
    }

    listed = run("invoices", "--json")
    assert listed.code == 0
    assert listed.document["count"] == 5
    assert listed.document["totals"] == {"EUR": {"ht": "150.03", "vat": "30.00", "ttc": "180.03"}}
    assert [each["number"] for each in listed.document["invoices"]] == ["N-5", "F-4", "F-3", "F-2", "F-1"]

    shown = run("show", "F-4", "--json").document
    assert (shown["total_ttc"], len(shown["lines"])) == ("60.01", 3)
    assert shown["users"] == [{"phone_number": "0639980101", "user": "Camille Perrin"}]
    assert shown["documents"][0]["names"] == ["F-4.pdf"]
    assert shown["sources"][0]["role"] == "main"
    assert shown["references"]["purchase_order"] == "AA01046121"

    assert run("undo").code == 0
    assert run("invoices", "--json").document["count"] == 0
    assert run("redo").code == 0
    assert run("invoices", "--json").document == listed.document

    again = run("import", str(papers), "--json")
    assert again.document["summary"] == {"duplicate": 5, "refused": 1}
    entries = run("history", "--json").document["entries"]
    assert [(each["kind"], each["count"]) for each in entries] == [("import", 5)]
    assert run("doctor", "--json").code == 0


def test_the_same_story_in_processes_of_their_own(
    command: Callable[..., subprocess.CompletedProcess[bytes]], papers: Path, tmp_path: Path
) -> None:
    store = ("--store", str(tmp_path / "own"))
    (papers / "zz.txt").unlink()
    imported = command("import", str(papers), *store)
    assert (imported.returncode, imported.stderr) == (0, b"")
    assert b"5 imported" in imported.stdout
    listed = command(*store, "invoices", "--json", PYTHONIOENCODING="ascii")
    assert b"Hexamobile" in listed.stdout
    assert command("undo", *store).returncode == 0
    assert command("undo", *store).returncode == 2  # nothing left
