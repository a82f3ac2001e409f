"""Whether a file may take another's place: asked where a name got its suffix after the file dialog had let it pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.ask import Question
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from telbill_desktop.gui.ask import Ask


def completed(ask: Ask, path: Path, suffix: str) -> Path | None:
    """The path with that suffix behind its name; None: there is such a file, which the user keeps."""
    whole = path.with_name(f"{path.name}.{suffix}")
    if not whole.exists():
        return whole
    question = Question(
        title=fill(tr("Replace the file {file}?"), {"file": whole.name}),
        text=tr("There is a file of that name in the folder. What it holds will be lost."),
        act=tr("Replace"),
        destructive=True,
    )
    return whole if ask.confirm(question) else None
