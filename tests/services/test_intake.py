"""Taking files in: verdicts, what is written, what is not, and what one undo takes back."""

import hashlib
import os
import sys
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading, SourceKind
from telbill_desktop.services import history
from telbill_desktop.services.intake import FileResult, gather, import_files, preview_files
from telbill_desktop.services.removal import remove_invoices
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_line, invoice_warning
from telbill_desktop.system.worker import WorkerDied, WorkerMemory, WorkerTimeout
from tests.builders import LINES, SELLER, draft, line
from tests.services.shelf import FACTS, Shelf, codes, replace_reading, state, statuses, stored, take


def test_an_invoice_is_written_whole_with_its_document(store: Store, shelf: Shelf) -> None:
    path = shelf.add("a.pdf", replace_reading(draft(), warnings=(Message("file_empty", {"file": "x"}),)))
    [result] = take(store, shelf)
    assert (result.file, result.status, result.kind) == (str(path), FileStatus.IMPORTED, "factur-x")
    [head] = stored(store, invoice)
    assert result.invoice_id == head.id
    assert (head.number, head.issue_date, head.ht, head.vat, head.ttc) == (
        "62268557", date(2026, 11, 17), Decimal("50.01"), Decimal("10.00"), Decimal("60.01"),
    )  # fmt: skip
    assert (head.client_code, head.sub_account, head.recipient_code) == ("00002501", "SC-2", "123")
    assert [row.label for row in stored(store, invoice_line)] == [each.label for each in LINES]
    assert [row.code for row in stored(store, invoice_warning)] == ["file_empty"]
    [source] = stored(store, invoice_source)
    assert (source.role, source.figures["total_ttc"]) == ("main", "60.01")
    assert vault.read(store, source.deposit_id) == path.read_bytes()


def test_the_same_content_again_is_a_duplicate_under_any_name_and_is_not_read_again(store: Store, shelf: Shelf) -> None:
    shelf.add("a.pdf", draft())
    shelf.add("b.pdf", draft(), text="a.pdf")
    assert statuses(take(store, shelf)) == ["imported", "duplicate"]
    read_before = len(shelf.read_names)
    again = take(store, shelf)
    assert statuses(again) == ["duplicate", "duplicate"]
    assert len(shelf.read_names) == read_before
    assert again[0].figures is not None
    assert again[0].figures.total_ttc == Decimal("60.01")
    assert len(stored(store, invoice)) == 1


def test_other_figures_under_one_identity_are_a_conflict_and_overwrite_nothing(store: Store, shelf: Shelf) -> None:
    first = shelf.add("a.pdf", draft())
    other = shelf.add("b.pdf", draft(number="6226 8557", lines=(line(amount="1.00"),)))
    take(store, shelf, first)
    before = state(store, without=FACTS | {"archive", "invoice_source"})
    [result] = take(store, shelf, other)
    assert (result.status, codes([result])) == (FileStatus.CONFLICT, ["invoice_in_conflict"])
    assert result.figures is not None
    assert result.figures.total_ttc == Decimal("1.20")
    assert state(store, without=FACTS | {"archive", "invoice_source"}) == before
    assert [row.role for row in stored(store, invoice_source)] == ["main", "conflict"]
    [again] = take(store, shelf, other)
    assert (again.status, codes([again])) == (FileStatus.DUPLICATE, ["content_known_in_conflict"])


@pytest.mark.parametrize(
    "changes",
    [{"seller": Party("Another", siren="999000029")}, {"issue_date": date(2025, 11, 17)}, {"number": "62268558"}],
    ids=["seller", "year", "number"],
)
def test_another_seller_year_or_number_is_another_invoice(store: Store, shelf: Shelf, changes: dict[str, Any]) -> None:
    shelf.add("a.pdf", draft())
    shelf.add("b.pdf", draft(**changes))
    assert statuses(take(store, shelf)) == ["imported", "imported"]


