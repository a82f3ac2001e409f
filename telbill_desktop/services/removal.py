"""Takes invoices out of the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.store import removal
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.engine import Store
from telbill_desktop.store.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from telbill_desktop.domain.messages import Param


def remove_invoices(store: Store, invoice_ids: Sequence[int], progress: Progress | None = None) -> None:
    """Takes invoices out of the list, all or none; one undo brings them back. The vault keeps their documents.

    Raises:
        TelbillError: `invoice_gone`, when one of them is not there any more.
        CancelledError: from `progress`; none is removed then.
    """
    watched = progress or Unwatched()
    with store.reading() as connection:
        numbers = removal.numbers_of(connection, invoice_ids)
    if len(numbers) < len(invoice_ids):
        raise TelbillError("invoice_gone")
    single = len(invoice_ids) == 1
    params: dict[str, Param] = {"number": numbers[invoice_ids[0]]} if single else {"count": len(invoice_ids)}
    with unit_of_work(store, "remove_invoice" if single else "remove_invoices", params) as unit:
        done = 0
        for some in chunks(invoice_ids):
            watched.step(done, len(invoice_ids))
            removal.remove_invoices(unit, some)
            done += len(some)
