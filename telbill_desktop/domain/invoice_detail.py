"""One invoice as its detail shows it: what its best document says, where that comes from, what became of it since."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from telbill_desktop.domain.acts import Act
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceState, InvoiceType
from telbill_desktop.domain.line_summary import LineSummary
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """A document that speaks of the invoice. `role` is main (shown), other, or conflict (says something else).

    `names` are the names under which the same bytes were given, the first one first; `digest` is hexadecimal.
    `settled` are the fields (`conflict.ConflictField`) that somebody took from it when it was in conflict, None when it
    never was or still is.
    """

    id: int
    deposit_id: int
    names: tuple[str, ...]
    role: str
    kind: SourceKind
    rank: int
    format: str
    media_type: str
    size: int
    deposited_at: datetime
    digest_algorithm: str
    digest: str
    figures: InvoiceFigures
    warnings: tuple[Message, ...]
    settled: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The original file name."""
        return self.names[0] if self.names else self.digest


@dataclass(frozen=True, slots=True)
class RelatedInvoice:
    """An invoice that this one refers to, or that refers to this one; without `id` when the store has none such."""

    number: str
    issue_date: date | None
    id: int | None = None
    type: InvoiceType | None = None
    ttc: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceDetail:
    """Everything that the detail shows. `invoice` holds its fields, VAT table, adjustments, references and lines."""

    id: int
    invoice: InvoiceDraft
    state: InvoiceState
    operator_id: int
    operator: str
    account_id: int | None
    account: str
    company_id: int | None
    company: str
    warnings: tuple[Message, ...]
    summary: LineSummary
    sources: tuple[Source, ...]
    preceding: tuple[RelatedInvoice, ...]
    following: tuple[RelatedInvoice, ...]
    history: tuple[Act, ...]
