"""How long work tells how far it is, and learns that nobody wants it any more."""

from typing import Protocol


class Progress(Protocol):
    """Given to every long function by the window's jobs, the command line's bar or a test."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Says that `done` of `total` is done; `text` names what is at hand.

        Raises:
            errors.CancelledError: the user cancelled. Called only where stopping leaves everything whole.
        """


class Unwatched:
    """Progress that nobody looks at."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Goes on."""
