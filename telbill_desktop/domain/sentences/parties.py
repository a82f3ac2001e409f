"""What is said of operators, accounts and companies that someone edits or merges."""

from telbill_desktop.domain.sentence_marker import N_

PARTIES = {
    "party_gone": N_("This is no longer in the store."),
    "merge_with_itself": N_("{name} cannot be merged into itself."),
    "merge_clash": N_("{kept} and {merged} both have invoices with these numbers, and they differ: {numbers}."),
    "merge_operators_first": N_("{kept} and {merged} belong to two operators. Merge the operators first."),
    "name_missing": N_("A name is needed."),
    "siren_impossible": N_("“{text}” is not a SIREN: its check digit is wrong."),
    "vat_number_impossible": N_("“{text}” is not a VAT number."),
    "siren_taken": N_("{name} has the SIREN {siren} already."),
    "operator_taken": N_("There is an operator {name} already: give the SIREN of both where they are two."),
    "company_taken": N_("There is a company {name} already: give the SIREN of both where they are two."),
    "account_taken": N_("{name} has this number, radical, client code and sub-account already."),
}