def test_a_richer_source_is_shown_and_the_poorer_one_kept(store: Store, shelf: Shelf) -> None:
    poor = replace_reading(draft(lines=LINES[:0], totals=draft().totals, vat=draft().vat), source=SourceKind.PDF_TEXT)
    shelf.add("a.pdf", poor)
    shelf.add("b.pdf", draft())
    results = take(store, shelf)
    assert statuses(results) == ["imported", "merged"]
    assert codes(results) == ["", "invoice_enriched"]
    assert len(stored(store, invoice_line)) == len(LINES)
    assert [row.role for row in stored(store, invoice_source)] == ["other", "main"]


def test_a_poorer_source_is_added_and_changes_nothing(store: Store, shelf: Shelf) -> None:
    shelf.add("a.pdf", draft())
    shelf.add("b.pdf", replace_reading(draft(), source=SourceKind.LIST_ROW))
    results = take(store, shelf)
    assert codes(results) == ["", "invoice_confirmed"]
    assert [row.role for row in stored(store, invoice_source)] == ["main", "other"]


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it_again(store: Store, shelf: Shelf) -> None:
    tables = FACTS | {"archive"}
    empty = state(store, without=tables)
    for number in range(5):
        shelf.add(f"{number}.pdf", draft(number=f"F-{number}"))
    take(store, shelf)
    full = state(store, without=tables)
    assert history.history(store)[0].count == 5
    history.undo(store)
    assert state(store, without=tables) == empty
    history.redo(store)
    assert state(store, without=tables) == full
    assert statuses(take(store, shelf)) == ["duplicate"] * 5
    history.undo(store)
    assert statuses(take(store, shelf)) == ["imported"] * 5


def test_a_merge_is_undone_exactly(store: Store, shelf: Shelf) -> None:
    thin = draft(lines=LINES[:1], totals=draft().totals, vat=draft().vat)
    poor = shelf.add("a.pdf", replace_reading(thin, source=SourceKind.PDF_TEXT))
    rich = shelf.add("b.pdf", draft())
    take(store, shelf, poor)
    before = state(store, without=FACTS | {"archive"})
    assert statuses(take(store, shelf, rich)) == ["merged"]
    history.undo(store)
    assert state(store, without=FACTS | {"archive"}) == before


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (WorkerTimeout(10.0), "reading_too_long"),
        (WorkerMemory(512 * 1024 * 1024), "reading_too_large"),
        (WorkerDied(-11), "reading_crashed"),
    ],
)
def test_a_reader_that_is_stopped_refuses_its_file_and_the_others_go_in(
    store: Store, shelf: Shelf, failure: Exception, code: str
) -> None:
    shelf.add("a.pdf", draft(number="1"))
    shelf.add("b.pdf", failure)
    shelf.add("c.pdf", draft(number="2"))
    results = take(store, shelf)
    assert statuses(results) == ["imported", "refused", "imported"]
    assert codes(results)[1] == code
    assert "b.pdf" in str((results[1].message or Message("cancelled")).params["file"])


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.UNMAPPED, FileStatus.UNMAPPED),
        (Outcome.NOT_AN_INVOICE, FileStatus.NOT_AN_INVOICE),
        (Outcome.REFUSED, FileStatus.REFUSED),
    ],
)
def test_what_holds_no_invoice_leaves_nothing(store: Store, shelf: Shelf, outcome: Outcome, status: FileStatus) -> None:
    shelf.add("a.pdf", Reading(outcome, "pdf", message=Message("no_invoice_in_pdf")))
    before = state(store)
    [result] = take(store, shelf)
    assert (result.status, result.kind, codes([result])) == (status, "pdf", ["no_invoice_in_pdf"])
    assert state(store) == before


def test_a_known_document_whose_invoice_goes_while_it_is_read_is_refused(store: Store, shelf: Shelf) -> None:
    """A document that the store knows is not parsed; when it is to be written, nothing may know it any more."""
    known = shelf.add("b.pdf", draft(number="B"))
    [taken] = take(store, shelf)
    files = gather([shelf.add("a.pdf", draft(number="A")), known, shelf.add("c.pdf", draft(number="C"))])
    third_is_read = threading.Event()

    def read(content: bytes, name: str) -> Reading:
        if name == "c.pdf":
            third_is_read.set()
        return shelf.read(content, name)

    def on_result(result: FileResult) -> None:
        if result.file.endswith("a.pdf"):
            assert third_is_read.wait(10), "the files behind are read ahead"
            remove_invoices(store, [taken.invoice_id or 0])

    results = import_files(store, files, read, Unwatched(), on_result=on_result)
    assert statuses(results) == ["imported", "refused", "imported"]
    assert codes(results)[1] == "store_changed_meanwhile"


