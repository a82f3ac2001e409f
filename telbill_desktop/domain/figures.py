"""The figures of one document: what results and conflicts show, and what scripts get as `invoice`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType
from telbill_desktop.domain.line_agreement import LineMarks
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.table_profile import TableField


@dataclass(frozen=True, slots=True)
class InvoiceFigures:
    """What one document says of an invoice: amounts signed, credit notes negative; `lines` is their count.

    A total is None where a list leaves it blank. `source` and `marks` of the lines are there for a document that is
    compared with others of its kind, not for what several documents make together.
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
    source: SourceKind | None = field(default=None, compare=False)
    marks: LineMarks | None = field(default=None, compare=False)

    @classmethod
    def of(cls, draft: InvoiceDraft, source: SourceKind | None = None) -> Self:
        """The figures of a draft; its lines are marked when its `source` is given."""
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
            source=source,
            marks=LineMarks.of(draft.lines) if source is not None else None,
        )

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The figures that `to_json` or `to_stored` wrote; other entries are left aside."""
        due, source = stored.get("due_date"), stored.get("source")
        return cls(
            number=stored["number"],
            issue_date=date.fromisoformat(stored["issue_date"]),
            due_date=date.fromisoformat(due) if due else None,
            type=InvoiceType(stored["type"]),
            type_code=stored.get("type_code"),
            currency=stored["currency"],
            total_ht=_decimal(stored.get("total_ht")),
            total_vat=_decimal(stored.get("total_vat")),
            total_ttc=_decimal(stored.get("total_ttc")),
            amount_due=_decimal(stored.get("amount_due")),
            seller=stored["seller"],
            lines=stored.get("lines", 0),
            source=SourceKind(source) if source else None,
            marks=LineMarks.from_json(stored.get("marks")),
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

    def to_stored(self) -> dict[str, Any]:
        """`to_json`, and what later documents of this invoice are compared with; what it does not say is left out."""
        marks = self.marks.to_json() if self.marks is not None else None
        source = self.source.value if self.source else None
        said = {**self.to_json(), "lines": self.lines or None, "source": source, "marks": marks}
        return {name: value for name, value in said.items() if value is not None}

    def differing(self, other: "InvoiceFigures") -> tuple[TableField, ...]:
        """The fields that two documents of one invoice state differently: date, type, currency, totals.

        What one leaves blank is no difference. The amount due and the due date count between two invoices in XML: a
        list may be older than a payment, and a printed bill adds arrears to what is due.
        """
        pairs: list[tuple[TableField, object, object]] = [
            (TableField.ISSUE_DATE, self.issue_date, other.issue_date),
            (TableField.TYPE, self.type, other.type),
            (TableField.CURRENCY, self.currency, other.currency),
            (TableField.HT, self.total_ht, other.total_ht),
            (TableField.VAT, self.total_vat, other.total_vat),
            (TableField.TTC, self.total_ttc, other.total_ttc),
        ]
        if self.source is other.source is SourceKind.XML:
            pairs += [
                (TableField.AMOUNT_DUE, self.amount_due, other.amount_due),
                (TableField.DUE_DATE, self.due_date, other.due_date),
            ]
        return tuple(name for name, mine, its in pairs if None not in {mine, its} and mine != its)

    def differs_in_lines(self, other: "InvoiceFigures") -> bool:
        """Whether two documents of the same kind, both with lines, have other lines; see `line_agreement`."""
        same_kind = self.source is not None and self.source is other.source
        return same_kind and self.marks is not None and other.marks is not None and self.marks.differ(other.marks)

    def agrees_with(self, other: "InvoiceFigures") -> bool:
        """Whether two documents of one invoice say the same."""
        return not self.differing(other) and not self.differs_in_lines(other)

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
