"""The user's profiles as files of the settings folder: written whole or not at all, never over another one unasked."""

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.table_profile import TableProfile
from telbill_desktop.importers.tabular.profile_files import SUFFIX, built_in_profiles, profile_text, read_profile

_LONGEST = 60


def key_of(name: str) -> str:
    """The name as a file is called: `orange-liste-des-factures`.

    Raises:
        TelbillError: `profile_unnamed` for a name without a letter or figure.
    """
    key = re.sub(r"[^a-z0-9]+", "-", without_accents(name)).strip("-")[:_LONGEST].rstrip("-")
    if not key:
        raise TelbillError("profile_unnamed")
    return key


def check_name(name: str, folder: Path, *, instead_of: str = "") -> str:
    """The key that a profile of this name gets.

    Raises:
        TelbillError: `profile_unnamed`, `profile_ships`, `profile_exists` unless it is the one to be replaced.
    """
    key = key_of(name)
    if key in {one.key for one in built_in_profiles()}:
        raise TelbillError("profile_ships", name=name)
    if key != instead_of and (folder / f"{key}{SUFFIX}").exists():
        raise TelbillError("profile_exists", name=name)
    return key


def save_profile(profile: TableProfile, folder: Path, *, instead_of: str = "") -> TableProfile:
    """Writes the profile under the key of its name, and gives it back as its file says it.

    `instead_of` is the key of the user's profile that it takes the place of: its own, or its former one.

    Raises:
        TelbillError: as `check_name`, and `profile_unwritable`; `profile_unreadable` and `profile_wrong_value` for a
            profile that could not be read again, which is then not written.
    """
    key = check_name(profile.name, folder, instead_of=instead_of)
    path = folder / f"{key}{SUFFIX}"
    made = replace(profile, key=key, built_in=False)
    text = profile_text(made)
    if read_profile(text, key) != made:
        raise TelbillError("profile_reads_otherwise", name=profile.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, text)
        if instead_of and instead_of != key:
            (folder / f"{instead_of}{SUFFIX}").unlink(missing_ok=True)
    except OSError as error:
        raise TelbillError("profile_unwritable", name=profile.name, reason=str(error)) from None
    return made


def remove_profile(key: str, folder: Path) -> None:
    """Deletes the file of one of the user's profiles.

    Raises:
        TelbillError: `profile_unwritable`.
    """
    try:
        (folder / f"{key}{SUFFIX}").unlink(missing_ok=True)
    except OSError as error:
        raise TelbillError("profile_unwritable", name=key, reason=str(error)) from None


def _write(path: Path, text: str) -> None:
    """A file beside it takes its place at once: there is never half a profile."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.stem}", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
