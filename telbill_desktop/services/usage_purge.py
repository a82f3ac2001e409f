"""Calls become totals for good: those before a day, or those of somebody protected. Previewed, logged, never undone.

What is removed is overwritten in the store's file. Copies that were made before still hold it.
"""

from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.usage_privacy import KeptCalls, Purge
from telbill_desktop.store import sqlite, usage_purge
from telbill_desktop.store.engine import Store


@dataclass(frozen=True, slots=True)
class Purged:
    """What went; None when there was nothing. `is_overwritten` is False while the write-ahead log still holds pages.

    Somebody read the store meanwhile: the log goes when the store is closed.
    """

    purge: Purge | None
    is_overwritten: bool = True


def preview(store: Store, before: date) -> KeptCalls:
    """What `purge` would make totals of."""
    with store.reading() as connection:
        return usage_purge.calls_before(connection, first_of_month(before))


def purge(store: Store, before: date, progress: Progress) -> Purged:
    """Keeps totals alone of every call before the month of that day, also of calls that a file brings later.

    Raises:
        CancelledError: from `progress`; nothing was changed.
        StoreError: the store cannot be written; nothing was changed.
    """
    with store.writing() as connection, sqlite.overwriting(connection):
        made = usage_purge.purge_before(connection, first_of_month(before), progress)
    return _purged(store, made)


def preview_person(store: Store, person_id: int) -> KeptCalls:
    """The calls of a person that are kept one by one. Raises `party_gone`."""
    with store.reading() as connection:
        return usage_purge.calls_of(connection, person_id)


def purge_person(store: Store, person_id: int) -> Purged:
    """Keeps totals alone of the calls of somebody protected, whenever they were.

    Raises:
        TelbillError: `party_gone`; `person_not_protected`: the next file would bring their calls again.
        StoreError: the store cannot be written; nothing was changed.
    """
    with store.writing() as connection, sqlite.overwriting(connection):
        made = usage_purge.purge_person(connection, person_id)
    return _purged(store, made)


def first_of_month(day: date) -> date:
    """Months are purged whole, since totals are of months."""
    return day.replace(day=1)


def _purged(store: Store, made: Purge | None) -> Purged:
    return Purged(made, made is None or sqlite.empty_log(store.engine))
