"""Takes the records of a usage file back and puts them back: they stand aside meanwhile, in tables of their own.

The journal names the file alone. What can no more be done again (something else was done since) is not kept: an undone
import leaves nobody's calls behind.
"""

from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal, select, true

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.usage import HASH_BITS, first_key_of
from telbill_desktop.store import sqlite, usage_sums
from telbill_desktop.store.tables.usage import (
    usage_batch,
    usage_file,
    usage_key,
    usage_key_aside,
    usage_record,
    usage_record_aside,
    usage_total,
    usage_total_aside,
)

FILE = "usage_file"
_ASIDE = ((usage_record, usage_record_aside), (usage_total, usage_total_aside), (usage_key, usage_key_aside))


def image(file_id: int) -> dict[str, int]:
    """What the journal holds of the records of a file."""
    return {FILE: file_id}


def take_back(connection: Connection, file_id: int) -> None:
    """Sets the records, totals and keys of a file aside, and takes them off the sums.

    Raises:
        TelbillError: `act_needed` when a later file that is there may have said some of its calls too: they are kept
            once, as this one's.
    """
    if _is_said_again(connection, file_id):
        raise TelbillError("act_needed")
    where = _of_file(connection, file_id)
    sums = usage_sums.found(connection, usage_record, usage_total, where[usage_record.name], where[usage_total.name])
    usage_sums.SumKeeper(connection).take_off(sums)
    for table, aside in _ASIDE:
        names = [each.name for each in table.columns if each.name != "file_id"]
        moved = select(literal(file_id), *(table.c[name] for name in names)).where(where[table.name])
        connection.execute(insert(aside).from_select(["file_id", *names], moved))
        with sqlite.overwriting(connection):
            connection.execute(delete(table).where(where[table.name]))


def put_back(connection: Connection, file_id: int) -> None:
    """Brings the records of a file back as they were.

    Raises:
        IntegrityError: another file brought one of them in the meantime.
    """
    of_records, of_totals = usage_record_aside.c.file_id == file_id, usage_total_aside.c.file_id == file_id
    sums = usage_sums.found(connection, usage_record_aside, usage_total_aside, of_records, of_totals)
    usage_sums.SumKeeper(connection).add(sums)
    for table, aside in _ASIDE:
        names = [each.name for each in table.columns]
        mine = aside.c.file_id == file_id
        in_order = [aside.c[each.name] for each in table.primary_key]
        moved = select(*(aside.c[name] for name in names)).where(mine).order_by(*in_order)
        connection.execute(insert(table).from_select(names, moved))
        with sqlite.overwriting(connection):
            connection.execute(delete(aside).where(mine))


def forget(connection: Connection) -> None:
    """Lets go of everything that stands aside, once no act can be done again any more."""
    if not any(connection.execute(select(aside.c.file_id).limit(1)).first() for _, aside in _ASIDE):
        return
    with sqlite.overwriting(connection):
        for _, aside in _ASIDE:
            connection.execute(delete(aside))


def _is_said_again(connection: Connection, file_id: int) -> bool:
    """Whether a later file found calls that were known: which ones, and said of which account, nobody has kept."""
    asked = select(usage_file.c.id).where(usage_file.c.id > file_id, usage_file.c.identical > 0)
    return connection.execute(asked.limit(1)).first() is not None


def _of_file(connection: Connection, file_id: int) -> dict[str, ColumnElement[bool]]:
    """Which rows of each table are of a file. Its records lie between its days: the others are not looked at."""
    batches = select(usage_batch.c.id).where(usage_batch.c.file_id == file_id)
    days = select(func.min(usage_batch.c.first_day), func.max(usage_batch.c.last_day))
    first, last = connection.execute(days.where(usage_batch.c.file_id == file_id)).one()
    between: ColumnElement[bool] = true()
    if first is not None:
        end = first_key_of(last) + (1 << HASH_BITS)
        between = usage_record.c.key.between(first_key_of(first), end - 1)
    return {
        usage_record.name: between & usage_record.c.batch_id.in_(batches),
        usage_total.name: usage_total.c.batch_id.in_(batches),
        usage_key.name: usage_key.c.file_id == file_id,
    }
