"""What the tests of conflicts do: take real files in, look at what is open, settle it."""

from collections.abc import Callable, Collection
from datetime import date

import pytest

from telbill_desktop.domain.conflict import Conflict, ConflictField
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_detail import InvoiceDetail, Source
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.importers import read
from telbill_desktop.services import conflicts, invoice_detail, invoices
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store
from tests.builders import draft, line

F = ConflictField
NUMBER = "62268557"
OTHER = draft(lines=(line(amount="41.00"), line("Option", "1.00")), due_date=date(2026, 12, 24))


LIST = (
    "Type;Date;N° de facture;Montant HT (€);Montant TTC (€);Souscripteur;Code Client\n"
    f"Facture;17/11/2026;{NUMBER};{{ht}};{{ttc}};Client 1;00002501\n"
)


def take(store: Store, name: str, content: bytes | str) -> FileResult:
    folder = store.folder.parent / "in"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    [result] = import_files(store, gather([folder / name]), read, Unwatched())
    return result


def detail(store: Store) -> InvoiceDetail:
    [invoice_id] = invoices.find_by_number(store, NUMBER)
    return invoice_detail.detail(store, invoice_id)


def source(store: Store, name: str) -> Source:
    return next(one for one in detail(store).sources if one.name == name)


def seen(store: Store) -> Conflict:
    [only] = conflicts.open_conflicts(store)
    return conflicts.conflict(store, only.source_id)


def settle(store: Store, taken: Collection[ConflictField]) -> None:
    conflicts.settle(store, seen(store), taken, read)


def codes(store: Store) -> list[str]:
    return [message.code for message in detail(store).warnings]


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(TelbillError) as caught:
        act()
    assert caught.value.message.code == code
