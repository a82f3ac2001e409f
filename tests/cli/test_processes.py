"""What only a process of its own can show: encodings, closed pipes, Ctrl+C."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import draft, ubl_xml
from tests.cli.conftest import ROOT, Run

Command = Callable[..., subprocess.CompletedProcess[bytes]]


def test_json_is_utf_8_whatever_the_terminal_speaks(run: Run, command: Command, papers: Path) -> None:
    (papers / "é.xml").write_bytes(ubl_xml(draft(number="É-9")))
    run("import", str(papers))
    listed = command("invoices", "--json", "--number", "É-9", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert json.loads(listed.stdout.decode("utf-8"))["invoices"][0]["number"] == "É-9"
    shown = command("show", "É-9", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (shown.returncode, shown.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_that_is_closed_early_is_no_traceback(run: Run, papers: Path, tmp_path: Path) -> None:
    run("import", str(papers))
    reading, writing = os.pipe()
    os.close(reading)
    with (tmp_path / "messages").open("wb") as messages:
        done = subprocess.run(
            [sys.executable, "-m", "telbill_desktop", "show", "F-4", "--json"],
            stdout=writing, stderr=messages, check=False, cwd=ROOT,
        )  # fmt: skip
    os.close(writing)
    assert (done.returncode, (tmp_path / "messages").read_bytes()) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of POSIX")
def test_streams_closed_beforehand_keep_nothing_from_being_done(papers: Path, tmp_path: Path) -> None:
    started = f"{sys.executable} -m telbill_desktop import {papers} >&- 2>&-"
    done = subprocess.run(["/bin/sh", "-c", started], check=False, cwd=ROOT)
    assert done.returncode == 1  # the text among them is refused
    assert len(list((tmp_path / "store" / "archive").glob("??/*"))) == len(list(papers.rglob("*.*"))) - 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("words", [("invoices",), ("invoices", "--json"), ("invoices", "--csv"), ("show", "F-4")])
def test_an_answer_that_finds_no_room_is_said_and_is_no_defect(
    run: Run, papers: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run("import", str(papers))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "telbill_desktop", "--lang", "en", *words],
            stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT,
        )  # fmt: skip
    said = b"The answer cannot be written where it should go: No space left on device.\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert not list(tmp_path.rglob("*.log"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_that_fills_up_leaves_what_is_in_and_tells_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number:03}.xml").write_bytes(ubl_xml(draft(number=f"F-{number}")))
    run("import", str(folder / "000.xml"))
    limited = f"ulimit -f 600; exec {sys.executable} -m telbill_desktop --lang en import --json {folder}"
    done = subprocess.run(["/bin/sh", "-c", limited], capture_output=True, check=False, cwd=ROOT)
    told = json.loads(done.stdout)
    taken = told["summary"]["imported"]
    assert (done.returncode, told["summary"]["duplicate"], len(told["files"])) == (3, 1, taken + 1)
    assert 0 < taken < 149
    assert done.stderr.decode().splitlines()[1:] == [f"{149 - taken} files were not taken in."]
    assert run("invoices", "--json").document["count"] == taken + 1
    assert run("doctor").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_stops_an_import_where_everything_is_whole(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        made = draft(number=f"F-{number}", issue_date=date(2020, 1, 1) + timedelta(days=number))
        (folder / f"{number:04}.xml").write_bytes(ubl_xml(made))
    importing = subprocess.Popen(
        [sys.executable, "-m", "telbill_desktop", "import", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    archive = tmp_path / "store" / "archive"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(archive.glob("*/*"))) < 5:
        time.sleep(0.02)
    os.killpg(importing.pid, signal.SIGINT)  # a terminal interrupts the whole group, the worker's process too
    out, err = importing.communicate(timeout=60)
    done = json.loads(out)["files"]
    said = f"Cancelled. What was done so far is kept whole.\n{1000 - len(done)} files were not taken in.\n"
    assert (importing.returncode, err.decode()) == (1, said)
    assert 0 < len(done) < 1000
    assert {each["status"] for each in done} == {"imported"}
    assert run("invoices", "--json").document["count"] == len(done)
    assert [each for each in run("doctor", "--json").document["checks"] if not each["ok"]] == []
    assert run("undo").code == 0
    assert run("invoices", "--json").document["count"] == 0
