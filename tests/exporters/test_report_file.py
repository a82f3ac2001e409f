"""A report as a file: by its suffix, never half written, stopped on the way, and refused in words that help."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.refusal import unwritable
from telbill_desktop.exporters.report_file import REPORT_SUFFIXES, write_report
from telbill_desktop.system import formats
from tests.exporters.made_reports import report

KINDS = pytest.mark.parametrize("suffix", REPORT_SUFFIXES)


class Watched:
    """Remembers the steps; cancels at the one of that number."""

    def __init__(self, cancel_at: int = -1) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._cancel_at = cancel_at

    def step(self, done: int, total: int, text: str = "") -> None:
        if len(self.steps) == self._cancel_at:
            raise CancelledError
        self.steps.append((done, total, text))


def long(count: int, size: int = 0) -> Report:
    rows = range(count)
    table = Table("Calls", [Column("N", ColumnKind.COUNT)], lambda: ([at] for at in rows), size=size)
    return Report("R", [], [table])


def said(error: TelbillError) -> str:
    return formats.sentence(error.message)


@KINDS
def test_each_kind_of_file_is_begun_as_such_files_begin(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"Report{suffix.upper()}"
    assert write_report(path, report(), progress=Unwatched()) == Written(2)
    begun = {".xlsx": b"PK\x03\x04", ".csv": b"\xef\xbb\xbf", ".html": b"<!DOCTYPE html>", ".pdf": b"%PDF-1.7"}
    assert path.read_bytes().startswith(begun[suffix])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["report.doc", "report", ".xlsx"])
def test_another_kind_is_refused_with_those_that_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(TelbillError) as raised:
        write_report(tmp_path / name, report(), progress=Unwatched())
    assert said(raised.value) == f"{name}: a report is saved as .xlsx, .csv, .html or .pdf."
    assert list(tmp_path.iterdir()) == []


@KINDS
def test_it_tells_how_far_it_is(suffix: str, tmp_path: Path) -> None:
    watched = Watched()
    write_report(tmp_path / f"r{suffix}", long(2500, size=2500), progress=watched)
    assert watched.steps == [(done, 2500, "Calls") for done in (0, 1000, 2000)]
    watched = Watched()
    write_report(tmp_path / f"r{suffix}", long(1500), progress=watched)
    assert watched.steps == [(0, 0, "Calls"), (1000, 0, "Calls")]


@KINDS
def test_what_is_cancelled_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    path.write_text("old")
    with pytest.raises(CancelledError):
        write_report(path, long(2500), progress=Watched(cancel_at=2))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@KINDS
def test_rows_that_fail_on_the_way_leave_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    path.write_text("old")

    def rows() -> Iterator[list[int]]:
        yield [1]
        raise TelbillError("invoice_gone")

    with pytest.raises(TelbillError):
        write_report(path, Report("R", [], [Table("T", [Column("N", ColumnKind.COUNT)], rows)]), progress=Unwatched())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@KINDS
def test_a_drive_that_takes_no_more_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    path.write_text("old")
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(TelbillError) as raised:
            write_report(path, long(5000), progress=Unwatched())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the drive holds no file as large as this" in said(raised.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def tiny_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 64 KB, where such a one may be mounted."""
    place = tmp_path / "drive"
    place.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if not mounted or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("no drive can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607 - as above


@KINDS
def test_a_full_disk_leaves_the_old_file_and_says_so(suffix: str, tiny_drive: Path) -> None:
    path = tiny_drive / f"r{suffix}"
    path.write_text("old")
    with pytest.raises(TelbillError) as raised:
        write_report(path, long(20_000), progress=Unwatched())
    assert said(raised.value) == f"{path} cannot be written: the disk is full. What was there is unchanged."
    assert path.read_text() == "old"
    assert list(tiny_drive.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none in folders")
@KINDS
def test_a_pipe_or_a_device_is_not_replaced_by_a_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    os.mkfifo(path)
    (tmp_path / f"link{suffix}").symlink_to(path)
    for name in (path, tmp_path / f"link{suffix}"):
        with pytest.raises(TelbillError) as raised:
            write_report(name, report(), progress=Unwatched())
        assert "it is a device or a pipe, not a file" in said(raised.value)
        assert path.is_fifo()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is writable for root")
@KINDS
def test_a_folder_that_can_only_be_read_is_said(suffix: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    with pytest.raises(TelbillError) as raised:
        write_report(folder / f"r{suffix}", report(), progress=Unwatched())
    assert "it or its folder is protected against changes" in said(raised.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "it or its folder is protected against changes"),
        (errno.EROFS, "the drive can only be read"),
        (errno.ENOENT, "its folder is not there"),
        (errno.EISDIR, "a folder has this name"),
        (errno.EIO, "the drive does not answer"),
        (errno.ELOOP, os.strerror(errno.ELOOP)),
    ],
)
def test_the_reason_is_in_words_that_help(number: int, words: str) -> None:
    refused = unwritable(Path("r.xlsx"), OSError(number, os.strerror(number)))
    assert said(refused) == f"r.xlsx cannot be written: {words}. What was there is unchanged."


class WindowsError(PermissionError):
    """As Windows raises it, whatever this computer is."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "Permission denied")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("winerror", "words"),
    [
        (32, "another program has it open; close it there, in Excel for example, and save again"),
        (5, "it or its folder is protected against changes, or another program has it open"),
        (112, "the disk is full"),
    ],
)
def test_what_windows_says_of_a_file_that_is_open_elsewhere(winerror: int, words: str) -> None:
    assert words in said(unwritable(Path("r.xlsx"), WindowsError(winerror)))
