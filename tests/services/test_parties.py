"""Editing and merging operators, accounts and companies, removing invoices: all of it can be undone."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, InvoiceLine, Party, References
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.services import history, invoice_detail, invoices, parties, removal
from telbill_desktop.store import search
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import account_alias, contract, operator_key
from tests.services import invoice_samples as samples
from tests.store_contents import contents

ONE, TWO, THREE = "732829320", "443061841", "542065479"  # SIRENs with sound keys
ROCHE = Party("Roche Groupe", siren=THREE)


def invoice_of(number: str, seller: str = "Hexamobile", account: str = "CF 2", **changes: object) -> InvoiceDraft:
    return samples.draft(
        number,
        seller=Party(seller),
        account=AccountReference(number=account),
        references=References(framework_contract="50036316"),
        lines=(InvoiceLine("Forfait", None),),
        **changes,
    )


def ids_of(store: Store) -> dict[str, int]:
    """Operators, accounts and companies by their label; accounts after their operator's."""
    found = {one.label: one.id for one in (*invoices.operators(store), *invoices.companies(store))}
    for one in invoices.operators(store):
        found.update({f"{one.label}/{account.label}": account.id for account in invoices.accounts(store, one.id)})
    return found


def refused(code: str, act: Callable[[], object]) -> TelbillError:
    with pytest.raises(TelbillError) as caught:
        act()
    assert caught.value.message.code == code
    return caught.value


@pytest.fixture
def two(store: Store) -> dict[str, int]:
    """Two operators that are one: an account in common, an account each."""
    samples.add(store, invoice_of("1"), invoice_of("2", account="CF 3"))
    samples.add(store, invoice_of("3", "HexaMobile SA"), invoice_of("4", "HexaMobile SA", account="CF 4", buyer=ROCHE))
    return ids_of(store)


def acts(store: Store, two: dict[str, int]) -> dict[str, Callable[[], object]]:
    """Every act of these services on `two`."""
    kept, merged = two["Hexamobile"], two["HexaMobile SA"]
    return {
        "merge_operators": lambda: parties.merge_operators(store, kept, merged),
        "merge_accounts": lambda: parties.merge_accounts(store, two["Hexamobile/CF 2"], two["Hexamobile/CF 3"]),
        "merge_companies": lambda: parties.merge_companies(store, two["Atelier Roche SAS"], two["Roche Groupe"]),
        "edit_operator": lambda: parties.edit_operator(store, kept, OperatorFields("New", ONE, "", "fr")),
        "edit_account": lambda: parties.edit_account(
            store, two["Hexamobile/CF 2"], AccountFields("Siège", two["Atelier Roche SAS"], "CF 20", "R", "C", "S")
        ),
        "edit_company": lambda: parties.edit_company(
            store, two["Atelier Roche SAS"], CompanyFields("Roche", "COOLCO", TWO, "")
        ),
        "remove_invoice": lambda: removal.remove_invoices(store, [1]),
        "remove_invoices": lambda: removal.remove_invoices(store, [1, 2, 3]),
    }


EVERY_ACT = (
    "merge_operators", "merge_accounts", "merge_companies", "edit_operator", "edit_account", "edit_company",
    "remove_invoice", "remove_invoices",
)  # fmt: skip


@pytest.mark.parametrize("name", EVERY_ACT)
def test_every_act_is_undone_and_redone_to_the_same_contents(store: Store, two: dict[str, int], name: str) -> None:
    before = contents(store)
    acts(store, two)[name]()
    after = contents(store)
    assert after != before
    history.undo(store)
    assert contents(store) == before
    history.redo(store)
    assert contents(store) == after
    assert history.history(store, 1)[0].kind == name


@pytest.mark.parametrize("name", EVERY_ACT)
def test_after_every_act_the_search_knows_what_the_records_say(store: Store, two: dict[str, int], name: str) -> None:
    acts(store, two)[name]()
    with store.reading() as connection:
        assert search.disagreements(connection)[1] == 0


def test_merging_operators_moves_all_that_the_other_had(store: Store, two: dict[str, int]) -> None:
    parties.merge_operators(store, two["Hexamobile"], two["HexaMobile SA"])
    [left] = invoices.operators(store)
    assert (left.label, left.count) == ("Hexamobile", 4)
    assert [(one.label, one.count) for one in invoices.accounts(store)] == [("CF 2", 2), ("CF 3", 1), ("CF 4", 1)]
    with store.reading() as connection:
        keys = connection.execute(select(operator_key.c.seller_key).order_by(operator_key.c.seller_key)).scalars()
        assert list(keys) == ["name:hexamobile", "name:hexamobilesa"]
        assert len(connection.execute(select(contract)).all()) == 1
    found = invoices.find_ids(store, InvoiceFilter(text="hexamobile"), InvoiceOrder())
    assert len(found) == 4
    assert history.history(store, 1)[0].title.params == {"kept": "Hexamobile", "merged": "HexaMobile SA"}


