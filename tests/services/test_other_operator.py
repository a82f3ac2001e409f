"""One invoice under two operators: a list names its operator otherwise than the documents do. Said, and made one."""

from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import OperatorFields
from telbill_desktop.importers import read
from telbill_desktop.services import conflicts, history, invoices, parties
from telbill_desktop.services.intake import FileResult
from telbill_desktop.services.invoice_detail import detail
from telbill_desktop.services.invoice_edits import set_mark
from telbill_desktop.services.removal import remove_invoices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.search import disagreements
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_line, invoice_warning
from tests.builders import SELLER, cii_xml, draft
from tests.services.conflict_steps import take
from tests.services.shelf import FACTS, state, stored

TITLES = "Type;Date;N° de facture;Montant HT (€);Montant TTC (€);Souscripteur;Code Client\n"
LIST = TITLES + "Facture;17/11/2026;62268557;50,01;60,01;Client 1;00002501\n"
WARNED = "invoice_of_other_operator"


def document(**changes: object) -> bytes:
    return cii_xml(replace(draft(), **changes))  # type: ignore[arg-type] # any field of a draft


def said(result: FileResult) -> list[Message]:
    return [one for one in result.warnings if one.code in {WARNED, "table_of_other_operator"}]


def merge(store: Store, kept: str = "La Poste") -> None:
    ids = {one.label: one.id for one in invoices.operators(store)}
    [merged] = [key for label, key in ids.items() if label != kept]
    parties.merge_operators(store, ids[kept], merged)


def test_a_list_of_known_invoices_under_another_name_of_their_operator_is_said(store: Store) -> None:
    take(store, "a.xml", document())
    [message] = said(take(store, "l.csv", LIST))
    assert message.params == {"count": 1, "numbers": "62268557", "operator": SELLER.name}
    assert [row.code for row in stored(store, invoice_warning)].count(WARNED) == 1
    assert len(stored(store, invoice)) == 2


def test_a_document_of_an_invoice_that_a_list_gives_to_another_operator_is_said(store: Store) -> None:
    take(store, "l.csv", LIST)
    [message] = said(take(store, "a.xml", document()))
    assert message.params == {"number": "62268557", "operator": "La Poste"}
    assert [row.code for row in stored(store, invoice_warning)].count(WARNED) == 1


def test_without_ttc_the_amount_without_tax_counts(store: Store) -> None:
    take(store, "a.xml", document())
    assert said(take(store, "l.csv", LIST.replace("60,01", "")))


@pytest.mark.parametrize(
    "other",
    [("60,01", "60,02"), ("17/11", "18/11"), ("62268557", "62268558"), ("60,01", ""), ("(€)", "($)")],
    ids=["total", "day", "number", "another HT", "currency"],
)
def test_an_invoice_that_differs_is_another(store: Store, other: tuple[str, str]) -> None:
    take(store, "a.xml", document())
    text = LIST.replace(*other)
    assert not said(take(store, "l.csv", text.replace("50,01", "50,02") if other[1] == "" else text))


@pytest.mark.parametrize("kept", ["La Poste", SELLER.name])
@pytest.mark.parametrize("list_first", [True, False])
def test_once_the_operators_are_merged_the_invoice_is_one_with_both_documents(
    store: Store, kept: str, *, list_first: bool
) -> None:
    files: list[tuple[str, bytes | str]] = [("a.xml", document()), ("l.csv", LIST)]
    for name, content in reversed(files) if list_first else files:
        take(store, name, content)
    before = state(store, without=FACTS)
    merge(store, kept)
    [head] = stored(store, invoice)
    assert {(row.kind, row.role) for row in stored(store, invoice_source)} == {("xml", "main"), ("list_row", "other")}
    assert (head.ttc, len(stored(store, invoice_line)) > 0) == (draft().totals.ttc, True)
    assert WARNED not in [row.code for row in stored(store, invoice_warning)]
    with store.reading() as connection:
        assert disagreements(connection)[1] == 0
    merged = state(store, without=FACTS)
    history.undo(store)
    assert state(store, without=FACTS) == before
    history.redo(store)
    assert state(store, without=FACTS) == merged
    again = take(store, "l2.csv", LIST + "\n")
    assert again.table is not None
    assert (again.table.new, again.table.changed) == (0, 0)


def warned_of(store: Store) -> list[str]:
    """Whom the warnings of all invoices name."""
    every = [detail(store, row.id) for row in stored(store, invoice)]
    named = [str(one.params["operator"]) for each in every for one in each.warnings if one.code == WARNED]
    sources = [source for each in every for source in each.sources]
    said = {str(one.params["operator"]) for each in sources for one in each.warnings if one.code == WARNED}
    assert said <= set(named)  # what a document brought is told of it under the same name
    return named


