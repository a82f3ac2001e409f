"""Documents of companies and of contracts, with the files that they are."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from telbill_desktop.domain.company_document import CompanyDocument, DocumentFields, DocumentOwner
from telbill_desktop.domain.proofs import Proof
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.register import FIRST_NAME, named
from telbill_desktop.store.tables.archive import company_document, custody
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.store.tables.parties import contract


def documents_of(connection: Connection, owner: DocumentOwner) -> list[CompanyDocument]:
    """Those of a company or of a contract, in the order in which they were added."""
    return _documents(
        connection,
        company_document.c.company_id.is_(owner.company_id) & company_document.c.contract_id.is_(owner.contract_id),
    )


def documents_of_contracts(connection: Connection, operator_id: int) -> dict[int, list[CompanyDocument]]:
    """Those of every contract of an operator, by contract; contracts without any are left out."""
    own = select(contract.c.id).where(contract.c.operator_id == operator_id)
    found: dict[int, list[CompanyDocument]] = defaultdict(list)
    for one in _documents(connection, company_document.c.contract_id.in_(own)):
        found[one.owner.contract_id or 0].append(one)
    return dict(found)


def is_disposed(connection: Connection, deposit_id: int) -> bool:
    """Whether the archive gave up the bytes of a document, or never had it."""
    row = connection.execute(select(custody.c.disposed_at).where(custody.c.deposit_id == deposit_id)).first()
    return row is None or row.disposed_at is not None


def owned(connection: Connection, deposit_ids: Sequence[int]) -> set[int]:
    """Those of these deposits that are a document of a company or of a contract."""
    linked = select(company_document.c.deposit_id)
    found = (connection.execute(linked.where(company_document.c.deposit_id.in_(some))) for some in chunks(deposit_ids))
    return {deposit_id for rows in found for deposit_id in rows.scalars()}


def _documents(connection: Connection, condition: object) -> list[CompanyDocument]:
    rows = (
        select(company_document, deposit.c.media_type, FIRST_NAME.label("name"))
        .select_from(named().join(company_document, company_document.c.deposit_id == deposit.c.id))
        .where(condition)  # type: ignore[arg-type] # any SQL condition
        .order_by(company_document.c.id)
    )
    return [
        CompanyDocument(
            row.id,
            DocumentOwner(row.company_id, row.contract_id),
            DocumentFields(DocumentKind(row.kind), row.label, row.received_on, row.ends_on),
            Proof(row.deposit_id, row.name, row.media_type),
        )
        for row in connection.execute(rows)
    ]
