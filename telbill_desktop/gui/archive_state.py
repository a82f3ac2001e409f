"""Whether the archive was found as it should be, and how long ago: in the status bar, where there is room."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from telbill_desktop.services import archive
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from telbill_desktop.domain.archive_view import LastCheck
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.gui.status_bar import StatusBar


class ArchiveState(QObject):
    """Reads the last check and says it."""

    def __init__(self, parent: QObject, context: PageContext, status: StatusBar) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self._lane = context.jobs.latest(self)

    def look_again(self) -> None:
        """Something was written: perhaps a check."""
        store = self._context.workspace.store
        self._lane.ask(lambda: archive.last_check(store), self._on_read)

    def _on_read(self, check: LastCheck | None) -> None:
        self._status.say_archive(state_words(check, datetime.now().astimezone().date()) if check is not None else "")


def state_words(check: LastCheck, today: date) -> str:
    """In a few words, with whole days of this computer's calendar."""
    days = max((today - check.happened_at.astimezone().date()).days, 0)
    if not days:
        return tr("Archive intact, verified today") if check.is_sound else tr("Archive not intact, verified today")
    if days == 1:
        return (
            tr("Archive intact, verified yesterday") if check.is_sound else tr("Archive not intact, verified yesterday")
        )
    said = tr("Archive intact, verified {count} days ago"), tr("Archive not intact, verified {count} days ago")
    return said[0 if check.is_sound else 1].format(count=formats.count(days))
