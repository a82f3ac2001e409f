"""Saved views in the window: read and counted off its thread, shown in the sidebar, saved, renamed, moved, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from telbill_desktop.domain.builtin_views import builtin_views
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.view_list import ViewItem, ViewList
from telbill_desktop.services import invoices, saved_views
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.desk import Desk
    from telbill_desktop.gui.main_window import MainWindow

PAGE = "invoices"


class ViewShelf(QObject):
    """Lives with the store. The program's own views come first, then the user's in their order."""

    def __init__(self, parent: QObject, window: MainWindow, desk: Desk) -> None:
        super().__init__(parent)
        self._window, self._desk, self._context = window, desk, desk.context
        self._store = desk.workspace.store
        self._reading = desk.context.jobs.latest(self)
        self._shown: InvoiceFilter | None = None
        self.items: list[ViewItem] = []
        self.list = ViewList(window.theme)
        window.sidebar.add_under(PAGE, self.list)
        self.list.chosen.connect(self.show_view)
        self.list.rename_asked.connect(self._on_rename_asked)
        self.list.remove_asked.connect(self._on_remove_asked)
        self.list.replace_asked.connect(self._on_replace_asked)
        self.list.move_asked.connect(self._on_move_asked)
        self.list.pin_asked.connect(self._on_pin_asked)
        self.list.aside_asked.connect(self._on_aside_asked)
        self.list.manage_asked.connect(self.manage)

    def leave(self) -> None:
        """The store is closed."""
        self._reading.drop()
        self._window.sidebar.take_under(self.list)

    def look_again(self) -> None:
        """Reads the views and counts what each shows in the perimeter in force."""
        store, perimeter = self._store, self._desk.perimeter.choice
        builtin = builtin_views(self._context.workspace.today())
        own = [ViewItem(tr(name), wanted) for name, wanted in builtin.items()]

        def question() -> tuple[list[ViewItem], list[int | None]]:
            saved = [
                ViewItem(one.name, one.filter, one.id, one.position, one.is_pinned)
                for one in saved_views.views(store)
                if not one.is_aside
            ]
            counted = saved_views.counts(store, perimeter)
            counts = [
                invoices.count(store, replace(one.wanted, perimeter=perimeter)) for one in own if one.wanted is not None
            ]
            return [*own, *saved], [*counts, *(counted.get(one.id or 0) for one in saved)]

        self._reading.ask(question, self._on_read)

    def follow(self, wanted: InvoiceFilter | None) -> None:
        """The list is narrowed to this filter; None: another page is shown."""
        self._shown = None if wanted is None else replace(wanted, perimeter=None)
        self.list.mark(self._shown)

    def show_view(self, item: ViewItem) -> None:
        """Goes to the list as the view has it; one that cannot be read is refused in words."""
        if item.wanted is not None:
            self._desk.go_to(PAGE, Target(options={"filter": item.wanted}))
        else:
            error = TelbillError("view_unreadable", name=item.name)
            self._context.notify(Notice(formats.sentence(error.message), Tone.FAILURE))
        self.list.mark(self._shown)

    def save(self, wanted: InvoiceFilter) -> None:
        """Asks for a name and keeps the filter under it."""
        if not self._may_write():
            return
        self._ask_name(
            tr("Save the view"),
            "",
            lambda name: saved_views.save_view(self._store, name, wanted),
            tr("View {name} saved."),
        )

    def manage(self) -> None:
        """All views, with what each of them is shown in."""
        from telbill_desktop.gui.dialogs.views import ViewsDialog  # noqa: PLC0415 - when it is asked for

        ViewsDialog(self._context, self._window).open()

    def _on_read(self, found: tuple[list[ViewItem], list[int | None]]) -> None:
        self.items, counts = found
        self.list.show_views(self.items, counts)
        self.list.order_keys(self._window.sidebar.entry(PAGE))
        self.list.mark(self._shown)

    def _on_rename_asked(self, item: ViewItem) -> None:
        view_id = item.id
        if view_id is not None and self._may_write():
            self._ask_name(
                tr("Rename the view"),
                item.name,
                lambda name: saved_views.rename_view(self._store, view_id, name),
                tr("View {name} renamed."),
            )

    def _on_remove_asked(self, item: ViewItem) -> None:
        view_id = item.id
        if view_id is not None and self._may_write():
            self._write(lambda: saved_views.remove_view(self._store, view_id), tr("View {name} removed."), item.name)

    def _on_replace_asked(self, item: ViewItem) -> None:
        view_id, wanted = item.id, self._shown
        if view_id is None or wanted is None or not self._may_write():
            return
        if wanted == InvoiceFilter():
            self._context.notify(Notice(tr("No filter is in force: set some first."), Tone.INFORMATION))
            return
        self._write(
            lambda: saved_views.change_view(self._store, view_id, wanted), tr("View {name} changed."), item.name
        )

    def _on_move_asked(self, item: ViewItem, by: int) -> None:
        own = [one.id for one in self.items if one.id is not None]
        view_id = item.id
        if view_id is None or view_id not in own or not self._may_write():
            return
        to = own.index(view_id) + by
        if 0 <= to < len(own):
            self._write(lambda: saved_views.move_view(self._store, view_id, to), tr("View {name} moved."), item.name)

    def _on_pin_asked(self, item: ViewItem, pinned: bool) -> None:  # noqa: FBT001 - a signal's argument
        view_id = item.id
        if view_id is not None and self._may_write():
            said = tr("View {name} pinned to the overview.") if pinned else tr("View {name} taken off the overview.")
            self._write(lambda: saved_views.pin(self._store, view_id, pinned=pinned), said, item.name)

    def _on_aside_asked(self, item: ViewItem) -> None:
        view_id = item.id
        if view_id is not None and self._may_write():
            said = tr("View {name} taken off the side bar.")
            self._write(lambda: saved_views.show_in_sidebar(self._store, view_id, shown=False), said, item.name)

    def _may_write(self) -> bool:
        if self._store.read_only:
            self._context.notify(Notice(tr("The store is open for reading only."), Tone.INFORMATION))
        return not self._store.read_only

    def _ask_name(self, title: str, name: str, work: Callable[[str], object], said: str) -> None:
        from telbill_desktop.gui.dialogs.name import NameDialog  # noqa: PLC0415 - when it is asked for

        def done(given: str) -> None:
            self._say(said, given)

        NameDialog(self._context, self._window, title, name, work, done).open()

    def _write(self, work: Callable[[], object], said: str, name: str) -> None:
        self._context.jobs.write(lambda _progress: work(), lambda _done: self._say(said, name), owner=self)

    def _say(self, words: str, name: str) -> None:
        self._context.notify(Notice(formats.fill(words, {"name": name}), undo=True))
        self._context.store_changed()
