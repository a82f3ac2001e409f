"""Which documents were found whole on another medium, and which never."""

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.archive_event import event_of
from telbill_desktop.domain.copies import CopyState
from telbill_desktop.store.queries.register import STILL_THERE
from telbill_desktop.store.tables.archive import archive_event, deposit_copy
from telbill_desktop.store.tables.documents import deposit

_UNCOPIED = deposit.c.id.not_in(select(deposit_copy.c.deposit_id))


def state(connection: Connection) -> CopyState:
    """How many there are, how many have no copy, and when the last copy was made."""
    last = select(archive_event.c.record).where(
        archive_event.c.id == select(func.max(deposit_copy.c.event_id)).scalar_subquery()
    )
    record = connection.execute(last).scalar()
    documents, without = _count(connection), _count(connection, _UNCOPIED)
    if record is None:
        return CopyState(documents, without, documents)
    event = event_of(record)
    newer = _count(connection, deposit.c.deposited_at > event.happened_at)
    return CopyState(documents, without, newer, event.happened_at, str(event.facts["to"]))


def _count(connection: Connection, *conditions: object) -> int:
    asked = select(func.count()).select_from(deposit).where(STILL_THERE, *conditions)  # type: ignore[arg-type] # conditions
    return int(connection.execute(asked).scalar_one())
