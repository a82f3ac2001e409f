"""What leaves the archive: which documents a bundle is of, copies elsewhere, mails; the originals stay as they are."""

import email
import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup
from telbill_desktop.domain.bundle import BundleDocument, BundleRequest
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.exporters.mail_draft import mail_draft
from telbill_desktop.services import archive, archive_acts, copies, mailing
from telbill_desktop.services.bundles import bundle_contents, bundle_size
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import bundles as bundles_store
from telbill_desktop.store.tables.parties import billing_account, company
from telbill_desktop.system import formats, i18n
from tests.bundles import bundled, exports_told, filled, vault_digests

SHM = Path("/dev/shm")  # noqa: S108 - a real file system that is not the store's


def names(store: Store, request: BundleRequest) -> list[str]:
    return sorted(one.name for one in bundle_contents(store, request).documents)


def test_a_calendar_year_holds_what_is_dated_in_it(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path / "docs")
    assert names(store, BundleRequest(2026)) == ["avril.pdf", "fibre.pdf", "mandat.pdf", "mars.pdf"]
    assert names(store, BundleRequest(2025)) == ["ancienne.pdf"]
    assert names(store, BundleRequest(2026, with_others=False)) == ["avril.pdf", "fibre.pdf", "mars.pdf"]
    size = bundle_size(store, BundleRequest(2025))
    assert (size.documents, size.size) == (1, (tmp_path / "docs/ancienne.pdf").stat().st_size)


def test_an_accounting_year_ends_on_the_closing_day_of_the_company(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path / "docs")
    with store.writing() as connection:
        connection.execute(update(company).values(closing_month=3, closing_day=31))
    assert names(store, BundleRequest(2026, is_accounting_year=True, with_others=False)) == ["ancienne.pdf", "mars.pdf"]
    assert names(store, BundleRequest(2027, is_accounting_year=True)) == ["avril.pdf", "fibre.pdf"]


def test_chosen_accounts_alone(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path / "docs")
    with store.reading() as connection:
        accounts = list(connection.execute(select(billing_account.c.id).order_by(billing_account.c.id)).scalars())
    chosen = [names(store, BundleRequest(2026, account_ids=(one,), with_others=False)) for one in accounts]
    assert sorted(chosen) == [["avril.pdf", "mars.pdf"], ["fibre.pdf"]]
    assert names(store, BundleRequest(2026, account_ids=tuple(accounts))) == names(store, BundleRequest(2026))


def test_a_year_without_documents_is_said(store: Store) -> None:
    with pytest.raises(TelbillError) as raised:
        bundle_contents(store, BundleRequest(1999))
    assert formats.sentence(raised.value.message) == "No document of the archive has a date in 1999."


