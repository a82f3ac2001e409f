"""Tables of other people: delimited ones against their JSON answers, hostile workbooks within the worker's limits."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import weight_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import LONGEST_TABLE, import_readers, limits_for
from tests.corpus.conftest import CORPUS

ANSWERED = sorted((CORPUS / "csv").rglob("*.json"))
WORKBOOKS = sorted((CORPUS / "hostile-xlsx").rglob("*.xlsx"))
READ = {
    "49609.xlsx": (39, 98),
    "noSharedStringTable.xlsx": (1, 2),
    "picture.xlsx": (10, 2),
    "style-alternate-content.xlsx": (29, 3),
}
SAID = {"54764-2.xlsx": "table_dtd", "protected_passtika.xlsx": "table_password"}


@pytest.mark.parametrize("answer", ANSWERED, ids=lambda path: path.stem)
def test_a_delimited_table_is_what_its_answer_says(answer: Path) -> None:
    content = answer.with_suffix(".csv").read_bytes()
    if b"\r\n" not in content:  # one answer was written for a file with the line ends of Windows
        expected = json.loads(answer.read_text(encoding="utf-8").replace("\\r\\n", "\\n"))
    else:
        expected = json.loads(answer.read_text(encoding="utf-8"))
    titles, *rows = open_table(content).rows
    assert [dict(zip(titles.cells, row.cells, strict=True)) for row in rows] == expected


def test_a_french_table_of_codes_keeps_its_zeros() -> None:
    rows = open_table((CORPUS / "csv" / "csvd" / "b_test_file.csv").read_bytes()).rows
    assert rows[0].cells == ("code_departement", "code_region", "partly_empty")
    assert rows[1].cells == ("01", "01", "10")
    assert rows[5].cells == ("28", "84", "")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(import_readers) as worker:
        yield worker


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_a_hostile_workbook_ends_soon_with_a_table_or_a_sentence(path: Path, worker: Worker) -> None:
    content = path.read_bytes()
    seconds, memory = limits_for(weight_of(content), longest=LONGEST_TABLE)
    try:
        table = worker.run(open_table, content, timeout=seconds, memory=memory)
    except TelbillError as error:
        assert error.message.code == SAID.get(path.name, "table_damaged")  # noqa: PT017 - or a table
        assert path.name not in READ
    else:
        assert (len(table.rows), table.width) == READ[path.name]


@pytest.mark.parametrize(
    "path", [*WORKBOOKS, *(path.with_suffix(".csv") for path in ANSWERED)], ids=lambda path: path.name
)
def test_every_table_is_recognised(path: Path) -> None:
    reading = read(path.read_bytes(), path.name)
    assert reading.format in {"xlsx", "csv", "office"}
    assert reading.message is not None
    if path.name in READ or path.suffix == ".csv":
        assert (reading.outcome, reading.message.code) == (Outcome.UNMAPPED, "profile_none_fits")
    else:
        assert (reading.outcome, reading.message.code) == (Outcome.REFUSED, SAID.get(path.name, "table_damaged"))
