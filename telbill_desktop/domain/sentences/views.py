"""What is said of saved views, perimeters and changes of several invoices."""

from telbill_desktop.domain.sentence_marker import N_

VIEWS = {
    "view_gone": N_("This view is no longer in the store."),
    "view_unknown": N_("There is no saved view {name}."),
    "view_name_taken": N_("There is a view {name} already."),
    "view_unreadable": N_("The view {name} was saved by a newer version of Telbill. Update the program to use it."),
    "perimeter_gone": N_("This perimeter is no longer in the store."),
    "perimeter_unknown": N_("There is no perimeter {name}."),
    "perimeter_name_taken": N_("There is a perimeter {name} already."),
    "perimeter_unreadable": N_(
        "The perimeter {name} was saved by a newer version of Telbill. Update the program to use it."
    ),
    "account_of_another": N_(
        "{account} is an account of {operator}, and the invoice {number} is one of {other}. Nothing was changed."
    ),
    "number_taken": N_(
        "{operator} would have two invoices of the same number and year, which cannot be: {numbers}. "
        "Nothing was changed."
    ),
}
