"""Ways to change documents of companies and contracts, for the test that undoes and redoes every act."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from telbill_desktop.domain.company_document import DocumentFields, DocumentOwner
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import company_documents
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import company, contract
from tests.services.scenarios import Act, ids, scenario
from tests.services.scenarios_of_contracts import account

KBIS = DocumentFields(DocumentKind.COMPANY, "Kbis", date(2026, 10, 5))
ORDER = DocumentFields(DocumentKind.CONTRACT, "Bon de commande", date(2026, 10, 5))


def paper(store: Store, name: str = "kbis.pdf") -> Path:
    """A file that somebody has."""
    path = store.folder.parent / name
    path.write_bytes(f"%PDF-1.4 {name}".encode())
    return path


def of_company(store: Store) -> DocumentOwner:
    """The only company, which an invoice named."""
    account(store)
    return DocumentOwner(company_id=ids(store, company)[0])


@scenario("add_document")
def _a_company_without_documents(store: Store) -> Act:
    owner, path = of_company(store), paper(store)

    def act(store: Store) -> None:
        company_documents.add_file(store, owner, path, KBIS)

    return act


@scenario("add_document")
def _a_contract_without_documents(store: Store) -> Act:
    account(store)
    owner, path = DocumentOwner(contract_id=ids(store, contract)[0]), paper(store)

    def act(store: Store) -> None:
        company_documents.add_file(store, owner, path, ORDER)

    return act


@scenario("edit_document")
def _a_document_that_is_something_else(store: Store) -> Act:
    known = company_documents.add_file(store, of_company(store), paper(store), KBIS)
    return lambda store: company_documents.edit_document(store, known, replace(KBIS, kind=DocumentKind.OTHER))


@scenario("remove_document")
def _a_document_of_a_company(store: Store) -> Act:
    known = company_documents.add_file(store, of_company(store), paper(store), KBIS)
    return lambda store: company_documents.remove_document(store, known)
