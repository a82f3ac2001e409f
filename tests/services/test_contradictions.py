"""A second document of an invoice says the same, or is in conflict and says where."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.conflict import ConflictField
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Words
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, SourceKind
from telbill_desktop.gui.models.conflict_rows import conflict_rows, difference_words
from telbill_desktop.importers import read
from telbill_desktop.services import conflicts
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.services.invoice_detail import detail
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice_line
from telbill_desktop.system.formats import sentence
from tests.builders import LINES, cii_xml, draft, line, ubl_xml
from tests.services.shelf import Shelf, replace_reading, stored, take

KNOWN = draft(number="A-1312/B")


def taken_in(store: Store, folder: Path, *documents: bytes) -> list[FileResult]:
    """The result of each document, imported one after another by the program's own reader."""
    results = []
    for number, content in enumerate(documents):
        path = folder / f"{number}.xml"
        path.write_bytes(content)
        results.extend(import_files(store, gather([path]), read, Unwatched()))
    return results


def met(store: Store, folder: Path, *documents: bytes) -> FileResult:
    return taken_in(store, folder, *documents)[-1]


def with_lines(*lines: Any, **changes: Any) -> InvoiceDraft:  # noqa: ANN401 - any field
    """The known invoice with other lines under the same totals."""
    return replace(KNOWN, lines=lines, **changes)


