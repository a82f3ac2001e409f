"""What comes after a conflict was settled: the same again, better documents, others that agree."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceState
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.importers import read
from telbill_desktop.services import conflicts, history
from telbill_desktop.store.engine import Store
from tests import builders
from tests.builders import LINES, SELLER, draft, line
from tests.services.conflict_steps import LIST, OTHER, F, codes, detail, settle, source, take


@pytest.fixture
def two(store: Store) -> Store:
    """An invoice of three lines, and a document of two that contradicts it."""
    take(store, "first.pdf", builders.facturx_pdf(draft()))
    assert take(store, "other.xml", builders.cii_xml(OTHER)).status is FileStatus.CONFLICT
    return store


def test_the_same_document_again_under_another_name_opens_nothing_anew(two: Store) -> None:
    settle(two, [])
    again = take(two, "again.xml", builders.cii_xml(OTHER))
    assert again.status is FileStatus.DUPLICATE
    same = take(two, "same.xml", builders.ubl_xml(OTHER))  # other bytes, the same figures
    assert (same.status, conflicts.count_open(two)) == (FileStatus.MERGED, 0)


def test_the_same_list_again_is_identical_once_its_conflict_is_settled(store: Store) -> None:
    take(store, "may.csv", LIST.format(ht="100,00", ttc="120,00"))
    take(store, "june.csv", LIST.format(ht="99,00", ttc="118,80"))
    settle(store, [])
    for name in ("june.csv", "july.csv"):  # the same file, and the next month's with the same row
        text = LIST.format(ht="99,00", ttc="118,80") + ("" if name == "june.csv" else "\n")
        result = take(store, name, text)
        assert result.table is not None
        assert (result.table.identical, result.table.changed) == (1, 0)
    assert conflicts.count_open(store) == 0


def test_what_somebody_decided_is_not_displaced_by_a_better_document(store: Store) -> None:
    poste = replace(SELLER, name="La Poste", siren=None, siret=None, vat_number=None)
    take(store, "may.csv", LIST.format(ht="50,00", ttc="60,00"))
    take(store, "june.csv", LIST.format(ht="51,00", ttc="61,20"))
    settle(store, [])
    result = take(store, "x.xml", builders.cii_xml(draft(seller=poste)))
    assert result.status is FileStatus.CONFLICT, result.message
    assert detail(store).invoice.totals.ttc == Decimal("60.00")
    sixty = draft(lines=(line(amount="50.00"),), seller=poste)
    assert take(store, "y.xml", builders.cii_xml(sixty)).status is FileStatus.MERGED
    after = detail(store)
    assert (after.sources[0].name, len(after.invoice.lines)) == ("y.xml", 1)
    assert "conflict_kept" in codes(store)


def test_another_document_that_agrees_with_what_was_chosen_is_in_conflict_no_more(two: Store) -> None:
    take(two, "third.xml", builders.ubl_xml(OTHER))
    assert conflicts.count_open(two) == 2
    first = conflicts.open_conflicts(two)[0]
    both = conflicts.conflict(two, first.source_id)
    conflicts.settle(two, both, both.everything, read)
    assert conflicts.count_open(two) == 0
    assert InvoiceFigures.of(detail(two).invoice).agrees_with(both.other)


def test_a_list_that_leaves_blank_what_was_chosen_agrees_with_it(store: Store) -> None:
    take(store, "may.csv", LIST.format(ht="50,00", ttc="60,00"))
    take(store, "june.csv", LIST.format(ht="51,00", ttc="61,20"))
    take(store, "july.csv", LIST.format(ht="51,00", ttc=""))
    [june, _july] = conflicts.open_conflicts(store)
    both = conflicts.conflict(store, june.source_id)
    conflicts.settle(store, both, both.everything, read)
    assert (source(store, "july.csv").role, source(store, "july.csv").settled) == ("other", None)
    assert source(store, "june.csv").role == "main"
    assert source(store, "may.csv").settled == ()


def test_what_was_said_of_lines_goes_with_them_and_what_is_said_of_the_others_comes(store: Store) -> None:
    wrong = draft(lines=(line(amount="40.00", unit_price=Decimal("39.00")), *LINES[1:]), due_date=date(2026, 1, 1))
    take(store, "wrong.xml", builders.cii_xml(wrong))
    assert "line_mismatch" in codes(store)
    right = replace(draft(), totals=replace(draft().totals, amount_due=Decimal("60.01"), prepaid=None))
    take(store, "other.xml", builders.ubl_xml(replace(right, totals=replace(right.totals, ttc=Decimal("61.00")))))
    settle(store, [F.LINES])
    assert "line_mismatch" not in codes(store)
    assert "due_before_issue" in codes(store)
    assert detail(store).state is InvoiceState.READ
    history.undo(store)
    settle(store, [F.DUE_DATE, F.TTC])
    assert "line_mismatch" in codes(store)
