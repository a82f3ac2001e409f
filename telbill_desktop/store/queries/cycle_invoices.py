"""Which invoices are those of their account's cycle, and which came beside it."""

from sqlalchemy import ColumnElement, and_, exists, or_

from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.store.queries.chosen import beside_indices
from telbill_desktop.store.tables.invoices import invoice, invoice_line

_APART = (Category.EQUIPMENT.value, Category.ONE_OFF.value)  # what an invoice beside the cycle charges


def of_cycle() -> ColumnElement[bool]:
    """Whether an invoice is one of its account's cycle: no credit note, and not of equipment or acts alone."""
    own = invoice_line.c.invoice_id == invoice.c.id
    is_apart = exists().where(own) & ~exists().where(
        own, or_(invoice_line.c.category.is_(None), invoice_line.c.category.not_in(_APART))
    )
    return and_(beside_indices(invoice.c.type) == InvoiceType.INVOICE.value, ~is_apart)
