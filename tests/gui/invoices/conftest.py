"""The invoices' page in its window, on a store that the intake made of real documents."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice import Category, InvoiceDraft, Party
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.start import Program
from telbill_desktop.importers import read
from telbill_desktop.services.intake import gather, import_files
from tests import builders
from tests.gui.invoices.user import User
from tests.gui.user import shown_page
from tests.new_stores import new_store

LUMITEL = replace(builders.SELLER, name="Lumitel", siren="999000029", siret=None, vat_number=None)
SOCIETE = Party(name="Société Générale de l'Établi", siren="999100027", code="77")


def documents() -> dict[str, bytes]:
    """Seven invoices and a document that contradicts the first of them."""
    lines = (*builders.LINES, builders.line("Routeur 4G", "30.00", category=Category.EQUIPMENT, product_range="Box"))
    first = builders.draft(number="A-1312/B", issue_date=date(2026, 11, 17))
    wrong = builders.draft(number="F-100", issue_date=date(2026, 10, 5), seller=LUMITEL)
    dollars = _in_dollars(builders.draft(number="F-300", issue_date=date(2026, 8, 5), seller=LUMITEL))
    other = replace(first, totals=replace(first.totals, ht=Decimal("41.00"), ttc=Decimal("51.00")))
    return {
        "a first.pdf": builders.facturx_pdf(first),
        "b credit.xml": builders.cii_xml(builders.credit_note(number="C-7", issue_date=date(2026, 11, 10))),
        "c wrong.xml": builders.cii_xml(replace(wrong, totals=replace(wrong.totals, ttc=Decimal("99.99")))),
        "d many.pdf": builders.facturx_pdf(
            builders.draft(number="F-200", issue_date=date(2026, 9, 5), lines=lines, buyer=SOCIETE)
        ),
        "e dollars.xml": builders.cii_xml(dollars),
        "f old.xml": builders.ubl_xml(
            builders.draft(number="06 12-45", issue_date=date(2025, 9, 5), lines=(builders.line(amount="1000.00"),))
        ),
        "g last.xml": builders.cii_xml(
            builders.draft(number="=1+1", issue_date=date(2025, 1, 5), lines=(builders.line(amount="900.00"),))
        ),
        "h other.xml": builders.cii_xml(other),
    }


def _in_dollars(draft: InvoiceDraft) -> InvoiceDraft:
    return replace(draft, currency="USD")


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "documents").mkdir()
    for name, content in documents().items():
        (folder / "documents" / name).write_bytes(content)
    with new_store(folder / "store") as store:
        import_files(store, gather([str(folder / "documents")]), read, Unwatched())
    return folder / "store"


OpenUser = Callable[[], User]


@pytest.fixture
def open_user(
    qtbot: QtBot, made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program], qapp: QApplication
) -> OpenUser:
    """Opens the window on a copy of the store, as often as asked."""
    if not (tmp_path / "store").exists():
        shutil.copytree(made_store, tmp_path / "store")

    def opened() -> User:
        program = open_window(tmp_path / "store")
        user = User(qtbot, qapp, program, shown_page(program, "invoices", InvoicesPage))
        user.wait_for_list()
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the window, which shows seven invoices."""
    return open_user()
