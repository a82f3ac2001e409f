"""Stores and readers as the window gets them."""

import subprocess
import sys
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers.knowledge import PDF_TEMPLATES
from telbill_desktop.services.gathering import LARGEST_FILE_MB
from telbill_desktop.system.paths import settings_folder
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import StoreWorkspaces, limits_for, reader_in
from tests.builders import facturx_pdf
from tests.pages import TEMPLATE, telecom_pdf


@pytest.mark.parametrize(
    ("size", "seconds", "megabytes"), [(0, 2.5, 250), (2_000_000, 3.5, 270), (LARGEST_FILE_MB * 1_000_000, 10.0, 512)]
)
def test_a_larger_file_gets_more_up_to_a_limit(size: int, seconds: float, megabytes: int) -> None:
    assert limits_for(size) == (seconds, megabytes * 1_000_000)


def test_a_facturx_is_read_in_the_worker_within_them() -> None:
    with Worker() as worker:
        reading = reader_in(worker)(facturx_pdf(), "a.pdf")
    assert reading.outcome is Outcome.READ
    assert reading.draft is not None


def test_the_users_templates_reach_the_worker_and_a_new_one_counts_at_once() -> None:
    with Worker() as worker:
        reader = reader_in(worker)
        assert reader(telecom_pdf(), "a.pdf").outcome is Outcome.UNMAPPED
        folder = settings_folder() / PDF_TEMPLATES
        folder.mkdir(parents=True)
        (folder / "ondefixe.toml").write_text(TEMPLATE, "utf-8")
        assert reader(telecom_pdf(), "a.pdf").outcome is Outcome.READ
        (folder / "ondefixe.toml").unlink()
        assert reader(telecom_pdf(), "a.pdf").outcome is Outcome.UNMAPPED


def test_a_store_is_opened_with_its_reader_and_one_worker(tmp_path: Path) -> None:
    workspaces = StoreWorkspaces(tmp_path / "demo", "small")
    made = workspaces.create(tmp_path / "store")
    made.store.close()
    opened = workspaces.open(tmp_path / "store")
    assert (opened.demo, opened.reference_date) == (False, None)
    assert opened.worker is made.worker
    assert opened.read(facturx_pdf(), "a.pdf").outcome is Outcome.READ
    opened.store.close()
    with pytest.raises(StoreError):
        workspaces.open(tmp_path / "nothing")
    workspaces.close()


def test_no_process_is_started_for_a_window_that_opens_no_store(tmp_path: Path) -> None:
    workspaces = StoreWorkspaces(tmp_path / "demo", "small")
    workspaces.close()
    assert "worker" not in vars(workspaces)


def test_the_programs_entry_imports_nothing_heavy() -> None:
    script = "import sys, telbill_desktop.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"sqlalchemy", "alembic", "lxml", "pypdf", "pypdfium2", "reportlab", "psutil", "PySide6"}
    assert "multiprocessing" not in loaded


def test_the_verbs_are_known_without_what_reads_writes_or_signs_documents() -> None:
    script = "import sys, telbill_desktop.cli.verbs; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "sqlalchemy" in loaded
    assert not loaded & {"pyhanko", "cryptography", "reportlab", "lxml", "pypdf", "pypdfium2", "openpyxl", "PySide6"}
