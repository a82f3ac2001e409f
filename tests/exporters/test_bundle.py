"""A year's bundle: the very bytes, everything beside them, and a check that needs nothing of this program."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.bundle import BundleRequest
from telbill_desktop.exporters.bundle.readme import CHAIN_CHECK
from telbill_desktop.store.engine import Store
from tests.bundles import bundled, exports_told, files_of, filled, vault_digests
from tests.new_stores import new_store

PAPERS = {
    *("inventory.csv", "inventory.html", "reports.html", "log.jsonl", "log.html", "head.txt"),
    *("LISEZ-MOI.html", "LISEZ-MOI.txt", "SHA256SUMS"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "store") as made:
        filled(made, tmp_path / "in")
        yield made


def originals(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith("originals/")}


def test_a_bundle_holds_the_very_bytes_of_the_year_under_names_for_people(store: Store, tmp_path: Path) -> None:
    before = vault_digests(store)
    made = bundled(store, tmp_path / "2026")
    files = dict(files_of(tmp_path / "2026"))
    assert set(files) - set(originals(files)) == PAPERS
    assert originals(files) == {
        "originals/Hexamobile SA/CF 2 - SC-2/2026-03-17_Hexamobile SA_62268557.pdf": (
            tmp_path / "in/mars.pdf"
        ).read_bytes(),
        "originals/Hexamobile SA/CF 2 - SC-2/2026-04-17_Hexamobile SA_62270001.pdf": (
            tmp_path / "in/avril.pdf"
        ).read_bytes(),
        "originals/Fibrelle SAS/FIBRE 9/2026-05-02_Fibrelle SAS_FB-1.pdf": (tmp_path / "in/fibre.pdf").read_bytes(),
        "originals/other documents/2026-06-01_mandat.pdf": b"%PDF-1.7 mandat",
    }
    assert vault_digests(store) == before
    assert (len(made.deposit_ids), made.is_whole) == (4, True)


def test_the_files_are_checked_with_sha256sum_alone(store: Store, tmp_path: Path) -> None:
    bundled(store, tmp_path / "2026")
    ran = subprocess.run(
        ["/usr/bin/env", "sha256sum", "-c", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "2026",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == len(files_of(tmp_path / "2026")) - 1


def chain_of(lines: list[str]) -> str:
    """The last digest of a chain that is whole, with hashlib alone."""
    previous = ""
    for line in lines:
        assert json.loads(line)["previous"] == previous
        previous = hashlib.sha256(line.encode()).hexdigest()
    return previous


def test_the_log_is_checked_with_hashlib_alone(store: Store, tmp_path: Path) -> None:
    bundled(store, tmp_path / "2026")
    lines = (tmp_path / "2026/log.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    sequence, digest = (tmp_path / "2026/head.txt").read_text().split()
    assert (chain_of(lines), len(lines)) == (digest, int(sequence))


@pytest.mark.parametrize("row", [None, 3])
def test_the_check_that_the_page_tells_finds_a_row_that_was_changed(
    store: Store, tmp_path: Path, row: int | None
) -> None:
    bundled(store, tmp_path / "2026")
    log = tmp_path / "2026/log.jsonl"
    if row is not None:
        lines = log.read_text(encoding="utf-8").split("\n")
        lines[row] = lines[row].replace('"kind":"', '"kind": "')
        log.write_text("\n".join(lines), encoding="utf-8")
    ran = subprocess.run(
        ["/bin/sh", "-c", CHAIN_CHECK], cwd=tmp_path / "2026", capture_output=True, text=True, check=True
    )
    printed = ran.stdout.splitlines()
    assert ("BROKEN" in ran.stdout) is (row is not None)
    assert (printed[-2] == printed[-1].split()[1]) is (row is None)


def test_the_inventory_says_everything_of_each_document(store: Store, tmp_path: Path) -> None:
    bundled(store, tmp_path / "2026", BundleRequest(2026, with_others=False))
    content = (tmp_path / "2026/inventory.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    files = originals(dict(files_of(tmp_path / "2026")))
    assert {row["File"]: row["SHA-256"] for row in rows} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    [march] = [row for row in rows if row["Number"] == "62268557"]
    expected = {"Operator": "Hexamobile SA", "HT": "50,01", "VAT": "10,00", "TTC": "60,01", "Keep until": "31/12/2036"}
    assert {name: march[name] for name in expected} == expected
    page = (tmp_path / "2026/inventory.html").read_text(encoding="utf-8")
    assert all(name in page for name in files)


def test_a_zip_holds_the_same_with_pdfs_stored_as_they_are(store: Store, tmp_path: Path) -> None:
    bundled(store, tmp_path / "2026.zip")
    with zipfile.ZipFile(tmp_path / "2026.zip") as archive:
        kinds = {entry.filename: entry.compress_type for entry in archive.infolist()}
        files = {name: archive.read(name) for name in kinds}
    assert set(files) - set(originals(files)) == PAPERS
    assert {kinds[name] for name in originals(files)} == {zipfile.ZIP_STORED}
    assert {kinds[name] for name in PAPERS} == {zipfile.ZIP_DEFLATED}
    assert (tmp_path / "in/mars.pdf").read_bytes() in files.values()
    assert not list(tmp_path.glob(".*"))


def test_the_log_is_told_that_the_copy_was_verified(store: Store, tmp_path: Path) -> None:
    made = bundled(store, tmp_path / "2026")
    [told] = exports_told(store)
    digests = {hashlib.sha256(content).hexdigest() for content in originals(dict(files_of(tmp_path / "2026"))).values()}
    assert (told["to"], told["is_verified"], set(told["sha256"])) == (made.place, True, digests)  # type: ignore[call-overload]
