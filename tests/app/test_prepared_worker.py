"""A prepared process holds the libraries that read when the first file comes: its time does not count their import."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.builders import draft, facturx_pdf, ubl_xml

FIRST_FILE = """
import pathlib, sys
from telbill_desktop.workspaces import import_readers
import_readers()
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
before = {name.partition(".")[0] for name in sys.modules}
path = pathlib.Path(sys.argv[1])
read(path.read_bytes(), path.name, Knowledge())
after = {name.partition(".")[0] for name in sys.modules}
print(sorted((after - before) & {"lxml", "pypdf", "pypdfium2", "stdnum"}))
"""


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ubl_xml(draft(issue_date=date(2026, 11, 1))), "F.xml"),
        (facturx_pdf(draft(issue_date=date(2026, 11, 1))), "F.pdf"),
    ],
    ids=["xml", "pdf"],
)
def test_a_prepared_process_imports_no_library_for_its_first_file(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    printed = subprocess.run([sys.executable, "-c", FIRST_FILE, str(path)], check=True, capture_output=True, text=True)
    assert printed.stdout == "[]\n"
