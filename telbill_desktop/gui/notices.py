"""Notices: what happened, in a bar that does not stop anyone, and in a list that keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Tone(StrEnum):
    """How a notice is marked: with an icon and a colour, beside its words."""

    DONE = "done"
    INFORMATION = "information"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class NoticeAct:
    """A button of a notice: its words and what it does."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the user, with the acts that follow from it; `undo` offers to undo the last act."""

    text: str
    tone: Tone = Tone.DONE
    acts: tuple[NoticeAct, ...] = ()
    undo: bool = False
    said_at: datetime = field(default_factory=lambda: datetime.now(UTC))
