"""The journal as people read it: steps with their titles, latest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from telbill_desktop.domain.acts import ACTS, BATCHES, Act, Title
from telbill_desktop.domain.messages import params_from_json
from telbill_desktop.store.journal import in_force, redoable, step_key
from telbill_desktop.store.tables.journal import act

_SHOWN = (act.c.kind, act.c.params, act.c.done_at, act.c.os_user)


def steps(connection: Connection, limit: int) -> list[Act]:
    """The latest steps, latest first; what was undone stays in the list."""
    return _entries(connection, _grouped(step_key).order_by(func.max(act.c.id).desc()).limit(limit))


def acts_of_ids(connection: Connection, ids: Sequence[int]) -> list[Act]:
    """These acts one by one, latest first."""
    return _entries(connection, _grouped(act.c.id).where(act.c.id.in_(ids)))


def step_of(connection: Connection, ids: Sequence[int]) -> Act:
    """These acts, which one step did, undid or redid together, as one entry."""
    first = select(
        step_key.label("id"),
        act.c.undone_at,
        case((in_force, 1), else_=0).label("in_force"),
        case((redoable, 1), else_=0).label("redoable"),
        *_SHOWN,
    ).where(act.c.id == min(ids))
    return _read(connection.execute(first).one(), len(ids))


def _grouped(key: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    return select(
        key.label("id"),
        func.min(act.c.id).label("first"),
        func.max(act.c.id).label("last"),
        func.count().label("size"),
        func.max(act.c.undone_at).label("undone_at"),
        func.sum(case((in_force, 1), else_=0)).label("in_force"),
        func.sum(case((redoable, 1), else_=0)).label("redoable"),
    ).group_by(key)


def _entries(connection: Connection, grouped: Select[*tuple[Any, ...]]) -> list[Act]:
    found = grouped.subquery()
    shown = select(found, *_SHOWN).join_from(found, act, act.c.id == found.c.first).order_by(found.c.last.desc())
    return [_read(row, row.size) for row in connection.execute(shown)]


def _read(row: Row[*tuple[Any, ...]], count: int) -> Act:
    if count > 1 and row.kind in BATCHES:
        title = Title(BATCHES[row.kind], {"count": count})
    else:
        title = Title(ACTS[row.kind], params_from_json(row.params))
    return Act(
        id=row.id,
        kind=row.kind,
        title=title,
        done_at=row.done_at,
        os_user=row.os_user,
        undone_at=None if row.in_force else row.undone_at,
        can_undo=bool(row.in_force),
        can_redo=bool(row.redoable),
        count=count,
    )
