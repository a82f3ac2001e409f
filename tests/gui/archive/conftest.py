"""The archive's page in its window, on a store with signed, changed and plain documents."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.documents.inspection import inspected
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.gui.pages.archive.page import ArchivePage
from telbill_desktop.gui.start import Program
from telbill_desktop.importers import read
from telbill_desktop.services import archive_acts, judging
from telbill_desktop.services.gathering import gather
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store.engine import Store
from telbill_desktop.system.settings import Settings
from tests import builders
from tests.documents import signed_pdfs as make
from tests.gui.archive.user import User
from tests.gui.user import dated_copy, shown_page
from tests.new_stores import new_store

TODAY = date(2026, 11, 22)
SIGNED = make.signed(make.invoice(), stamped=True)
ROOT = make.identity(make.ISSUER)[0]
LUMITEL = replace(builders.SELLER, name="Lumitel", siren="999000029", siret=None, vat_number=None)


@cache
def documents() -> dict[str, bytes]:
    """Seven documents, in the order in which they come."""
    return {
        "vieux.pdf": make.invoice(form=True),
        "facture.pdf": builders.facturx_pdf(builders.draft(number="F-1", issue_date=date(2026, 3, 17))),
        "avoir.xml": builders.cii_xml(builders.credit_note(number="C-7", issue_date=date(2026, 4, 17))),
        "simple.pdf": make.invoice(),
        "coupee.pdf": SIGNED[: len(SIGNED) * 2 // 3],
        "modifiee.pdf": make.amended(make.signed(make.invoice(), name="Lumitel SA"), make.annotated),
        "certifiee.pdf": SIGNED,
    }


def inspect(content: bytes, anchors: Anchors, totals: Sequence[Decimal]) -> Inspection:
    """What the worker does, in this process."""
    return inspected(content, anchors, totals, datetime.now(UTC))


def fill(store: Store, folder: Path, *, judged: bool = True) -> None:
    """Archives the documents; « vieux » is of 2010, so that its time is over."""
    folder.mkdir()
    paths = [folder / name for name in documents()]
    for path, content in zip(paths, documents().values(), strict=True):
        path.write_bytes(content)
    done = archive_acts.archive_files(store, gather(paths), read, Unwatched())
    if judged:
        judging.judge_waiting(store, inspect, Unwatched())
    archive_acts.file_as(store, [done[0].deposit_id or 0], DocumentKind.OTHER, date(2010, 5, 17))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of somebody who was on the page last: the window opens on it."""
    settings.page = "archive"
    return settings


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("archive")
    with new_store(folder / "store") as store:
        fill(store, folder / "documents")
    return folder / "store"


OpenUser = Callable[[], User]


@pytest.fixture
def open_user(
    qtbot: QtBot, made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program], qapp: QApplication
) -> OpenUser:
    """Opens the window on a copy of the store, whose day is fixed, and goes to the page."""
    dated_copy(made_store, tmp_path / "store", TODAY)

    def opened() -> User:
        program = open_window(tmp_path / "store")
        user = User(qtbot, qapp, program, shown_page(program, "archive", ArchivePage))
        user.wait_for_list()
        user.wait(lambda: user.page.summary is not None)
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the page."""
    return open_user()
