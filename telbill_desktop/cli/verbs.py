"""Which function each verb is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from telbill_desktop.cli import doctor, history, intake
from telbill_desktop.cli.session import Session

VERBS: Mapping[str, Callable[[Session], int]] = MappingProxyType(
    {
        "import": intake.import_paths,
        "history": history.list_history,
        "undo": history.undo,
        "redo": history.redo,
        "doctor": doctor.examine,
    }
)

READ_FILES = frozenset({"import", "demo"})
