"""What is said of a value that someone typed or a file holds."""

from telbill_desktop.domain.sentence_marker import N_

VALUES = {
    "cancelled": N_("Cancelled. What was done so far is kept whole."),
    "period_reversed": N_("The period ends ({end}) before it starts ({start})."),
    "amount_unreadable": N_("“{text}” is not an amount."),
    "amount_ambiguous": N_("“{text}” can be read as {first} or as {second}."),
    "amount_other_mark": N_("“{text}” is written in another way: decimals follow a “{mark}” here."),
    "amount_too_large": N_("“{text}” is too large an amount."),
    "amount_too_precise": N_("“{text}” has more than six decimals."),
    "amount_beyond_cents": N_("“{text}” has more than two decimals."),
    "supplier_id_impossible": N_("“{text}” is neither a SIREN nor a SIRET nor a VAT number that can exist."),
    "amounts_reversed": N_("The highest amount ({high}) lies below the lowest ({low})."),
    "date_unreadable": N_("“{text}” is not a date."),
    "date_impossible": N_("“{text}”: the calendar has no such day."),
    "date_out_of_range": N_("“{text}”: the year must lie between {first} and {last}."),
    "date_other_order": N_("“{text}” is written in another order of day, month and year."),
    "date_ambiguous": N_("“{text}” can be read as {first} or as {second}."),
}
