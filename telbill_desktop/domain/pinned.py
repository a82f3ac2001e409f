"""A pinned view: a page of its invoices as a small table of the overview."""

from dataclasses import dataclass

from telbill_desktop.domain.invoice_list import InvoiceRow

ROWS = 5  # of a page


@dataclass(frozen=True, slots=True)
class PinnedPage:
    """Some rows of a list; `first` is the place of the first of them, from 0; `has_more`: there are others behind."""

    rows: tuple[InvoiceRow, ...] = ()
    first: int = 0
    has_more: bool = False

    @property
    def last(self) -> int:
        """The place behind the last of them."""
        return self.first + len(self.rows)
