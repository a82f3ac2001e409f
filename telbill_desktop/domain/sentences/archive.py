"""What is said of the archive: how long documents are kept, and why an act is refused."""

from telbill_desktop.domain.sentence_marker import N_

ARCHIVE = {
    "closing_impossible": N_("No accounting year ends on day {day} of month {month}."),
    "keep_held": N_("The document is on hold: it is kept until somebody lifts the hold."),
    "keep_running": N_("The document is kept while its contract runs, and no end of it is known."),
    "document_unknown": N_("The document is not in the archive any more."),
    "document_of_invoice": N_("“{name}” is the document of an invoice, and kept as such."),
    "reason_missing": N_("Say why: the log keeps the reason."),
    "trust_gone": N_("That certificate is not trusted any more already."),
    "keep_until_day": N_("The document must be kept until {day}, that day included."),
}
