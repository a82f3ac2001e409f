"""What is said of documents that contradict each other, and of what somebody decided about them."""

from telbill_desktop.domain.sentence_marker import N_

CONFLICTS = {
    "conflict_gone": N_("This document is no longer in conflict with an invoice."),
    "conflict_changed": N_("The invoice changed while its documents were compared. Compare them again."),
    "conflict_type_apart": N_(
        "A credit note counts negative: the type, the amounts and the lines must come from the same document."
    ),
    "conflict_currency_apart": N_("The amounts and their currency must come from the same document."),
    "conflict_no_total": N_("Neither the total without VAT nor the total with VAT would be left."),
    "conflict_identity_taken": N_("Another invoice of {operator} has the number {number} in {year} already."),
    "conflict_document_unreadable": N_(
        "{document} is not read any more as it was when it was imported, so that its lines cannot be taken. Take its "
        "figures one by one."
    ),
    "conflict_settled": N_("{document} said something else. Taken from it: {fields}."),
    "conflict_settled_whole": N_("{document} said something else than {former}; it was chosen as a whole."),
    "conflict_kept": N_("{document} says something else. The invoice was kept as it is."),
}
