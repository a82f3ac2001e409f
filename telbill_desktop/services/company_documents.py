"""What companies and contracts have in the archive besides invoices. Each change is one act; the bytes always stay."""

from pathlib import Path

from telbill_desktop.domain.company_document import CompanyDocument, DocumentFields, DocumentOwner, tidied
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.services.deposits import deposit_file
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import company_documents as queries
from telbill_desktop.store.queries.deposits import proof
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.archive import company_document
from telbill_desktop.store.tables.parties import company, contract
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work


def documents_of(store: Store, owner: DocumentOwner) -> list[CompanyDocument]:
    """Those of a company or of a contract, in the order in which they were added."""
    with store.reading() as connection:
        return queries.documents_of(connection, owner)


def add_document(store: Store, owner: DocumentOwner, deposit_id: int, fields: DocumentFields) -> int:
    """Says that a document of the archive is one of a company or of a contract; returns the id of that.

    Raises:
        TelbillError: `party_gone`, `document_unknown`, `document_ends_before`, `document_there_already`.
    """
    with store.reading() as connection:
        if queries.is_disposed(connection, deposit_id):
            raise TelbillError("document_unknown")
        tidy = tidied(fields, proof(connection, deposit_id).name)
    with unit_of_work(store, "add_document", {"document": tidy.label}) as unit:
        _owner_is_there(unit, owner)
        if any(one.file.deposit_id == deposit_id for one in queries.documents_of(unit.connection, owner)):
            raise TelbillError("document_there_already", document=tidy.label)
        ids = {"company_id": owner.company_id, "contract_id": owner.contract_id, "deposit_id": deposit_id}
        return unit.insert(company_document, {**ids, **_row(tidy)})


def add_file(store: Store, owner: DocumentOwner, path: Path, fields: DocumentFields) -> int:
    """Puts a file into the archive and says what it is. The file stays there when the act is undone.

    Raises:
        TelbillError: what `add_document` and `deposits.deposit_file` raise.
    """
    tidied(fields, path.name)  # what cannot be kept is refused before anything is
    return add_document(store, owner, deposit_file(store, path), fields)


def edit_document(store: Store, document_id: int, fields: DocumentFields) -> None:
    """Writes anew what a document is; what it is kept as follows.

    Raises:
        TelbillError: `party_gone`, `document_ends_before`.
    """
    with store.reading() as connection:
        name = proof(connection, record(connection, company_document, document_id)["deposit_id"]).name
    tidy = tidied(fields, name)
    with unit_of_work(store, "edit_document", {"document": tidy.label}) as unit:
        record(unit.connection, company_document, document_id)
        unit.update(company_document, document_id, _row(tidy))


def remove_document(store: Store, document_id: int) -> None:
    """Takes a document away from its company or contract; the archive keeps it, as long as it was to be kept.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        label = record(connection, company_document, document_id)["label"]
    with unit_of_work(store, "remove_document", {"document": label}) as unit:
        unit.delete(company_document, document_id)


def _owner_is_there(unit: UnitOfWork, owner: DocumentOwner) -> None:
    if owner.company_id is not None:
        record(unit.connection, company, owner.company_id)
    else:
        record(unit.connection, contract, owner.contract_id or 0)


def _row(fields: DocumentFields) -> dict[str, object]:
    return {
        "kind": fields.kind.value,
        "label": keepable(fields.label),
        "received_on": fields.received_on,
        "ends_on": fields.ends_on,
    }
