"""What the mapping assistant asks of a table, and what it answers."""

from telbill_desktop.domain.sentence_marker import N_

MAPPING = {
    "ask_kind": N_("What is a row of this table?"),
    "answer_list": N_("One invoice"),
    "answer_lines": N_("One line of an invoice"),
    "ask_header": N_("Line {line} was taken for the row of titles. Is it? Else choose another line above."),
    "answer_header": N_("Yes, these are the titles"),
    "ask_clash": N_("Several columns could be “{field}”. Which one is it?"),
    "answer_column": N_("{title} (for example {example})"),
    "ask_meaning": N_("What is the column {title} (for example {example})?"),
    "answer_field": N_("{field}"),
    "answer_nothing": N_("None of these: leave it aside"),
    "ask_column": N_("Which column is “{field}”?"),
    "answer_column_field": N_("{title} (for example {example}): {field}"),
    "ask_numbers": N_("{titles}: how much is “{text}”?"),
    "ask_mixed_numbers": N_("{titles}: decimals are written in several ways. Which one holds?"),
    "answer_number": N_("{value}: decimals follow a {mark}"),
    "answer_mark": N_("Decimals follow a {mark}; cells written otherwise will be reported"),
    "ask_dates": N_("{titles}: which day is “{text}”?"),
    "answer_day_first": N_("{value} (day, month, year)"),
    "answer_month_first": N_("{value} (month, day, year)"),
    "answer_year_first": N_("{value} (year, month, day)"),
    "profile_exists": N_("There is a profile named “{name}” already."),
    "profile_ships": N_("A profile that ships with the program is called so: {name}. Choose another name."),
    "profile_unnamed": N_("Give the profile a name with letters or figures."),
    "profile_unwritable": N_("The profile {name} cannot be saved: {reason}."),
    "profile_reads_otherwise": N_("Saved, the profile {name} would not be read as it was made."),
}
