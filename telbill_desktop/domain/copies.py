"""What the archive knows of its copies elsewhere."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CopyState:
    """`documents`: how many the archive holds; `without`: those of which no copy was found whole on another medium.

    `last_at` and `last_place` are of the last verified copy on another medium; None and empty when there was none yet.
    `newer`: documents that came after it.
    """

    documents: int
    without: int
    newer: int
    last_at: datetime | None = None
    last_place: str = ""
