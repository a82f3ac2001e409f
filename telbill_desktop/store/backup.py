"""Verified copies of the database: made while it is in use, checked, named by date, with a manifest to prove them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from telbill_desktop import __version__
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store import archive_head, sqlite
from telbill_desktop.system.digests import sha256_of
from telbill_desktop.system.durable_files import make_folder, put_in_place


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database and its manifest.

    JSON: file, sha256, size, schema_version, program_version, made_at; and archive_head, the sequence and digest of the
    last row of the archive's log, where there is a log.
    """

    path: Path
    manifest: Path
    sha256: str


def verified_copy(database: Path, folder: Path, *, version: int) -> Backup:
    """A copy of the database in `folder`, whole and checked, whatever happens while it is made.

    Raises:
        StoreError: `copy_faulty` when the copy does not pass its check, `store_disk_full` and the like; nothing stays.
        OSError: the folder cannot be written.
    """
    made_at = datetime.now(UTC)
    head = archive_head.kept(database.parent)  # before the copy, which holds that row and maybe later ones
    make_folder(folder)
    target = _free_name(folder, f"telbill-{made_at:%Y%m%dT%H%M%SZ}-v{version}")
    aside = target.with_name(target.name + ".new")
    try:
        if sqlite.copy_file(database, aside):
            raise StoreError("copy_faulty")
        digest = sha256_of(aside)
        size = aside.stat().st_size
        put_in_place(aside, target)
    finally:
        aside.unlink(missing_ok=True)
    manifest = target.with_suffix(".json")
    said: dict[str, object] = {
        "file": target.name,
        "sha256": digest,
        "size": size,
        "schema_version": version,
        "program_version": __version__,
        "made_at": made_at.isoformat(),
    }
    if head is not None:
        said["archive_head"] = {"sequence": head.sequence, "digest": head.digest}
    written = manifest.with_name(manifest.name + ".new")
    written.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    written.chmod(0o600)
    put_in_place(written, manifest)
    return Backup(target, manifest, digest)


def _free_name(folder: Path, stem: str) -> Path:
    """A name that nothing bears yet: two copies within one second keep both."""
    number = 1
    candidate = folder / f"{stem}.sqlite3"
    while candidate.exists():
        number += 1
        candidate = folder / f"{stem}-{number}.sqlite3"
    return candidate
