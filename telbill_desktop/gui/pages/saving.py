"""A page's rows as a file: asked for its place, written in a reader's job, told when it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.exporters.losses import Written, losses_told
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from telbill_desktop.gui.pages.page import PageContext

CSV, XLSX = FileType("CSV", ("csv",)), FileType("XLSX", ("xlsx",))
REPORT_FILES = (XLSX, FileType("PDF", ("pdf",)), FileType("HTML", ("html",)), CSV)  # the first one is proposed


class Saved(NamedTuple):
    """How many rows were written, and in words which ones could not be."""

    rows: int
    lacking: str = ""


def save_rows(
    context: PageContext,
    owner: QObject,
    title: str,
    proposed: tuple[str, FileType],
    write: Callable[[Path], Written | Saved],
) -> None:
    """Asks where, and has `write` write there and count the rows.

    `proposed` is the file's name without a suffix, and its kind.
    """
    name, kind = proposed
    path = context.ask.save_file(title, f"{name}.{kind.suffixes[0]}", (kind,))
    if path is None:
        return

    context.jobs.read(
        lambda _progress: write(path), lambda written: tell_written(context, path, written), owner=owner, title=title
    )


def tell_written(context: PageContext, path: Path, written: Written | Saved) -> None:
    """Says how many rows the file has, and what it could not hold."""
    count, lacking = written if isinstance(written, Saved) else (written.rows, losses_told(written))
    words = ntr("{count} row saved as {file}.", "{count} rows saved as {file}.", count)
    said = words.format(count=formats.count(count), file=path.name)
    context.notify(Notice(f"{said} {lacking}".rstrip(), Tone.WARNING if lacking else Tone.DONE))
