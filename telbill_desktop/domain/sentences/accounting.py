"""What is said of accounts of the ledger, entries and reports under a name."""

from telbill_desktop.domain.sentence_marker import N_

ACCOUNTING = {
    "accounting_unreadable": N_(
        "The accounts for entries were saved by a newer version of Telbill. Update the program to use them."
    ),
    "ledger_account_impossible": N_(
        "“{text}” is no account of the ledger: three figures at least, then figures and capital letters, 20 in all."
    ),
    "ledger_code_impossible": N_("“{text}” is no code: figures and capital letters without accents, 20 at most."),
    "ledger_name_missing": N_("The account {account} has no name."),
    "supplier_account_twice": N_(
        "Two operators have the account {text}: payments of one would be matched to the other."
    ),
    "booked_twice": N_(
        "This invoice was two, and both were booked: as entry {first} and as entry {second}. Reverse one of them."
    ),
    "report_gone": N_("This report is no longer in the store."),
    "report_unknown": N_("There is no report {name}."),
    "report_name_taken": N_("There is a report {name} already."),
    "report_unreadable": N_("The report {name} was saved by a newer version of Telbill. Update the program to use it."),
    "too_long_to_print": N_("More than {count} rows are too many to print. Narrow the list, or save it as a file."),
}
