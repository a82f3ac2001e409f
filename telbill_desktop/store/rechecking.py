"""Checks an invoice in the store again, after its figures were completed or chosen."""

from collections.abc import Sequence

from telbill_desktop.domain.invoice import InvoiceState
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.rechecking import rechecked
from telbill_desktop.store import draft_to_rows
from telbill_desktop.store.intake import remove_parts
from telbill_desktop.store.queries.invoice_detail import as_read
from telbill_desktop.store.tables.invoices import invoice, invoice_warning
from telbill_desktop.store.unit_of_work import UnitOfWork


def recheck(unit: UnitOfWork, invoice_id: int, warnings: Sequence[Message] | None = None) -> None:
    """Says anew what there is to say of its sums, and whether it is to be checked.

    `warnings` are what is to be said of it else; None: what is said already.
    """
    draft, said, state = as_read(unit.connection, invoice_id)
    wanted, to_check = rechecked(draft, said if warnings is None else warnings, to_check=state is InvoiceState.TO_CHECK)
    if wanted != said:
        remove_parts(unit, invoice_id, [invoice_warning])
        rows = [draft_to_rows.warning_row(message) for message in wanted]
        unit.insert_many(
            invoice_warning,
            [{"invoice_id": invoice_id, "position": number, **row} for number, row in enumerate(rows, start=1)],
        )
    unit.update(invoice, invoice_id, {"state": (InvoiceState.TO_CHECK if to_check else InvoiceState.READ).value})
