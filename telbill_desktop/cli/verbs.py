"""Which function each verb is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from telbill_desktop.cli import demo, doctor, history, intake, invoice_detail, invoices, prorate
from telbill_desktop.cli.session import Session

VERBS: Mapping[str, Callable[[Session], int]] = MappingProxyType(
    {
        "demo": demo.create,
        "import": intake.import_paths,
        "invoices": invoices.list_invoices,
        "show": invoice_detail.show,
        "prorate": prorate.prorate,
        "history": history.list_history,
        "undo": history.undo,
        "redo": history.redo,
        "doctor": doctor.examine,
    }
)

READ_FILES = frozenset({"import", "demo"})
