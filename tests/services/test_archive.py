"""The archive's services with real files: what is kept, said of it, found again, held, disposed of."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup, ArchiveOrder, ArchiveRow
from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.services import archive, archive_acts, documents, history, judging, removal, trust
from telbill_desktop.services.gathering import gather
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.system.worker import Worker, WorkerTimeout
from telbill_desktop.workspaces import inspect_in
from tests.builders import draft, facturx_pdf
from tests.documents import signed_pdfs as make

TODAY = date(2026, 11, 22)
ROOT = make.identity(make.ISSUER)[0]


def reader(content: bytes, name: str) -> Reading:
    return read(content, name, Knowledge())


def inspect(content: bytes, anchors: Anchors, _totals: Sequence[Decimal]) -> Inspection:
    """In this process: what the worker's does is tested beside it."""
    words = "Facture certifiée de l’été" if b"%PDF" in content else ""
    return Inspection(report(content, anchors, datetime.now(UTC)), words, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def archived(store: Store, folder: Path, **files: bytes) -> dict[str, ArchiveRow]:
    """Files put into the archive and looked at; their rows by name."""
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    archive_acts.archive_files(store, gather([folder / f"{name}.pdf" for name in files]), reader, Unwatched())
    judging.judge_waiting(store, inspect, Unwatched())
    return listed(store)


def listed(store: Store, **wanted: object) -> dict[str, ArchiveRow]:
    ids = archive.find_ids(store, ArchiveFilter(**wanted), TODAY)  # type: ignore[arg-type]
    return {row.name.removesuffix(".pdf"): row for row in archive.rows(store, ids)}


def events(store: Store, row: ArchiveRow) -> list[EventKind]:
    return [one.kind for one in reversed(archive.document(store, row.deposit_id).events)]


def test_what_is_archived_is_kept_as_it_is_linked_to_its_invoice_and_looked_at(store: Store, folder: Path) -> None:
    invoice = facturx_pdf(draft(number="F-1", issue_date=date(2026, 3, 17)))
    signed = make.signed(make.invoice())
    rows = archived(store, folder, facture=invoice, certifiee=signed)
    assert {name: (row.number, row.integrity, row.kind) for name, row in rows.items()} == {
        "facture": ("F-1", Integrity.UNSIGNED, DocumentKind.INVOICE),
        "certifiee": ("", Integrity.INTACT, DocumentKind.OTHER),
    }
    assert rows["facture"].keep_until == date(2036, 12, 31)
    assert events(store, rows["facture"]) == [EventKind.DEPOSITED, EventKind.FILED, EventKind.JUDGED]
    assert documents.content(store, rows["certifiee"].deposit_id) == signed
    assert archive_check.check(store).is_sound


def test_the_same_bytes_are_kept_once_and_said_to_be_there(store: Store, folder: Path) -> None:
    archived(store, folder, un=make.invoice())
    (folder / "deux.pdf").write_bytes((folder / "un.pdf").read_bytes())
    [again] = archive_acts.archive_files(store, gather([folder / "deux.pdf"]), reader, Unwatched())
    assert not again.is_new
    assert [one.name for one in archive.document(store, again.deposit_id or 0).names] == ["un.pdf", "deux.pdf"]


def test_what_cannot_be_read_is_named_and_the_others_are_kept(store: Store, folder: Path) -> None:
    (folder / "ici.pdf").write_bytes(make.invoice())
    done = archive_acts.archive_files(store, gather([folder / "absent.pdf", folder / "ici.pdf"]), reader, Unwatched())
    assert [one.problem.code if one.problem else None for one in done] == ["file_missing", None]
    assert list(listed(store)) == ["ici"]


def test_a_verdict_at_the_deposit_stays_when_the_signer_is_trusted_later(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=make.signed(make.invoice()))["facture"]
    assert row.trust is Trust.UNKNOWN
    trust.trust(store, described(ROOT, "root.der"))
    assert judging.judge_again(store, inspect, Unwatched()) == 1
    shown = archive.document(store, row.deposit_id)
    assert shown.at_deposit is not None
    assert shown.latest is not None
    assert (shown.at_deposit.report.trust, shown.latest.report.trust) == (Trust.UNKNOWN, Trust.TRUSTED)
    assert listed(store)["facture"].trust is Trust.TRUSTED
    [known] = trust.trusted(store)
    trust.distrust(store, known.fingerprint)
    judging.judge_again(store, inspect, Unwatched())
    assert listed(store)["facture"].trust is Trust.UNKNOWN
    assert events(store, row)[-2:] == [EventKind.VERDICT_CHANGED, EventKind.VERDICT_CHANGED]
    with pytest.raises(TelbillError) as refused:
        trust.distrust(store, known.fingerprint)
    assert refused.value.message.code == "trust_gone"


def test_looking_again_at_what_says_the_same_leaves_no_trace(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=make.signed(make.invoice()))["facture"]
    before = events(store, row)
    assert judging.judge_again(store, inspect, Unwatched()) == 0
    assert events(store, row) == before


def test_a_document_that_ends_the_process_that_looks_is_said_not_to_be_verifiable(store: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(make.signed(make.invoice()))
    archive_acts.archive_files(store, gather([folder / "a.pdf"]), reader, Unwatched())

    def endless(_content: bytes, _anchors: Anchors, _totals: object) -> Inspection:
        raise WorkerTimeout(10)

    judging.judge_waiting(store, endless, Unwatched())
    assert listed(store)["a"].integrity is Integrity.UNVERIFIABLE


def test_looking_can_be_cancelled_and_goes_on_where_it_was(store: Store, folder: Path) -> None:
    for at in range(40):
        (folder / f"{at:02}.pdf").write_bytes(make.invoice() + b"%" + str(at).encode())
    archive_acts.archive_files(store, gather([folder]), reader, Unwatched())

    class Impatient:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if done == 20:
                raise CancelledError

    with pytest.raises(CancelledError):
        judging.judge_waiting(store, inspect, Impatient())
    assert judging.count_waiting(store) == 20
    judging.judge_waiting(store, inspect, Unwatched())
    assert judging.count_waiting(store) == 0


def test_documents_are_looked_at_while_the_next_ones_come_and_a_cancelled_deposit_leaves_the_rest_waiting(
    store: Store, folder: Path
) -> None:
    for at in range(30):
        (folder / f"{at:02}.pdf").write_bytes(make.invoice() + b"%" + str(at).encode())
    (folder / "00.pdf").write_bytes(make.signed(facturx_pdf(draft(number="F-1"))))
    totals: list[tuple[Decimal, ...]] = []

    def noting(content: bytes, anchors: Anchors, found: tuple[Decimal, ...]) -> Inspection:
        totals.append(found)
        return inspect(content, anchors, found)

    class Impatient:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if done == 25:
                raise CancelledError

    with pytest.raises(CancelledError):
        archive_acts.archive_files(store, gather([folder]), reader, Impatient(), noting)
    assert len(listed(store)) == 25
    left = judging.count_waiting(store)
    assert 0 < left < 25
    archive_acts.archive_files(store, gather([folder]), reader, Unwatched(), noting)
    assert judging.count_waiting(store) == left
    judging.judge_waiting(store, noting, Unwatched())
    assert {row.integrity for row in listed(store).values()} == {Integrity.INTACT, Integrity.UNSIGNED}
    assert totals[0] == (draft().totals.ttc,)
    assert archive_check.check(store).is_sound


def test_groups_are_what_is_known_of_the_signatures(store: Store, folder: Path) -> None:
    signed = make.signed(make.invoice())
    archived(
        store,
        folder,
        inconnu=signed,
        change=make.amended(signed, make.another_amount),
        simple=make.invoice(),
    )
    groups = {group: sorted(listed(store, group=group)) for group in ArchiveGroup}
    assert groups == {
        ArchiveGroup.ALL: ["change", "inconnu", "simple"],
        ArchiveGroup.SOUND: [],
        ArchiveGroup.UNKNOWN: ["inconnu"],
        ArchiveGroup.CHANGED: ["change"],
        ArchiveGroup.UNSIGNED: ["simple"],
        ArchiveGroup.WAITING: [],
        ArchiveGroup.HELD: [],
        ArchiveGroup.UNCOPIED: ["change", "inconnu", "simple"],
        ArchiveGroup.OVER: [],
    }
    counted = archive.summary(store, TODAY)
    assert {group: counted.groups[group] for group in groups} == {group: len(names) for group, names in groups.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("certifiee", True),
        ("CERTIFIÉE", True),
        ("certif", True),
        ("ete facture", True),
        ("hiver", False),
        ("facture hiver", False),
        ("F-77", True),
        ("f77", True),
        ("Avril", True),
        ('"', False),
        ("NEAR(", False),
        ("certifiée*", True),
        ("%", False),
        ("zz\x00zz", False),
    ],
)
def test_a_search_finds_words_of_the_text_the_name_and_the_invoice(
    store: Store, folder: Path, text: str, *, found: bool
) -> None:
    archived(store, folder, **{"relevé avril": facturx_pdf(draft(number="F-77"))})
    assert bool(listed(store, text=text)) is found


def test_every_order_gives_every_document(store: Store, folder: Path) -> None:
    rows = archived(store, folder, a=make.invoice(), b=make.signed(make.invoice()), c=facturx_pdf())
    for order in ArchiveOrder:
        there = archive.find_ids(store, ArchiveFilter(), TODAY, order, reverse=False)
        back = archive.find_ids(store, ArchiveFilter(), TODAY, order, reverse=True)
        assert sorted(there) == sorted(back) == sorted(row.deposit_id for row in rows.values())
    by_name = archive.rows(store, archive.find_ids(store, ArchiveFilter(), TODAY, ArchiveOrder.NAME, reverse=False))
    assert [row.name for row in by_name] == ["a.pdf", "b.pdf", "c.pdf"]


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


def test_a_check_is_told_to_the_log_with_what_it_found(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=make.invoice())["facture"]
    archive_acts.verify(store, Unwatched())
    path = vault.path_of(store, row.digest)
    path.chmod(0o600)
    path.write_bytes(make.invoice()[:-1] + b"X")
    found = archive_acts.verify(store, Unwatched())
    assert [one.shown for one in found.altered] == [f"{row.digest}  facture.pdf"]
    last = archive.summary(store, TODAY).last_check
    assert last is not None
    assert (last.documents, last.intact, last.is_sound) == (1, 0, False)


def hashes(store: Store) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in store.archive.rglob("*") if path.is_file()
    }


