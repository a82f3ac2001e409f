"""Documents of the archive are looked at: while they come, in the background, again when trust changes."""

from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.services import archive, archive_acts, judging, trust
from telbill_desktop.services.gathering import gather
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.system.worker import Worker, WorkerTimeout
from telbill_desktop.workspaces import inspect_in
from tests.builders import draft, facturx_pdf
from tests.documents import signed_pdfs as make
from tests.services.archive_steps import archived, events, inspect, listed, reader

ROOT = make.identity(make.ISSUER)[0]


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
