"""What can be wrong with the log of the archive."""

from telbill_desktop.domain.sentence_marker import N_

ARCHIVE_LOG = {
    "log_row_missing": N_("Row {row} of the log was taken out."),
    "log_row_changed": N_("Row {row} of the log was changed, or is not in its place."),
    "log_cut": N_("The log was cut from row {row} on: {count} rows are missing, or an old database was put back."),
    "log_rewritten": N_("Row {row} of the log is not the one that is noted beside the archive."),
    "log_head_missing": N_("The file “{file}” beside the archive, where the end of the log is noted, cannot be read."),
    "log_register_differs": N_("The register does not hold “{name}” as row {row} of the log says."),
    "log_deposit_unknown": N_("The log does not know the document {digest}, which the register holds."),
    "log_backup_differs": N_("The backup “{name}” knows of row {row} of the log, which is another one now."),
}
