"""A bundle that cannot be written, is cancelled or is not found as it was written leaves nothing; defects are named."""

import csv
import errno
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from telbill_desktop.domain.bundle import BundleRequest
from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.exporters.bundle.writing import write_bundle
from telbill_desktop.services.bundles import bundle_contents
from telbill_desktop.services.documents import content
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from tests.bundles import bundled, exports_told, files_of, filled, vault_digests
from tests.deposits import path_of
from tests.new_stores import new_store

PLACES = ("2026", "2026.zip")
DOCUMENTS = 4


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "store") as made:
        filled(made, tmp_path / "in")
        yield made


class At:
    """Progress that does something at one of the steps."""

    def __init__(self, step: int, act: Callable[[], object]) -> None:
        self._step, self._act, self.total = step, act, 0

    def step(self, done: int, total: int, text: str = "") -> None:
        del text
        self.total = total
        if done == self._step:
            self._step = -1
            self._act()


def cancel() -> None:
    raise CancelledError


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"store", "in"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("step", [0, 2, DOCUMENTS, 2 * DOCUMENTS])
def test_a_cancelled_bundle_leaves_nothing(store: Store, tmp_path: Path, place: str, step: int) -> None:
    with pytest.raises(CancelledError):
        bundled(store, tmp_path / place, progress=At(step, cancel))
    assert left(tmp_path) == set()
    assert exports_told(store) == []


def flip(tmp_path: Path, wanted: bytes, name: str) -> None:
    """Turns one bit over in what was copied: of the file that is called so, or of the zip."""
    [aside] = tmp_path.glob(".*.part")
    path = aside if aside.is_file() else next(one for one in aside.rglob("*") if one.name.endswith(name))
    octets = bytearray(path.read_bytes())
    at = octets.index(wanted)
    octets[at] ^= 1
    path.write_bytes(octets)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("wanted", "name"), [(b"%PDF-1.7 mandat", "mandat.pdf"), (b"\x50\x44\x46", "FB-1.pdf")], ids=["mandate", "invoice"]
)
def test_a_bit_that_turned_over_on_the_medium_is_found(
    store: Store, tmp_path: Path, place: str, wanted: bytes, name: str
) -> None:
    with pytest.raises(TelbillError) as raised:
        bundled(store, tmp_path / place, progress=At(DOCUMENTS, lambda: flip(tmp_path, wanted, name)))
    assert raised.value.message.code in {"bundle_differs", "bundle_unreadable"}
    named = str(raised.value.message.params["file"])
    assert named.endswith(name) or place.endswith(".zip")
    assert named.startswith("originals/")
    assert left(tmp_path) == set()
    assert exports_told(store) == []


