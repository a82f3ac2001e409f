"""Undo, redo and the history in the window; the acts themselves are the store's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import history
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.acts import Act
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.pages.page import PageContext


class Undoing(QObject):
    """Ctrl+Z and Ctrl+Shift+Z, named after the acts that they concern."""

    def __init__(self, parent: QObject, window: MainWindow, context: PageContext) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        acts = window.actions_by_name
        acts["undo"].triggered.connect(self.undo)
        acts["redo"].triggered.connect(self.redo)
        acts["history"].triggered.connect(self.show_history)

    def look_again(self) -> None:
        """Reads which acts are next."""
        store = self._context.workspace.store
        self._context.jobs.read(
            lambda _progress: (history.next_undo(store), history.next_redo(store), history.history(store, 1)),
            self._on_next,
            owner=self,
        )

    def undo(self) -> None:
        """Undoes the last act."""
        store = self._context.workspace.store
        self._context.jobs.write(
            lambda _progress: history.undo(store), self._on_undone, owner=self, title=tr("Undoing")
        )

    def redo(self) -> None:
        """Redoes the act undone last."""
        store = self._context.workspace.store
        self._context.jobs.write(
            lambda _progress: history.redo(store), self._on_redone, owner=self, title=tr("Redoing")
        )

    def show_history(self) -> None:
        """Opens the list of acts."""
        from telbill_desktop.gui.dialogs.history import HistoryDialog  # noqa: PLC0415 - when it is first needed

        HistoryDialog(self._context, self._window).open()

    def _on_next(self, found: tuple[Act | None, Act | None, list[Act]]) -> None:
        undo, redo, latest = found
        if self._context.workspace.store.read_only:
            undo = redo = None
        self._window.actions_by_name.name_undo(
            formats.sentence(undo.title) if undo else "", formats.sentence(redo.title) if redo else ""
        )
        last = latest[0] if latest else None
        self._window.status.say_last_act(
            tr("{act}, {moment}").format(act=formats.sentence(last.title), moment=formats.moment(last.done_at))
            if last and last.undone_at is None
            else ""
        )

    def _on_undone(self, act: Act) -> None:
        self._say(tr("Undone: {act}"), act)

    def _on_redone(self, act: Act) -> None:
        self._say(tr("Redone: {act}"), act)

    def _say(self, words: str, act: Act) -> None:
        self._context.notify(Notice(words.format(act=formats.sentence(act.title)), Tone.DONE))
        self._context.store_changed()
