"""Documents are looked at in the background, whichever way they came; the invoices' page says what was found."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from telbill_desktop.domain.archive_view import ArchiveFilter
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.services import archive, judging
from telbill_desktop.store.engine import open_store
from tests.gui.archive.conftest import TODAY, OpenUser, fill
from tests.gui.archive.user import User
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in
from tests.new_stores import new_store


def test_what_waits_in_a_store_that_is_opened_is_looked_at_and_shown(tmp_path: Path, open_user: OpenUser) -> None:
    shutil.rmtree(tmp_path / "store")
    with new_store(tmp_path / "store") as store:
        fill(store, tmp_path / "documents", judged=False)
        assert judging.count_waiting(store) == 7
    user = open_user()
    assert user.page.tiles.signatures.notes() == ["7 waiting"]
    user.open("certifiee.pdf")
    assert user.page.detail.verdict.heading.text() == "Not looked at yet"
    user.wait(lambda: user.page.tiles.signatures.notes() == ["2 doubtful", "1 unknown", "4 unsigned"])
    user.wait(lambda: user.page.detail.verdict.heading.text() == "Intact, signer not known yet")


def test_a_window_that_closes_stops_looking_and_goes_on_next_time(tmp_path: Path, open_user: OpenUser) -> None:
    shutil.rmtree(tmp_path / "store")
    with new_store(tmp_path / "store") as store:
        fill(store, tmp_path / "documents", judged=False)
    user = open_user()
    user.desk.looking.look_soon(0)
    user.wait(lambda: user.desk.looking.is_running)
    looking = user.desk.looking
    user.window.close()
    user.program.close()
    assert all(job.is_cancelled for job in looking._running)
    with open_store(tmp_path / "store") as store:
        judging.count_waiting(store)  # the store is whole and free


def test_what_an_import_brings_is_looked_at_without_anybody_asking(qtbot: QtBot, desk: Desk, invoices: Path) -> None:
    take_in(desk, invoices)
    store = desk.workspace.store
    assert judging.count_waiting(store) > 0
    qtbot.waitUntil(lambda: judging.count_waiting(store) == 0, timeout=WAIT)


def test_somebody_writes_while_documents_are_looked_at(tmp_path: Path, open_user: OpenUser) -> None:
    shutil.rmtree(tmp_path / "store")
    with new_store(tmp_path / "store") as store:
        fill(store, tmp_path / "documents", judged=False)
    user = open_user()
    user.desk.looking.look_soon(0)
    user.wait(lambda: user.desk.looking.is_running)
    user.open("simple.pdf")
    user.page.acts.keeping.release_chosen()
    user.wait(lambda: any(one.text == "The hold is lifted" for one in user.window.notices.kept))
    user.wait(lambda: judging.count_waiting(user.desk.workspace.store) == 0)


def test_the_invoices_page_shows_the_verdict_of_its_document_and_leads_to_it(user: User) -> None:
    page = user.desk.show_page("invoices")
    assert isinstance(page, InvoicesPage)
    user.wait(lambda: page.listing.is_complete)
    wanted = next(at for at in range(page.listing.count) if "F-1" in page.model.cell(at, 2))
    page.table.selectRow(wanted)
    page.open_current()
    user.wait(lambda: page.detail.detail is not None and "F-1" in page.detail.heading.text())
    line = page.detail.summary.verdict
    user.wait(line.isVisible)
    assert line.shown is not None
    assert (line.shown.text, line.shown.icon) == ("not signed", "minus")
    assert line.pill.accessibleName() == "not signed"
    page.detail.tabs.setCurrentWidget(page.detail.document)
    user.wait(page.detail.document.verdict.isVisible)
    user.click(page.detail.document.verdict.link)
    user.wait(lambda: user.window.pages.currentWidget() is user.page)
    user.wait(lambda: user.page.detail.heading.text() == "facture.pdf")
    assert user.page.chosen.ids() == [user.row_of["facture.pdf"]]


def test_a_document_that_a_filter_hides_is_shown_all_the_same(user: User) -> None:
    user.search("introuvable")
    deposit = archive.find_ids(user.desk.workspace.store, ArchiveFilter(), TODAY)[0]
    user.page.show_document(deposit)
    user.wait(lambda: user.page.detail.heading.text() == "certifiee.pdf")
    user.wait_for_list()
    assert len(user.files) == 7
    row = archive.rows(user.desk.workspace.store, [deposit])[0]
    assert row.integrity is Integrity.INTACT
