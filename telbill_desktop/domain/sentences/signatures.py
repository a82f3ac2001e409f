"""What is said of the signatures of a PDF."""

from telbill_desktop.domain.sentence_marker import N_

SIGNATURES = {
    "signature_none": N_("The file is not signed."),
    "signature_intact": N_("The file is what was signed: nothing was changed since."),
    "signature_unreadable": N_("A signature is there, and cannot be read: {reason}"),
    "signature_unknown": N_("The file cannot be read, so nothing can be said of signatures: {reason}"),
    "signature_hidden": N_("The file holds {marks} signatures, of which {judged} can be judged."),
    "signature_bytes": N_("The signature does not match the bytes that it covers: they were changed."),
    "signature_false": N_("The signature was not made with the key of its certificate."),
    "signature_stamp": N_("The time-stamp of the signature does not match it."),
    "signature_certificate": N_(
        "The certificate of “{name}” in the signature was not made by the issuer that it names: it is damaged or false."
    ),
    "signature_empty": N_("The field of the signature is filled with nothing."),
    "signature_changed": N_("The signed bytes match, but the file was changed after it was signed."),
    "signature_form_changed": N_("Fields of the form were filled in or changed after the file was signed."),
    "signature_seen": N_("A field that is seen on the page was added after the file was signed."),
    "signature_forbidden": N_("The file was changed after it was certified, in a way that the certification forbids."),
    "signature_additions": N_("What was added after the signature, for its validation, is damaged or false."),
    "signature_cut": N_("The end of the file is missing, so nothing can be said of signatures."),
    "signature_tail": N_("Something was added after the last signature, which does not cover it."),
    "trust_unreadable": N_("“{name}” is no certificate: PEM and DER are read."),
}
