"""Reads the archive's log whole, and checks its chain, at one moment."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.whole_log import WholeLog
from telbill_desktop.store import archive_head, archive_log


def read(connection: Connection, kept: Head | None) -> WholeLog:
    """Every row, the first one first. `kept` is the head that lies beside the archive.

    It was read before the connection was: whoever writes meanwhile moves it, past the rows that are seen here.
    """
    breaks = archive_log.breaks(connection, kept)
    return WholeLog(
        lines=tuple(archive_log.records(connection)),
        head=archive_head.last(connection),
        faults=tuple(one.reason for one in breaks),
        read_at=datetime.now(UTC),
    )
