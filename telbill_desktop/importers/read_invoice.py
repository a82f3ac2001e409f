"""What a reader of one XML format hands over: the draft with the document's own signs, and facts for the checks."""

from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceDraft


@dataclass(frozen=True, slots=True)
class ReadInvoice:
    """`credit_document`: the form itself is a credit note. `line_adjustments`: charges less allowances of each line."""

    draft: InvoiceDraft
    credit_document: bool
    line_adjustments: tuple[Decimal, ...]
    seller_is_taxed: bool
    guideline: str | None
