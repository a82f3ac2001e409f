"""Files of calls as an operator's portal exports them, a few rows each, and taking them in."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.table_profile import TableChoice
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store
from telbill_desktop.workspaces import ReadsUsage

TITLES = (
    *("N° facture", "Compte de facturation", "N° ligne", "Utilisateur", "Catégorie d'appel", "N° appelé"),
    *("Date et heure de début", "Durée (s) / Volume (octets)", "Montant HT (€)"),
)


@dataclass(frozen=True, slots=True)
class Call:
    """One row; a call within France of a minute and a half, unless it says otherwise."""

    when: str = "05/03/2026 10:22:31"
    other: str = "0612345678"
    amount: str = "0,1250"
    quantity: str = "90"
    label: str = "Appels nationaux mobiles"
    own: str = "0639980107"
    user: str = "Inès Delorme"
    account: str = "CF 7"
    invoice: str = "F-1"

    def cells(self) -> list[str]:
        """As the file has them."""
        who = [self.invoice, self.account, self.own, self.user]
        return [*who, self.label, self.other, self.when, self.quantity, self.amount]


def on(*days: str, at: str = "10:22:31", call: Call = Call()) -> list[Call]:
    """A call on each of these days."""
    return [replace(call, when=f"{day} {at}") for day in days]


def usage_bytes(
    calls: Sequence[Call], *, titles: Mapping[str, str] | None = None, encoding: str = "utf-8-sig"
) -> bytes:
    """The file; `titles` are other words for some of its columns, "" leaves a column out."""
    named = [(titles or {}).get(title, title) for title in TITLES]
    text = io.StringIO(newline="")
    kept = [at for at, title in enumerate(named) if title]
    rows = [named, *(call.cells() for call in calls)]
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([row[at] for at in kept] for row in rows)
    return text.getvalue().encode(encoding)


def take_calls(
    store: Store,
    calls: Sequence[Call],
    *,
    name: str = "calls.csv",
    choice: TableChoice | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> FileResult:
    """Imports a file of these calls beside the store."""
    path = store.folder.parent / name
    path.write_bytes(usage_bytes(calls))
    return take_file(store, path, choice=choice, progress=progress, dry_run=dry_run)


def take_file(
    store: Store,
    path: Path,
    *,
    choice: TableChoice | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> FileResult:
    """Imports a file of usage."""
    files, reader = gather([path]), ReadsUsage(choice)
    [result] = import_files(store, files, _unread, progress or Unwatched(), usage=reader, dry_run=dry_run)
    return result


def _unread(_content: bytes, name: str) -> Reading:
    raise AssertionError(name)
