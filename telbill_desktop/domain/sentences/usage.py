"""What is said of usage: its files, its privacy."""

from telbill_desktop.domain.sentence_marker import N_

USAGE = {
    # A row
    "usage_row_wide": N_("The row has {width} cells under {titles} titles: a separator may stand inside one of them."),
    "usage_row_short": N_("The row ends after {width} of {titles} cells, before the one that says what it costs."),
    "usage_cell_of_rows": N_("A cell holds the beginning of another row: a quotation mark may be one too many."),
    "usage_word_unknown": N_("“{text}” is not among the words that the profile knows."),
    "usage_line_untold": N_(
        "Nothing tells who called: neither number is of the fleet. Add your line to it, then import the file again."
    ),
    "usage_time_unreadable": N_("“{text}” is no time of day."),
    "usage_quantity_unreadable": N_("“{text}” is no duration, volume or number."),
    "usage_unit_unknown": N_("“{text}” is no unit of time or volume that is known."),
    "usage_row_currency": N_("The amount is in {currency}; usage is kept in euros."),
    # A file
    "usage_currency": N_("The amounts of this file are in {currency}; usage is kept in euros."),
    "usage_too_many_names": N_("More than {limit} lines or categories are named: the columns may be other ones."),
    "usage_unknown": N_(
        "This table is larger than any list of invoices, and no profile of usage fits it: say what its columns are."
    ),
    "usage_no_rows": N_("The file holds no usage."),
    "usage_no_account": N_(
        "Nothing says which billing account the calls of {number} are charged to: name the account."
    ),
    "usage_account_unknown": N_("No billing account is called “{account}”, and the profile names no operator."),
    "usage_account_twice": N_("Several billing accounts are called “{account}”: name one of them."),
    "file_changed_meanwhile": N_("The file was changed while it was read; nothing of it was kept."),
    "usage_counted": N_("{new} new, {identical} identical."),
    "usage_rows_wrong": N_("Rows left out: {count}, the first of them on line {line}."),
    "usage_repeated": N_("Rows that say what an earlier row said: {count}, the first on line {line}. They count once."),
    "usage_nothing": N_("Rows of calls that did not take place: {count}."),
    "usage_without_prices": N_("The file states no prices: what is used is counted, and costs nothing."),
    "usage_detail_kept": N_(
        "Each call is kept, without the last four digits of the number called; totals alone can be kept instead."
    ),
    "usage_purged_before": N_("Calls before {day} were purged: of those in this file, totals alone are kept."),
    "usage_purge_ahead": N_("{day} is still to come: totals are made of calls of days that are over."),
    "person_not_protected": N_("{person} is not protected: the next file would bring their calls again."),
    "usage_not_archived": N_(
        "A file of usage is not archived: it names whole whoever was called. Import it: its totals are kept."
    ),
    "usage_workbook": N_("This workbook holds usage, which is read row by row."),
}
