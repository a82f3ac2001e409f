"""What the assistant has done elsewhere: sketches in the worker process, the import with the profile that was made."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableChoice
from telbill_desktop.importers.knowledge import TABLE_PROFILES, knowledge_in
from telbill_desktop.importers.tabular import planning, sketching
from telbill_desktop.importers.tabular.profile_saving import check_name, save_profile
from telbill_desktop.services.gathering import beginning_of
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


MOST_LOOKED_AT = 4_000_000  # bytes of a text
LONGEST = 60.0  # seconds that a large table may take to be looked at, as its reading may


class Imported(NamedTuple):
    """What became of the file, how it was read, and why its profile could not be kept, if it could not."""

    result: FileResult
    choice: TableChoice
    unsaved: Message | None = None


class Beginning(NamedTuple):
    """A file's bytes, or the first lines of a large text."""

    content: bytes
    is_whole: bool


def beginning_in(path: Path) -> Beginning:
    """As much of a file as is looked at: a table of usage may have millions of rows.

    Raises:
        TelbillError: see `gathering.beginning_of`.
    """
    return Beginning(*beginning_of(FileToRead(path, str(path)), MOST_LOOKED_AT))


def sketch_in(
    workspace: Workspace, beginning: Beginning, name: str, wish: Wish, start: str | None
) -> tuple[Sketch, Judgement]:
    """The file as the assistant shows it; see `sketching.sketch_of`.

    Raises:
        TelbillError: the file cannot be opened so; `sketch_impossible` when the worker gave up.
    """
    profiles = knowledge_in(settings_folder()).table_profiles
    look = partial(sketching.sketch_of, is_beginning=not beginning.is_whole)
    try:
        return workspace.worker.run(look, beginning.content, name, profiles, wish, start, timeout=LONGEST)
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
    made, is_kept = _to_keep(made, start)
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


def keep_profile(
    made: TableProfile, here: Mapping[TableField, str], start: TableProfile | None, *, replaces: str = ""
) -> TableChoice:
    """Keeps the profile of a table of usage, which the import then previews by it; arguments as of `import_with`.

    Raises:
        TelbillError: as `save_profile`.
    """
    made, is_kept = _to_keep(made, start)
    if start is None or not is_kept:
        made = save_profile(made, settings_folder() / TABLE_PROFILES, instead_of=replaces)
    else:
        made = start
    return TableChoice(made, {field: text for field, text in here.items() if text})


def _to_keep(made: TableProfile, start: TableProfile | None) -> tuple[TableProfile, bool]:
    """The profile with what the one says that the plan began with; and whether that one says all of it."""
    if start is None:
        return made, False
    made = planning.extended(start, made)
    return made, _says(start) == _says(made)


def _says(profile: TableProfile) -> TableProfile:
    """All but the key, and whose it is; the order of columns means nothing."""
    columns = {field: profile.columns[field] for field in sorted(profile.columns)}
    return replace(profile, key="", built_in=False, columns=columns)
