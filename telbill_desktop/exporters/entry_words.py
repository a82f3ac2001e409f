"""What is said of entries: the label of a line, why an invoice was left out, how many were prepared before."""

from collections.abc import Sequence

from telbill_desktop.domain.entries import Booked, Entry, EntryLine, InvoiceToBook, LeftOut, LeftOutInvoice
from telbill_desktop.domain.invoice_kinds import InvoiceType
from telbill_desktop.domain.money import Money
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def line_label(entry: Entry, line: EntryLine) -> str:
    """What the line is of: the document, its supplier, and the team whose charge it is."""
    invoice = entry.invoice
    is_note = invoice.type is InvoiceType.CREDIT_NOTE
    words = tr("Credit note {number} {operator}") if is_note else tr("Invoice {number} {operator}")
    label = words.format(number=invoice.number, operator=invoice.operator)
    if not line.team:
        return label
    named = line.team if line.section.casefold() == line.team.casefold() else f"{line.section} {line.team}"
    return f"{label} - {named}"


def _changed(invoice: InvoiceToBook, booked: Booked) -> str:
    """By its total, or by the VAT in it where that alone is another."""
    words, before, now = (
        (
            tr("Was prepared on {date} (entry {number}) with {before} incl. VAT, and now says {now}."),
            booked.ttc,
            invoice.ttc,
        )
        if booked.ttc != invoice.ttc
        else (
            tr("Was prepared on {date} (entry {number}) with {before} of VAT, and now says {now}."),
            booked.vat,
            invoice.vat,
        )
    )
    params = {
        "date": booked.on,
        "number": booked.number,
        "before": Money(before, invoice.currency),
        "now": formats.stated(now, invoice.currency),
    }
    return formats.fill(words, params)


def not_repeated_words(count: int) -> str:
    """How many invoices were prepared before."""
    words = ntr(
        "{count} invoice that was prepared before and is not repeated.",
        "{count} invoices that were prepared before and are not repeated.",
        count,
    )
    return words.format(count=formats.count(count))


def of_several_words(companies: Sequence[str]) -> str:
    """That entries of these companies are in one file; empty where they are of one."""
    if len(companies) < 2:  # noqa: PLR2004 - several
        return ""
    words = tr(
        "Entries of {count} companies stand in one file: {names}. The books of each are its own: prepare a file for "
        "each of them, by its perimeter or by its accounts."
    )
    return words.format(count=formats.count(len(companies)), names=", ".join(companies))


def why_words(one: LeftOutInvoice) -> str:
    """Why an invoice is not booked, as a sentence."""
    invoice = one.invoice
    if one.reason is LeftOut.CHANGED and invoice.booked is not None:
        return _changed(invoice, invoice.booked)
    return {
        LeftOut.TO_CHECK: tr("To check: its figures do not agree."),
        LeftOut.NO_TOTALS: tr("Its document leaves a total blank: excl. VAT, VAT or incl. VAT."),
        LeftOut.OTHER_CURRENCY: formats.fill(
            tr("In {currency}: booked in euros only."), {"currency": invoice.currency}
        ),
        LeftOut.TOTALS_DIFFER: tr("Its total without tax and its tax do not make its total with tax."),
        LeftOut.NOTHING: tr("Of nothing: there is nothing to book."),
    }[one.reason]
