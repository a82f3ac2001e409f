"""`telbill archive`: kept as it came, verified, listed; whom the user trusts."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.store.engine import open_store
from telbill_desktop.system import paths
from tests.builders import draft, facturx_pdf
from tests.cli.conftest import Run
from tests.documents import signed_pdfs as make
from tests.usage_files import call, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "signee.pdf").write_bytes(make.signed(make.invoice()))
    (made / "facture.pdf").write_bytes(facturx_pdf(draft(number="F-1", issue_date=date(2026, 3, 17))))
    return made


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def in_archive(path: Path) -> Path:
    digest = digest_of(path)
    return Path(paths.default_store()) / "archive" / digest[:2] / digest[2:]


def test_files_are_kept_and_what_is_said_of_each_is_told(run: Run, folder: Path) -> None:
    ran = run("archive", "add", str(folder), "--json")
    assert ran.code == 0
    assert [
        (one["file"], one["sha256"], one["status"], one["integrity"], one["keep_until"]) for one in ran.document
    ] == [
        (str(folder / name), digest_of(folder / name), "archived", integrity, until)
        for name, integrity, until in (
            ("facture.pdf", "unsigned", "2036-12-31"),
            ("signee.pdf", "intact", f"{date.today().year + 10}-12-31"),  # noqa: DTZ011 - the day of the deposit
        )
    ]
    again = run("archive", "add", str(folder / "signee.pdf"), "--json")
    assert (again.code, again.document[0]["status"]) == (0, "duplicate")
    assert [one["name"] for one in run("archive", "list", "--json").document["documents"]] == [
        "signee.pdf",
        "facture.pdf",
    ]
    assert run("show", "F-1", "--json").code == 0


def test_what_is_not_as_it_was_signed_is_kept_and_told_with_the_exit_code(run: Run, folder: Path) -> None:
    signed = (folder / "signee.pdf").read_bytes()
    (folder / "autre.pdf").write_bytes(make.amended(signed, make.another_amount))
    ran = run("archive", "add", str(folder / "autre.pdf"))
    assert ran.code == 1
    assert ran.out.startswith(f"{folder / 'autre.pdf'}: archived, changed since it was signed, keep until ")
    assert run("archive", "list", "--group", "changed", "--json").document["documents"][0]["integrity"] == "modified"


def test_a_file_that_is_not_there_is_wrong_usage_alone_and_a_refusal_among_others(run: Run, folder: Path) -> None:
    assert run("archive", "add", str(folder / "absent.pdf")).code == 2
    ran = run("archive", "add", str(folder / "absent.pdf"), str(folder / "signee.pdf"), "--json")
    assert (ran.code, [one["status"] for one in ran.document]) == (1, ["refused", "archived"])


def test_everything_is_read_again_and_what_is_wrong_is_named(run: Run, folder: Path) -> None:
    run("archive", "add", str(folder))
    sound = run("archive", "verify", "--json")
    assert sound.code == 0
    assert sound.document == {
        "documents": 2, "intact": 2, "missing": [], "altered": [], "unreadable": [], "orphans": [],
        "chain": "intact", "chain_row": None, "chain_breaks": [], "missing_months": [],
    }  # fmt: skip
    kept = in_archive(folder / "signee.pdf")
    content = bytearray(kept.read_bytes())
    content[100] ^= 1
    kept.chmod(0o600)
    kept.write_bytes(content)
    in_archive(folder / "facture.pdf").unlink()
    ran = run("archive", "verify", "--json")
    assert ran.code == 1
    assert ran.document["altered"] == [f"{digest_of(folder / 'signee.pdf')}  signee.pdf"]
    assert ran.document["missing"] == [f"{digest_of(folder / 'facture.pdf')}  facture.pdf"]
    assert "altered: " in run("archive", "verify").out


def test_a_log_that_was_cut_is_found_with_its_row(run: Run, folder: Path) -> None:
    run("archive", "add", str(folder))
    database = Path(paths.default_store()) / "telbill.sqlite3"
    with closing(sqlite3.connect(database)) as file, file:
        [last] = file.execute("SELECT max(id) FROM archive_event").fetchone()
        file.execute("DELETE FROM archive_event WHERE id > ?", (last - 2,))
    ran = run("archive", "verify", "--json")
    assert (ran.code, ran.document["chain"], ran.document["chain_row"]) == (1, "broken", last - 1)


def test_a_store_that_the_window_holds_is_verified_and_its_log_told_nothing(run: Run, folder: Path) -> None:
    run("archive", "add", str(folder))
    with open_store(Path(paths.default_store())):
        ran = run("archive", "verify", "--json")
    assert (ran.code, ran.document["intact"]) == (0, 2)
    assert "The log is told nothing" in ran.err


def test_months_without_an_invoice_are_named(run: Run, tmp_path: Path) -> None:
    months = tmp_path / "months"
    months.mkdir()
    for month in (1, 2, 3, 5, 6):
        invoice = draft(number=f"F-{month}", issue_date=date(2026, month, 3))
        (months / f"{month}.pdf").write_bytes(facturx_pdf(invoice))
    run("archive", "add", str(months))
    ran = run("archive", "verify", "--json")
    assert ran.code == 1
    assert [one["month"] for one in ran.document["missing_months"]] == ["2026-04"]


def test_who_is_trusted_is_known_from_then_on_and_can_be_taken_back(run: Run, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "autorite.der"
    root.write_bytes(make.identity(make.ISSUER)[0])
    run("archive", "add", str(folder))

    def trust() -> str:
        [row] = run("archive", "list", "--text", "signee", "--json").document["documents"]
        return str(row["trust"])

    assert trust() == "unknown"
    known = run("archive", "trust", str(root), "--json")
    [one] = known.document["trusted"]
    assert (known.code, one["name"], one["fingerprint"]) == (0, make.ISSUER, digest_of(root))
    assert trust() == "trusted"
    assert run("archive", "trust", "--list").out.count(make.ISSUER) == 2
    assert run("archive", "trust", "--remove", one["fingerprint"][:12]).code == 0
    assert trust() == "unknown"
    again = run("archive", "trust", "--remove", one["fingerprint"])
    assert (again.code, again.err.strip()) == (2, "That certificate is not trusted any more already.")
    assert run("archive", "trust", str(folder / "signee.pdf")).code == 2


def test_an_import_looks_at_what_it_brings(run: Run, folder: Path) -> None:
    (folder / "f2.pdf").write_bytes(make.signed(facturx_pdf(draft(number="F-2"))))
    run("import", str(folder / "f2.pdf"))
    [row] = run("archive", "list", "--json").document["documents"]
    assert (row["invoice"], row["integrity"]) == ("F-2", "intact")


def test_a_file_of_usage_is_not_archived_and_it_is_said_why(run: Run, folder: Path) -> None:
    ran = run("archive", "add", str(write(folder / "appels.csv", [call()])))
    assert ran.code == 1
    assert "names whole whoever was called" in ran.out
