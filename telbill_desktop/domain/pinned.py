"""A pinned view: a page of its invoices as a small table of the overview."""

from dataclasses import dataclass

from telbill_desktop.domain.invoice_list import InvoiceRow

ROWS = 5  # of a page


@dataclass(frozen=True, slots=True)
class PinnedPage:
    """Some rows of a list of `count`; `first` is the place of the first of them, from 0."""

    rows: tuple[InvoiceRow, ...] = ()
    first: int = 0
    count: int = 0

    @property
    def last(self) -> int:
        """The place behind the last of them."""
        return self.first + len(self.rows)

    @property
    def has_more(self) -> bool:
        """Whether there are rows behind these."""
        return self.last < self.count
