"""Every kind of act is done on a real store, undone, redone, also after the store was opened again: nothing may differ.

A kind without a scenario fails.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.entry import Entry
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, Party
from telbill_desktop.domain.invoice_edits import Edited
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading, SourceKind
from telbill_desktop.services import invoice_edits, parties, perimeters, removal, saved_views
from telbill_desktop.services.doctor import examine
from telbill_desktop.services.entering import enter_invoice, read_file
from telbill_desktop.services.history import history, next_redo, redo, undo
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import Store, create_store, open_store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator
from telbill_desktop.system.formats import sentence
from tests.builders import LINES, SELLER, credit_note, draft
from tests.store_contents import contents

Act = Callable[[Store], None]
Scenario = Callable[[Store], Act]

SCENARIOS: dict[str, list[Scenario]] = defaultdict(list)
OTHER = Party(name="Ondefixe", siren="999000029")
ELSEWHERE = AccountReference(number="CF 9", client_code="00009999")


def scenario(kind: str) -> Callable[[Scenario], Scenario]:
    """A way to do that kind of act: given a store it prepares what is needed and returns the act itself."""

    def register(prepare: Scenario) -> Scenario:
        SCENARIOS[kind].append(prepare)
        return prepare

    return register


def take(store: Store, *readings: Reading) -> Sequence[FileStatus]:
    """Imports files that are read so, all at once."""
    folder = store.folder.parent / "in"
    folder.mkdir(exist_ok=True)
    contents_read = {f"%PDF-{reading!r}".encode(): reading for reading in readings}
    paths = [folder / f"{number}.pdf" for number, _ in enumerate(contents_read)]
    for path, content in zip(paths, contents_read, strict=True):
        path.write_bytes(content)
    results = import_files(store, gather(paths), lambda content, _name: contents_read[content], Unwatched())
    return [result.status for result in results]


def read(made: InvoiceDraft, source: SourceKind = SourceKind.XML, *warnings: Message) -> Reading:
    return Reading(Outcome.READ, "factur-x", source, made, warnings, to_check=bool(warnings))


def ids(store: Store, table: Table) -> list[int]:
    with store.reading() as connection:
        return list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())


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


def many(store: Store, count: int) -> list[int]:
    """So many invoices of one operator."""
    take(store, *(read(draft(number=f"F-{number}", lines=LINES)) for number in range(count)))
    return ids(store, invoice)


for _mark in InvoiceMark:

    @scenario(f"mark_{_mark}")
    def _an_invoice_that_is_marked(store: Store, mark: InvoiceMark = _mark) -> Act:
        chosen = many(store, 2)[:1]
        return lambda store: _done(invoice_edits.set_mark(store, chosen, mark), 1)

    @scenario(f"mark_{_mark}_many")
    def _invoices_of_which_one_was_marked(store: Store, mark: InvoiceMark = _mark) -> Act:
        chosen = many(store, 3)
        invoice_edits.set_mark(store, chosen[:1], mark)
        return lambda store: _done(invoice_edits.set_mark(store, chosen, mark), 2)


def _done(edited: Edited, changed: int, cleared: int = 0) -> None:
    assert edited == Edited(changed, cleared)


@scenario("unmark")
def _a_marked_invoice(store: Store) -> Act:
    chosen = many(store, 1)
    invoice_edits.set_mark(store, chosen, InvoiceMark.DISPUTED)
    return lambda store: _done(invoice_edits.set_mark(store, chosen, None), 1)


@scenario("unmark_many")
def _marked_invoices(store: Store) -> Act:
    chosen = many(store, 3)
    invoice_edits.set_mark(store, chosen[:2], InvoiceMark.VERIFIED)
    return lambda store: _done(invoice_edits.set_mark(store, chosen, None), 2)


def _account_elsewhere(store: Store) -> int:
    take(store, read(draft(number="other", account=ELSEWHERE)))
    return ids(store, billing_account)[-1]


@scenario("set_account")
def _an_invoice_and_another_account(store: Store) -> Act:
    chosen, account = many(store, 2)[:1], _account_elsewhere(store)
    return lambda store: _done(invoice_edits.set_account(store, chosen, account), 1)


@scenario("set_account_many")
def _invoices_and_another_account(store: Store) -> Act:
    chosen, account = many(store, 3), _account_elsewhere(store)
    return lambda store: _done(invoice_edits.set_account(store, chosen, account), 3)


@scenario("clear_account")
def _an_invoice_with_an_account(store: Store) -> Act:
    chosen = many(store, 1)
    return lambda store: _done(invoice_edits.set_account(store, chosen, None), 1)


@scenario("clear_account_many")
def _invoices_with_an_account(store: Store) -> Act:
    chosen = many(store, 2)
    return lambda store: _done(invoice_edits.set_account(store, chosen, None), 2)


@scenario("set_operator")
def _an_invoice_with_an_account_and_another_operator(store: Store) -> Act:
    chosen = many(store, 1)
    take(store, read(draft(number="other", seller=OTHER)))
    return lambda store: _done(invoice_edits.set_operator(store, chosen, ids(store, operator)[-1]), 1, 1)


@scenario("set_operator_many")
def _invoices_of_which_one_has_no_account(store: Store) -> Act:
    chosen = many(store, 3)
    invoice_edits.set_account(store, chosen[:1], None)
    take(store, read(draft(number="other", seller=OTHER)))
    return lambda store: _done(invoice_edits.set_operator(store, chosen, ids(store, operator)[-1]), 3, 2)


@scenario("save_view")
def _a_filter(store: Store) -> Act:
    saved_views.save_view(store, "Première", InvoiceFilter(text="x"))
    wanted = InvoiceFilter(mark=InvoiceMark.DISPUTED, min_ttc=Decimal("12.50"))
    return lambda store: _nothing(saved_views.save_view(store, "À suivre", wanted))


@scenario("change_view")
def _a_view_and_another_filter(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.change_view(store, view, InvoiceFilter(text="y"))


@scenario("rename_view")
def _a_view(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.rename_view(store, view, "Suivies")


@scenario("move_view")
def _three_views(store: Store) -> Act:
    view = [saved_views.save_view(store, name, InvoiceFilter(text=name)) for name in "abc"][2]
    return lambda store: saved_views.move_view(store, view, 0)


@scenario("remove_view")
def _one_of_two_views(store: Store) -> Act:
    view, _ = (saved_views.save_view(store, name, InvoiceFilter(text=name)) for name in "ab")
    return lambda store: saved_views.remove_view(store, view)


@scenario("save_perimeter")
def _a_choice(store: Store) -> Act:
    perimeters.save_perimeter(store, "Sud", PerimeterChoice(sites=("Nîmes",)))
    return lambda store: _nothing(perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",))))


@scenario("edit_perimeter")
def _a_perimeter(store: Store) -> Act:
    kept = perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",)))
    return lambda store: perimeters.edit_perimeter(store, kept, "Sud", PerimeterChoice(sites=("Nîmes",)))


@scenario("remove_perimeter")
def _a_perimeter_that_is_not_needed(store: Store) -> Act:
    kept = perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",)))
    return lambda store: perimeters.remove_perimeter(store, kept)


@scenario("merge_accounts")
def _two_accounts_that_views_and_perimeters_name(store: Store) -> Act:
    take(store, read(draft(number="1")), read(draft(number="2", account=ELSEWHERE)))
    kept, merged = ids(store, billing_account)
    saved_views.save_view(store, "Mobiles", InvoiceFilter(account_id=merged))
    perimeters.save_perimeter(store, "Siège", PerimeterChoice(account_ids=(kept, merged)))
    return lambda store: parties.merge_accounts(store, kept, merged)


def _nothing(_result: object) -> None:
    """What an act gives back is not looked at."""


def test_several_invoices_are_removed_all_or_none(store: Store) -> None:
    take(store, read(draft()))
    before = contents(store)
    with pytest.raises(TelbillError, match="invoice_gone"):
        removal.remove_invoices(store, [*ids(store, invoice), 4711])
    assert contents(store) == before


def test_every_kind_of_act_has_a_scenario() -> None:
    assert set(SCENARIOS) == set(ACTS)


@pytest.mark.parametrize(
    ("kind", "prepare"),
    [pytest.param(kind, prepare, id=f"{kind}{prepare.__name__}") for kind in SCENARIOS for prepare in SCENARIOS[kind]],
)
def test_an_act_is_undone_and_redone_to_the_letter(tmp_path: Path, kind: str, prepare: Scenario) -> None:
    folder = tmp_path / "store"
    with create_store(folder) as store:
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
        assert {"structure", "references", "journal", "documents", "search"} <= well


def test_a_whole_life_is_undone_to_nothing_and_redone(tmp_path: Path) -> None:
    with create_store(tmp_path / "store") as store:
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