def test_after_a_merge_an_import_finds_the_kept_operator_and_account(store: Store, two: dict[str, int]) -> None:
    parties.merge_operators(store, two["Hexamobile"], two["HexaMobile SA"])
    parties.merge_accounts(store, two["Hexamobile/CF 2"], two["HexaMobile SA/CF 4"])
    samples.add(store, invoice_of("5", "HexaMobile SA", account="CF 4"))
    [left] = invoices.operators(store)
    assert left.count == 5
    assert [(one.label, one.count) for one in invoices.accounts(store)] == [("CF 2", 4), ("CF 3", 1)]


def test_operators_that_clash_are_not_merged_and_the_numbers_are_named(store: Store, two: dict[str, int]) -> None:
    other = samples.totals("7.00")
    same = invoice_of("1", "HexaMobile SA", totals=other), invoice_of("2", "HexaMobile SA", issue_date=date(2025, 1, 1))
    samples.add(store, *same)
    before = contents(store), len(history.history(store))
    error = refused("merge_clash", lambda: parties.merge_operators(store, two["Hexamobile"], two["HexaMobile SA"]))
    assert error.message.params["numbers"] == "1"  # the other 2 is of another year
    assert (contents(store), len(history.history(store))) == before


def test_very_many_clashing_numbers_are_not_all_named(store: Store) -> None:
    for seller, ht in (("One", "1.00"), ("Two", "2.00")):
        numbers = (f"{n:02d}" for n in range(12))
        samples.add(store, *(samples.draft(n, seller=Party(seller), totals=samples.totals(ht)) for n in numbers))
    ids = ids_of(store)
    error = refused("merge_clash", lambda: parties.merge_operators(store, ids["One"], ids["Two"]))
    assert error.message.params["numbers"] == "00, 01, 02, 03, 04, 05, 06, 07, 08, 09, …"


def test_merging_accounts_moves_the_invoices_and_keeps_the_words(store: Store, two: dict[str, int]) -> None:
    parties.merge_accounts(store, two["Hexamobile/CF 2"], two["Hexamobile/CF 3"])
    parties.merge_operators(store, two["HexaMobile SA"], two["Hexamobile"])
    with store.reading() as connection:
        words = connection.execute(select(account_alias.c.number)).scalars().all()
    assert list(words) == ["CF 3"]
    samples.add(store, invoice_of("6", account="CF 3"))
    counts = {one.label: one.count for one in invoices.accounts(store)}
    assert counts == {"CF 2": 4, "CF 4": 1}


def test_after_companies_are_merged_an_import_finds_the_kept_one_by_name_or_siren(
    store: Store, two: dict[str, int]
) -> None:
    parties.merge_companies(store, two["Atelier Roche SAS"], two["Roche Groupe"])
    samples.add(
        store,
        invoice_of("7", buyer=Party("ROCHE groupe")),
        invoice_of("8", buyer=Party("Under a third name", siren=THREE)),
        invoice_of("9"),
    )
    assert [(one.label, one.count) for one in invoices.companies(store)] == [("Atelier Roche SAS", 7)]
    assert parties.company_fields(store, two["Atelier Roche SAS"]).siren == THREE
    assert history.history(store, 4)[-1].title.params == {"kept": "Atelier Roche SAS", "merged": "Roche Groupe"}


def test_a_company_merged_twice_is_found_under_all_its_names_and_one_of_another_siren_is_another(store: Store) -> None:
    for number, name, siren in (("1", "One", None), ("2", "Two", ONE), ("3", "Three", TWO)):
        samples.add(store, invoice_of(number, buyer=Party(name, siren=siren)))
    ids = ids_of(store)
    parties.merge_companies(store, ids["Two"], ids["One"])
    parties.merge_companies(store, ids["Three"], ids["Two"])
    samples.add(store, invoice_of("4", buyer=Party("one")), invoice_of("5", buyer=Party("Whoever", siren=ONE)))
    samples.add(store, invoice_of("6", buyer=Party("three", siren=THREE)))
    assert {one.label: one.count for one in invoices.companies(store)} == {"Three": 5, "three": 1}


