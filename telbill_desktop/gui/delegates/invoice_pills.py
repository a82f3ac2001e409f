"""The words, icons and tones under which the states of an invoice are shown, in tables and in the detail alike."""

from dataclasses import replace

from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.invoice_cells import mark_name, state_name, type_name


def type_pill(kind: InvoiceType, code: str | None, state: InvoiceState) -> Pill | None:
    """What is to be checked says so behind its type; a credit note stands out; an invoice is a plain word."""
    if state is InvoiceState.TO_CHECK:
        return replace(state_pill(state), before=type_name(kind, code))
    if kind is InvoiceType.CREDIT_NOTE:
        return credit_pill(code)
    return None


def credit_pill(code: str | None = None) -> Pill:
    """A credit note; of which kind, where its code says more."""
    return Pill(type_name(InvoiceType.CREDIT_NOTE, code), "undo-2", "info")


def state_pill(state: InvoiceState) -> Pill:
    """Whether the figures agree."""
    if state is InvoiceState.TO_CHECK:
        return Pill(state_name(state), "triangle-alert", "warn")
    return Pill(state_name(state), "circle-check", "ok")


def mark_pill(mark: InvoiceMark) -> Pill:
    """What the user noted."""
    icon, tone = _MARKS[mark]
    return Pill(mark_name(mark), icon, tone)


_MARKS = {
    InvoiceMark.TO_REVIEW: ("circle-alert", "info"),
    InvoiceMark.VERIFIED: ("circle-check", "ok"),
    InvoiceMark.DISPUTED: ("triangle-alert", "bad"),
}
