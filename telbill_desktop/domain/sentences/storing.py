"""What is said of the store and its journal."""

from telbill_desktop.domain.sentence_marker import N_

STORING = {
    "store_newer": N_("This store was written by a newer version of Telbill. Update the program to open it."),
    "store_held": N_("Another copy of Telbill has this store open."),
    "store_unreachable": N_("{path} cannot be reached: {reason}"),
    "store_missing": N_("{path} holds no Telbill store."),
    "store_exists": N_("{path} already holds a Telbill store."),
    "store_foreign": N_("{path} is not a Telbill store. It was left as it is."),
    "store_damaged": N_(
        "The store's file is damaged. It was left as it is: keep a copy of its folder, then restore a backup elsewhere."
    ),
    "store_tampered": N_("{path} holds commands that Telbill never writes. It was left as it is."),
    "store_older_read_only": N_(
        "This store comes from an older version, and its folder cannot be written to update it."
    ),
    "store_not_migrated": N_(
        "This store could not be brought up to date and was left as it was. A verified copy of it is kept in {copy}."
    ),
    "store_unwritable": N_("{path} cannot be written: {reason}"),
    "store_read_only": N_("This store is open for reading only."),
    "store_busy": N_("The store is busy. Wait a moment and try again."),
    "store_disk_full": N_("The disk is full. Nothing was changed."),
    "store_disk_failing": N_("The disk that holds the store could not be read or written."),
    "copy_faulty": N_("The copy of the store failed its check and was removed; the store was left as it was."),
    "act_unknown": N_("There is no such act in the history."),
    "act_undone_already": N_("This act is already undone."),
    "act_changed_since": N_("Something done later changed the same records. Undo that first."),
    "act_needed": N_("Something done later depends on this. Undo that first."),
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "demo_folder_taken": N_("{path} holds something other than the demo company. It was left as it is."),
    "invoice_number_unknown": N_("There is no invoice {number} in the store."),
    "invoice_gone": N_("This invoice is no longer in the store."),
}
