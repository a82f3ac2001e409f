"""What ends `run.py`: one sentence and an exit code of its own."""

from __future__ import annotations

from typing import NoReturn

OLD_PYTHON = 10
NO_ENVIRONMENT = 11
NO_PACKAGES = 12
NO_LIBRARIES = 13


class Failure(Exception):  # noqa: N818 - it is said to a person, who reads "failure"
    """Shown as its sentence, without a traceback."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(sentence: str) -> None:
    """One line of what is going on, at once, also into a pipe."""
    print(f"run.py: {sentence}", flush=True)


def fail(sentence: str, exit_code: int) -> NoReturn:
    """Ends the command with this sentence."""
    raise Failure(sentence, exit_code)
