"""What importing 200 Factur-X PDFs costs, a file, all included; beside what their mere reading costs.

    python bench/import_speed.py [COUNT]

The floor is reading, hashing and parsing the same files in one process, nothing kept. Everything is the import as users
have it: worker process, vault, transaction and fsync for each file.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.importers import read
from telbill_desktop.services.intake import FileResult, FileToRead, gather, import_files, preview_files
from telbill_desktop.store.engine import create_store
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import import_readers, reader_in
from tests.builders import draft, facturx_pdf, line

COUNT = 200
TARGET_MS = 40.0


def main() -> int:
    """Prints the table; 1 when the target is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    # Beside the checkout's disk, not in a memory file system where fsync costs nothing.
    with tempfile.TemporaryDirectory(dir=Path.home()) as place:
        folder = Path(place) / "in"
        write_documents(folder, count)
        files = gather([folder])
        floor = timed(lambda: each(parse, files))
        synced = timed(lambda: each(lambda path: write_synced(path, Path(place) / "copy"), files))
        with Worker() as worker, create_store(Path(place) / "store") as store:
            start = timed(lambda: worker.run(import_readers))
            reader = reader_in(worker)
            dry = timed(lambda: check(preview_files(store, files, reader, Unwatched()), FileStatus.IMPORTED))
            whole = timed(lambda: check(import_files(store, files, reader, Unwatched()), FileStatus.IMPORTED))
            again = timed(lambda: check(import_files(store, files, reader, Unwatched()), FileStatus.DUPLICATE))
    print(f"{count} Factur-X PDFs; ms a file, and times the floor; the worker's start ({start * 1000:.0f} ms) is apart")
    for name, seconds in (
        ("read, hash, parse in this process (floor)", floor),
        ("write and fsync the same bytes", synced),
        ("dry run", dry),
        ("import, all included", whole),
        ("import again (duplicates)", again),
    ):
        print(f"  {name:<44}{seconds / count * 1000:8.1f} ms   x {seconds / floor:.2f}")
    cost = (start + whole) / count * 1000
    verdict = "met" if cost <= TARGET_MS else "MISSED"
    print(f"  with the worker's start: {cost:.1f} ms a file; target {TARGET_MS:.0f} ms: {verdict}")
    return 0 if cost <= TARGET_MS else 1


def write_documents(folder: Path, count: int) -> None:
    """Invoices of ten lines, each with its own number and day, as PDF/A-3 with their XML."""
    folder.mkdir()
    lines = tuple(line(f"Forfait Mobile {number} Go", f"{number}.50") for number in range(1, 11))
    sample = draft(lines=lines)
    for number in range(count):
        made = replace(sample, number=f"F-{number:05}", issue_date=date(2026, 1, 1) + timedelta(days=number))
        (folder / f"{number:05}.pdf").write_bytes(facturx_pdf(made))


def each(work: Callable[[Path], None], files: list[FileToRead]) -> None:
    """The work on every file, one after the other."""
    for file in files:
        work(file.path)


def parse(path: Path) -> None:
    """The least that any import does."""
    content = path.read_bytes()
    hashlib.sha256(content).hexdigest()
    if read(content, path.name).draft is None:
        raise AssertionError(path)


def write_synced(path: Path, folder: Path) -> None:
    """What the disk alone asks for a copy that lasts."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    shutil.copyfile(path, target)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def check(results: list[FileResult], status: FileStatus) -> None:
    """Nothing is measured that did not happen."""
    strangers = [result for result in results if result.status is not status]
    if strangers:
        raise AssertionError(strangers[0])


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
