"""What the user has taught the program about suppliers' files: read from the settings folder, handed to the readers."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message

if TYPE_CHECKING:
    from telbill_desktop.domain.pdf_template import PdfTemplate

PDF_TEMPLATES = "pdf_templates"  # folder inside the settings folder


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Templates of plain PDFs and profiles of tables; `problems` say which files of the user's could not be used."""

    pdf_templates: "tuple[PdfTemplate, ...]" = ()
    table_profiles: tuple[object, ...] = ()
    problems: tuple[Message, ...] = ()


def knowledge_in(settings_folder: Path) -> Knowledge:
    """What the settings folder holds; its files are read again only when they changed."""
    folder = settings_folder / PDF_TEMPLATES
    try:
        state = _state_of(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Knowledge(problems=(Message("template_unreadable", {"file": folder.name, "reason": reason}),))
    return _loaded(settings_folder, state)


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the files: what tells that nothing changed."""
    if not folder.is_dir():
        return ()
    states = []
    for path in sorted(folder.glob("*.toml")):
        known = path.stat()
        states.append((path.name, known.st_mtime_ns, known.st_size))
    return tuple(states)


@lru_cache(maxsize=4)
def _loaded(settings_folder: Path, state: tuple[tuple[str, int, int], ...]) -> Knowledge:
    if not state:
        return Knowledge()
    from telbill_desktop.importers.pdf_text.template_file import load_template  # noqa: PLC0415 - seldom needed

    templates, problems = [], []
    for name, _, _ in state:
        try:
            templates.append(load_template(settings_folder / PDF_TEMPLATES / name))
        except TelbillError as error:
            problems.append(error.message)
    return Knowledge(pdf_templates=tuple(templates), problems=tuple(problems))
