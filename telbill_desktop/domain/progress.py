"""How long work tells how far it is, and learns that nobody wants it any more."""

from typing import Protocol


class Progress(Protocol):
    """Given to every long function by the window's jobs, the command line's bar or a test."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Says that `done` of `total` is done; `text` names what is at hand.

        Raises:
            errors.CancelledError: the user cancelled. Called only where stopping leaves everything whole.
        """


class Part:
    """The progress of one of several works that follow each other, each as long as the others."""

    _STEPS = 1_000  # that a part is seen in

    def __init__(self, progress: Progress, place: int, of: int) -> None:
        self._progress, self._place, self._of = progress, place, of

    def step(self, done: int, total: int, text: str = "") -> None:
        """See `Progress.step`."""
        part = self._STEPS * done // total if total else 0
        self._progress.step(self._STEPS * self._place + part, self._STEPS * self._of, text)


class Unwatched:
    """Progress that nobody looks at."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Goes on."""
