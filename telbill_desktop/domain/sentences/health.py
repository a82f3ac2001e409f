"""What the doctor says of a store."""

from telbill_desktop.domain.sentence_marker import N_

HEALTH = {
    "health_version": N_("Telbill {program}, store version {store}, Python {python}, SQLite {sqlite}"),
    "health_libraries": N_("Installed: {libraries}"),
    "health_libraries_missing": N_("Missing: {libraries}"),
    "health_structure": N_("The file's structure is sound."),
    "health_structure_faulty": N_("The file is damaged: {faults}"),
    "health_usage": N_("What usage adds up to by month is what its records add up to."),
    "health_usage_differs": N_(
        "{count} sums of usage are not what their records add up to: “telbill usage --rebuild” makes them anew."
    ),
    "health_references": N_("Every record points to records that exist."),
    "health_references_stray": N_("Records that point to nothing, in: {tables}"),
    "health_journal": N_("{count} acts, all readable"),
    "health_journal_unreadable": N_("{unreadable} of {count} acts cannot be read and could not be undone."),
    "health_documents": N_("{count} documents, all as they came"),
    "health_documents_faulty": N_(
        "Of {count} documents, {missing} are missing, {altered} were altered, {unreadable} cannot be read."
    ),
    "health_documents_orphans": N_("{count} documents, all as they came; {orphans} files that nobody knows"),
    "health_search": N_("{count} invoices, all found by the search"),
    "health_search_stale": N_("The search could miss {stale} of {count} invoices."),
    "health_search_faulty": N_("The search index is damaged."),
    "health_sums": N_("The lines of every invoice add up to what the overview shows."),
    "health_sums_stale": N_("Of {count} invoices, the overview shows sums that are not those of their lines."),
    "health_permissions": N_("Only you can read the store's files."),
    "health_permissions_open": N_("Other accounts of this computer can read: {files}"),
    "health_disk_space": N_("{free} MB free"),
    "health_disk_space_low": N_("Only {free} MB free; {needed} MB are wanted for a copy of the store."),
    "health_location": N_("On a disk of this computer"),
    "health_location_network": N_("The store is on a network drive, where it can be damaged. Move it to a local disk."),
    "health_location_synced": N_(
        "The store is in a folder that another program synchronises, which can damage it. Keep only backups there."
    ),
    "health_backups": N_("{count} copies, all intact"),
    "health_backups_altered": N_("Of {count} copies, altered or missing: {copies}"),
}
