"""Questions to the user. Widgets ask through this interface, so that a test answers without patching Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose `act` names by a verb what will be done (never Yes); `destructive` makes refusal the default."""

    title: str
    text: str
    act: str
    detail: str = ""
    destructive: bool = False


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file in a file dialog: a translated name and its suffixes without a dot."""

    name: str
    suffixes: tuple[str, ...]


class Leaving(Enum):
    """What to do with changes that are not saved."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


class Ask(Protocol):
    """What the window can ask. Answers are None when the user gave up."""

    def confirm(self, question: Question) -> bool:
        """Whether to do it."""

    def leave(self, title: str, text: str) -> Leaving:
        """Whether changes are saved or lost, or one stays with them."""

    def open_files(self, title: str, types: tuple[FileType, ...]) -> list[Path]:
        """Files to read; none when the user gave up."""

    def open_folder(self, title: str) -> Path | None:
        """A folder to read."""

    def save_file(self, title: str, proposed: str, types: tuple[FileType, ...]) -> Path | None:
        """Where to write; the user has agreed to replace what is there."""

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Says something that must be read before going on."""
