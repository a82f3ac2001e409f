"""Every kind of act is done on a real store, undone, redone, also after the store was opened again: nothing may differ.

A kind without a scenario fails.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.conflict import Conflict, ConflictField
from telbill_desktop.domain.entry import Entry
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading, SourceKind
from telbill_desktop.services import conflicts, parties, removal
from telbill_desktop.services.doctor import examine
from telbill_desktop.services.entering import enter_invoice, read_file
from telbill_desktop.services.history import history, next_redo, redo, undo
from telbill_desktop.store.engine import Store, open_store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator
from telbill_desktop.system.formats import sentence
from tests.builders import LINES, SELLER, credit_note, draft
from tests.new_stores import new_store
from tests.services import (
    scenarios_of_contacts,
    scenarios_of_contracts,
    scenarios_of_documents,
    scenarios_of_fleet_edits,
    scenarios_of_lists,
    scenarios_of_reports,
    scenarios_of_usage,
)
from tests.services.scenarios import ELSEWHERE, OTHER, SCENARIOS, Act, Scenario, ids, read, scenario, take
from tests.store_contents import contents


@scenario("import")
def _several_new_invoices(store: Store) -> Act:
    take(store, read(draft(number="0")))
    faulty = read(draft(number="3"), SourceKind.XML, Message("file_empty", {"file": "à vide"}))
    new = [read(draft(number="1")), read(credit_note(seller=OTHER, account=ELSEWHERE)), faulty]

    def act(store: Store) -> None:
        assert take(store, *new) == [FileStatus.IMPORTED] * 3

    return act


@scenario("import")
def _a_richer_source_of_a_known_invoice(store: Store) -> Act:
    poor = replace(draft(lines=LINES), lines=())
    assert take(store, read(poor, SourceKind.LIST_ROW)) == [FileStatus.IMPORTED]

    def act(store: Store) -> None:
        assert take(store, read(draft())) == [FileStatus.MERGED]

    return act


@scenario("import")
def _a_document_that_contradicts_a_known_invoice(store: Store) -> Act:
    take(store, read(draft()))
    other = draft(lines=LINES[:1])

    def act(store: Store) -> None:
        assert take(store, read(other)) == [FileStatus.CONFLICT]

    return act


@scenario("enter_invoice")
def _an_invoice_typed_beside_its_pdf(store: Store) -> Act:
    take(store, read(draft(number="0")))
    path = store.folder.parent / "typed.pdf"
    path.write_bytes(b"%PDF-1.7 typed")
    entry = Entry(
        "Ondefixe", "F-9", date(2026, 11, 17), Decimal("10.00"), Decimal("2.00"), Decimal("12.00"), account="CF 7"
    )

    def act(store: Store) -> None:
        file, content = read_file(path)
        assert enter_invoice(store, file, content, entry).status is FileStatus.IMPORTED

    return act


@scenario("merge_operators")
def _two_operators_with_accounts_and_contracts(store: Store) -> Act:
    take(store, read(draft(number="1")), read(draft(number="2", seller=OTHER)))
    kept, merged = ids(store, operator)
    return lambda store: parties.merge_operators(store, kept, merged)


@scenario("merge_accounts")
def _two_accounts_of_one_operator(store: Store) -> Act:
    take(store, read(draft(number="1")), read(draft(number="2", account=ELSEWHERE)))
    kept, merged = ids(store, billing_account)
    return lambda store: parties.merge_accounts(store, kept, merged)


@scenario("merge_companies")
def _two_companies_with_an_account_each(store: Store) -> Act:
    take(store, read(draft(number="1")), read(draft(number="2", buyer=Party("Roche Groupe", siren="732829320"))))
    kept, merged = ids(store, company)
    return lambda store: parties.merge_companies(store, kept, merged)


@scenario("settle_conflict")
def _a_conflict_settled_as_a_whole_with_its_lines(store: Store) -> Act:
    other = read(draft(lines=LINES[:1]), SourceKind.XML, Message("lines_total_missing"))
    take(store, read(draft()), other)
    return lambda store: settle(store, lambda seen: seen.everything, other)


@scenario("settle_conflict")
def _a_conflict_settled_field_by_field(store: Store) -> Act:
    take(store, read(draft()), read(draft(lines=LINES[:1]), SourceKind.LIST_ROW))
    return lambda store: settle(store, lambda _seen: [ConflictField.TTC])


@scenario("settle_conflict")
def _a_conflict_in_which_the_invoice_is_kept(store: Store) -> Act:
    take(store, read(draft()), read(draft(lines=LINES[:1])))
    return lambda store: settle(store, lambda _seen: [])


def settle(
    store: Store, choose: Callable[[Conflict], Collection[ConflictField]], reading: Reading | None = None
) -> None:
    [source_id] = [one.source_id for one in conflicts.open_conflicts(store)]
    seen = conflicts.conflict(store, source_id)
    conflicts.settle(store, seen, choose(seen), lambda _content, _name: reading or Reading(Outcome.REFUSED, ""))


@scenario("add_operator")
def _an_operator_before_any_invoice(store: Store) -> Act:
    take(store, read(draft(seller=OTHER)))
    fields = OperatorFields("Hexamobile", "732 829 320", "FR44732829320", "fr")

    def act(store: Store) -> None:
        parties.add_operator(store, fields)

    return act


@scenario("add_account")
def _an_account_of_a_written_operator(store: Store) -> Act:
    chosen = parties.add_operator(store, OperatorFields("Hexamobile"))

    def act(store: Store) -> None:
        parties.add_account(store, chosen, AccountFields("Siège", number="CF 7"))

    return act


@scenario("add_company")
def _a_company_before_any_invoice(store: Store) -> Act:
    take(store, read(draft(buyer=None)))

    def act(store: Store) -> None:
        parties.add_company(store, CompanyFields("Atelier Roche", siren="443061841"))

    return act


@scenario("edit_operator")
def _an_operator_that_an_import_made(store: Store) -> Act:
    take(store, read(draft(seller=replace(SELLER, siren=None, siret=None, vat_number=None))))
    [chosen] = ids(store, operator)
    fields = OperatorFields("Hexamobile Entreprises", siren="732 829 320", country="fr")
    return lambda store: parties.edit_operator(store, chosen, fields)


@scenario("edit_account")
def _an_account_that_an_import_made(store: Store) -> Act:
    take(store, read(draft()))
    [chosen] = ids(store, billing_account)
    return lambda store: parties.edit_account(store, chosen, AccountFields("Siège, mobiles", number="CF 77"))


@scenario("edit_company")
def _a_company_that_an_import_made(store: Store) -> Act:
    take(store, read(draft()))
    [chosen] = ids(store, company)
    return lambda store: parties.edit_company(store, chosen, CompanyFields("Atelier Roche", siren="732829320"))


@scenario("remove_invoice")
def _an_invoice_with_everything(store: Store) -> Act:
    faulty = read(draft(), SourceKind.XML, Message("file_empty", {"file": "a"}), Message("file_empty", {"file": "b"}))
    take(store, faulty)
    take(store, read(draft(lines=LINES[:1])))  # a document that contradicts it
    [chosen] = ids(store, invoice)
    return lambda store: removal.remove_invoices(store, [chosen])


@scenario("remove_invoices")
def _several_invoices(store: Store) -> Act:
    for number in ("F-1", "F-2", "F-3"):
        take(store, read(draft(number=number, lines=LINES)))
    return lambda store: removal.remove_invoices(store, ids(store, invoice)[:2])


def test_several_invoices_are_removed_all_or_none(store: Store) -> None:
    take(store, read(draft()))
    before = contents(store)
    with pytest.raises(TelbillError, match="invoice_gone"):
        removal.remove_invoices(store, [*ids(store, invoice), 4711])
    assert contents(store) == before


def test_every_kind_of_act_has_a_scenario() -> None:
    for registering in (
        scenarios_of_contracts,
        scenarios_of_contacts,
        scenarios_of_documents,
        scenarios_of_fleet_edits,
        scenarios_of_lists,
        scenarios_of_reports,
        scenarios_of_usage,
    ):  # imported for what they register
        assert registering.__doc__
    assert set(SCENARIOS) == set(ACTS)


@pytest.mark.parametrize(
    ("kind", "prepare"),
    [pytest.param(kind, prepare, id=f"{kind}{prepare.__name__}") for kind in SCENARIOS for prepare in SCENARIOS[kind]],
)
def test_an_act_is_undone_and_redone_to_the_letter(tmp_path: Path, kind: str, prepare: Scenario) -> None:
    folder = tmp_path / "store"
    with new_store(folder) as store:
        act = prepare(store)
        before, steps = contents(store), len(history(store))
        act(store)
        after = contents(store)
        done = history(store)[0]
        assert (done.kind, len(history(store))) == (kind, steps + 1)
        assert "{" not in sentence(done.title)
        assert after != before
        undo(store)
        assert contents(store) == before
        redo(store)
        assert contents(store) == after
    with open_store(folder) as store:
        undo(store)
        assert contents(store) == before
    with open_store(folder) as store:
        redo(store)
        assert contents(store) == after
        undo(store)
        act(store)  # done anew, on other ids
        assert next_redo(store) is None
        undo(store)
        assert contents(store) == before
        well = {check.name for check in examine(store) if check.ok}
        assert {"structure", "references", "journal", "documents", "search", "usage"} <= well
        assert {"structure", "references", "journal", "documents", "search", "sums"} <= well


def test_a_whole_life_is_undone_to_nothing_and_redone(tmp_path: Path) -> None:
    with new_store(tmp_path / "store") as store:
        nothing = contents(store)
        take(store, read(draft(number="1")), read(draft(number="2", seller=OTHER)), read(credit_note()))
        kept, merged = ids(store, operator)
        parties.edit_operator(store, merged, OperatorFields("Onde Fixe", siren="732829320"))
        parties.merge_operators(store, kept, merged)
        removal.remove_invoices(store, [ids(store, invoice)[1]])
        take(store, read(draft(number="2", seller=OTHER)))
        everything = contents(store)
        for _ in range(5):
            undo(store)
        assert contents(store) == nothing
        for _ in range(5):
            redo(store)
        assert contents(store) == everything
