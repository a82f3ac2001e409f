"""The demo company shows the product at once; an ordinary store leaves the choice to its user."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.start import Program
from telbill_desktop.system.demo_marker import DemoMark, put_mark
from tests.gui.conftest import WAIT


def test_the_demo_opens_with_its_newest_invoice_in_detail(
    qtbot: QtBot, made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program]
) -> None:
    shutil.copytree(made_store, tmp_path / "demo")
    put_mark(tmp_path / "demo", DemoMark(date(2026, 11, 22), "small", "", ""))
    session = open_window(tmp_path / "demo").session
    assert session is not None
    assert session.desk is not None
    page = session.desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    qtbot.waitUntil(lambda: page.listing.is_complete, timeout=WAIT)
    qtbot.waitUntil(page.detail.tabs.isVisible, timeout=WAIT)
    assert "A-1312/B" in page.detail.heading.text()
    assert page.chosen.ids() == [page.model.id_at(0)]