def test_other_line_amounts_under_the_same_totals_are_a_conflict(store: Store, tmp_path: Path) -> None:
    changed = with_lines(
        replace(LINES[0], amount=Decimal("41.00")), replace(LINES[1], amount=Decimal("6.50")), LINES[2]
    )
    result = met(store, tmp_path, cii_xml(KNOWN), cii_xml(changed))
    assert result.status is FileStatus.CONFLICT
    assert result.message is not None
    assert (result.message.code, result.message.params["count"]) == ("invoice_lines_in_conflict", 2)
    assert [sentence(each) for each in result.warnings if each.code == "line_amount_otherwise"] == [
        "Line “Forfait Mobile 50 Go”: €41.00 here, €40.00 in the invoice that is known.",
        "Line “Option Data Europe”: €6.50 here, €7.50 in the invoice that is known.",
    ]
    assert [row.amount for row in stored(store, invoice_line)] == [each.amount for each in LINES]
    assert result.invoice_id is not None
    [_main, conflict] = detail(store, result.invoice_id).sources
    assert conflict.role == "conflict"
    assert "line_amount_otherwise" in {each.code for each in conflict.warnings}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((replace(LINES[0], label="Forfait Mobile 60 Go"), *LINES[1:]), "line_label_otherwise"),
        ((replace(LINES[0], quantity=Decimal(2), unit_price=Decimal(20)), *LINES[1:]), "line_quantity_otherwise"),
        ((*LINES, line("Remise", "0.00")), "line_only_said"),
        (LINES[:2], "line_only_known"),
    ],
    ids=["label", "quantity", "one more", "one less"],
)
def test_a_line_that_differs_is_named(store: Store, tmp_path: Path, lines: tuple[Any, ...], code: str) -> None:
    result = met(store, tmp_path, cii_xml(KNOWN), cii_xml(with_lines(*lines)))
    assert result.status is FileStatus.CONFLICT
    assert result.message is not None
    assert result.message.code == "invoice_lines_in_conflict"
    assert code in {each.code for each in result.warnings}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"totals": replace(KNOWN.totals, amount_due=Decimal("10.00"), prepaid=Decimal("50.01"))}, "Amount due"),
        ({"due_date": date(2026, 12, 31)}, "Due date"),
    ],
    ids=["amount", "date"],
)
def test_what_is_due_and_when_must_agree_between_two_xml(
    store: Store, tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    result = met(store, tmp_path, cii_xml(KNOWN), cii_xml(replace(KNOWN, **changes)))
    assert result.status is FileStatus.CONFLICT
    assert result.message is not None
    assert (result.message.code, result.message.params["fields"]) == ("invoice_in_conflict", Words((field,)))


def test_the_same_lines_in_another_order_case_and_format_are_the_same(store: Store, tmp_path: Path) -> None:
    other = with_lines(*reversed([replace(each, label=each.label.upper()) for each in LINES]))
    results = taken_in(store, tmp_path, cii_xml(KNOWN), cii_xml(other), ubl_xml(KNOWN))
    assert [each.status.value for each in results] == ["imported", "merged", "merged"]


def test_a_profile_without_lines_agrees_before_and_after(store: Store, tmp_path: Path) -> None:
    bare = cii_xml(with_lines(profile="MINIMUM"))
    assert [each.status.value for each in taken_in(store, tmp_path, bare, cii_xml(KNOWN))] == ["imported", "merged"]
    assert len(stored(store, invoice_line)) == len(LINES)
    assert met(store, tmp_path, cii_xml(with_lines(profile="BASIC WL"))).status is FileStatus.MERGED


def test_a_quantity_that_one_leaves_blank_and_a_heading_are_no_difference(store: Store, shelf: Shelf) -> None:
    shelf.add("a.xml", KNOWN)
    blank = tuple(replace(each, quantity=None) for each in LINES)
    shelf.add("b.xml", with_lines(replace(line("Lignes mobiles"), amount=None), *blank))
    assert [each.status.value for each in take(store, shelf)] == ["imported", "merged"]


def test_another_kind_of_source_may_have_other_lines_and_dues(store: Store, shelf: Shelf) -> None:
    shelf.add("a.xml", KNOWN)
    printed = with_lines(line("Abonnements", "50.01"), due_date=date(2026, 12, 1))
    printed = replace(printed, totals=replace(printed.totals, amount_due=Decimal("99.00")))
    shelf.add("b.pdf", replace_reading(printed, source=SourceKind.PDF_TEXT))
    assert [each.status.value for each in take(store, shelf)] == ["imported", "merged"]


def test_a_due_date_that_a_list_filled_in_is_not_the_xml_s(store: Store, shelf: Shelf) -> None:
    totals = replace(KNOWN.totals, vat=None, ht=KNOWN.totals.ht)
    shelf.add("a.xml", replace(KNOWN, due_date=None, totals=totals))
    listed = with_lines(due_date=date(2026, 12, 1))
    shelf.add("b.csv", replace_reading(listed, source=SourceKind.LIST_ROW))
    shelf.add("c.xml", KNOWN)
    assert [each.status.value for each in take(store, shelf)] == ["imported", "merged", "merged"]


def test_two_details_of_one_invoice_must_have_the_same_lines(store: Store, shelf: Shelf) -> None:
    shelf.add("a.csv", replace_reading(KNOWN, source=SourceKind.DETAIL))
    other = with_lines(replace(LINES[0], amount=Decimal("47.50")), replace(LINES[1], amount=Decimal("0.00")), LINES[2])
    shelf.add("b.csv", replace_reading(other, source=SourceKind.DETAIL))
    assert [each.status.value for each in take(store, shelf)] == ["imported", "conflict"]
    assert [row.role for row in stored(store, invoice_source)] == ["main", "conflict"]
    assert len(stored(store, invoice_line)) == len(LINES)


def test_many_lines_that_differ_are_counted(store: Store, shelf: Shelf) -> None:
    shelf.add("a.xml", with_lines(*(line(f"Ligne {number}", "1.00") for number in range(30))))
    shelf.add("b.xml", with_lines(*(line(f"Ligne {number}", "2.00") for number in range(30))))
    result = take(store, shelf)[-1]
    assert [each.code for each in result.warnings] == ["line_amount_otherwise"] * 3 + ["lines_otherwise_more"]
    assert result.warnings[-1].params["count"] == 27


CHANGED = with_lines(replace(LINES[0], amount=Decimal("41.00")), replace(LINES[1], amount=Decimal("6.50")), LINES[2])
THIRD = with_lines(replace(LINES[0], label="Forfait Mobile 60 Go"), *LINES[1:])


def test_a_conflict_in_the_lines_alone_is_shown_as_one(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, cii_xml(KNOWN), cii_xml(CHANGED))
    [open_one] = conflicts.open_conflicts(store)
    assert open_one.field is ConflictField.LINES
    assert difference_words(open_one.stored, open_one.other, "b.xml") == "Same totals, but other lines in b.xml"
    rows = {row.field: row for row in conflict_rows(conflicts.conflict(store, open_one.source_id))}
    assert [field for field, row in rows.items() if row.differs] == [ConflictField.LINES]


def test_lines_that_were_decided_about_are_known_and_others_are_a_conflict_again(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, cii_xml(KNOWN), cii_xml(CHANGED))
    [open_one] = conflicts.open_conflicts(store)
    conflicts.settle(store, conflicts.conflict(store, open_one.source_id), {ConflictField.LINES}, read)
    assert [row.amount for row in stored(store, invoice_line)] == [each.amount for each in CHANGED.lines]
    (tmp_path / "later").mkdir()
    results = taken_in(store, tmp_path / "later", ubl_xml(CHANGED), cii_xml(THIRD), ubl_xml(KNOWN))
    assert [each.status.value for each in results] == ["merged", "conflict", "merged"], "both versions were weighed"


def test_deciding_about_one_document_leaves_another_with_other_lines_in_conflict(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, cii_xml(KNOWN), cii_xml(CHANGED), cii_xml(THIRD))
    first, second = sorted(conflicts.open_conflicts(store), key=lambda one: one.source_id)
    conflicts.settle(store, conflicts.conflict(store, first.source_id), (), read)
    assert [one.source_id for one in conflicts.open_conflicts(store)] == [second.source_id]
