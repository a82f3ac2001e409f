"""An archive to take bundles from: real PDFs of two operators' accounts, two years, a paper of no invoice."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from telbill_desktop.domain.archive_event import EventKind, event_of
from telbill_desktop.domain.bundle import Bundled, BundleRequest
from telbill_desktop.domain.invoice import AccountReference
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.exporters.bundle.writing import write_bundle
from telbill_desktop.services import archive_acts
from telbill_desktop.services.bundles import make_bundle
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store import archive_log, vault
from telbill_desktop.store.engine import Store
from tests.builders import SELLER, draft, facturx_pdf

OTHER = replace(SELLER, name="Fibrelle SAS", siren="999000029", siret="99900002900017", vat_number="FR39999000029")
FIBRE = AccountReference(number="FIBRE 9")
YEAR = 2026


def filled(store: Store, folder: Path) -> dict[str, int]:
    """Puts three invoices of 2026, one of 2025 and a mandate of 2026 into the archive; their deposits by name."""
    folder.mkdir()
    drafts = {
        "mars.pdf": draft(number="62268557", issue_date=date(2026, 3, 17)),
        "avril.pdf": draft(number="62270001", issue_date=date(2026, 4, 17)),
        "fibre.pdf": draft(number="FB-1", issue_date=date(2026, 5, 2), seller=OTHER, account=FIBRE),
        "ancienne.pdf": draft(number="61000001", issue_date=date(2025, 12, 17)),
    }
    readings: dict[bytes, Reading] = {}
    for name, made in drafts.items():
        content = facturx_pdf(made)
        readings[content] = Reading(Outcome.READ, "factur-x", draft=made)
        (folder / name).write_bytes(content)
    import_files(store, gather([folder]), lambda content, _name: readings[content], Unwatched())
    vault.take(store, b"%PDF-1.7 mandat", "mandat.pdf", str(folder))
    mandate = deposit_of(store, b"%PDF-1.7 mandat")
    archive_acts.file_as(store, [mandate], DocumentKind.OTHER, date(2026, 6, 1))
    found = {name: deposit_of(store, (folder / name).read_bytes()) for name in drafts}
    return {**found, "mandat.pdf": mandate}


def deposit_of(store: Store, content: bytes) -> int:
    with store.reading() as connection:
        found = vault.find(connection, vault.digest_of(content))
    assert found is not None
    return found


def bundled(
    store: Store, place: Path, request: BundleRequest | None = None, progress: Progress | None = None
) -> Bundled:
    """Makes a bundle, as the verb and the window do."""
    return make_bundle(
        store,
        request or BundleRequest(YEAR),
        lambda contents, read, told: write_bundle(place, contents, read, told),
        progress or Unwatched(),
    )


def files_of(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, by its path with slashes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def vault_digests(store: Store) -> dict[str, str]:
    """What every file of the archive is, by its path there."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files_of(store.archive).items()}


def exports_told(store: Store) -> list[Mapping[str, object]]:
    """What the log says of documents that were handed out."""
    with store.reading() as connection:
        events = map(event_of, archive_log.records(connection))
        return [event.facts for event in events if event.kind is EventKind.EXPORTED]
