"""`history`, `undo`, `redo`."""

from collections.abc import Callable
from typing import Any

from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.acts import Act
from telbill_desktop.services import history
from telbill_desktop.store.engine import Store
from telbill_desktop.system.formats import moment, sentence
from telbill_desktop.system.i18n import tr


def list_history(session: Session) -> int:
    """What was done, latest first."""
    with session.for_reading() as store:
        acts = history.history(store)
    if session.output.as_json:
        session.output.document({"entries": [_entry(act) for act in acts]})
        return DONE
    rows = [[moment(act.done_at), sentence(act.title), act.os_user, _state(act)] for act in acts]
    if rows:
        session.output.table([tr("When"), tr("What"), tr("Who"), ""], rows)
    else:
        session.output.note(tr("Nothing was done yet."))
    return DONE


def undo(session: Session) -> int:
    """Undoes what was done last."""
    return _step(session, history.undo, tr("Undone: {title}"))


def redo(session: Session) -> int:
    """Does again what was undone last."""
    return _step(session, history.redo, tr("Done again: {title}"))


def _step(session: Session, step: Callable[[Store], Act], told: str) -> int:
    with session.for_writing() as store:
        act = step(store)
    if session.output.as_json:
        session.output.document({"entries": [_entry(act)]})
    else:
        session.output.line(told.format(title=sentence(act.title)))
    return DONE


def _state(act: Act) -> str:
    return tr("undone") if act.undone_at else ""


def _entry(act: Act) -> dict[str, Any]:
    return {
        "id": act.id,
        "kind": act.kind,
        "title": sentence(act.title),
        "done_at": act.done_at.isoformat(),
        "user": act.os_user,
        "undone_at": act.undone_at.isoformat() if act.undone_at else None,
        "can_undo": act.can_undo,
        "can_redo": act.can_redo,
        "count": act.count,
    }
