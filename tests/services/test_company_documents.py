"""Documents of companies and contracts: what the archive keeps them as and for how long, done and undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter
from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.company_document import DocumentFields, DocumentOwner
from telbill_desktop.domain.contract_fields import AddressFields, ConditionFields, ContractFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.parties import CompanyFields
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.services import (
    addresses,
    archive,
    archive_acts,
    company_documents,
    contract_terms,
    deposits,
    fleet,
    parties,
    products,
)
from telbill_desktop.services.gathering import gather
from telbill_desktop.services.history import redo, undo
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import company, contract
from tests.services.scenarios import ids
from tests.services.scenarios_of_contracts import PLAN, START, TERMS, account
from tests.services.scenarios_of_documents import KBIS, ORDER, of_company, paper

IBAN = DocumentFields(DocumentKind.BANK, "RIB", date(2026, 2, 3))


def reader(content: bytes, name: str) -> Reading:
    return read(content, name, Knowledge())


def kept(store: Store, deposit_id: int) -> tuple[DocumentKind, date | None]:
    row = archive.document(store, deposit_id).row
    return row.kind, row.keep_until


def filings(store: Store, deposit_id: int) -> list[tuple[str, str | None]]:
    """What the log tells of a document, the first filing first."""
    events = archive.document(store, deposit_id).events
    return [(one.facts["kind"], one.facts["keep_until"]) for one in reversed(events) if one.kind is EventKind.FILED]


def only(store: Store, owner: DocumentOwner) -> int:
    [document] = company_documents.documents_of(store, owner)
    return document.file.deposit_id


def a_contract(store: Store, until: date | None = None) -> int:
    owner = account(store)
    chosen = ids(store, contract)[0]
    contract_terms.edit_contract(store, chosen, ContractFields("50036317", commitment=Commitment(START, until, 3)))
    contract_terms.set_terms(store, owner, replace(TERMS, contract_id=chosen))
    return chosen


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(TelbillError) as raised:
        yield
    assert raised.value.message.code == code


def test_a_document_of_a_company_is_in_the_archive_as_what_it_is(store: Store) -> None:
    owner = of_company(store)
    path = paper(store)
    company_documents.add_file(store, owner, path, KBIS)
    [document] = company_documents.documents_of(store, owner)
    assert (document.fields, document.file.name, document.file.media_type) == (KBIS, "kbis.pdf", "application/pdf")
    assert vault.read(store, document.file.deposit_id) == path.read_bytes()
    assert kept(store, document.file.deposit_id) == (DocumentKind.COMPANY, None)
    assert filings(store, document.file.deposit_id) == [("company", None)]
    [event, *_] = archive.document(store, document.file.deposit_id).events
    assert (event.facts["label"], event.facts["company"]) == ("Kbis", parties.company_fields(store, 1).name)


def test_a_document_of_the_archive_is_taken_as_it_is_and_only_once(store: Store) -> None:
    owner = of_company(store)
    known = deposits.deposit_file(store, paper(store, "rib.pdf"))
    company_documents.add_document(store, owner, known, IBAN)
    assert only(store, owner) == known
    with refused("document_there_already"):
        company_documents.add_document(store, owner, known, IBAN)
    with refused("document_unknown"):
        company_documents.add_document(store, owner, known + 1, IBAN)
    with refused("party_gone"):
        company_documents.add_document(store, DocumentOwner(company_id=99), known, IBAN)


def test_what_is_refused_leaves_nothing_in_the_archive(store: Store) -> None:
    owner = of_company(store)
    before = archive.summary(store, START).documents
    with refused("document_ends_before"):
        company_documents.add_file(store, owner, paper(store), replace(KBIS, ends_on=date(2020, 1, 1)))
    assert archive.summary(store, START).documents == before


def test_a_bank_account_is_kept_while_it_runs_then_five_years_from_its_end(store: Store) -> None:
    owner = of_company(store)
    document = company_documents.add_file(store, owner, paper(store), IBAN)
    deposit = only(store, owner)
    assert kept(store, deposit) == (DocumentKind.BANK, None)
    company_documents.edit_document(store, document, replace(IBAN, ends_on=date(2026, 12, 31)))
    assert kept(store, deposit) == (DocumentKind.BANK, date(2031, 12, 31))
    assert filings(store, deposit) == [("bank", None), ("bank", "2031-12-31")]


def test_a_contracts_document_is_kept_five_years_from_its_end_as_soon_as_that_is_told(store: Store) -> None:
    chosen = a_contract(store)
    owner = DocumentOwner(contract_id=chosen)
    company_documents.add_file(store, owner, paper(store, "bdc.pdf"), ORDER)
    deposit = only(store, owner)
    assert kept(store, deposit) == (DocumentKind.CONTRACT, None)
    ended = ContractFields("50036317", commitment=Commitment(START, date(2028, 1, 1), 3))
    contract_terms.edit_contract(store, chosen, ended)
    assert kept(store, deposit) == (DocumentKind.CONTRACT, date(2032, 12, 31))
    assert filings(store, deposit) == [("contract", None), ("contract", "2032-12-31")]


def test_a_contracts_document_is_never_kept_less_than_five_years(store: Store) -> None:
    owner = DocumentOwner(contract_id=a_contract(store, date(2026, 3, 1)))
    company_documents.add_file(store, owner, paper(store, "bdc.pdf"), ORDER)
    assert kept(store, only(store, owner)) == (DocumentKind.CONTRACT, date(2031, 10, 5))


def test_removing_undoing_and_redoing_leave_the_bytes_and_their_time(store: Store) -> None:
    owner = DocumentOwner(contract_id=a_contract(store, date(2028, 1, 1)))
    document = company_documents.add_file(store, owner, paper(store, "bdc.pdf"), ORDER)
    deposit, as_contract = only(store, owner), (DocumentKind.CONTRACT, date(2032, 12, 31))
    undo(store)
    assert company_documents.documents_of(store, owner) == []
    assert kept(store, deposit) == as_contract
    redo(store)
    company_documents.remove_document(store, document)
    assert company_documents.documents_of(store, owner) == []
    assert kept(store, deposit) == as_contract
    assert vault.read(store, deposit) == b"%PDF-1.4 bdc.pdf"
    assert filings(store, deposit) == [("contract", "2032-12-31")]


def test_undoing_what_said_that_a_document_is_kept_longer_does_not_shorten_it_again(store: Store) -> None:
    owner = of_company(store)
    document = company_documents.add_file(store, owner, paper(store), replace(KBIS, kind=DocumentKind.IDENTITY))
    company_documents.edit_document(store, document, replace(IBAN, ends_on=date(2026, 12, 31)))
    undo(store)
    deposit = only(store, owner)
    assert kept(store, deposit) == (DocumentKind.BANK, date(2031, 12, 31))  # the log tells why; nothing happens unseen
    assert filings(store, deposit) == [("identity", None), ("bank", "2031-12-31")]


def test_undoing_what_said_that_a_document_is_kept_less_long_has_it_kept_as_before(store: Store) -> None:
    owner = of_company(store)
    document = company_documents.add_file(store, owner, paper(store), replace(IBAN, ends_on=date(2026, 12, 31)))
    company_documents.edit_document(store, document, replace(KBIS, kind=DocumentKind.IDENTITY))
    deposit = only(store, owner)
    assert kept(store, deposit) == (DocumentKind.IDENTITY, None)
    undo(store)
    assert kept(store, deposit) == (DocumentKind.BANK, date(2031, 12, 31))
    assert filings(store, deposit) == [("bank", "2031-12-31"), ("identity", None), ("bank", "2031-12-31")]


def test_removing_a_contract_takes_its_ties_away_and_undoing_brings_them_back(store: Store) -> None:
    chosen = a_contract(store, date(2028, 1, 1))
    owner = DocumentOwner(contract_id=chosen)
    company_documents.add_file(store, owner, paper(store, "bdc.pdf"), ORDER)
    deposit = only(store, owner)
    contract_terms.remove_contract(store, chosen)
    assert company_documents.documents_of(store, owner) == []
    assert kept(store, deposit) == (DocumentKind.CONTRACT, date(2032, 12, 31))
    undo(store)
    assert only(store, owner) == deposit


def test_a_document_of_two_owners_is_kept_as_what_keeps_it_longest(store: Store) -> None:
    chosen = a_contract(store, date(2028, 1, 1))
    known = deposits.deposit_file(store, paper(store, "dossier.pdf"))
    company_documents.add_document(store, DocumentOwner(contract_id=chosen), known, ORDER)
    identity = replace(KBIS, kind=DocumentKind.IDENTITY)
    company_documents.add_document(store, DocumentOwner(company_id=ids(store, company)[0]), known, identity)
    assert kept(store, known) == (DocumentKind.CONTRACT, date(2032, 12, 31))


def test_the_document_of_an_invoice_stays_one(store: Store) -> None:
    owner = of_company(store)
    invoice_deposit = archive.find_ids(store, ArchiveFilter(), START)[0]
    before = kept(store, invoice_deposit)
    company_documents.add_document(store, owner, invoice_deposit, replace(KBIS, kind=DocumentKind.IDENTITY))
    assert before[0] is DocumentKind.INVOICE
    assert kept(store, invoice_deposit) == before


def test_what_a_company_still_has_is_not_disposed_of(store: Store) -> None:
    owner = of_company(store)
    document = company_documents.add_file(store, owner, paper(store), KBIS)
    deposit = only(store, owner)
    with refused("document_needed"):
        archive_acts.dispose(store, [deposit], "périmé", date(2027, 1, 1))
    company_documents.remove_document(store, document)
    archive_acts.dispose(store, [deposit], "périmé", date(2027, 1, 1))
    with refused("document_unknown"):
        company_documents.add_document(store, owner, deposit, KBIS)


def test_merged_companies_and_contracts_share_their_documents(store: Store) -> None:
    owner = of_company(store)
    other = DocumentOwner(company_id=parties.add_company(store, CompanyFields("Autre Maison")))
    same, own = (deposits.deposit_file(store, paper(store, name)) for name in ("commun.pdf", "propre.pdf"))
    company_documents.add_document(store, owner, same, KBIS)
    company_documents.add_document(store, other, same, replace(KBIS, label="Kbis de l’autre"))
    company_documents.add_document(store, other, own, IBAN)
    parties.merge_companies(store, owner.company_id or 0, other.company_id or 0)
    said = [(one.file.deposit_id, one.fields.label) for one in company_documents.documents_of(store, owner)]
    assert said == [(same, "Kbis"), (own, "RIB")]
    undo(store)
    assert [one.file.deposit_id for one in company_documents.documents_of(store, other)] == [same, own]


def test_proofs_are_kept_as_what_they_prove(store: Store) -> None:
    chosen = a_contract(store, date(2028, 1, 1))
    granted, bail, port = (deposits.deposit_file(store, paper(store, f"{name}.pdf")) for name in "abc")
    product_id = products.add_product(store, 1, PLAN)
    condition = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(10), START, date(2027, 1, 1))
    products.add_condition(store, ConditionFields(product_id, condition, account_id=1, deposit_id=granted))
    addresses.add_address(store, AddressFields(1, "Siège", ("1 rue Haute",), "75000", "Paris", "FR", deposit_id=bail))
    [item] = fleet.add_items(store, FleetItemFields(1, product_id, START, mandate_id=port))
    assert kept(store, granted) == (DocumentKind.CONTRACT, max(date(2032, 12, 31), date(2031, 12, 31)))
    assert kept(store, bail)[0] is DocumentKind.OTHER
    assert kept(store, port) == (DocumentKind.MANDATE, None)
    fleet.remove_item(store, item, date(2027, 6, 1))
    assert kept(store, port) == (DocumentKind.MANDATE, date(2032, 5, 31))
    contract_terms.remove_contract(store, chosen)
    assert kept(store, granted) == (DocumentKind.CONTRACT, date(2032, 12, 31))


@pytest.mark.parametrize("kind", [DocumentKind.IDENTITY, DocumentKind.OTHER])
def test_what_a_running_contract_needs_stays_whatever_it_is_filed_as(store: Store, kind: DocumentKind) -> None:
    owner = DocumentOwner(contract_id=a_contract(store))
    document = company_documents.add_file(store, owner, paper(store, "bdc.pdf"), ORDER)
    deposit = only(store, owner)
    archive_acts.file_as(store, [deposit], kind, date(1990, 1, 1))
    with refused("keep_running"):
        archive_acts.dispose(store, [deposit], "tri", date(2060, 1, 1))
    company_documents.remove_document(store, document)
    archive_acts.dispose(store, [deposit], "tri", date(2060, 1, 1))


def test_what_proves_a_condition_stays_whatever_it_is_filed_as(store: Store) -> None:
    a_contract(store)
    granted = deposits.deposit_file(store, paper(store, "remise.pdf"))
    condition = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(10), START, None)
    product_id = products.add_product(store, 1, PLAN)
    products.add_condition(store, ConditionFields(product_id, condition, account_id=1, deposit_id=granted))
    archive_acts.file_as(store, [granted], DocumentKind.IDENTITY)
    with refused("keep_running"):
        archive_acts.dispose(store, [granted], "tri", date(2026, 12, 1))


def test_what_was_disposed_of_is_not_offered_as_a_proof_and_comes_back_as_new(store: Store) -> None:
    path = paper(store, "un.pdf")
    gone, stays = deposits.deposit_file(store, path), deposits.deposit_file(store, paper(store, "deux.pdf"))
    archive_acts.dispose(store, [gone, gone], "fini", date(2100, 1, 1))
    assert [one.kind for one in archive.document(store, gone).events].count(EventKind.DISPOSED) == 1
    assert [key for key, _ in deposits.deposits(store)] == [stays]
    [again] = archive_acts.archive_files(store, gather([path]), reader, Unwatched())
    assert (again.deposit_id, again.is_new) == (gone, True)
    assert archive_check.check(store).is_sound