def test_what_cannot_be_merged_is_refused(store: Store, two: dict[str, int]) -> None:
    before = contents(store)
    one, other = two["Hexamobile"], two["Hexamobile/CF 2"]
    refused("merge_with_itself", lambda: parties.merge_operators(store, one, one))
    refused("merge_with_itself", lambda: parties.merge_accounts(store, other, other))
    refused("merge_with_itself", lambda: parties.merge_companies(store, two["Roche Groupe"], two["Roche Groupe"]))
    refused("party_gone", lambda: parties.merge_companies(store, two["Roche Groupe"], 4711))
    refused("merge_operators_first", lambda: parties.merge_accounts(store, other, two["HexaMobile SA/CF 4"]))
    refused("party_gone", lambda: parties.merge_operators(store, one, 4711))
    refused("party_gone", lambda: parties.merge_accounts(store, 4711, other))
    assert contents(store) == before


def test_an_edited_operator_is_complete_and_still_found_under_its_old_name(store: Store, two: dict[str, int]) -> None:
    edited = OperatorFields("  Hexa   Groupe ", "732 829 320", "FR 44 732829320", "fr")
    parties.edit_operator(store, two["Hexamobile"], edited)
    assert parties.operator_fields(store, two["Hexamobile"]) == OperatorFields("Hexa Groupe", ONE, "FR44" + ONE, "FR")
    samples.add(store, invoice_of("7"), samples.draft("8", seller=Party("Unheard of", siren=ONE)))
    named = {one.label: one for one in invoices.operators(store)}
    assert (named["Hexa Groupe"].count, named["Hexa Groupe"].to_complete) == (4, False)


def test_an_edited_account_is_still_found_under_its_old_words(store: Store, two: dict[str, int]) -> None:
    parties.edit_account(store, two["Hexamobile/CF 2"], AccountFields("Siège", number="CF 20"))
    samples.add(store, invoice_of("7"), invoice_of("8", account="CF 20"))
    accounts = invoices.accounts(store, two["Hexamobile"])
    assert [(one.label, one.count, one.to_complete) for one in accounts] == [("CF 3", 1, True), ("Siège", 3, False)]


def test_an_edited_company_is_still_found_under_its_old_name(store: Store, two: dict[str, int]) -> None:
    parties.edit_company(store, two["Atelier Roche SAS"], CompanyFields("Groupe Roche", siren=ONE))
    samples.add(store, invoice_of("7"), invoice_of("8", buyer=Party("Other", siren=ONE)))
    assert [(one.label, one.count) for one in invoices.companies(store)] == [("Groupe Roche", 5), ("Roche Groupe", 1)]


def test_what_cannot_be_true_is_refused(store: Store, two: dict[str, int]) -> None:
    one, account, company = two["Hexamobile"], two["Hexamobile/CF 2"], two["Atelier Roche SAS"]
    samples.add(store, samples.draft("9", seller=Party("Lumitel", siren=TWO), buyer=Party("Second", siren=TWO)))
    before = contents(store)
    refused("name_missing", lambda: parties.edit_operator(store, one, OperatorFields("  ")))
    refused("siren_impossible", lambda: parties.edit_operator(store, one, OperatorFields("x", "123456789")))
    refused("vat_number_impossible", lambda: parties.edit_operator(store, one, OperatorFields("x", "", "FR123")))
    refused("siren_taken", lambda: parties.edit_operator(store, one, OperatorFields("x", TWO)))
    refused("siren_taken", lambda: parties.edit_company(store, company, CompanyFields("x", siren=TWO)))
    refused("name_missing", lambda: parties.edit_account(store, account, AccountFields("")))
    refused("account_taken", lambda: parties.edit_account(store, account, AccountFields("x", number="CF 3")))
    refused("party_gone", lambda: parties.edit_operator(store, 4711, OperatorFields("x")))
    refused("party_gone", lambda: parties.edit_account(store, 4711, AccountFields("x")))
    refused("party_gone", lambda: parties.edit_company(store, 4711, CompanyFields("x")))
    refused("invoice_gone", lambda: removal.remove_invoices(store, [4711]))
    assert contents(store) == before


def test_a_removed_invoice_is_gone_from_the_list_and_the_search(store: Store) -> None:
    samples.add(store, *(invoice_of(number) for number in "1234"))
    [chosen] = invoices.find_by_number(store, "1")
    removal.remove_invoices(store, [chosen])
    assert len(invoices.find_ids(store, InvoiceFilter(), InvoiceOrder())) == 3
    assert invoices.find_first(store, InvoiceFilter(number="1"), InvoiceOrder()) == []
    refused("invoice_gone", lambda: invoice_detail.detail(store, chosen))
    refused("invoice_gone", lambda: removal.remove_invoices(store, [chosen]))
