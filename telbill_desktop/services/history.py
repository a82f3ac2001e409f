"""The history of a store: what was done, undoing it, redoing it; across restarts."""

from telbill_desktop.domain.acts import Act
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store import act_list, journal
from telbill_desktop.store.engine import Store


def history(store: Store, limit: int = 200) -> list[Act]:
    """The latest steps, latest first; what was undone stays in the list."""
    with store.reading() as connection:
        return act_list.steps(connection, limit)


def next_undo(store: Store) -> Act | None:
    """What `undo` would undo now; None when there is nothing."""
    with store.reading() as connection:
        ids = journal.next_undo(connection)
        return act_list.step_of(connection, ids) if ids else None


def next_redo(store: Store) -> Act | None:
    """What `redo` would redo now; None when there is nothing."""
    with store.reading() as connection:
        ids = journal.next_redo(connection)
        return act_list.step_of(connection, ids) if ids else None


def undo(store: Store) -> Act:
    """Undoes the latest step and returns it.

    Raises:
        TelbillError: `nothing_to_undo`; `act_changed_since` or `act_needed` when the records are not as the step left
            them, which no act of this program brings about. Nothing is changed then.
    """
    with store.writing() as connection:
        ids = journal.next_undo(connection)
        if not ids:
            raise TelbillError("nothing_to_undo")
        journal.undo(connection, ids)
        return act_list.step_of(connection, ids)


def redo(store: Store) -> Act:
    """Redoes the step that was undone last and returns it.

    Raises:
        TelbillError: `nothing_to_redo`, also after something new was done; see `undo`.
    """
    with store.writing() as connection:
        ids = journal.next_redo(connection)
        if not ids:
            raise TelbillError("nothing_to_redo")
        journal.redo(connection, ids)
        return act_list.step_of(connection, ids)


def undo_act(store: Store, step_id: int) -> Act:
    """Undoes a chosen step of the history and returns it.

    Raises:
        TelbillError: `act_unknown`, `act_undone_already`, `act_changed_since` when a later act in force changed the
            same records, `act_needed` when a later one depends on them. Nothing is changed then.
    """
    with store.writing() as connection:
        ids = journal.acts_of(connection, step_id)
        journal.undo(connection, ids)
        return act_list.step_of(connection, ids)
