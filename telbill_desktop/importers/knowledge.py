"""What the user has taught the program about suppliers' files: read from the settings folder, handed to the readers."""

from collections.abc import Callable
from dataclasses import dataclass
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
    """Templates of plain PDFs and profiles of tables; `problems` say which files of the user's could not be used."""

    pdf_templates: tuple[PdfTemplate, ...] = ()
    table_profiles: tuple[TableProfile, ...] = ()
    problems: tuple[Message, ...] = ()


def knowledge_in(settings_folder: Path) -> Knowledge:
    """What the settings folder holds; its files are read again only when they changed."""
    try:
        states = (_state_of(settings_folder / PDF_TEMPLATES), _state_of(settings_folder / TABLE_PROFILES))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Knowledge(
            problems=(Message("template_unreadable", {"file": _named(error, settings_folder), "reason": reason}),)
        )
    return _loaded(settings_folder, states) if any(states) else Knowledge()


def _named(error: OSError, settings_folder: Path) -> str:
    """The folder or file that could not be read."""
    return Path(error.filename).name if isinstance(error.filename, str) else settings_folder.name


def _state_of(folder: Path) -> _State:
    if not folder.is_dir():
        return ()
    states = []
    for path in sorted(folder.glob("*.toml")):
        known = path.stat()
        states.append((path.name, known.st_mtime_ns, known.st_size))
    return tuple(states)


@lru_cache(maxsize=4)
def _loaded(settings_folder: Path, states: tuple[_State, _State]) -> Knowledge:
    from telbill_desktop.importers.pdf_text.template_file import load_template  # noqa: PLC0415 - seldom needed
    from telbill_desktop.importers.tabular.profile_files import load_profile  # noqa: PLC0415 - seldom needed

    problems: list[Message] = []
    templates = _all(settings_folder / PDF_TEMPLATES, states[0], load_template, problems)
    profiles = _all(settings_folder / TABLE_PROFILES, states[1], load_profile, problems)
    return Knowledge(tuple(templates), tuple(profiles), tuple(problems))


def _all(folder: Path, state: _State, load: Callable[[Path], Taught], problems: list[Message]) -> list[Taught]:
    loaded = []
    for name, _, _ in state:
        try:
            loaded.append(load(folder / name))
        except TelbillError as error:
            problems.append(error.message)
    return loaded
