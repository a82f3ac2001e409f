"""What is said of the store and its journal."""

from telbill_desktop.domain.sentences.marker import N_

STORING = {
    "store_newer": N_("This store was written by a newer version of Telbill. Update the program to open it."),
    "store_held": N_("Another copy of Telbill has this store open."),
    "store_missing": N_("{path} holds no Telbill store."),
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
}
