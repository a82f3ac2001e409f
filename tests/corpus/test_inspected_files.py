"""Other people's invoices are inspected: honest ones have hardly a warning, hostile ones end soon in little memory."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.documents.inspection import inspected
from tests.corpus.conftest import CORPUS, expected_rows

HONEST = expected_rows("hybrid-cii", "hybrid-zugferd1", "pdf-text")
HOSTILE = expected_rows("hostile-pdf")
SECONDS = 3
MEGABYTES = 300
# The XML states another total than the page, or another name than the standard's, on purpose; or the page rounds.
DIFFERENT = {
    "hybrid-defects/caslim/CALC-001_facture.pdf": ["total_absent"],
    "hybrid-defects/caslim/CALC-003_facture.pdf": ["total_absent"],
    "hybrid-defects/caslim/PDF-002_facture.pdf": ["danger_attached"],
    "hybrid/mustang/MustangBeispiel20221026.pdf": ["total_absent"],
}
CHILD = """
import json, resource, sys, time
from decimal import Decimal
from pathlib import Path
from telbill_desktop.documents.inspection import inspected
from telbill_desktop.workspaces import import_readers
import_readers()
def peak():
    # On Linux ru_maxrss remembers the size of the process that started this one; VmHWM is its own.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // (1024 if sys.platform == "darwin" else 1)
for name in sys.stdin.read().splitlines():
    content = Path(name).read_bytes()
    started = time.monotonic()
    found = inspected(content, (), (Decimal("120.00"),))
    said = [one.code for one in found.report.warnings]
    print(json.dumps([name, time.monotonic() - started, peak(), said, found.report.reason.code]), flush=True)
"""


@pytest.fixture(scope="module")
def inspections() -> dict[str, tuple[float, int, list[str], str]]:
    """What a child process made of every hostile file: seconds, megabytes, codes of warnings and of the reason."""
    if sys.platform == "win32":
        pytest.skip("the child measures its memory with getrusage")
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        input="\n".join(str(CORPUS / row["file"]) for row in HOSTILE),
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stderr == ""
    found = [json.loads(row) for row in child.stdout.splitlines()]
    return {name: (seconds, memory, said, reason) for name, seconds, memory, said, reason in found}


@pytest.mark.parametrize("row", HONEST, ids=lambda row: row["file"])
def test_an_honest_invoice_has_no_warning(row: dict[str, str]) -> None:
    totals = (Decimal(row["total_ttc"]),) if row["total_ttc"] else ()
    found = inspected((CORPUS / row["file"]).read_bytes(), (), totals)
    assert [one.code for one in found.report.warnings] == DIFFERENT.get(row["file"], [])
    assert found.pages
    assert found.text


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: row["file"])
def test_a_hostile_file_ends_soon_in_little_memory_with_a_sentence(
    row: dict[str, str], inspections: dict[str, tuple[float, int, list[str], str]]
) -> None:
    seconds, memory, warnings, reason = inspections[str(CORPUS / row["file"])]
    assert seconds < SECONDS
    assert memory < MEGABYTES
    assert warnings or reason == "signature_of_no_pdf"
