"""Files of usage as operators export them, and the way of one into a store."""

from collections.abc import Sequence
from pathlib import Path

from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store
from telbill_desktop.workspaces import ReadsUsage

TITLES = (
    *("N° facture", "Compte de facturation", "N° ligne", "Utilisateur", "Catégorie d'appel", "N° appelé"),
    *("Date et heure de début", "Durée (s) / Volume (octets)", "Montant HT (€)"),
)
CALL = (
    "F1",
    "CF1",
    "0612345678",
    "Élodie Roche",
    "Appels nationaux mobiles",
    "0698765432",
    "05/03/2026 10:22:31",
    "93",
    "0,1250",
)


def call(**changed: str) -> tuple[str, ...]:
    """One row, with other cells: invoice, account, line, user, label, called, start, quantity, amount."""
    names = ("invoice", "account", "line", "user", "label", "called", "start", "quantity", "amount")
    assert set(changed) <= set(names)
    return tuple(changed.get(name, cell) for name, cell in zip(names, CALL, strict=True))


def write(
    path: Path, rows: Sequence[Sequence[str]], titles: Sequence[str] = TITLES, encoding: str = "utf-8-sig"
) -> Path:
    """A table of text; cells are written as they are."""
    lines = [";".join(row) for row in (titles, *rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
    return path


def take(
    store: Store, path: Path, progress: Progress | None = None, *, account: str = "", dry_run: bool = False
) -> FileResult:
    """Imports one file, as the command line does."""
    choice = TableChoice(constants={TableField.ACCOUNT: account} if account else {})
    [result] = import_files(
        store, gather([path]), _unread, progress or Unwatched(), usage=ReadsUsage(choice), dry_run=dry_run
    )
    return result


class Impatient:
    """Cancels at the step of that number."""

    def __init__(self, after: int) -> None:
        self._left = after

    def step(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - as `Progress` has it
        """Raises CancelledError in its time."""
        self._left -= 1
        if self._left < 0:
            raise CancelledError


def _unread(_content: bytes, name: str) -> Reading:
    raise AssertionError(name)
