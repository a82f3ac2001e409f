"""Files of usage as an operator's portal exports them, a few rows each, and the way of one into a store."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

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


class Call(NamedTuple):
    """One row, as the file has it: a call within France of a minute and a half, unless it says otherwise."""

    invoice: str = "F1"
    account: str = "CF1"
    line: str = "0612345678"
    user: str = "Élodie Roche"
    label: str = "Appels nationaux mobiles"
    called: str = "0698765432"
    start: str = "05/03/2026 10:22:31"
    quantity: str = "93"
    amount: str = "0,1250"


def call(**changed: str) -> Call:
    """A row with other cells."""
    return Call(**changed)


def on(*days: str, at: str = "10:22:31", **changed: str) -> list[Call]:
    """A call on each of these days."""
    return [call(start=f"{day} {at}", **changed) for day in days]


def write(
    path: Path, rows: Sequence[Sequence[str]], titles: Sequence[str] = TITLES, encoding: str = "utf-8-sig"
) -> Path:
    """A table of text; cells are written as they are."""
    lines = [";".join(row) for row in (titles, *rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
    return path


def take(
    store: Store,
    path: Path,
    progress: Progress | None = None,
    *,
    account: str = "",
    choice: TableChoice | None = None,
    dry_run: bool = False,
) -> FileResult:
    """Imports one file, as the command line does; `account` is what somebody says it is of."""
    chosen = choice or TableChoice(constants={TableField.ACCOUNT: account} if account else {})
    [result] = import_files(
        store, gather([path]), _unread, progress or Unwatched(), usage=ReadsUsage(chosen), dry_run=dry_run
    )
    return result


def take_calls(
    store: Store,
    calls: Sequence[Call],
    progress: Progress | None = None,
    *,
    name: str = "calls.csv",
    dry_run: bool = False,
) -> FileResult:
    """Imports a file of these calls, which is written beside the store."""
    return take(store, write(store.folder.parent / name, calls), progress, dry_run=dry_run)


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
