"""The archive's log whole, as it is printed and handed out."""

from dataclasses import dataclass
from datetime import datetime

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.messages import Message


@dataclass(frozen=True, slots=True)
class WholeLog:
    """The log at one moment, by this computer's clock: its lines as they were hashed, and what is wrong with it."""

    lines: tuple[str, ...]
    head: Head
    faults: tuple[Message, ...]
    read_at: datetime
