"""What the assistant has done elsewhere: sketches in the worker process, the import with the profile that was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableChoice
from telbill_desktop.importers.knowledge import TABLE_PROFILES, knowledge_in
from telbill_desktop.importers.tabular import planning, sketching
from telbill_desktop.importers.tabular.profile_saving import check_name, save_profile
from telbill_desktop.services.intake import FileToRead, import_files
from telbill_desktop.system.paths import settings_folder
from telbill_desktop.system.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.table_profile import TableField, TableKind, TableProfile
    from telbill_desktop.domain.table_sketch import Judgement, Plan, Sketch, Survey, Wish
    from telbill_desktop.gui.workspace import Workspace
    from telbill_desktop.services.intake import FileResult


LONGEST = 60.0  # seconds that a large table may take to be looked at, as its reading may


class Imported(NamedTuple):
    """What became of the file, how it was read, and why its profile could not be kept, if it could not."""

    result: FileResult
    choice: TableChoice
    unsaved: Message | None = None


def sketch_in(
    workspace: Workspace, content: bytes, name: str, wish: Wish, start: str | None
) -> tuple[Sketch, Judgement]:
    """The file as the assistant shows it; see `sketching.sketch_of`.

    Raises:
        TelbillError: the file cannot be opened so; `sketch_impossible` when the worker gave up.
    """
    profiles = knowledge_in(settings_folder()).table_profiles
    try:
        return workspace.worker.run(sketching.sketch_of, content, name, profiles, wish, start, timeout=LONGEST)
    except WorkerError as error:
        raise TelbillError("sketch_impossible") from error


def judgement_in(workspace: Workspace, survey: Survey, plan: Plan) -> Judgement:
    """A plan tried on the rows that are shown.

    Raises:
        TelbillError: `sketch_impossible` when the worker gave up.
    """
    try:
        return workspace.worker.run(planning.judged, survey, plan)
    except WorkerError as error:
        raise TelbillError("sketch_impossible") from error


def plan_in(workspace: Workspace, survey: Survey, kind: TableKind) -> tuple[Plan, Judgement]:
    """Another proposal, for rows of another kind.

    Raises:
        TelbillError: `sketch_impossible` when the worker gave up.
    """
    try:
        return workspace.worker.run(sketching.replanned, survey, kind)
    except WorkerError as error:
        raise TelbillError("sketch_impossible") from error


def import_with(
    workspace: Workspace,
    path: Path,
    made: TableProfile,
    here: Mapping[TableField, str],
    start: TableProfile | None,
    progress: Progress,
    *,
    replaces: str = "",
) -> Imported:
    """Imports the file with the profile, which is kept unless nothing could be read with it.

    `start` is the profile that the plan began with; when it says just that, nothing is saved. `replaces` is the key of
    the user's profile that may be overwritten.

    Raises:
        TelbillError: `profile_exists`, `profile_ships`, `profile_unnamed` before anything is done; StoreError.
    """
    folder = settings_folder() / TABLE_PROFILES
    if start is not None:
        made = planning.extended(start, made)
    is_kept = start is not None and _says(start) == _says(made)
    profile = start if start is not None and is_kept else made
    if not is_kept:
        check_name(made.name, folder, instead_of=replaces)
    choice = TableChoice(profile, {field: text for field, text in here.items() if text})
    file = FileToRead(path, str(path))
    usage = workspace.usage_by(choice)
    [result] = import_files(workspace.store, [file], workspace.read_by(choice), progress, usage=usage)
    if is_kept or result.status is FileStatus.REFUSED:
        return Imported(result, choice)
    try:
        saved = save_profile(made, folder, instead_of=replaces)
    except TelbillError as error:  # the invoices are in; the next file will have to be described again
        return Imported(result, choice, error.message)
    return Imported(result, TableChoice(saved, choice.constants))


def _says(profile: TableProfile) -> TableProfile:
    """All but the key, and whose it is; the order of columns means nothing."""
    columns = {field: profile.columns[field] for field in sorted(profile.columns)}
    return replace(profile, key="", built_in=False, columns=columns)
