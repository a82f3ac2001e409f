"""`doctor`."""

from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.services import doctor
from telbill_desktop.system.formats import labelled, sentence
from telbill_desktop.system.i18n import tr


def examine(session: Session) -> int:
    """Every check of the store and what it found."""
    with session.for_reading() as store, TerminalProgress() as progress:
        checks = doctor.examine(store, progress)
    if session.output.as_json:
        found = [{"name": check.name, "ok": check.ok, "detail": sentence(check.detail)} for check in checks]
        session.output.document({"checks": found})
    else:
        for check in checks:
            state = tr("well") if check.ok else tr("FAULT")
            session.output.line(labelled(state, printable(sentence(check.detail))))
    return DONE if all(check.ok for check in checks) else FOUND