def test_the_original_is_the_same_after_import_search_preview_removal_and_undo(store: Store, folder: Path) -> None:
    content = make.signed(facturx_pdf(draft(number="F-9")))
    digest = hashlib.sha256(content).hexdigest()
    row = archived(store, folder, facture=content)["facture"]
    assert row.number == "F-9"
    before = hashes(store)
    assert list(before.values()) == [digest]
    assert listed(store, text="certifiée")
    archive.document(store, row.deposit_id)
    judging.judge_again(store, inspect, Unwatched())
    assert row.invoice_id is not None
    removal.remove_invoices(store, [row.invoice_id])
    history.undo(store)
    history.undo(store)
    history.redo(store)
    assert hashes(store) == before
    assert documents.content(store, row.deposit_id) == content
    assert (folder / "facture.pdf").read_bytes() == content
    assert archive_check.check(store).is_sound


def test_an_undone_import_leaves_the_document_filed_and_kept(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=facturx_pdf(draft(issue_date=date(2026, 3, 17))))["facture"]
    history.undo(store)
    after = listed(store)["facture"]
    assert (after.invoice_id, after.kind, after.keep_until) == (None, DocumentKind.INVOICE, row.keep_until)
    assert reader(b"", "x").outcome is Outcome.REFUSED


def test_what_was_looked_at_before_somebody_cancelled_is_kept(store: Store) -> None:
    for at in range(3):
        vault.take(store, f"%PDF-1.7 {at}".encode(), f"{at}.pdf", "/in")

    class Impatient:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if done == 2:
                raise CancelledError

    with pytest.raises(CancelledError):
        judging.judge_waiting(store, inspect, Impatient())
    assert judging.count_waiting(store) == 1


def test_a_program_that_ends_says_nothing_of_the_documents_that_wait(store: Store) -> None:
    vault.take(store, b"%PDF-1.7 un", "un.pdf", "/in")
    worker = Worker()
    worker.close()
    with pytest.raises(CancelledError):
        judging.judge_waiting(store, inspect_in(worker), Unwatched())
    assert judging.count_waiting(store) == 1


def test_a_look_that_was_not_finished_takes_no_words_away(store: Store, folder: Path) -> None:
    row = archived(store, folder, facture=make.signed(make.invoice()))["facture"]

    def slow(*_asked: object) -> Inspection:
        raise WorkerTimeout(10)

    judging.judge_again(store, slow, Unwatched())
    assert archive.document(store, row.deposit_id).text == "Facture certifiée de l’été"
    assert list(listed(store, text="certifiee")) == ["facture"]
