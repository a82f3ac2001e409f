"""The register of the archive's documents, with what stands beside each: its first name and link, its last verdict."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from sqlalchemy import FromClause, Table, func, select

from telbill_desktop.store.tables.archive import company_document, custody, verdict
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator

STILL_THERE = deposit.c.id.not_in(select(custody.c.deposit_id).where(custody.c.disposed_at.is_not(None)))
"""Documents whose bytes were not given up."""
FIRST_NAME = func.coalesce(deposit_name.c.name, "")
"""Of a document, beside `Part.NAME` or in `named`; only damage leaves one without a name."""


class Part(Enum):
    """What may stand beside a document, each at most once."""

    NAME = "name"
    VERDICT = "verdict"
    INVOICE = "invoice"
    OWNED = "owned"  # by one of the user's companies


def register(parts: Iterable[Part]) -> FromClause:
    """The register with the parts that are asked for: for a page of rows, or an order that needs one of them."""
    tables: FromClause = deposit.join(custody, custody.c.deposit_id == deposit.c.id)
    wanted = frozenset(parts)
    if Part.NAME in wanted:
        tables = tables.outerjoin(deposit_name, deposit_name.c.id == _one_of(deposit_name, func.min))
    if Part.VERDICT in wanted:
        tables = tables.outerjoin(verdict, verdict.c.id == _one_of(verdict, func.max))
    if Part.INVOICE in wanted:
        tables = (
            tables.outerjoin(invoice_source, invoice_source.c.id == _one_of(invoice_source, func.min))
            .outerjoin(invoice, invoice.c.id == invoice_source.c.invoice_id)
            .outerjoin(operator, operator.c.id == invoice.c.operator_id)
            .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
        )
    if Part.OWNED in wanted:
        tables = tables.outerjoin(company_document, company_document.c.id == _one_of(company_document, func.min))
    return tables


def named() -> FromClause:
    """Every document with its first name alone, in one pass over the names: for questions about all of them."""
    first = select(deposit_name.c.deposit_id, func.min(deposit_name.c.id).label("id"))
    first_name = first.group_by(deposit_name.c.deposit_id).subquery()
    return deposit.outerjoin(first_name, first_name.c.deposit_id == deposit.c.id).outerjoin(
        deposit_name, deposit_name.c.id == first_name.c.id
    )


def _one_of(table: Table, chosen: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a scalar of SQL
    """The first or last row that a table has of a document: an index answers for each."""
    other = table.alias()
    return select(chosen(other.c.id)).where(other.c.deposit_id == deposit.c.id).correlate(deposit).scalar_subquery()
