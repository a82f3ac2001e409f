"""One row of the archive's log, and what chains it to the row before.

A row is one line of JSON; its digest is the SHA-256 of that line, and the next line holds that digest. So a printed or
exported log is checked with sha256sum alone, and its last digest stands for everything before it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class EventKind(StrEnum):
    """What happened."""

    DEPOSITED = "deposited"
    FILED = "filed"  # what a document is, and until when it is kept
    JUDGED = "judged"  # its signatures, at its deposit
    VERDICT_CHANGED = "verdict_changed"
    VERIFIED = "verified"  # every document was read again
    EXPORTED = "exported"
    TRUSTED = "trusted"
    DISTRUSTED = "distrusted"
    HELD = "held"
    RELEASED = "released"
    DISPOSED = "disposed"


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a log: its number, 0 for an empty one, and its digest."""

    sequence: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveEvent:
    """One row. `clock` is always this computer's; `facts` are JSON values; `previous` is the digest of the row before.

    `deposit_id` is the document that it speaks of, None where it speaks of the whole archive.
    """

    sequence: int
    happened_at: datetime
    kind: EventKind
    deposit_id: int | None
    os_user: str
    program_version: str
    previous: str
    facts: Mapping[str, Any]

    def record(self) -> str:
        """The line that is hashed."""
        return _WRITER.encode({
            "sequence": self.sequence,
            "happened_at": self.happened_at.isoformat(timespec="microseconds"),
            "clock": "this computer",
            "kind": self.kind.value,
            "deposit": self.deposit_id,
            "os_user": self.os_user,
            "program_version": self.program_version,
            "previous": self.previous,
            "facts": dict(self.facts),
        })  # fmt: skip


def event_of(record: str) -> ArchiveEvent:
    """The row that a line is.

    Raises:
        ValueError: it is no such line.
    """
    try:
        said = json.loads(record)
        return ArchiveEvent(
            sequence=int(said["sequence"]),
            happened_at=datetime.fromisoformat(said["happened_at"]),
            kind=EventKind(said["kind"]),
            deposit_id=said["deposit"],
            os_user=str(said["os_user"]),
            program_version=str(said["program_version"]),
            previous=str(said["previous"]),
            facts=MappingProxyType(dict(said["facts"])),
        )
    except (KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(record) from error


def digest_of(record: str) -> str:
    """What stands for a line in the next one."""
    return sha256(record.encode("utf-8")).hexdigest()
