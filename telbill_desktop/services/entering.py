"""Writes an invoice that somebody typed beside its PDF, on the way that every import takes."""

from pathlib import Path

from telbill_desktop.domain.entry import Entry, reading_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.keepable import keepable, keepable_values
from telbill_desktop.domain.parties import OperatorFields
from telbill_desktop.services import invoices, parties
from telbill_desktop.services.gathering import FileToRead, content_of, gather
from telbill_desktop.services.intake import FileResult, take_in
from telbill_desktop.services.reading_ahead import Taken
from telbill_desktop.store import intake, vault
from telbill_desktop.store.engine import Store


def read_file(path: Path) -> tuple[FileToRead, bytes]:
    """The file to be entered and its bytes.

    Raises:
        TelbillError: see `gathering.content_of`.
    """
    [file] = gather([path])
    return file, content_of(file)


def enter_invoice(store: Store, file: FileToRead, content: bytes, entry: Entry) -> FileResult:
    """The invoice with its document: new, or compared with the one that is known. One act, one undo.

    Raises:
        TelbillError: `entry_known`: the very document is here already; `amount_too_large`; what else is wrong with it.
        StoreError: the store cannot be written.
    """
    vault.sweep(store)
    digest = vault.digest_of(content)
    with store.reading() as connection:
        known = intake.known_source(connection, digest)
    if known is not None:
        raise TelbillError("entry_known", number=known.figures.number)
    taken = Taken(file, content, digest, reading=keepable_values(reading_of(entry)))
    result, _act = take_in(store, taken, "enter_invoice", {"number": keepable(entry.number)})
    if result.message is not None and result.invoice_id is None:
        raise TelbillError(result.message.code, **dict(result.message.params))
    return result


def known_operators(store: Store) -> list[OperatorFields]:
    """Every operator, the one with most invoices first."""
    return [parties.operator_fields(store, one.id) for one in invoices.operators(store)]


def own_identifiers(store: Store) -> frozenset[str]:
    """SIREN and VAT numbers of the user's own companies: on a page, they name the customer."""
    fields = [parties.company_fields(store, one.id) for one in invoices.companies(store)]
    return frozenset(text for each in fields for text in (each.siren, each.vat_number) if text)
