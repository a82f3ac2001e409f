"""What can be wrong with the log of the archive."""

from telbill_desktop.domain.sentence_marker import N_

ARCHIVE_LOG = {
    "log_row_missing": N_("Row {row} of the log was taken out."),
    "log_rows_missing": N_("Rows {row} to {last} of the log were taken out."),
    "log_row_changed": N_("Row {row} of the log was changed, or is not in its place."),
    "log_cut": N_("The log was cut from row {row} on: {count} rows are missing, or an old database was put back."),
    "log_rewritten": N_("Row {row} of the log is not the one that is noted beside the archive."),
    "log_head_missing": N_("The file “{file}” beside the archive, where the end of the log is noted, cannot be read."),
    "log_register_differs": N_("The register does not hold “{name}” as row {row} of the log says."),
    "log_deposit_unknown": N_("The log does not know the document {digest}, which the register holds."),
    "log_custody_differs": N_(
        "What “{name}” is, until when it is kept or whether it is held is not what the log says."
    ),
    "log_verdict_differs": N_("What is said of the signatures of “{name}” is not what row {row} of the log says."),
    "log_verdict_unknown": N_("The log does not know all that is said of the signatures of “{name}”."),
    "log_trust_differs": N_("The certificate “{name}” is not trusted, or not trusted any more, as row {row} says."),
    "log_trust_unknown": N_("The log does not know who trusted the certificate “{name}”."),
    "log_backup_differs": N_("The backup “{name}” knows of row {row} of the log, which is another one now."),
}
