"""What is said while an invoice is read."""

from telbill_desktop.domain.sentences.marker import N_

READING = {
    "no_invoice_in_pdf": N_("This PDF carries no invoice in XML; it needs a template."),
}
