"""Conflicts settled: field by field, as a whole or kept; with real files in a real vault, read by the real readers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from telbill_desktop.domain.conflict import ConflictField, adds_up, taken_from
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading
from telbill_desktop.importers import read
from telbill_desktop.services import conflicts, documents, history, invoices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.formats import sentence
from telbill_desktop.system.worker import WorkerTimeout
from tests import builders
from tests.builders import LINES, SELLER, draft
from tests.services.conflict_steps import LIST, NUMBER, OTHER, F, codes, detail, refused, seen, settle, source, take
from tests.services.shelf import stored
from tests.store_contents import contents


@pytest.fixture
def two(store: Store) -> Store:
    """An invoice of three lines, and a document of two that contradicts it."""
    take(store, "first.pdf", builders.facturx_pdf(draft()))
    assert take(store, "other.xml", builders.cii_xml(OTHER)).status is FileStatus.CONFLICT
    return store


def test_what_is_open_is_counted_listed_and_compared_field_by_field(two: Store) -> None:
    [only] = conflicts.open_conflicts(two)
    assert (conflicts.count_open(two), only.number, only.document) == (1, NUMBER, "other.xml")
    assert (only.field, only.stored.total_ttc, only.other.total_ttc) == (F.TTC, Decimal("60.01"), Decimal("50.40"))
    both = conflicts.conflict(two, only.source_id)
    assert both.document is not None
    assert (both.document.name, both.document.media_type) == ("first.pdf", "application/pdf")
    assert both.differing == (F.DUE_DATE, F.HT, F.VAT, F.TTC, F.AMOUNT_DUE, F.LINES)
    assert (both.stored.lines, both.other.lines) == (3, 2)


def test_the_list_can_be_narrowed_to_invoices_in_conflict(two: Store) -> None:
    take(two, "sound.xml", builders.cii_xml(draft(number="F-2")))

    def found(*, in_conflict: bool) -> list[int]:
        return list(invoices.find_ids(two, InvoiceFilter(in_conflict=in_conflict), InvoiceOrder()))

    assert found(in_conflict=True) == invoices.find_by_number(two, NUMBER)
    assert found(in_conflict=False) == invoices.find_by_number(two, "F-2")


def test_kept_as_it_is_the_document_is_seen_and_nothing_else_changes(two: Store) -> None:
    before = detail(two)
    settle(two, [])
    after = detail(two)
    assert (after.invoice, after.state) == (before.invoice, before.state)
    assert [(one.name, one.role, one.settled) for one in after.sources] == [
        ("first.pdf", "main", None),
        ("other.xml", "other", ()),
    ]
    assert after.warnings[-1].code == "conflict_kept"
    assert "other.xml" in sentence(after.warnings[-1])
    assert (conflicts.count_open(two), after.history[0].kind) == (0, "settle_conflict")
    assert after.history[0].os_user


def test_figures_of_both_documents_and_both_originals_stay_for_ever(two: Store) -> None:
    before = {one.name: (one.figures, documents.content(two, one.deposit_id)) for one in detail(two).sources}
    settle(two, seen(two).everything)
    after = {one.name: (one.figures, documents.content(two, one.deposit_id)) for one in detail(two).sources}
    assert after == before


def test_all_of_the_other_document_brings_its_lines_and_vat_table_from_its_own_bytes(two: Store) -> None:
    settle(two, seen(two).everything)
    after = detail(two)
    expected = read(builders.cii_xml(OTHER), "other.xml").draft
    assert expected is not None
    assert (after.invoice.lines, after.invoice.vat, after.invoice.totals) == (
        expected.lines, expected.vat, expected.totals,
    )  # fmt: skip
    assert after.invoice.due_date == date(2026, 12, 24)
    assert [(one.name, one.role) for one in after.sources] == [("other.xml", "main"), ("first.pdf", "other")]
    assert (after.state, after.warnings[-1].code) == (InvoiceState.READ, "conflict_settled_whole")


def test_chosen_totals_that_do_not_add_up_mark_the_invoice_and_say_what_was_chosen(two: Store) -> None:
    settle(two, [F.TTC])
    after = detail(two)
    assert after.invoice.totals.ttc == Decimal("50.40")
    assert after.invoice.totals.ht == Decimal("50.01")
    assert after.invoice.lines == detail(two).invoice.lines
    assert after.state is InvoiceState.TO_CHECK
    assert {"total_mismatch", "due_mismatch", "conflict_settled"} <= set(codes(two))
    note = next(message for message in after.warnings if message.code == "conflict_settled")
    assert sentence(note) == "other.xml said something else. Taken from it: Total incl. VAT."
    assert source(two, "other.xml").settled == ("ttc",)


def test_a_date_alone_leaves_the_sums_alone(two: Store) -> None:
    settle(two, [F.DUE_DATE])
    assert (detail(two).invoice.due_date, detail(two).state) == (date(2026, 12, 24), InvoiceState.READ)


def test_lines_alone_come_with_their_vat_table_and_disagree_with_the_totals_that_stay(two: Store) -> None:
    settle(two, [F.LINES])
    after = detail(two)
    assert [one.label for one in after.invoice.lines] == [one.label for one in OTHER.lines]
    assert [row.basis for row in after.invoice.vat] == [Decimal("42.00")]
    assert (after.invoice.totals.ht, after.state) == (Decimal("50.01"), InvoiceState.TO_CHECK)
    assert {"vat_mismatch", "vat_bases_mismatch", "ht_mismatch"} <= set(codes(two))


def test_a_conflict_chosen_back_makes_the_sums_sound_again(store: Store) -> None:
    wrong = replace(draft(), totals=replace(draft().totals, ttc=Decimal("99.99"), amount_due=Decimal("99.99")))
    take(store, "wrong.xml", builders.cii_xml(wrong))
    take(store, "right.xml", builders.cii_xml(draft(due_date=date(2027, 1, 1))))
    assert detail(store).state is InvoiceState.TO_CHECK
    settle(store, [F.TTC, F.AMOUNT_DUE])
    assert detail(store).state is InvoiceState.READ
    assert "total_mismatch" not in codes(store)


@pytest.mark.parametrize("taken", [[], [F.TTC, F.DUE_DATE], [F.LINES], list(F)], ids=["kept", "some", "lines", "all"])
def test_undo_and_redo_are_exact(two: Store, taken: list[ConflictField]) -> None:
    before = contents(two)
    settle(two, taken)
    after = contents(two)
    assert after != before
    history.undo(two)
    assert contents(two) == before
    history.redo(two)
    assert contents(two) == after


def test_the_import_of_a_settled_document_cannot_be_undone_before_the_settlement(two: Store) -> None:
    imported = history.history(two)[0]
    settle(two, [F.TTC])
    before = contents(two)
    refused("act_changed_since", lambda: history.undo_act(two, imported.id))
    assert contents(two) == before


def test_what_was_seen_must_still_be_so(two: Store) -> None:
    both = seen(two)
    settle(two, [F.DUE_DATE])
    refused("conflict_gone", lambda: conflicts.settle(two, both, [F.TTC], read))
    history.undo(two)
    take(two, "third.csv", LIST.format(ht="99,00", ttc="118,80"))
    with unit_of_work(two, "edit_operator", {"name": "x"}) as unit:
        unit.update(invoice_source, both.source_id, {"role": "conflict"})
    changed = replace(both, stored=replace(both.stored, total_ht=Decimal(1)))
    before = contents(two)
    refused("conflict_changed", lambda: conflicts.settle(two, changed, [F.TTC], read))
    assert contents(two) == before


def test_a_document_that_is_read_otherwise_now_gives_no_lines(two: Store) -> None:
    def reader(made: InvoiceDraft) -> Callable[[bytes, str], Reading]:
        return lambda _content, _name: Reading(Outcome.READ, "cii", draft=made)

    def late(_content: bytes, _name: str) -> Reading:
        raise WorkerTimeout(10)

    both, before = seen(two), contents(two)
    for wrong in (reader(replace(OTHER, number="F-9")), reader(draft()), late, _unreadable):
        refused("conflict_document_unreadable", partial(conflicts.settle, two, both, [F.LINES], wrong))
        refused("conflict_document_unreadable", partial(conflicts.settle, two, both, both.everything, wrong))
    assert contents(two) == before
    conflicts.settle(two, both, [F.TTC], _unreadable)  # figures are in the store


def _unreadable(_content: bytes, _name: str) -> Reading:
    return Reading(Outcome.REFUSED, "")


def test_a_type_or_a_currency_is_not_taken_apart_from_its_amounts(store: Store) -> None:
    take(store, "a.xml", builders.cii_xml(draft()))
    take(store, "credit.xml", builders.cii_xml(builders.credit_note(number=NUMBER)))
    both = seen(store)
    amounts = {F.HT, F.VAT, F.TTC, F.AMOUNT_DUE}
    for taken in ({F.TYPE}, amounts, amounts | {F.TYPE}, {F.TYPE, F.LINES}):
        refused("conflict_type_apart", partial(conflicts.settle, store, both, taken, read))
    conflicts.settle(store, both, both.everything, read)
    assert (detail(store).invoice.type, detail(store).invoice.totals.ttc) == ("credit_note", Decimal("-60.01"))
    assert detail(store).invoice.sign_flipped


def test_amounts_of_two_currencies_are_never_put_together(store: Store) -> None:
    take(store, "a.xml", builders.cii_xml(draft()))
    take(store, "b.xml", builders.cii_xml(replace(draft(lines=LINES[:1]), currency="USD")))
    both = seen(store)
    amounts = {F.HT, F.VAT, F.TTC, F.AMOUNT_DUE, F.LINES}
    for taken in ({F.CURRENCY}, {F.TTC}, amounts, {F.CURRENCY, F.TTC}):
        refused("conflict_currency_apart", partial(conflicts.settle, store, both, taken, read))
    settle(store, amounts | {F.CURRENCY})
    assert detail(store).invoice.currency == "USD"


def test_a_list_in_conflict_gives_its_figures_and_leaves_the_lines(store: Store) -> None:
    named = draft(seller=replace(SELLER, name="La Poste", siren=None, siret=None, vat_number=None))
    take(store, "a.xml", builders.cii_xml(named))
    result = take(store, "liste.csv", LIST.format(ht="99,00", ttc=""))
    assert result.status is FileStatus.CONFLICT, result.message
    both = seen(store)
    assert both.stored.lines == 3
    assert not both.can_take(F.LINES)
    assert not both.can_take(F.DUE_DATE)
    conflicts.settle(store, both, both.everything, _unreadable)
    after = detail(store)
    assert (after.invoice.totals.ht, after.invoice.totals.ttc) == (Decimal("99.00"), None)
    assert (len(after.invoice.lines), after.state) == (3, InvoiceState.TO_CHECK)
    assert after.sources[0].name == "a.xml"


def test_at_least_one_total_is_left(two: Store) -> None:
    both = seen(two)
    without = replace(both, other=replace(both.other, total_ht=None, total_ttc=None))
    refused("conflict_no_total", lambda: taken_from(without, frozenset({F.HT, F.TTC})))
    assert adds_up(taken_from(without, frozenset({F.HT}))) is None


def test_a_number_and_year_that_another_invoice_has_are_refused(two: Store) -> None:
    take(two, "taken.xml", builders.cii_xml(draft(number="F-9")))
    both = seen(two)
    figures = next(row.figures for row in stored(two, invoice_source) if row.id == both.source_id)
    with unit_of_work(two, "edit_operator", {"name": "x"}) as unit:
        unit.update(invoice_source, both.source_id, {"figures": {**figures, "number": "F-9"}})
    before = contents(two)
    refused("conflict_identity_taken", lambda: settle(two, [F.NUMBER]))
    assert contents(two) == before
