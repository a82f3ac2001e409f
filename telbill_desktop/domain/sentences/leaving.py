"""What is said of documents that leave the archive: bundles and mails."""

from telbill_desktop.domain.sentence_marker import N_

LEAVING = {
    "bundle_empty": N_("No document of the archive has a date in {year}."),
    "bundle_target_filled": N_("{folder} is not empty. Choose a new or an empty folder: nothing in it was touched."),
    "bundle_no_room": N_("There is not enough room on {place}. Nothing was left there."),
    "bundle_differs": N_(
        "{file} is not in the copy what was written there. The copy was removed; try again with another medium."
    ),
    "bundle_unreadable": N_("{file} cannot be read again where it was copied: {reason} The copy was removed."),
    "mail_too_large": N_(
        "The mail would be {size} MB large, and many servers refuse more than {limit}. Choose fewer documents, or make "
        "a bundle."
    ),
}
