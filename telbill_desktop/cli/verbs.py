"""Which function each verb is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from telbill_desktop.cli import (
    archive,
    demo,
    doctor,
    fleet,
    history,
    intake,
    invoice_detail,
    invoices,
    privacy,
    prorate,
    quote,
    report,
    upcoming,
    usage,
    verify_pdf,
)
from telbill_desktop.cli.session import Session

VERBS: Mapping[str, Callable[[Session], int]] = MappingProxyType(
    {
        "demo": demo.create,
        "import": intake.import_paths,
        "invoices": invoices.list_invoices,
        "show": invoice_detail.show,
        "fleet": fleet.run,
        "prorate": prorate.prorate,
        "quote": quote.say,
        "usage": usage.list_usage,
        "report": report.run,
        "privacy": privacy.run,
        "upcoming": upcoming.list_upcoming,
        "verify-pdf": verify_pdf.verify,
        "archive": archive.run,
        "history": history.list_history,
        "undo": history.undo,
        "redo": history.redo,
        "doctor": doctor.examine,
    }
)

READ_FILES = frozenset({"import", "demo", "verify-pdf", "archive"})
