"""Two documents that contradict each other, put into words: the fields beside each other and what a choice makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.domain.conflict import (
    CONFLICT_FIELD_NAMES,
    Conflict,
    ConflictField,
    adds_up,
    differ,
    first_difference,
    is_rounding,
    taken_from,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.models.detail_facts import MISSING
from telbill_desktop.gui.models.invoice_cells import type_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.figures import InvoiceFigures

_AMOUNTS = {
    ConflictField.HT: "total_ht",
    ConflictField.VAT: "total_vat",
    ConflictField.TTC: "total_ttc",
    ConflictField.AMOUNT_DUE: "amount_due",
}


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field as both sides give it. `differs` when they say different things; `can_take` when there is a choice."""

    field: ConflictField
    name: str
    stored: str
    other: str
    differs: bool
    can_take: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a choice makes of the invoice: a tone of the palette, words, and whether it can be applied."""

    tone: str
    heading: str
    sentence: str
    is_possible: bool
    figures: InvoiceFigures | None = None


def conflict_rows(conflict: Conflict) -> list[ConflictRow]:
    """Every field, in the order in which it is shown."""
    return [
        ConflictRow(
            field,
            tr(CONFLICT_FIELD_NAMES[field]),
            field_text(conflict.stored, field),
            field_text(conflict.other, field),
            differ(conflict.stored, conflict.other, field),
            conflict.can_take(field),
        )
        for field in ConflictField
    ]


def field_text(figures: InvoiceFigures, field: ConflictField) -> str:
    """What one side says of a field; a dash when it says nothing."""
    if field in _AMOUNTS:
        return formats.stated(getattr(figures, _AMOUNTS[field]), figures.currency)
    if field is ConflictField.TYPE:
        return type_name(figures.type, figures.type_code)
    if field is ConflictField.ISSUE_DATE:
        return formats.day(figures.issue_date)
    if field is ConflictField.DUE_DATE:
        return formats.day(figures.due_date) if figures.due_date else MISSING
    if field is ConflictField.LINES:
        words = ntr("{count} line", "{count} lines", figures.lines).format(count=formats.count(figures.lines))
        return words if figures.lines else MISSING
    return figures.currency if field is ConflictField.CURRENCY else figures.number


def verdict(conflict: Conflict, taken: frozenset[ConflictField]) -> Verdict:
    """What the invoice will say, and whether it adds up."""
    try:
        figures = taken_from(conflict, taken)
    except TelbillError as error:
        return Verdict("bad", tr("This cannot be chosen"), formats.sentence(error.message), is_possible=False)
    sums = _sums(figures)
    if (agrees := adds_up(figures)) is None:
        words = tr("One of the three totals is blank, so that they cannot be checked.")
        return Verdict("info", tr("Nothing to add up"), words, is_possible=True, figures=figures)
    if agrees:
        return Verdict("ok", tr("The totals add up"), sums, is_possible=True, figures=figures)
    if is_rounding(figures):
        return Verdict("info", tr("The totals add up but for rounding"), sums, is_possible=True, figures=figures)
    heading = tr("The totals do not add up: the invoice will be marked “To check”")
    return Verdict("warn", heading, sums, is_possible=True, figures=figures)


def difference_words(stored: InvoiceFigures, other: InvoiceFigures, document: str) -> str:
    """The figure that makes two documents contradict each other, in a sentence."""
    field = first_difference(stored, other)
    if field is ConflictField.LINES:
        return formats.fill(tr("Same totals, but other lines in {document}"), {"document": document})
    return formats.fill(
        tr("{field}: {stored} in the invoice, {other} in {document}"),
        {
            "field": tr(CONFLICT_FIELD_NAMES[field]),
            "stored": field_text(stored, field),
            "other": field_text(other, field),
            "document": document,
        },
    )


def _sums(figures: InvoiceFigures) -> str:
    if figures.total_ht is None or figures.total_vat is None or figures.total_ttc is None:
        raise ValueError(figures)
    made = figures.total_ht + figures.total_vat
    sides = {
        "ht": formats.money(figures.total_ht, figures.currency),
        "vat": formats.money(figures.total_vat, figures.currency),
        "made": formats.money(made, figures.currency),
        "stated": formats.money(figures.total_ttc, figures.currency),
    }
    if made == figures.total_ttc:
        return formats.fill(tr("{ht} + {vat} = {made}"), sides)
    return formats.fill(tr("{ht} + {vat} = {made}, and the total incl. VAT would be {stated}"), sides)
