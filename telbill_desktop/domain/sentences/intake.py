"""What is said of a file while it is taken in: what could not be read of it, what the store knows already."""

from telbill_desktop.domain.sentence_marker import N_

INTAKE = {
    "file_is_link": N_("{file}: this is a link. Import the file that it points to."),
    "file_unreadable": N_("{file}: the file cannot be read ({reason})."),
    "folder_unreadable": N_("{file}: the folder cannot be read ({reason})."),
    "reading_too_long": N_("{file}: reading took more than {seconds} s and was stopped."),
    "reading_too_large": N_("{file}: reading took more than {limit} MB of memory and was stopped."),
    "reading_crashed": N_("{file}: the file made the reader fail; nothing of it was kept."),
    "store_changed_meanwhile": N_("{file}: the store changed while the file was read. Import it again."),
    "entry_known": N_("This document is already here, as one of invoice {number}."),
    "content_known": N_("This file is already here, as a document of invoice {number}."),
    "content_known_in_conflict": N_("This file is already here, as another version of invoice {number}."),
    "invoice_of_other_operator": N_(
        "{operator} has an invoice {number} of the same date and amount, which may be this one. Merge the two "
        "operators if they are one."
    ),
    "table_of_other_operator": N_(
        "Invoices that {operator} has too, with the same number, date and amount, and which may be the same: {count} "
        "({numbers}). Merge the two operators if they are one."
    ),
    "invoice_in_conflict": N_(
        "Invoice {number} is already here with other figures: {fields}. "
        "Both are kept to be compared; nothing was overwritten."
    ),
    "invoice_lines_in_conflict": N_(
        "Invoice {number} is already here with the same totals and other lines, {count} of which differ. "
        "Both are kept to be compared; nothing was overwritten."
    ),
    "line_amount_otherwise": N_("Line “{line}”: {said} here, {known} in the invoice that is known."),
    "line_label_otherwise": N_("Line “{said}” ({amount}) here, “{known}” ({was}) in the invoice that is known."),
    "line_quantity_otherwise": N_("Line “{line}”: quantity {said} here, {known} in the invoice that is known."),
    "line_only_said": N_("Line “{line}” ({amount}) is here alone; the invoice that is known has none like it."),
    "line_only_known": N_("Line “{line}” ({amount}) is in the invoice that is known alone; here is none like it."),
    "lines_otherwise_more": N_("Other lines that differ: {count}."),
    "invoice_in_conflict_shown": N_(
        "Invoice {number} is already here with other figures. This document tells more and is shown now; both are kept "
        "to be compared."
    ),
    "invoice_enriched": N_("Invoice {number} was already here; this file says more and its content is shown now."),
    "invoice_confirmed": N_("Invoice {number} was already here; this file says the same and was added to it."),
    "document_missing": N_("The document {digest} is missing from the archive."),
    "document_altered": N_("The document {digest} was altered in the archive."),
    "document_unreadable": N_("The document {digest} cannot be read in the archive ({reason})."),
}
