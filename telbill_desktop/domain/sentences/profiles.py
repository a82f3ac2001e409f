"""What is said of tables and of the profiles that read them."""

from telbill_desktop.domain.sentence_marker import N_

PROFILES = {
    "profile_unreadable": N_("The profile {profile} cannot be read: {reason}."),
    "profile_folder_unreadable": N_("The folder {profile} of your profiles of tables cannot be read: {reason}."),
    "profile_key_ships": N_(
        "The profile {profile} is not used: one that ships with the program has this name. Rename its file."
    ),
    "profile_wrong_value": N_("The profile {profile} has a wrong value for {field}: “{text}”."),
    "profile_unknown_key": N_("There is no profile {profile}. Known ones: {known}."),
    "profile_lacks": N_("The profile {profile} does not fit this table: {fields} missing."),
    "profile_none_fits": N_("No profile knows this table; it needs to be mapped once."),
    "profiles_several_fit": N_("Several profiles fit this table equally well: {profiles}. Choose one."),
    "profile_columns_clash": N_("{field}: the columns {titles} could both be meant. Choose one."),
    "table_without_rows": N_("The table has a header and no rows."),
    "table_first_rows_wrong": N_(
        "None of the first {count} rows could be read, from line {line} on; the others were not looked at."
    ),
    "table_all_rows_wrong": N_("None of the {count} rows could be read; the first is in line {line}."),
    "row_value_missing": N_("{field} is missing."),
    "row_amount_missing": N_("Neither the amount excluding tax nor the one including tax is there."),
    "row_too_wide": N_("The row has {count} cells under {titles} titles: something in it was split or added."),
    "row_no_number": N_("“{text}” is no invoice number: it has no figure."),
    "row_second_table": N_("Another table begins here; it was not read."),
    "row_currency_differs": N_("An amount is in euros, the row is in {text}."),
    "row_vat_impossible": N_("{ht} excluding tax and {ttc} including tax would make {vat} of VAT, which no rate does."),
    "row_is_total": N_("This row is a total of those above; it is no line of the invoice."),
    "row_of_invoice_missing": N_("Invoice {number} was not taken: its row in line {line} cannot be read."),
    "row_head_other": N_("Invoice {number} says something else of this in line {line}."),
    "profile_other_titles": N_("The profile {profile} does not know these columns: {titles}. Describe the table once."),
    "profile_other_currency": N_("The profile {profile} is in {own}; the titles of this table name {other}."),
    "sheets_several_fit": N_("Several sheets can be read: {sheets}. Import them one by one, by a profile for each."),
    "table_other_sheets": N_("Other sheets, not read: {sheets}."),
    "columns_untitled": N_("Columns without a title hold values; they were not read."),
    "row_total_too_precise": N_("“{text}” has more than two decimals, which no total of an invoice has."),
    "row_not_an_amount": N_("“{text}” is not an amount."),
    "row_currency_wrong": N_("“{text}” is not a currency code."),
    "row_repeats_differently": N_("Invoice {number} stands in line {line} already, with other values."),
    "row_type_unknown": N_("The type “{text}” is unknown; the sign of the amount decided."),
    "row_totals_mismatch": N_("{ht} and {vat} do not make {ttc}."),
    "row_period_backwards": N_("The period ends ({end}) before it starts ({start}); it was left out."),
    "row_corrected": N_("{field} was corrected by hand at the import; the file says “{text}”."),
    "lines_rounded": N_("The lines make {exact}; the total was rounded to the cent."),
    "lines_total_differs": N_("The lines make {computed}; the table states {stated}."),
    "rows_left_out": N_("Rows that could not be read: {count}, the first of them in line {line}."),
    "table_counted": N_("{new} new, {identical} identical, {changed} changed."),
    "table_called_otherwise": N_(
        "Known invoices whose subscriber, account or references are others here: {count} ({numbers}). They were left."
    ),
    "table_read_by": N_("Read by the profile {profile}."),
}
