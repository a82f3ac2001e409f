"""Which files are read, and which are refused before anyone reads them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services.gathering import LARGEST_FILE_MB, beginning_of
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import Store
from tests.builders import draft
from tests.services.shelf import Shelf, codes, state, statuses, take


def test_files_of_a_folder_come_in_the_order_of_their_names(shelf: Shelf) -> None:
    for name in ("b.pdf", "a.pdf", "sub"):
        (shelf.folder / name).mkdir() if name == "sub" else shelf.add(name, draft())
    (shelf.folder / "sub" / "c.xml").write_bytes(b"<x/>")
    (shelf.folder / ".DS_Store").write_bytes(b"x")
    (shelf.folder / ".git").mkdir()
    (shelf.folder / ".git" / "d.xml").write_bytes(b"x")
    hidden: list[Path] = []
    found = gather([shelf.folder], hidden.append)
    expected = [shelf.folder / "a.pdf", shelf.folder / "b.pdf", shelf.folder / "sub" / "c.xml"]
    assert [file.shown for file in found] == [str(path) for path in expected]
    assert [path.name for path in hidden] == [".DS_Store", ".git"]


def test_a_name_that_is_empty_is_not_the_current_folder(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add("a.pdf", draft())
    monkeypatch.chdir(shelf.folder)
    assert [file.problem.code if file.problem else "" for file in gather([""])] == ["file_missing"]


def a_link(path: Path) -> None:
    target = path.with_name("target.bin")
    target.write_bytes(b"x")
    path.symlink_to(target)


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def an_empty_file(path: Path) -> None:
    path.touch()


def a_large_file(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE_MB * 1000 * 1000 + 1)


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kinds of files of POSIX")
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (a_link, "file_is_link"),
        (a_fifo, "file_not_regular"),
        (an_empty_file, "file_empty"),
        (a_large_file, "file_too_large"),
        (nothing, "file_missing"),
    ],
)
def test_only_ordinary_files_are_read(store: Store, shelf: Shelf, make: Callable[[Path], None], code: str) -> None:
    path = shelf.folder / "x.pdf"
    make(path)
    before = state(store)
    results = take(store, shelf, path)
    assert (statuses(results), codes(results)) == (["refused"], [code])
    assert state(store) == before
    assert shelf.read_names == []


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="devices of POSIX")
def test_a_device_and_an_impossible_name_are_refused(store: Store, shelf: Shelf) -> None:
    files = gather(["/dev/null", "a\x00b.pdf", "x" * 5000, ""])
    results = import_files(store, files[:3], shelf.read, Unwatched())
    assert codes(results) == ["file_not_regular", "file_missing", "file_unreadable"]


def test_a_link_to_a_folder_inside_a_folder_is_said_and_not_followed(store: Store, shelf: Shelf) -> None:
    (shelf.folder / "round").symlink_to(shelf.folder)
    assert codes(take(store, shelf)) == ["file_is_link"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_of_a_large_text_the_first_lines_are_read_whole(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "large.csv"
    content = "".join(f"ligne é {number};\r\n" for number in range(100)).encode(encoding)
    path.write_bytes(content)
    [file] = gather([path])
    assert beginning_of(file, len(content)) == (content, True)
    for most in range(200, 240):
        head, is_whole = beginning_of(file, most)
        assert not is_whole
        assert len(head) <= most
        assert head.decode(encoding).endswith(";\r\n")
    path.write_bytes(b"PK" + content)  # a workbook is nothing in parts
    assert beginning_of(file, 200) == (b"PK" + content, True)
