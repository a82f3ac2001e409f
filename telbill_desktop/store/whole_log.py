"""Reads the archive's log whole, and checks its chain, at one moment."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from telbill_desktop.domain.whole_log import WholeLog
from telbill_desktop.store import archive_head, archive_log


def read(connection: Connection, folder: Path) -> WholeLog:
    """Every row, the first one first; `folder` is the store's, where the head lies beside the archive."""
    breaks = archive_log.breaks(connection, archive_head.kept(folder))
    return WholeLog(
        lines=tuple(archive_log.records(connection)),
        head=archive_head.last(connection),
        faults=tuple(one.reason for one in breaks),
        read_at=datetime.now(UTC),
    )
