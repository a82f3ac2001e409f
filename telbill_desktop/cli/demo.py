"""`demo --no-gui`; with the window, it is the window that makes the demo company."""

from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.services import invoices
from telbill_desktop.system.formats import count, long_day
from telbill_desktop.system.i18n import ntr, tr


def create(session: Session) -> int:
    """Makes the demo company's store, or finds it as it was made before."""
    from telbill_desktop.demo.company import REFERENCE_DATE, create_demo  # noqa: PLC0415 - the builders of its documents

    with TerminalProgress() as progress:
        store = create_demo(
            session.folder,
            session.read,
            progress,
            session.options.size,
            inspect=session.inspect,
            usage=session.usage,
        )
    with store:
        found = sum(each.count for each in invoices.sums_of(store, InvoiceFilter()))
    folder = str(session.folder)
    if session.output.as_json:
        answer = {"store": folder, "invoices": found, "reference_date": REFERENCE_DATE.isoformat()}
        session.output.document(answer)
        return DONE
    session.output.line(tr("The demo company is in {folder}.").format(folder=printable(folder)))
    text = ntr("{count} invoice; its day is {day}.", "{count} invoices; its day is {day}.", found)
    session.output.line(text.format(count=count(found), day=long_day(REFERENCE_DATE)))
    return DONE
