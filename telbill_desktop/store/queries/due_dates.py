"""Which invoices that came are due in some days."""

from datetime import date

from sqlalchemy import Connection, func, select, type_coerce

from telbill_desktop.domain.ahead import DueEntry, DueState
from telbill_desktop.domain.invoice_kinds import InvoiceType
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries.chosen import beside_indices
from telbill_desktop.store.queries.perimeter_filter import chosen
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.types import Id

_AMOUNT = func.coalesce(invoice.c.amount_due, invoice.c.ttc)


def due_between(
    connection: Connection, since: date, until: date, today: date, perimeter: PerimeterChoice | None, limit: int
) -> list[DueEntry]:
    """Those due from a day to another, both included, soonest first; of credit notes there is nothing to pay."""
    asked = (
        select(
            *(invoice.c.id, invoice.c.number, invoice.c.due_date, _AMOUNT.label("amount"), invoice.c.currency),
            *(operator.c.name.label("operator"), billing_account.c.label.label("account")),
        )
        .join(operator, operator.c.id == invoice.c.operator_id)
        .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
        .where(
            invoice.c.due_date.between(since, until),
            beside_indices(invoice.c.type) == InvoiceType.INVOICE.value,
            type_coerce(_AMOUNT, Id) > 0,
            *(one.condition for one in (chosen(connection, perimeter) if perimeter else ())),
        )
        .order_by(invoice.c.due_date, invoice.c.id)
        .limit(limit)
    )
    return [
        DueEntry(
            row.due_date,
            f"{row.operator} · {row.account}" if row.account else row.operator,
            row.amount,
            row.currency,
            DueState.DUE if row.due_date >= today else DueState.PAST_DUE,
            row.id,
            row.number,
        )
        for row in connection.execute(asked)
    ]
