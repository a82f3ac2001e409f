"""What is said of a file before anyone reads what is in it."""

from telbill_desktop.domain.sentence_marker import N_

FILES = {
    "output_unwritable": N_("The answer cannot be written where it should go: {reason}."),
    "file_missing": N_("{file}: there is no such file."),
    "file_not_regular": N_("{file}: only ordinary files can be read."),
    "file_too_large": N_("{file}: the file is larger than {limit} MB."),
    "file_unwritable": N_("{file} cannot be written: {reason}. What was there is unchanged."),
    "file_left_behind": N_(
        "What was written to {file} holds no longer, and could not be taken away again: delete it before you go on."
    ),
    "preview_impossible": N_("No page of this document can be shown. Open the original instead."),
    "report_kind_unknown": N_("{file}: a report is saved as {kinds} or {last}."),
    "report_too_long_for_pdf": N_(
        "A PDF holds no table of more than {count} rows. Save it as .xlsx or .csv, or choose a shorter period."
    ),
    "file_empty": N_("{file}: the file is empty."),
}
