"""Where a report is saved: asked, or where the last one went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from telbill_desktop.domain.portable_names import portable
from telbill_desktop.exporters.reports.names import file_name
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.replacing import completed
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.report_request import ReportRequest
    from telbill_desktop.gui.pages.page import PageContext


class ReportPlace:
    """Knows the folder of the last report, which the settings keep."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def asked(self, request: ReportRequest, suffix: str, named: str = "") -> Path | None:
        """Asks; None: the user gave up. The name gets the suffix where it has another one."""
        name = f"{_stem(request, named)}.{suffix}"
        folder = self._folder()
        proposed = str(folder / name) if folder is not None else name
        path = self._context.ask.save_file(tr("Save the report"), proposed, (FileType(suffix.upper(), (suffix,)),))
        if path is not None and path.suffix.casefold() != f".{suffix}":
            path = completed(self._context.ask, path, suffix)
        if path is None:
            return None
        self._context.settings.report_folder = str(path.parent)
        return path

    def usual(self, request: ReportRequest, suffix: str, named: str) -> Path | None:
        """In the folder of the last report, under a name that nothing bears yet; asked where there is none."""
        folder = self._folder()
        if folder is None:
            return self.asked(request, suffix, named)
        stem = _stem(request, named)
        path, number = folder / f"{stem}.{suffix}", 1
        while path.exists():
            number += 1
            path = folder / f"{stem} ({number}).{suffix}"
        return path

    def _folder(self) -> Path | None:
        kept = self._context.settings.report_folder
        return Path(kept) if kept and Path(kept).is_dir() else None


def _stem(request: ReportRequest, named: str) -> str:
    return portable(file_name(request, named)) or request.kind.value
