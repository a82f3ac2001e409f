"""What a filter says in words: one chip for each part of it that has no field of its own in the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.gui.models.invoice_cells import mark_name
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telbill_desktop.domain.invoice_list import InvoiceFilter


class Part(NamedTuple):
    """A part of a filter: its words, and the fields of the filter that it is made of."""

    words: str
    fields: tuple[str, ...]


def text_names() -> Mapping[str, str]:
    """The texts that the advanced search asks for, by the filter's field."""
    return {
        "number": tr("Invoice number"),
        "sub_account": tr("Sub-account"),
        "client_code": tr("Client code"),
        "subscriber": tr("Subscriber"),
        "reference": tr("Reference"),
        "line_text": tr("Text of a line"),
    }


def parts_of(wanted: InvoiceFilter) -> list[Part]:
    """The parts that the bar has no field for, in the order of the advanced search."""
    named = {**text_names(), "operator": tr("Operator"), "account": tr("Account"), "currency": tr("Currency")}
    parts = [Part(labelled(name, text), (field,)) for field, name in named.items() if (text := getattr(wanted, field))]
    if wanted.company_id is not None:
        parts.append(Part(tr("One company only"), ("company_id",)))
    if wanted.has_document is not None:
        parts.append(Part(document_words(present=wanted.has_document), ("has_document",)))
    if wanted.has_warnings is not None:
        parts.append(Part(warning_words(present=wanted.has_warnings), ("has_warnings",)))
    if wanted.in_conflict is False:  # documents in conflict stand among the states
        parts.append(Part(tr("Without documents in conflict"), ("in_conflict",)))
    if wanted.mark is not None:
        parts.append(Part(labelled(tr("Mark"), mark_name(wanted.mark)), ("mark",)))
    if wanted.unmarked:
        parts.append(Part(tr("Without a mark"), ("unmarked",)))
    return parts


def document_words(*, present: bool) -> str:
    """Whether a document of the invoice is kept."""
    return tr("With a document") if present else tr("Without a document")


def warning_words(*, present: bool) -> str:
    """Whether reading the invoice left a warning."""
    return tr("With warnings") if present else tr("Without warnings")


def mark_choices() -> Mapping[str, str]:
    """What can be asked of the mark, by the value of a menu: any, one of them, none."""
    return {
        "": tr("All marks"),
        **{mark.value: mark_name(mark) for mark in InvoiceMark},
        "unmarked": tr("Without a mark"),
    }
