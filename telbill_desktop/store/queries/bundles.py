"""Documents of the archive with all that is known of each: those of a year, or those that are named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, or_, select

from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.bundle import BundleAccount, BundleDocument, BundleRequest
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.store import verdicts
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.custody import closing_of
from telbill_desktop.store.queries.register import FIRST_NAME, Part, register
from telbill_desktop.store.tables.archive import company_document, custody
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator


def of_year(connection: Connection, request: BundleRequest) -> list[tuple[int, int]]:
    """The documents that a request is for, by operator, account and date, with their octets.

    The accounting year is that of the company which pays the invoice, or which the document is of; the calendar year
    where nobody said another.
    """
    known = _known()
    asked = select(
        deposit.c.id, deposit.c.size, custody.c.document_date, company.c.closing_month, company.c.closing_day
    ).select_from(known)  # fmt: skip
    first, last = request.days()
    asked = asked.where(custody.c.disposed_at.is_(None), custody.c.document_date.between(first, last))
    asked = asked.where(or_(*_wanted(request)))
    order = (operator.c.name.is_(None), operator.c.name, billing_account.c.label, custody.c.document_date, deposit.c.id)
    rows = connection.execute(asked.order_by(*order))
    return [(row.id, row.size) for row in rows if request.holds(row.document_date, closing_of(row))]


def accounts(connection: Connection) -> list[BundleAccount]:
    """The accounts of whose invoices there are documents, by operator and label."""
    documented = select(invoice.c.account_id).join(invoice_source, invoice_source.c.invoice_id == invoice.c.id)
    asked = (
        select(billing_account.c.id, operator.c.name, billing_account.c.label)
        .join(operator, operator.c.id == billing_account.c.operator_id)
        .where(billing_account.c.id.in_(documented))
    )
    found = [BundleAccount(*row) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: (natural_key(one.operator), natural_key(one.label), one.account_id))


def documents(connection: Connection, deposit_ids: Sequence[int]) -> list[BundleDocument]:
    """These documents, in the order of their ids; those that are not there are left out."""
    asked = select(
        deposit, custody.c.kind, custody.c.document_date, custody.c.keep_until, custody.c.hold,
        FIRST_NAME.label("name"), company.c.name.label("owner"),
        company_document.c.label.label("label"), operator.c.name.label("operator"),
        billing_account.c.label.label("account"), invoice.c.number, invoice.c.currency, invoice.c.ht, invoice.c.vat,
        invoice.c.ttc, company_document.c.id.label("owned"),
    ).select_from(_known())  # fmt: skip
    found: dict[int, BundleDocument] = {}
    for chunk in chunks(deposit_ids):
        count = Counter(connection.execute(_sources().where(invoice_source.c.deposit_id.in_(chunk))).scalars())
        said = verdicts.of_documents(connection, chunk)
        for row in connection.execute(asked.where(deposit.c.id.in_(chunk))):
            found[row.id] = _document(row, count[row.id], said.get(row.id, ()))
    return [found[key] for key in deposit_ids if key in found]


def _known() -> FromClause:
    """The register with the first name, invoice and company of each document: one row for each."""
    payer = func.coalesce(billing_account.c.company_id, company_document.c.company_id)
    return register((Part.NAME, Part.INVOICE, Part.OWNED)).outerjoin(company, company.c.id == payer)


def _wanted(request: BundleRequest) -> Iterator[ColumnElement[bool]]:
    of_invoices = select(invoice_source.c.deposit_id)
    if request.with_others:
        yield deposit.c.id.not_in(of_invoices)
    if request.account_ids:
        of_invoices = of_invoices.join(invoice, invoice.c.id == invoice_source.c.invoice_id)
        of_invoices = of_invoices.where(invoice.c.account_id.in_(request.account_ids))
    yield deposit.c.id.in_(of_invoices)


def _sources() -> Select[Any]:
    return select(invoice_source.c.deposit_id)


def _document(row: Any, invoices: int, said: Iterable[Verdict]) -> BundleDocument:  # noqa: ANN401 - a row
    judged = list(said)
    alone = invoices == 1
    return BundleDocument(
        deposit_id=row.id,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        name=row.name,
        kind=DocumentKind(row.kind),
        document_date=row.document_date,
        keep_until=row.keep_until,
        hold=row.hold,
        deposited_at=row.deposited_at,
        os_user=row.os_user,
        program_version=row.program_version,
        operator=row.operator or "",
        account=row.account or "",
        invoices=invoices,
        number=row.number if alone else "",
        currency=row.currency if alone else "",
        ht=row.ht if alone else None,
        vat=row.vat if alone else None,
        ttc=row.ttc if alone else None,
        owner=(row.owner or "") if row.owned is not None else "",
        label=row.label or "",
        at_deposit=judged[0] if judged else None,
        latest=judged[-1] if judged else None,
    )
