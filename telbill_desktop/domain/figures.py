"""The figures of one document: what results and conflicts show, and what scripts get as `invoice`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType


@dataclass(frozen=True, slots=True)
class InvoiceFigures:
    """What one document says of an invoice: amounts signed, credit notes negative; `lines` is their count."""

    number: str
    issue_date: date
    due_date: date | None
    type: InvoiceType
    type_code: str | None
    currency: str
    total_ht: Decimal
    total_vat: Decimal
    total_ttc: Decimal
    amount_due: Decimal | None
    seller: str
    lines: int

    @classmethod
    def of(cls, draft: InvoiceDraft) -> Self:
        """The figures of a draft."""
        return cls(
            number=draft.number,
            issue_date=draft.issue_date,
            due_date=draft.due_date,
            type=draft.type,
            type_code=draft.type_code,
            currency=draft.currency,
            total_ht=draft.totals.ht,
            total_vat=draft.totals.vat,
            total_ttc=draft.totals.ttc,
            amount_due=draft.totals.amount_due,
            seller=draft.seller.name,
            lines=len(draft.lines),
        )

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The figures that `to_json` wrote; other entries are left aside."""
        due, payable = stored["due_date"], stored["amount_due"]
        return cls(
            number=stored["number"],
            issue_date=date.fromisoformat(stored["issue_date"]),
            due_date=date.fromisoformat(due) if due else None,
            type=InvoiceType(stored["type"]),
            type_code=stored["type_code"],
            currency=stored["currency"],
            total_ht=Decimal(stored["total_ht"]),
            total_vat=Decimal(stored["total_vat"]),
            total_ttc=Decimal(stored["total_ttc"]),
            amount_due=Decimal(payable) if payable is not None else None,
            seller=stored["seller"],
            lines=stored["lines"],
        )

    def to_json(self) -> dict[str, Any]:
        """JSON values: amounts as texts with two decimals, dates ISO."""
        return {
            "number": self.number,
            "issue_date": self.issue_date.isoformat(),
            "due_date": self.due_date.isoformat() if self.due_date else None,
            "type": self.type.value,
            "type_code": self.type_code,
            "currency": self.currency,
            "total_ht": f"{self.total_ht:.2f}",
            "total_vat": f"{self.total_vat:.2f}",
            "total_ttc": f"{self.total_ttc:.2f}",
            "amount_due": f"{self.amount_due:.2f}" if self.amount_due is not None else None,
            "seller": self.seller,
            "lines": self.lines,
        }

    def agrees_with(self, other: "InvoiceFigures") -> bool:
        """Whether two documents of one invoice say the same: date, currency, type and the three totals."""
        return _agreed(self) == _agreed(other)


def _agreed(figures: InvoiceFigures) -> tuple[object, ...]:
    totals = (figures.total_ht, figures.total_vat, figures.total_ttc)
    return (figures.issue_date, figures.currency, figures.type, *totals)
