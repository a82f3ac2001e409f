"""How long documents are kept: held, released, filed, disposed of after their day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import archive, archive_acts, documents, judging
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from tests.builders import facturx_pdf
from tests.documents import signed_pdfs as make
from tests.services.archive_steps import archived, events, listed

TODAY = date(2026, 11, 22)


def test_a_document_is_not_disposed_of_before_its_day_nor_while_it_is_held(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=make.invoice())["facture"]
    assert row.keep_until is not None
    later = row.keep_until + timedelta(days=1)
    for day, reason, code in (
        (row.keep_until, "tri", "keep_until_day"),
        (later, " ", "reason_missing"),
    ):
        with pytest.raises(TelbillError) as refused:
            archive_acts.dispose(store, [row.deposit_id], reason, day)
        assert refused.value.message.code == code
    archive_acts.hold(store, [row.deposit_id], "contrôle fiscal")
    with pytest.raises(TelbillError) as held:
        archive_acts.dispose(store, [row.deposit_id], "tri", later)
    assert held.value.message.code == "keep_held"
    archive_acts.release(store, [row.deposit_id])
    archive_acts.dispose(store, [row.deposit_id], "dix ans passés", later)
    assert not vault.path_of(store, row.digest).exists()
    assert listed(store) == {}
    [gone] = archive.rows(store, archive.find_ids(store, ArchiveFilter(with_disposed=True), TODAY))
    assert gone.disposed_at is not None
    assert events(store, gone)[-3:] == [EventKind.HELD, EventKind.RELEASED, EventKind.DISPOSED]
    assert archive_check.check(store).is_sound
    assert judging.count_waiting(store) == 0


def test_one_that_may_not_go_keeps_all_that_were_chosen_with_it(store: Store, folder: Path) -> None:
    rows = archived(store, folder, un=make.invoice(), deux=make.signed(make.invoice()))
    archive_acts.hold(store, [rows["deux"].deposit_id], "litige")
    with pytest.raises(TelbillError):
        archive_acts.dispose(store, [row.deposit_id for row in rows.values()], "tri", date(2040, 1, 1))
    assert archive_check.check(store).intact == 2


def test_what_was_disposed_of_and_comes_again_is_kept_again(store: Store, folder: Path) -> None:
    content = make.invoice()
    row = archived(store, folder, facture=content)["facture"]
    archive_acts.dispose(store, [row.deposit_id], "tri", date(2040, 1, 1))
    again = archived(store, folder, facture=content)["facture"]
    assert again.deposit_id == row.deposit_id
    assert again.disposed_at is None
    assert documents.content(store, row.deposit_id) == content
    assert archive_check.check(store).is_sound


def test_an_invoices_document_is_one_whatever_somebody_says(store: Store, folder: Path) -> None:
    rows = archived(store, folder, facture=facturx_pdf(), bail=make.invoice())
    with pytest.raises(TelbillError) as refused:
        archive_acts.file_as(store, [rows["facture"].deposit_id], DocumentKind.OTHER)
    assert refused.value.message.code == "document_of_invoice"
    archive_acts.file_as(store, [rows["bail"].deposit_id], DocumentKind.IDENTITY, date(2026, 1, 2))
    filed = listed(store)["bail"]
    assert (filed.kind, filed.document_date, filed.keep_until) == (DocumentKind.IDENTITY, date(2026, 1, 2), None)
