"""What is said of contracts and of the fleet."""

from telbill_desktop.domain.sentence_marker import N_

FLEET = {
    # What a verb names
    "account_unknown": N_("There is no billing account “{text}”."),
    "account_ambiguous": N_("“{text}” is part of the names of {count} billing accounts: give one whole."),
    "product_unknown": N_("The operator of this account has no product “{text}”."),
    "product_nowhere": N_("There is no product “{text}”."),
    "product_ambiguous": N_("“{text}” is part of the names of {count} products: give one whole."),
    "person_unknown": N_("There is nobody called “{text}”."),
    "person_ambiguous": N_("“{text}” is part of the names of {count} people: give one whole."),
    "item_choice": N_("Nothing in service on that day has the number or id “{text}”."),
    # Contracts
    "contract_number_missing": N_("A contract has a number."),
    "contract_taken": N_("The operator has a contract {number} of this kind already."),
    "count_impossible": N_("“{text}” is no whole number from {least} on."),
    "terms_months": N_("A billing cycle has one month or more."),
    "terms_every": N_("An invoice comes every so many months that make up the {months} months of the cycle."),
    "terms_days": N_("The days until payment cannot be negative."),
    "price_missing": N_("{product} has no price."),
    "price_twice": N_("{product} has two prices from {day} on."),
    "price_too_precise": N_("“{text}” has more than two decimals."),
    "percent_impossible": N_("A discount of {text} % cannot be: it is between 0 and 100."),
    "product_taken": N_("The operator has a product {product} with this code already."),
    "product_in_use": N_("{product} cannot be removed: it is in the fleet, in service or not ({count})."),
    "product_of_another": N_("{product} is not sold by {operator}, whose account this is."),
    "quantity_impossible": N_("A quantity is one or more."),
    "balance_negative": N_("A balance is more than zero."),
    "address_missing": N_("An address has a street and a city."),
    "contact_missing": N_("A contact has a name, a telephone number or an e-mail address."),
    "email_impossible": N_("“{text}” is no e-mail address."),
    "country_impossible": N_("“{text}” is no country: it is written in two letters, FR for France."),
    "terms_missing": N_("Nobody has said yet how account {account} is charged."),
    # Two accounts that become one
    "merge_account_too": N_("{merged} and {kept} become one account: only the operator told them apart."),
    "merge_terms": N_("{kept} goes on being charged as it is; what was said of {merged} is no more."),
    "merge_minimum": N_(
        "{product}: the committed minimum of {kept}, {quantity}, stands; that of {merged}, {other}, is no more."
    ),
    "merge_conditions": N_(
        "{product}: the special conditions of both accounts will hold: the latest negotiated price, then every"
        " discount."
    ),
    # What a change would cost
    "quote_below_minimum": N_(
        "That leaves {left}, fewer than the committed minimum of {minimum}: what is missing is charged, and nothing is"
        " saved."
    ),
    "quote_paid_seat_one": N_("One is paid for already and costs nothing until {day}."),
    "quote_paid_seat": N_("{count} are paid for already and cost nothing until {day}."),
    "quote_late": N_("Invoices up to {latest} came without it: that of {day} makes up for them, {amount} before tax."),
    "quote_committed": N_("The contract is committed until {day}: what is left of it may be charged."),
    "quote_notice_one": N_("The contract asks for a notice of one month."),
    "quote_notice": N_("The contract asks for a notice of {months} months."),
    "quote_options_end": N_("Its options end with it: {count}."),
    "quote_one_free": N_("Only one is free: release the users of the others first."),
    "quote_too_few_free": N_("Only {free} are free: release the users of the others first."),
    "what_if_none": N_("Nothing of {product} is in service on {day}."),
    "what_if_only_one": N_("Only one {product} is in service on {day}."),
    "what_if_too_few": N_("Only {count} {product} are in service on {day}."),
    # What else a correction changes
    "correction_has": N_("{person} has it from {start} on."),
    "correction_has_until": N_("{person} has it from {start} to {last}."),
    "correction_never": N_("{person} never has it."),
    "correction_options": N_("Options that follow: {options}."),
    "correction_options_stay": N_("Options that keep their first day: {options}."),
    "edit_late": N_("Invoices came that do not have the end: the next ones make up for them, {amount} before tax."),
    # The fleet
    "equipment_gone": N_("This piece of equipment is no longer in the list."),
    "item_gone": N_("This is no longer in the fleet."),
    "item_reversed": N_("The end, {end}, comes before the start, {start}."),
    "item_not_in_service": N_("{item} is not in service on that day."),
    "item_in_use": N_("{item} is used by {person}: release the user first."),
    "person_has_left": N_("{person} has left: the last day was before {day}."),
    "item_free": N_("Nobody has {item} on that day."),
    "item_changes_plan": N_("{item} changes its plan on {day}, with its options: undo that change first."),
    "plan_overlaps": N_(
        "{item} became {other} on {day}, by a change of plan: both cannot be in service at once. Correct the days of "
        "the other one first, or undo that change."
    ),
    "line_is_option": N_("{item} is an option itself: an option belongs to a line."),
    "line_of_another": N_("{item} is on another account: an option is on the account of its line."),
    "plan_same": N_("{item} has this plan already."),
    "plan_alone": N_("The operator has no other plan with a price that could replace {product}."),
    "number_impossible": N_("“{text}” is no phone number."),
    "item_without_number": N_("{item} has no number."),
    "number_in_use": N_("{number} is in service already: {item}."),
    "number_for_many": N_("A number, a SIM card or a RIO belongs to one thing: add them one by one."),
    "number_needs_address": N_(
        "{number} is a number of another country ({country}): the company needs a verified address there."
    ),
    "iccid_impossible": N_("“{text}” is no SIM card number (ICCID): its key is wrong, or digits are missing."),
    "rio_impossible": N_("“{text}” is no RIO: it has twelve characters, such as 01P123456789."),
    # A table of the fleet
    "fleet_counted": N_("Things of the fleet: {new} new, {identical} identical, {changed} changed."),
    "fleet_rows_refused": N_("Rows that cannot be taken: {count}, the first of them in line {line}."),
    "fleet_quantity": N_("“{text}” is no quantity: it is a whole number from 1 on."),
    "fleet_since_outside": N_("On {day} it is not in service."),
    "fleet_line_unknown": N_("No line of this account has the number {number} on {day}."),
    "fleet_account_twice": N_("Several billing accounts are called “{text}”."),
    "fleet_product_twice": N_("The operator has several products called “{text}”."),
    "fleet_person_twice": N_("Several people are called “{text}”."),
    "fleet_other_user": N_("{item} is used by {person}: the row must say from when on it is another's."),
    "fleet_row_repeats": N_("The row in line {line} says something else of {number} for the same days."),
    "fleet_other_teams": N_("People who are known in another team, which was left as it is: {people}."),
    # Why a line is what it is
    "charge_whole": N_("{quantity} at {price} for the whole period, from {first} to {last}: {amount}."),
    "charge_days": N_("{quantity} at {price} for {days} of {base} days, from {first} to {last}: {amount}."),
    "charge_months": N_(
        "{quantity} at {price} for the part from {first} to {last}, whole months and days of broken ones: {amount}."
    ),
    "charge_any_use": N_(
        "{quantity} at {price}: in service from {first} to {last}, and any use charges the whole period: {amount}."
    ),
    "charge_unused": N_(
        "{days} of {base} days are no longer used, from {first} to {last}: of {quantity} at {price}, what the days used"
        " cost less what was charged gives {amount}."
    ),
    "charge_minimum": N_("{quantity} short of the committed minimum, at {price}, from {first} to {last}: {amount}."),
    "charge_late": N_(
        "{what}: the invoices that came already could not know of it; the {amount} that they lack are charged here,"
        " once."
    ),
    "charge_late_credit": N_(
        "{what}: the invoices that came already could not know of it; the {amount} that they charged too much are"
        " credited here, once."
    ),
    # A case in a file
    "case_missing": N_("The field {field} is missing."),
    "case_unknown": N_("The field {field} is not known."),
    "case_twice": N_("The field {field} stands there twice."),
    "case_not_object": N_("The field {field} is not an object."),
    "case_not_list": N_("The field {field} is not a list."),
    "case_value": N_("The field {field} cannot be “{text}”."),
    "case_choice": N_("The field {field} cannot be “{text}”: it is one of {known}."),
    "case_count": N_("The field {field} is a whole number from {least} on, not “{text}”."),
    "case_day": N_("The field {field} is a day such as 2026-11-17, not “{text}”."),
    "case_price": N_("The field {field} is a price with a point and at most two decimals (“8.00”), not “{text}”."),
    "case_price_number": N_("The field {field} is a price in quotation marks (“8.00”), not the number {text}."),
    "case_two_prices": N_("The field {field}: there are two prices from {day} on."),
    "case_reversed": N_("The field {field}: the end, {end}, comes before the start, {start}."),
    "case_not_a_bound": N_("The field {field}: no invoice of this cycle is dated {day}."),
    "case_not_dividing": N_("The field {field}: {every} does not divide the {months} months of the cycle."),
    "case_unreadable": N_("{file} cannot be read: {reason}."),
    "case_not_json": N_("{file} is no JSON document in UTF-8 (line {line})."),
    "case_large": N_("{file} is too large for a case."),
}