def meanwhile(store: Store) -> None:
    """Somebody else deposits a document."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(vault.take, store, b"%PDF-1.7 meanwhile", "meanwhile.pdf", "/in").result()


def test_what_is_deposited_while_a_bundle_is_made_is_no_fault_of_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store, tmp_path / "docs")
    whole = bundles_store.documents

    def slow(connection: Connection, deposit_ids: Sequence[int]) -> list[BundleDocument]:
        meanwhile(store)
        return whole(connection, deposit_ids)

    monkeypatch.setattr(bundles_store, "documents", slow)
    contents = bundle_contents(store, BundleRequest(2026))
    assert contents.faults == ()
    assert len(contents.log) == contents.head.sequence


def test_what_is_deposited_during_a_check_is_no_fault_of_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store, tmp_path / "docs")
    whole = archive_check._registered

    came: list[Store] = []

    def slow(connection: Connection) -> list[archive_check.CheckedDocument]:
        found = whole(connection)
        if not came:  # once: what is looked at again is looked at while nobody writes
            came.append(store)
            meanwhile(store)
        return found

    monkeypatch.setattr(archive_check, "_registered", slow)
    assert archive_check.check(store).breaks == []


def test_what_was_disposed_of_is_not_bundled(store: Store, tmp_path: Path) -> None:
    deposits = filled(store, tmp_path / "docs")
    archive_acts.file_as(store, [deposits["mandat.pdf"]], DocumentKind.IDENTITY)
    archive_acts.dispose(store, [deposits["mandat.pdf"]], "expired", datetime(2026, 12, 1, tzinfo=UTC).date())
    assert names(store, BundleRequest(2026)) == ["avril.pdf", "fibre.pdf", "mars.pdf"]


def test_a_copy_on_the_same_disk_is_no_copy_elsewhere(store: Store, tmp_path: Path) -> None:
    filled(store, tmp_path / "docs")
    assert not bundled(store, tmp_path / "2026").is_elsewhere
    state = copies.copy_state(store)
    assert (state.documents, state.without, state.last_at) == (5, 5, None)


def test_what_has_no_copy_on_another_medium_is_known(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposits = filled(store, tmp_path / "docs")
    before = datetime.now(UTC)
    monkeypatch.setattr("telbill_desktop.services.bundles._device", lambda path: path == store.folder)
    made = bundled(store, tmp_path / "2026")
    later = vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    state = copies.copy_state(store)
    assert (state.documents, state.without, state.newer, state.last_place) == (6, 2, 1, made.place)
    assert state.last_at is not None
    assert before <= state.last_at <= datetime.now(UTC)
    uncopied = ArchiveFilter(group=ArchiveGroup.UNCOPIED)
    assert archive.find_ids(store, uncopied, before.date()) == [later, deposits["ancienne.pdf"]]


def test_another_file_system_is_another_medium(store: Store, tmp_path: Path, tmp_path_factory: object) -> None:
    del tmp_path_factory
    if not SHM.is_dir() or SHM.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    filled(store, tmp_path / "docs")
    place = SHM / f"telbill-{tmp_path.name}.zip"
    try:
        assert bundled(store, place).is_elsewhere
    finally:
        place.unlink(missing_ok=True)
    assert copies.copy_state(store).without == 1


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=default)


def test_a_mail_carries_the_very_bytes_and_says_what_they_are(store: Store, tmp_path: Path) -> None:
    deposits = filled(store, tmp_path / "docs")
    before = vault_digests(store)
    mail = parsed(mailing.draft_mail(store, [deposits["mars.pdf"]], mail_draft))
    [attached] = mail.iter_attachments()
    content = (tmp_path / "docs/mars.pdf").read_bytes()
    assert attached.get_content() == content
    assert (attached.get_filename(), attached.get_content_type()) == (
        "2026-03-17_Hexamobile SA_62268557.pdf",
        "application/pdf",
    )
    assert (mail["X-Unsent"], mail["Subject"]) == ("1", "Invoice Hexamobile SA 62268557 of 17/03/2026")
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    for said in ("Hexamobile SA", "62268557", "17/03/2026", "60.01", hashlib.sha256(content).hexdigest()):
        assert said in text
    assert vault_digests(store) == before


def test_several_documents_go_in_one_mail(store: Store, tmp_path: Path) -> None:
    deposits = filled(store, tmp_path / "docs")
    mail = parsed(mailing.draft_mail(store, list(deposits.values()), mail_draft))
    found = {one.get_filename(): one.get_content() for one in mail.iter_attachments()}
    assert len(found) == len(deposits)
    assert set(found.values()) >= {(tmp_path / "docs" / name).read_bytes() for name in ("mars.pdf", "fibre.pdf")}
    assert mail["Subject"].startswith("5 documents: ")


def test_a_mail_that_servers_refuse_is_not_made(store: Store) -> None:
    deposit_id = vault.take(store, b"%PDF-1.7 " + bytes(15_000_000), "large.pdf", "/in")
    with pytest.raises(TelbillError) as raised:
        mailing.draft_mail(store, [deposit_id], mail_draft)
    assert formats.sentence(raised.value.message) == (
        "The mail would be 21 MB large, and many servers refuse more than 20. Choose fewer documents, or make a bundle."
    )


def test_what_is_called_hostile_breaks_no_header(store: Store) -> None:
    deposit_id = vault.take(store, b"%PDF-1.7 x", "a\r\nBcc: somebody@example.org\r\n\u202efdp.exe", "/in")
    mail = parsed(mailing.draft_mail(store, [deposit_id], mail_draft))
    assert mail["Bcc"] is None
    assert "\u202e" not in mail["Subject"]
    [attached] = mail.iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 x"
    assert str(attached.get_filename()).endswith(".pdf")


def test_the_log_is_told_of_a_mail_of_one_document(store: Store, tmp_path: Path) -> None:
    deposits = filled(store, tmp_path / "docs")
    mailing.tell_mail(store, [deposits["mars.pdf"]])
    [told] = exports_told(store)
    assert (told["to"], told["documents"], told["is_verified"]) == ("mail.eml", 1, False)


def test_a_mail_is_written_in_french_with_the_amount_as_there(store: Store, tmp_path: Path) -> None:
    deposits = filled(store, tmp_path / "docs")
    i18n.use_language("fr")
    body = parsed(mailing.draft_mail(store, [deposits["mars.pdf"]], mail_draft)).get_body()
    assert body is not None
    assert "60,01\u00a0€" in body.get_content().replace("\u202f", "\u00a0")
