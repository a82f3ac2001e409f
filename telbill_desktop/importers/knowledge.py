"""What the user has taught the program about suppliers' files: read from the settings folder, handed to the readers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.pdf_template import PdfTemplate
from telbill_desktop.domain.table_profile import TableProfile

PDF_TEMPLATES = "pdf_templates"  # folders inside the settings folder
TABLE_PROFILES = "table_profiles"

_State = tuple[tuple[str, int, int], ...]  # names, times and sizes of files: what tells that nothing changed
Taught = TypeVar("Taught")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Templates of plain PDFs and profiles of tables; the problems say which files of the user's could not be used.

    `template_problems` have the parameter `file`, `profile_problems` the parameter `profile`.
    """

    pdf_templates: tuple[PdfTemplate, ...] = ()
    table_profiles: tuple[TableProfile, ...] = ()
    template_problems: tuple[Message, ...] = ()
    profile_problems: tuple[Message, ...] = ()

    @property
    def problems(self) -> tuple[Message, ...]:
        """Those of both."""
        return self.template_problems + self.profile_problems


def knowledge_in(settings_folder: Path) -> Knowledge:
    """What the settings folder holds; its files are read again only when they changed.

    A folder that cannot be read is a problem of its own; the other one counts all the same.
    """
    states: list[_State] = []
    failed: list[tuple[Message, ...]] = []
    for folder, code, named in (
        (PDF_TEMPLATES, "template_unreadable", "file"),
        (TABLE_PROFILES, "profile_folder_unreadable", "profile"),
    ):
        try:
            states.append(_state_of(settings_folder / folder))
            failed.append(())
        except OSError as error:
            states.append(())
            failed.append((Message(code, {named: folder, "reason": error.strerror or type(error).__name__}),))
    known = _loaded(settings_folder, (states[0], states[1])) if any(states) else Knowledge()
    if not any(failed):
        return known
    return replace(
        known,
        template_problems=failed[0] + known.template_problems,
        profile_problems=failed[1] + known.profile_problems,
    )


def _state_of(folder: Path) -> _State:
    """Nothing where there is no such folder.

    Raises:
        OSError: it cannot be looked into, or is no folder.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return ()
    return tuple(map(_state_of_file, paths))


def _state_of_file(path: Path) -> tuple[str, int, int]:
    try:
        known = path.stat()
    except OSError:  # a link to nowhere: reading it says why
        return path.name, 0, 0
    return path.name, known.st_mtime_ns, known.st_size


@lru_cache(maxsize=4)
def _loaded(settings_folder: Path, states: tuple[_State, _State]) -> Knowledge:
    from telbill_desktop.importers.pdf_text.template_file import load_template  # noqa: PLC0415 - seldom needed
    from telbill_desktop.importers.tabular.profile_files import load_profile  # noqa: PLC0415 - seldom needed

    templates, of_templates = _all(settings_folder / PDF_TEMPLATES, states[0], load_template)
    profiles, of_profiles = _all(settings_folder / TABLE_PROFILES, states[1], load_profile)
    return Knowledge(templates, profiles, of_templates, of_profiles)


def _all(folder: Path, state: _State, load: Callable[[Path], Taught]) -> tuple[tuple[Taught, ...], tuple[Message, ...]]:
    loaded, problems = [], []
    for name, _, _ in state:
        try:
            loaded.append(load(folder / name))
        except TelbillError as error:
            problems.append(error.message)
    return tuple(loaded), tuple(problems)
