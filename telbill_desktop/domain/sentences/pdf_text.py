"""What is said of a plain PDF and of the templates that read it."""

from telbill_desktop.domain.sentence_marker import N_

PDF_TEXT = {
    "template_unreadable": N_("The template {file} cannot be read: {reason}."),
    "template_invalid": N_("The template {file} is wrong at “{key}”."),
    "template_unwritable": N_("The template {file} cannot be saved: {reason}."),
    "template_supplier_missing": N_(
        "A template needs the supplier's SIREN or VAT number, so that no other supplier's invoice is taken for its own."
    ),
    "template_supplier_unprinted": N_(
        "The supplier's number {text} is not printed in the document: nothing would tell its invoices from others."
    ),
    "template_number_unplaced": N_("No words stand beside the invoice number by which it could be found again."),
    "template_date_unplaced": N_("No words stand beside the issue date by which it could be found again."),
    "template_ht_unplaced": N_("The amount without tax is not printed beside words by which it could be found again."),
    "template_vat_unplaced": N_("The VAT is not printed beside words by which it could be found again."),
    "template_ttc_unplaced": N_("The total with tax is not printed beside words by which it could be found again."),
    "template_date_order_unknown": N_(
        "{day} does not tell whether this supplier writes the day or the month first: keep another invoice as template."
    ),
    "template_reads_otherwise": N_("The template would read this very invoice otherwise than it was entered."),
    "value_unreadable": N_("“{text}” is not such a value."),
    "period_unreadable": N_("“{text}” is not a period: two dates are expected."),
    "pdf_without_words": N_("The pages of this PDF are pictures: no text is printed on them."),
    "pdf_several_templates": N_("Several templates know this PDF: {names}. Delete or correct one of them."),
    "pdf_too_long": N_("{template}: the document has {count} pages, too many to be read whole."),
    "pdf_other_title": N_("{template}: the document calls itself “{title}”, which this template is not made for."),
    "pdf_number_missing": N_("{template}: the invoice number is not where it should be."),
    "pdf_date_missing": N_("{template}: the issue date is not where it should be."),
    "pdf_ht_missing": N_("{template}: the amount without tax is not where it should be."),
    "pdf_vat_missing": N_("{template}: the VAT is not where it should be."),
    "pdf_ttc_missing": N_("{template}: the total with tax is not where it should be."),
    "pdf_number_differs": N_("{template}: the page gives two invoice numbers, “{first}” and “{second}”."),
    "pdf_date_differs": N_("{template}: the page gives two issue dates, “{first}” and “{second}”."),
    "pdf_ht_differs": N_("{template}: the page gives two amounts without tax, “{first}” and “{second}”."),
    "pdf_vat_differs": N_("{template}: the page gives two amounts of VAT, “{first}” and “{second}”."),
    "pdf_ttc_differs": N_("{template}: the page gives two totals with tax, “{first}” and “{second}”."),
    "pdf_optional_differs": N_("{template}: “{first}” and “{second}” stand in the same place; neither was kept."),
    "pdf_amount_unreadable": N_("{template}: “{text}” should be an amount and cannot be read for certain."),
    "pdf_date_unreadable": N_("{template}: “{text}” should be a date and cannot be read for certain."),
    "pdf_text_unreadable": N_("{template}: “{text}” does not look like the value expected there."),
    "pdf_other_currency": N_("“{text}” speaks of another currency than {currency}."),
    "pdf_lines_missing": N_("{template}: no line was found by which its total could be checked."),
    "pdf_tax_printed": N_("{template}: “{text}” speaks of a tax, and this template's invoices bear none."),
    "pdf_totals_disagree": N_("{template}: {ht} and {vat} of VAT do not make {ttc}."),
    "pdf_vat_rows_disagree": N_("{template}: the VAT by rate makes {rows}; the total of VAT is {vat}."),
    "pdf_negative": N_("{template}: the total is {ttc}, and nothing on the page says that this is a credit note."),
    "pdf_figures_disagree": N_("{template}: the figures of the document do not agree."),
}
