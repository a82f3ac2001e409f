"""Hostile PDFs and XML: each ends soon, in little memory, with a sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.conftest import CORPUS

FILES = sorted(
    path
    for folder in ("hostile-pdf", "hostile-xml", "signed-pdf")
    for path in (CORPUS / folder).rglob("*")
    if path.is_file()
)
SECONDS = 3
MEGABYTES = 300
CHILD = """
import json, resource, sys, time
from pathlib import Path
from telbill_desktop.importers import read
from telbill_desktop.system.formats import sentence
def peak():
    # On Linux ru_maxrss remembers the size of the process that started this one; VmHWM is its own.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // (1024 if sys.platform == "darwin" else 1)
for name in sys.stdin.read().splitlines():
    started = time.monotonic()
    reading = read(Path(name).read_bytes(), name)
    memory = peak()
    said = sentence(reading.message) if reading.message else ""
    print(json.dumps([name, time.monotonic() - started, memory, reading.outcome, said]), flush=True)
"""


@pytest.fixture(scope="module")
def verdicts() -> dict[str, tuple[float, int, str, str]]:
    """What a child process made of every file: seconds, megabytes, outcome, sentence."""
    if sys.platform == "win32":
        pytest.skip("the child measures its memory with getrusage")
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        input="\n".join(map(str, FILES)),
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stderr == ""
    found = [json.loads(row) for row in child.stdout.splitlines()]
    return {name: (seconds, memory, outcome, said) for name, seconds, memory, outcome, said in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORPUS)))
def test_a_hostile_file_ends_soon_with_a_sentence(path: Path, verdicts: dict[str, tuple[float, int, str, str]]) -> None:
    seconds, memory, outcome, said = verdicts[str(path)]
    assert seconds < SECONDS
    assert memory < MEGABYTES
    assert outcome in {"refused", "unmapped"}
    assert said
    assert "could not be read:" not in said, "a reader met something that it does not foresee"


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".xml"], ids=lambda path: path.name)
def test_a_document_type_is_refused_without_expansion(
    path: Path, verdicts: dict[str, tuple[float, int, str, str]]
) -> None:
    assert verdicts[str(path)][2] == "refused"
    assert "DTD" in verdicts[str(path)][3]
