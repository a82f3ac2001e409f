"""What takes long to work out of a store, kept until somebody writes into it or the day is another."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from telbill_desktop.store.engine import Store

T = TypeVar("T")


class Remembered(Generic[T]):
    """One answer, given again while it holds. Any thread may ask; a second one waits for the first's answer.

    A store that is open for reading only may be written by another copy: it is asked each time.
    """

    def __init__(self, work: Callable[[Store, date], T]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, date], T] | None = None

    @property
    def last(self) -> T | None:
        """The answer that was given last, which may hold no longer; None: there was none."""
        return None if self._kept is None else self._kept[1]

    def holds(self, store: Store, today: date) -> bool:
        """Whether the last answer holds still."""
        kept = self._kept
        return kept is not None and kept[0] == (store.changes, today) and not store.read_only

    def of(self, store: Store, today: date) -> T:
        """The answer. Raises what the work raises."""
        with self._lock:
            key = store.changes, today  # before the work: what is written meanwhile is asked for anew
            if self._kept is None or not self.holds(store, today):
                self._kept = key, self._work(store, today)
            return self._kept[1]