def test_a_dry_run_gives_the_same_verdicts_and_writes_nothing(store: Store, shelf: Shelf) -> None:
    known = shelf.add("0.pdf", draft(number="0"))
    take(store, shelf, known)
    shelf.add("1.pdf", draft())
    shelf.add("2.pdf", draft(), text="1.pdf")
    shelf.add("3.pdf", draft(lines=LINES[:1]))
    shelf.add("4.pdf", replace_reading(draft(), source=SourceKind.LIST_ROW))
    shelf.add("5.pdf", Reading(Outcome.REFUSED, "pdf"))
    shelf.add("6.pdf", Reading(Outcome.NOT_AN_INVOICE, "cdar"))
    before = state(store)
    dry = preview_files(store, gather([shelf.folder]), shelf.read, Unwatched())
    assert state(store) == before
    wet = take(store, shelf)
    assert statuses(dry) == statuses(wet)
    assert statuses(wet) == [
        "duplicate", "imported", "duplicate", "conflict", "merged", "refused", "not_an_invoice",
    ]  # fmt: skip
    assert [result.figures for result in dry] == [result.figures for result in wet]


def test_a_cancelled_import_keeps_what_it_has_done_and_nothing_else(store: Store, shelf: Shelf) -> None:
    class Impatient:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if done == 2:
                raise CancelledError

    for number in range(6):
        shelf.add(f"{number}.pdf", draft(number=f"F-{number}"))
    results: list[FileResult] = []
    with pytest.raises(CancelledError):
        import_files(store, gather([shelf.folder]), shelf.read, Impatient(), on_result=results.append)
    assert statuses(results) == ["imported"] * 2
    assert [row.number for row in stored(store, invoice)] == ["F-0", "F-1"]
    assert archive_check.check(store).orphans == []
    history.undo(store)
    assert stored(store, invoice) == []


def test_an_import_that_is_cancelled_after_its_last_file_is_whole(store: Store, shelf: Shelf) -> None:
    class Late:
        def step(self, done: int, total: int, _text: str = "") -> None:
            if done == total:
                raise CancelledError

    shelf.add("a.pdf", draft())
    assert statuses(import_files(store, gather([shelf.folder]), shelf.read, Late())) == ["imported"]


def test_texts_that_no_database_can_hold_go_in_as_far_as_they_go(store: Store, shelf: Shelf) -> None:
    shelf.add("a.pdf", draft(number="F\x00\ud800", lines=(line("Forfait\udcff"),)))
    assert statuses(take(store, shelf)) == ["imported"]
    assert stored(store, invoice)[0].number == "F\ufffd\ufffd"
    assert stored(store, invoice_line)[0].label == "Forfait\ufffd"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_whose_name_is_no_text_is_taken_in(store: Store, shelf: Shelf) -> None:
    shelf.add(os.fsdecode(b"\xff\n\x1b[31m.pdf"), draft())
    assert statuses(take(store, shelf)) == ["imported"]
    assert history.history(store)[0].title.params["name"] == "\ufffd\n\x1b[31m.pdf"


def test_an_archive_that_fails_leaves_no_invoice(store: Store, shelf: Shelf) -> None:
    path = shelf.add("a.pdf", draft())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (store.archive / digest[:2]).write_bytes(b"a file where a folder belongs")
    with pytest.raises(Exception, match="store_unwritable"):
        take(store, shelf)
    assert stored(store, invoice) == []


def test_the_seller_of_the_builders_is_found_again(store: Store, shelf: Shelf) -> None:
    shelf.add("a.pdf", draft(number="1"))
    shelf.add("b.pdf", draft(number="2", seller=replace(SELLER, name="HEXAMOBILE")))
    take(store, shelf)
    assert len({row.operator_id for row in stored(store, invoice)}) == 1
