"""Two documents of one invoice that say different things, and what somebody decides about it, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice_kinds import InvoiceType
from telbill_desktop.domain.messages import Words
from telbill_desktop.domain.money import CENT
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.sentence_marker import N_


class ConflictField(StrEnum):
    """What is compared and chosen, in the order in which it is shown. LINES stands for the VAT table too."""

    TYPE = "type"
    NUMBER = "number"
    ISSUE_DATE = "issue_date"
    DUE_DATE = "due_date"
    CURRENCY = "currency"
    HT = "ht"
    VAT = "vat"
    TTC = "ttc"
    AMOUNT_DUE = "amount_due"
    LINES = "lines"


CONFLICT_FIELD_NAMES: Mapping[ConflictField, str] = MappingProxyType(
    {
        ConflictField.TYPE: N_("Type"),
        ConflictField.NUMBER: N_("Invoice number"),
        ConflictField.ISSUE_DATE: N_("Date"),
        ConflictField.DUE_DATE: N_("Due date"),
        ConflictField.CURRENCY: N_("Currency"),
        ConflictField.HT: N_("Total excl. VAT"),
        ConflictField.VAT: N_("VAT"),
        ConflictField.TTC: N_("Total incl. VAT"),
        ConflictField.AMOUNT_DUE: N_("Amount due"),
        ConflictField.LINES: N_("Lines and VAT"),
    }
)

_ATTRIBUTES: Mapping[ConflictField, tuple[str, ...]] = MappingProxyType(
    {
        ConflictField.TYPE: ("type", "type_code"),
        ConflictField.NUMBER: ("number",),
        ConflictField.ISSUE_DATE: ("issue_date",),
        ConflictField.DUE_DATE: ("due_date",),
        ConflictField.CURRENCY: ("currency",),
        ConflictField.HT: ("total_ht",),
        ConflictField.VAT: ("total_vat",),
        ConflictField.TTC: ("total_ttc",),
        ConflictField.AMOUNT_DUE: ("amount_due",),
        ConflictField.LINES: ("lines", "source", "marks"),
    }
)
_TOTALS = (ConflictField.HT, ConflictField.VAT, ConflictField.TTC)
SETTLEMENT_NOTES = frozenset({"conflict_settled", "conflict_settled_whole", "conflict_kept"})
"""What is said of an invoice once somebody decided: it stays whatever document is shown later."""

AMOUNTS = (*_TOTALS, ConflictField.AMOUNT_DUE)


@dataclass(frozen=True, slots=True)
class Document:
    """One side: the document's name, what kind it is, where its bytes are."""

    name: str
    kind: SourceKind
    media_type: str
    deposit_id: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """The invoice as the store shows it (`stored`) beside a document that says something else (`other`).

    `document` is where the stored figures mainly come from; None for an invoice without one.
    """

    invoice_id: int
    source_id: int
    number: str
    stored: InvoiceFigures
    other: InvoiceFigures
    document: Document | None
    other_document: Document

    @property
    def differing(self) -> tuple[ConflictField, ...]:
        """The fields of which the two sides do not say the same; a side that says nothing differs too."""
        return tuple(
            field
            for field in ConflictField
            if differ(self.stored, self.other, field) or (field is ConflictField.LINES and self.has_lines)
        )

    @property
    def has_lines(self) -> bool:
        """Whether the other document has lines that could be shown."""
        return self.other.lines > 0

    def can_take(self, field: ConflictField) -> bool:
        """Whether the other document says anything of a field that the store says otherwise; totals may be blank."""
        if field not in self.differing:
            return False
        return field in AMOUNTS or said(self.other, field) is not None

    @property
    def everything(self) -> frozenset[ConflictField]:
        """The choice « all of the other document »: its figures with the blanks among its totals."""
        return frozenset(filter(self.can_take, ConflictField))

    def is_whole(self, taken: frozenset[ConflictField]) -> bool:
        """Whether nothing of the figures and lines that were shown is left: the other document is shown then."""
        return self.everything <= taken and (self.has_lines or not self.stored.lines)


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A line of the list of open conflicts. Amounts are those that differ first: `field` says which."""

    invoice_id: int
    source_id: int
    operator: str
    number: str
    document: str
    field: ConflictField
    stored: InvoiceFigures
    other: InvoiceFigures


def said(figures: InvoiceFigures, field: ConflictField) -> object:
    """What a side says of a field; None: nothing. A document without lines says nothing of them."""
    value = getattr(figures, _ATTRIBUTES[field][0])
    return None if field is ConflictField.LINES and not value else value


def differ(stored: InvoiceFigures, other: InvoiceFigures, field: ConflictField) -> bool:
    """Whether the two sides do not say the same of a field; as many lines may be other lines."""
    if field is ConflictField.LINES and other.differs_in_lines(stored):
        return True
    return said(stored, field) != said(other, field)


def first_difference(stored: InvoiceFigures, other: InvoiceFigures) -> ConflictField:
    """The field that makes the two a conflict: what both state otherwise, totals first; else it is the lines."""
    decisive: tuple[ConflictField, ...] = (
        *reversed(_TOTALS),
        ConflictField.ISSUE_DATE,
        ConflictField.CURRENCY,
        ConflictField.TYPE,
        ConflictField.AMOUNT_DUE,
        ConflictField.DUE_DATE,
    )
    for field in decisive:
        mine, its = said(stored, field), said(other, field)
        if None not in (mine, its) and mine != its:
            return field
    return ConflictField.LINES if other.lines else ConflictField.TTC


def taken_from(conflict: Conflict, taken: frozenset[ConflictField]) -> InvoiceFigures:
    """What the invoice says when these fields are the other document's.

    Raises:
        TelbillError: `conflict_type_apart`, `conflict_currency_apart`: amounts of one document under the other's type
            or currency; `conflict_no_total`: neither HT nor TTC would be left.
    """
    chosen = [field for field in taken if conflict.can_take(field)]
    values = {name: getattr(conflict.other, name) for field in chosen for name in _ATTRIBUTES[field]}
    result = replace(conflict.stored, **values)
    _refuse_mixture(conflict, frozenset(chosen), result)
    return result


def adds_up(figures: InvoiceFigures) -> bool | None:
    """Whether HT and VAT make TTC; None when one of them is blank."""
    if figures.total_ht is None or figures.total_vat is None or figures.total_ttc is None:
        return None
    return figures.total_ht + figures.total_vat == figures.total_ttc


def is_rounding(figures: InvoiceFigures) -> bool:
    """Whether what does not add up is a matter of cents, as suppliers round: 0.01 for the whole and for each line."""
    if figures.total_ht is None or figures.total_vat is None or figures.total_ttc is None:
        return False
    return abs(figures.total_ht + figures.total_vat - figures.total_ttc) <= CENT * max(1, figures.lines)


def field_words(taken: frozenset[ConflictField]) -> Words:
    """The fields as a sentence names them, in their usual order."""
    return Words(tuple(CONFLICT_FIELD_NAMES[field] for field in ConflictField if field in taken))


def _refuse_mixture(conflict: Conflict, chosen: frozenset[ConflictField], result: InvoiceFigures) -> None:
    if result.total_ht is None and result.total_ttc is None:
        raise TelbillError("conflict_no_total")
    if ConflictField.CURRENCY in conflict.differing:
        sides = {field in chosen for field in (*AMOUNTS, ConflictField.LINES) if said(result, field) is not None}
        if sides != {ConflictField.CURRENCY in chosen}:
            raise TelbillError("conflict_currency_apart")
    if ConflictField.TYPE in conflict.differing:
        wanted = -1 if result.type is InvoiceType.CREDIT_NOTE else 1
        amounts = [amount for amount in (result.total_ht, result.total_ttc) if amount]
        if any(_sign(amount) != wanted for amount in amounts) or (
            result.lines and (ConflictField.LINES in chosen) != (ConflictField.TYPE in chosen)
        ):
            raise TelbillError("conflict_type_apart")


def _sign(amount: Decimal) -> int:
    return 1 if amount > 0 else -1
