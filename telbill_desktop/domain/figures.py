"""The figures of one document: what results and conflicts show, and what scripts get as `invoice`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType


@dataclass(frozen=True, slots=True)
class InvoiceFigures:
    """What one document says of an invoice: amounts signed, credit notes negative; `lines` is their count.

    A total is None where a list leaves it blank.
    """

    number: str
    issue_date: date
    due_date: date | None
    type: InvoiceType
    type_code: str | None
    currency: str
    total_ht: Decimal | None
    total_vat: Decimal | None
    total_ttc: Decimal | None
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
        due = stored["due_date"]
        return cls(
            number=stored["number"],
            issue_date=date.fromisoformat(stored["issue_date"]),
            due_date=date.fromisoformat(due) if due else None,
            type=InvoiceType(stored["type"]),
            type_code=stored["type_code"],
            currency=stored["currency"],
            total_ht=_decimal(stored["total_ht"]),
            total_vat=_decimal(stored["total_vat"]),
            total_ttc=_decimal(stored["total_ttc"]),
            amount_due=_decimal(stored["amount_due"]),
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
            "total_ht": _text(self.total_ht),
            "total_vat": _text(self.total_vat),
            "total_ttc": _text(self.total_ttc),
            "amount_due": _text(self.amount_due),
            "seller": self.seller,
            "lines": self.lines,
        }

    def agrees_with(self, other: "InvoiceFigures") -> bool:
        """Whether two documents of one invoice say the same: date, currency, type and the totals that both state."""
        if (self.issue_date, self.currency, self.type) != (other.issue_date, other.currency, other.type):
            return False
        totals = zip(self.totals, other.totals, strict=True)
        return all(None in both or both[0] == both[1] for both in totals)

    def completes(self, other: "InvoiceFigures") -> bool:
        """Whether this document states a total that the other leaves blank."""
        return any(mine is not None and its is None for mine, its in zip(self.totals, other.totals, strict=True))

    def completed_by(self, other: "InvoiceFigures") -> "InvoiceFigures":
        """These figures, what they leave blank taken from another document that agrees."""
        blanks = ("due_date", "total_ht", "total_vat", "total_ttc", "amount_due")
        return replace(self, **{name: getattr(other, name) for name in blanks if getattr(self, name) is None})

    def claims_as(self, other: "InvoiceFigures") -> bool:
        """Whether this document says of the invoice's figures exactly what the other does, blanks too."""
        return self.agrees_with(other) and self.totals == other.totals

    @property
    def totals(self) -> tuple[Decimal | None, ...]:
        """HT, VAT and TTC."""
        return (self.total_ht, self.total_vat, self.total_ttc)


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
