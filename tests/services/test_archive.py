"""The archive's services with real files: what is kept, said of it, found again, held, disposed of."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup, ArchiveOrder
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.services import archive, archive_acts, documents, history, judging, removal
from telbill_desktop.services.gathering import gather
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.workspaces import ReadsUsage
from tests.builders import draft, facturx_pdf
from tests.documents import signed_pdfs as make
from tests.services.archive_steps import archived, events, inspect, listed, reader
from tests.usage_files import call, write

TODAY = date(2026, 11, 22)


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


def test_a_file_of_usage_is_refused_and_the_others_are_kept(store: Store, folder: Path) -> None:
    """It names whole whoever was called."""
    write(folder / "appels.csv", [call()])
    (folder / "ici.pdf").write_bytes(make.invoice())
    files = gather([folder / "appels.csv", folder / "ici.pdf"])
    done = archive_acts.archive_files(store, files, reader, Unwatched(), usage=ReadsUsage())
    assert [one.problem.code if one.problem else None for one in done] == ["usage_not_archived", None]
    assert list(listed(store)) == ["ici"]


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
