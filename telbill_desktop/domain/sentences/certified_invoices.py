"""What is said of « factures certifiées »: why an account cannot have them, and what would have to be known."""

from telbill_desktop.domain.sentence_marker import N_

CERTIFIED_INVOICES = {
    "certified_not_tip": N_("The account is paid by TIP."),
    "certified_not_cheque": N_("The account is paid by cheque."),
    "certified_not_abroad": N_("The company's address is abroad."),
    "certified_siren_unknown": N_("The company's SIREN is not known: a SIRET is needed."),
    "certified_method_unknown": N_("How the account is paid is not known."),
    "certified_address_unknown": N_("No address of the company is known."),
    "certified_address_undecided": N_("The company has addresses in France and abroad: the invoiced one decides."),
}