@pytest.mark.parametrize("name", ["SHA256SUMS", "log.jsonl", "head.txt"])
def test_a_bit_that_turned_over_in_what_stands_beside_is_found_too(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(TelbillError) as raised:
        bundled(store, tmp_path / "2026", progress=At(DOCUMENTS, lambda: flip(tmp_path, b"1", name)))
    assert (raised.value.message.code, raised.value.message.params["file"]) == ("bundle_differs", name)


def test_a_file_that_vanished_from_the_medium_is_named(store: Store, tmp_path: Path) -> None:
    def vanish() -> None:
        [aside] = tmp_path.glob(".*.part")
        (aside / "log.html").unlink()

    with pytest.raises(TelbillError) as raised:
        bundled(store, tmp_path / "2026", progress=At(DOCUMENTS, vanish))
    assert (raised.value.message.code, raised.value.message.params["file"]) == ("bundle_unreadable", "log.html")
    assert left(tmp_path) == set()


@pytest.mark.parametrize("place", PLACES)
def test_a_medium_without_room_gets_a_sentence(
    store: Store, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(100))
    whole = os.fsync

    def full(descriptor: int) -> None:
        if next(calls) >= (3 if place == "2026" else 0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TelbillError) as raised:
        write_bundle(
            tmp_path / place, bundle_contents(store, BundleRequest(2026)), lambda one: content(store, one), Unwatched()
        )
    assert formats.sentence(raised.value.message) == (
        f"There is not enough room on {tmp_path / place}. Nothing was left there."
    )
    assert left(tmp_path) == set()


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_not_there_gets_a_sentence(store: Store, tmp_path: Path, place: str) -> None:
    with pytest.raises(TelbillError) as raised:
        bundled(store, tmp_path / "unplugged" / place)
    assert raised.value.message.code == "file_unwritable"


def test_a_folder_with_something_in_it_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026/mine.txt").write_text("mine")
    with pytest.raises(TelbillError) as raised:
        bundled(store, tmp_path / "2026")
    assert raised.value.message.code == "bundle_target_filled"
    assert files_of(tmp_path / "2026") == {"mine.txt": b"mine"}


def test_what_somebody_puts_there_meanwhile_is_left_alone(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "2026"
    place.mkdir()
    with pytest.raises(TelbillError) as raised:
        bundled(store, place, progress=At(DOCUMENTS, lambda: (place / "mine.txt").write_text("mine")))
    assert raised.value.message.code == "file_unwritable"
    assert files_of(place) == {"mine.txt": b"mine"}
    assert left(tmp_path) == {"2026"}
    assert exports_told(store) == []


def test_an_empty_folder_is_filled(store: Store, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    bundled(store, tmp_path / "2026")
    assert (tmp_path / "2026/LISEZ-MOI.txt").is_file()


def test_an_older_zip_stays_until_the_new_one_is_whole(store: Store, tmp_path: Path) -> None:
    (tmp_path / "2026.zip").write_bytes(b"older")
    with pytest.raises(CancelledError):
        bundled(store, tmp_path / "2026.zip", progress=At(2 * DOCUMENTS, cancel))
    assert (tmp_path / "2026.zip").read_bytes() == b"older"
    bundled(store, tmp_path / "2026.zip")
    assert zipfile.is_zipfile(tmp_path / "2026.zip")


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_a_defect_of_the_archive_is_named_and_never_handed_on(store: Store, tmp_path: Path, damage: str) -> None:
    [deposit_id] = [
        one.deposit_id for one in bundle_contents(store, BundleRequest(2026)).documents if one.number == "FB-1"
    ]
    path = path_of(store, deposit_id)
    path.chmod(0o600)
    path.unlink() if damage == "missing" else path.write_bytes(b"%PDF-1.7 something else")
    made = bundled(store, tmp_path / "2026")
    files = files_of(tmp_path / "2026")
    [lacking] = made.lacking
    assert (lacking.document.number, lacking.reason.code) == ("FB-1", f"document_{damage}")
    assert (made.is_whole, deposit_id in made.deposit_ids, len(made.deposit_ids)) == (False, False, DOCUMENTS - 1)
    assert not [name for name in files if "FB-1" in name]
    assert b"%PDF-1.7 something else" not in files.values()
    for name in ("inventory.csv", "inventory.html", "LISEZ-MOI.html", "LISEZ-MOI.txt"):
        text = files[name].decode("utf-8-sig")
        assert formats.sentence(lacking.reason) in text, name
    [told] = exports_told(store)
    assert told["documents"] == DOCUMENTS - 1


def test_names_of_strangers_lead_nowhere_and_run_nothing(store: Store, tmp_path: Path) -> None:
    contents = bundle_contents(store, BundleRequest(2026))
    evil = [
        {"operator": "../../../tmp", "account": "CON", "number": "=cmd|' /C calc'!A0"},
        {"operator": "NUL", "account": "..", "number": "a\u202efdp.exe", "name": "x" * 300 + ".pdf"},
        {"operator": "<script>alert(1)</script>", "account": "a\x00b\nc", "number": "L" * 300},
        {"operator": "nul", "account": "..", "number": "A\u202efdp.exe", "invoices": 1, "os_user": "@SUM(1)"},
    ]
    documents = tuple(replace(one, **said) for one, said in zip(contents.documents, evil, strict=True))  # type: ignore[arg-type]
    before = vault_digests(store)
    write_bundle(
        tmp_path / "2026",
        replace(contents, documents=documents),
        lambda one: content(store, one),
        Unwatched(),
    )
    assert left(tmp_path) == {"2026"}
    files = files_of(tmp_path / "2026")
    parts = {part for name in files for part in name.split("/")}
    assert not parts & {"..", "CON", "NUL", "nul"}
    assert all(len(part) <= 120 and part.isprintable() for part in parts)
    assert len({name.casefold() for name in files}) == len(files)
    rows = list(csv.reader(io.StringIO(files["inventory.csv"].decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
    assert not [name for name, octets in files.items() if b"<script" in octets and name.endswith(".html")]
    assert vault_digests(store) == before
