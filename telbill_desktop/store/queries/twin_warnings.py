"""Which warnings that an invoice may be another operator's too are said still; a list of invoices asks for no more."""

from sqlalchemy import ColumnElement, case, exists

from telbill_desktop.store.tables.invoices import invoice, invoice_warning

TWIN = "invoice_of_other_operator"


def is_said() -> ColumnElement[bool]:
    """Whether a row of `invoice_warning` is said now, as `store.twins.said_now` decides it."""
    own, other = invoice.alias("own"), invoice.alias("other")
    both_ttc = own.c.ttc.is_not(None) & other.c.ttc.is_not(None)
    same = (
        *(own.c[name] == other.c[name] for name in ("number_key", "issue_date", "currency")),
        own.c.operator_id != other.c.operator_id,
        case((both_ttc, own.c.ttc == other.c.ttc), else_=own.c.ht == other.c.ht),
    )
    still = exists().where(own.c.id == invoice_warning.c.invoice_id, *same)
    return (invoice_warning.c.code != TWIN) | still