def test_a_rename_of_the_other_operator_does_not_keep_an_import_from_being_undone(store: Store) -> None:
    take(store, "l.csv", LIST)
    take(store, "a.xml", document())
    imported = history.history(store)[0].id
    ids = {one.label: one.id for one in invoices.operators(store)}
    parties.edit_operator(store, ids["La Poste"], OperatorFields("Facteo"))
    assert warned_of(store) == ["Facteo"]
    history.undo_act(store, imported)
    assert len(stored(store, invoice)) == 1


def test_an_operator_of_the_same_name_without_that_invoice_takes_no_warning_along(store: Store) -> None:
    take(store, "l.csv", LIST)
    take(store, "a.xml", document())
    same = parties.add_operator(store, OperatorFields("Autre", "443061841"))
    parties.edit_operator(store, same, OperatorFields("La Poste", "443061841"))
    parties.edit_operator(store, same, OperatorFields("Autre", "443061841"))
    assert warned_of(store) == ["La Poste"]


def test_invoices_that_somebody_marked_differently_are_not_made_one(store: Store) -> None:
    take(store, "a.xml", document())
    take(store, "l.csv", LIST)
    for row, mark in zip(stored(store, invoice), (InvoiceMark.VERIFIED, InvoiceMark.DISPUTED), strict=True):
        set_mark(store, [row.id], mark)
    with pytest.raises(TelbillError) as caught:
        merge(store)
    assert caught.value.message.code == "merge_clash"
    assert len(stored(store, invoice)) == 2


def test_the_other_operator_is_named_as_it_is_called_now(store: Store) -> None:
    take(store, "a.xml", document())
    take(store, "l.csv", LIST)
    ids = {one.label: one.id for one in invoices.operators(store)}
    parties.edit_operator(store, ids[SELLER.name], OperatorFields("Mobilis"))
    assert warned_of(store) == ["Mobilis"]
    third = parties.add_operator(store, OperatorFields("Hexatel"))
    parties.merge_operators(store, third, ids[SELLER.name])
    assert warned_of(store) == ["Hexatel"]
    history.undo(store)
    assert warned_of(store) == ["Mobilis"]


def with_warnings(store: Store) -> list[int]:
    """The invoices that the list shows as having warnings; the others are those without."""
    warned, others = (InvoiceFilter(has_warnings=one) for one in (True, False))
    found = list(invoices.find_ids(store, warned, InvoiceOrder()))
    assert invoices.find_first(store, warned, InvoiceOrder()) == found
    assert invoices.count(store, warned) == len(found)
    assert invoices.count(store, others) == len(stored(store, invoice)) - len(found)
    return found


@pytest.mark.parametrize("list_first", [True, False])
def test_the_warning_goes_with_the_other_invoice_and_comes_back_with_it(store: Store, *, list_first: bool) -> None:
    files: list[tuple[str, bytes | str]] = [("a.xml", document()), ("l.csv", LIST)]
    for name, content in reversed(files) if list_first else files:
        take(store, name, content)
    warned, [first, _second] = warned_of(store), stored(store, invoice)
    shown = with_warnings(store)
    assert (len(warned), len(shown)) == (1, 1)
    before = state(store, without=FACTS)
    remove_invoices(store, [first.id])
    assert (warned_of(store), with_warnings(store)) == ([], [])
    history.undo(store)
    assert (warned_of(store), with_warnings(store)) == (warned, shown)
    assert state(store, without=FACTS) == before


def test_the_warning_goes_when_the_import_of_the_other_invoice_is_undone(store: Store) -> None:
    take(store, "l.csv", LIST)
    imported = history.history(store)[0].id
    take(store, "a.xml", document())
    history.undo_act(store, imported)
    assert (warned_of(store), with_warnings(store)) == ([], [])


def test_a_third_operator_that_has_the_invoice_too_is_still_said(store: Store) -> None:
    third = replace(SELLER, name="Hexatel", siren="443061841", siret="", vat_number="")
    take(store, "c.xml", document(seller=third))
    take(store, "a.xml", document())
    take(store, "l.csv", LIST)
    ids = {one.label: one.id for one in invoices.operators(store)}
    before = state(store, without=FACTS)
    parties.merge_operators(store, ids[SELLER.name], ids["La Poste"])
    assert len(stored(store, invoice)) == 2
    assert warned_of(store) == ["Hexatel"]
    assert [row.code for row in stored(store, invoice_warning)].count(WARNED) == 1
    history.undo(store)
    assert state(store, without=FACTS) == before


@pytest.mark.parametrize("is_settled", [False, True])
def test_what_is_in_conflict_or_was_decided_is_not_made_one(store: Store, *, is_settled: bool) -> None:
    take(store, "a.xml", document())
    take(store, "b.xml", document(due_date=date(2026, 12, 24)))  # which the list does not say
    take(store, "l.csv", LIST)
    if is_settled:
        [open_one] = conflicts.open_conflicts(store)
        conflicts.settle(store, conflicts.conflict(store, open_one.source_id), (), read)
    with pytest.raises(TelbillError) as caught:
        merge(store)
    assert caught.value.message.code == "merge_clash"
