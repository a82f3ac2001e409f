"""What a document is said to be may be corrected, and with it until when it is kept."""

from datetime import date

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import archive, archive_acts
from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store


def test_a_date_that_is_corrected_says_anew_until_when_a_document_is_kept(store: Store) -> None:
    deposit_id = vault.take(store, b"%PDF-1.7 releve", "releve.pdf", "/in")
    archive_acts.file_as(store, [deposit_id], DocumentKind.OTHER, date(2010, 5, 17))
    assert archive.document(store, deposit_id).row.keep_until == date(2020, 12, 31)
    archive_acts.file_as(store, [deposit_id], DocumentKind.OTHER, date(2010, 6, 17))
    assert archive.document(store, deposit_id).row.document_date == date(2010, 6, 17)
    archive_acts.file_as(store, [deposit_id], DocumentKind.OTHER)
    told = [one.kind for one in archive.document(store, deposit_id).events]
    assert told.count(EventKind.FILED) == 2
