"""Views that every store has: they are the program's, follow the day, and cannot be renamed or removed."""

from collections.abc import Mapping
from datetime import date, timedelta

from telbill_desktop.domain.invoice_kinds import InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.sentence_marker import N_

_DAYS = 30

TO_CHECK, CREDIT_NOTES = N_("To check"), N_("Credit notes")
LAST_DAYS, WITHOUT_DOCUMENT = N_("Last 30 days"), N_("Without a document")


def builtin_views(today: date) -> Mapping[str, InvoiceFilter]:
    """The filters by name, in the order of the side bar; « Last 30 days » ends today and has thirty days."""
    return {
        TO_CHECK: InvoiceFilter(state=InvoiceState.TO_CHECK),
        CREDIT_NOTES: InvoiceFilter(type=InvoiceType.CREDIT_NOTE),
        LAST_DAYS: InvoiceFilter(since=today - timedelta(days=_DAYS - 1), until=today),
        WITHOUT_DOCUMENT: InvoiceFilter(has_document=False),
    }
