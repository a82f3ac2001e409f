"""What is said of trusted lists, from which the user takes certificates."""

from telbill_desktop.domain.sentence_marker import N_

TRUSTED_LISTS = {
    "trust_list_option": N_(
        "Reading trusted lists needs the option eu-lists, which is not installed: pip install telbill-desktop[eu-lists]"
    ),
    "trust_list_other": N_("“{name}” is XML, but no trusted list of certificates."),
    "trust_list_large": N_("“{name}” is too large for a trusted list: {limit} MB at most are read."),
    "trust_list_of_lists": N_(
        "“{name}” is the list of the lists of all countries: it names no issuer. Add the list of one country."
    ),
    "trust_list_unreadable": N_("The trusted list “{name}” cannot be read: {reason}"),
    "trust_list_unsigned": N_("The trusted list “{name}” carries no signature: nothing in it can be trusted."),
    "trust_list_altered": N_(
        "The signature of the trusted list “{name}” does not prove it: it was changed, or is not from whom it says "
        "({reason})."
    ),
    "trust_list_another": N_(
        "The trusted list “{name}” is signed by {signer} with another certificate than the one stated; its "
        "fingerprint is {fingerprint}."
    ),
    "trust_list_unneeded": N_("“{name}” is no trusted list: nobody has to have signed it."),
    "trust_list_empty": N_("The trusted list “{name}” grants no service that issues certificates or time-stamps."),
    "trust_list_says": N_(
        "List of {territory}, number {number} of {day}; certificates of services granted now: {count}"
    ),
    "trust_list_signer": N_(
        "This list says that it is signed by {signer}; compare this fingerprint with the one published: {fingerprint}"
    ),
    "trust_list_expired": N_("This list should have been replaced on {day}: fetch the newer one."),
    "trust_list_closed": N_("This list is closed: nothing in it is kept up to date."),
    "trust_list_unread": N_("Services of the list that could not be read: {count}"),
}
