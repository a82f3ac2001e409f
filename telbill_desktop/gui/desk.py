"""The window with an open store: its pages, perimeter, history, search and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.gui.looking import AFTER_OPENING, Looking
from telbill_desktop.gui.navigation import PAGES
from telbill_desktop.gui.pages.page import Page, PageContext, Target
from telbill_desktop.gui.perimeter_choice import PerimeterChooser
from telbill_desktop.gui.reporting import Reporting
from telbill_desktop.services import invoices
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from telbill_desktop.gui.archive_state import ArchiveState
    from telbill_desktop.gui.finding import Finding
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.start_screen import FullPage
    from telbill_desktop.gui.undoing import Undoing
    from telbill_desktop.gui.view_shelf import ViewShelf
    from telbill_desktop.gui.workspace import Workspace

WARM_UP_AFTER = 1500  # milliseconds: the first rows do not share the processor with the worker's start


class Desk(QObject):
    """Everything of the window that needs a store. It goes when the store is closed."""

    choice_made = Signal(str)  # on the page of an empty store
    first_shown = Signal()

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self.workspace = workspace
        self.pages: dict[str, Page] = {}
        self._current = ""
        self._statuses: dict[str, str] = {}  # what each page said last, while another one is shown too
        self._filter = InvoiceFilter()
        self._empty_page: FullPage | None = None
        self.context = PageContext(
            workspace=workspace,
            jobs=window.jobs,
            settings=window.settings,
            theme=window.theme,
            ask=window.ask,
            notify=window.notify,
            store_changed=self.on_store_changed,
            go_to=self.go_to,
            look_again=self._on_look_again_asked,
        )
        window.let_go, window.drop_words = self.let_go, self._drop_words
        self.looking = Looking(self, workspace, window.jobs)
        self.looking.looked.connect(self._on_looked)
        self.perimeter = PerimeterChooser(self, window, self.context)
        self.perimeter.changed.connect(self._on_perimeter_changed)
        self.reporting = Reporting(self, window, self)
        self._undoing: Undoing | None = None
        self.views: ViewShelf | None = None
        self._finding: Finding | None = None
        self._archive: ArchiveState | None = None
        self._after_page = QTimer(self, singleShot=True, interval=0)
        self._after_page.timeout.connect(self._surround)
        self._connections = [
            window.sidebar.page_chosen.connect(self.open_page),
            window.status.archive_asked.connect(lambda: self.open_page("archive")),
            window.files_dropped.connect(self._on_files_dropped),
            window.closing.connect(self._on_closing),
            window.actions_by_name["import"].triggered.connect(self._on_import),
            window.actions_by_name["import_folder"].triggered.connect(self._on_import_folder),
            window.actions_by_name["parties"].triggered.connect(self._on_parties),
            window.actions_by_name["templates"].triggered.connect(self._on_templates),
            window.actions_by_name["profiles"].triggered.connect(self._on_profiles),
            window.actions_by_name["privacy"].triggered.connect(self._on_privacy),
            window.actions_by_name["to_fetch"].triggered.connect(self._on_to_fetch),
            window.actions_by_name["filter"].triggered.connect(self._on_filter),
            window.actions_by_name["advanced_search"].triggered.connect(self._on_advanced_search),
            window.menu.aboutToShow.connect(self._on_menu_about_to_show),
            window.actions_by_name["refresh"].triggered.connect(self.on_store_changed),
        ]

    def open(self) -> None:
        """Shows the page that was shown last."""
        names = [entry.name for entry in PAGES]
        window = self._window
        window.actions_by_name.enable_store(is_open=True, is_writable=not self.workspace.store.read_only)
        window.sidebar.enable_pages(enabled=True)
        self._say_store()
        self.show_page(window.settings.page if window.settings.page in names else names[0])
        self._after_page.start()
        QTimer.singleShot(WARM_UP_AFTER, self, self.workspace.warm_up)
        self.looking.look_soon(AFTER_OPENING)

    def leave(self) -> None:
        """Takes the pages off the window; the store is left open for whoever closes it."""
        self._window.let_go = self._window.drop_words = None
        self.looking.stop()
        self._after_page.stop()
        for connection in self._connections:
            QObject.disconnect(connection)
        self._save_layouts()
        window = self._window
        for page in [*self.pages.values(), *([self._empty_page] if self._empty_page else [])]:
            window.pages.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        window.actions_by_name.enable_store(is_open=False, is_writable=False)
        window.actions_by_name.name_undo("", "")
        window.sidebar.enable_pages(enabled=False)
        window.top_bar.say_exports([])
        window.say_edit_actions(())
        self.perimeter.leave()
        self.reporting.leave()
        window.status.say_store("")
        window.status.say_last_act("")
        window.status.say_archive("")
        window.status.say_page("")
        if self._finding is not None:
            self._finding.leave()
        if self.views is not None:
            self.views.leave()
        self.deleteLater()

    def show_page(self, name: str) -> Page:
        """Shows a page, which is made when it is shown first."""
        return self._show(name, takes_keyboard=True)

    def _show(self, name: str, *, takes_keyboard: bool) -> Page:
        page = self.pages.get(name) or self._made(name)
        self._current = name
        window = self._window
        window.settings.page = name
        window.sidebar.choose(name)
        window.top_bar.say_exports([*page.export_actions(), *self.reporting.offered(page)])
        covering = self._covering()
        window.show_page(covering or page, page.title())
        window.status.say_page("" if covering else self._statuses.get(name, ""))
        if takes_keyboard and covering is None:
            page.focus_content()
        return page

    def go_to(self, name: str, target: Target) -> None:
        """Shows a page and what is asked for on it, once the page shown lets go."""
        self._leave_for(name, lambda: self.show_page(name).go_to(target))

    def open_page(self, name: str) -> None:
        """Shows a page as it was left, once the page shown lets go."""
        self._leave_for(name, lambda: self.show_page(name))

    def shown_page(self) -> Page | None:
        """The page that is seen; None while something stands in its place."""
        return self.pages.get(self._current) if self._covering() is None else None

    def let_go(self, go: Callable[[], object]) -> bool:
        """Whether the page shown may be left; see `Page.let_go`."""
        page = self.pages.get(self._current)
        return page is None or page.let_go(go)

    def on_store_changed(self) -> None:
        """Something was written: every page reads again."""
        for page in self.pages.values():
            page.refresh()
        self._look_again()
        self.looking.look_soon()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Opens the import's preview for files and folders."""
        from telbill_desktop.gui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415 - when it is first needed

        dialog = ImportDialog(self.context, self._window)
        dialog.take(paths)
        dialog.open()

    def _on_files_dropped(self, paths: Sequence[Path]) -> None:
        page = self.pages.get(self._current)
        if page is None or self._covering() is not None or not page.take_files(paths):
            self.import_paths(paths)

    def _drop_words(self) -> tuple[str, str]:
        page = self.pages.get(self._current)
        return page.drop_words() if page is not None and self._covering() is None else ("", "")

    def _on_look_again_asked(self, deposit_ids: Sequence[int] | None) -> None:
        self.looking.look_again(deposit_ids)

    def _on_looked(self) -> None:
        for page in self.pages.values():
            page.refresh_verdicts()

    def _leave_for(self, name: str, go: Callable[[], object]) -> None:
        if name == self._current or self.let_go(go):
            go()
        else:
            self._window.sidebar.choose(self._current)

    def _surround(self) -> None:
        """What stands around the page, once its first rows are painted: undo, search, saved views, perimeters."""
        from telbill_desktop.gui.archive_state import ArchiveState  # noqa: PLC0415 - the first rows do not wait for it
        from telbill_desktop.gui.finding import Finding  # noqa: PLC0415 - the first rows do not wait for it
        from telbill_desktop.gui.undoing import Undoing  # noqa: PLC0415 - the first rows do not wait for it
        from telbill_desktop.gui.view_shelf import ViewShelf  # noqa: PLC0415 - the first rows do not wait for it

        self._undoing = Undoing(self, self._window, self.context)
        self._finding = Finding(self, self._window, self)
        self.views = ViewShelf(self, self._window, self)
        self.views.follow(self._filter)
        self._archive = ArchiveState(self, self.context, self._window.status)
        self._look_again()

    def _made(self, name: str) -> Page:
        entry = next(one for one in PAGES if one.name == name)
        page = entry.load()(self.context)
        self.pages[name] = page
        self._window.pages.addWidget(page)
        sidebar_entry = self._window.sidebar.entry(name)
        page.count_changed.connect(sidebar_entry.count)
        page.status_changed.connect(lambda text: self._on_status(name, text))
        page.import_asked.connect(self._on_import)
        page.filter_changed.connect(self._on_filter_changed)
        page.view_save_asked.connect(self._on_view_save_asked)
        page.set_perimeter(self.perimeter.choice, self.perimeter.name)
        return page

    def _on_status(self, name: str, text: str) -> None:
        self._statuses[name] = text
        if name == self._current:
            self._window.status.say_page(text)

    def _look_again(self) -> None:
        """Reads what the shell itself shows: companies, acts, whether there is anything."""
        store = self.workspace.store
        if self._undoing is not None:
            self._undoing.look_again()
        if self._archive is not None:
            self._archive.look_again()
        if self.views is not None:
            self.perimeter.look_again()
            self.views.look_again()
        self.context.jobs.read(
            lambda _progress: not invoices.find_first(store, InvoiceFilter(), InvoiceOrder(), limit=1),
            self._on_emptiness,
            owner=self,
        )

    def _on_perimeter_changed(self) -> None:
        for page in self.pages.values():
            page.set_perimeter(self.perimeter.choice, self.perimeter.name)
        if self.views is not None:
            self.views.look_again()

    def _on_filter_changed(self, wanted: InvoiceFilter) -> None:
        self._filter = wanted
        if self.views is not None:
            self.views.follow(wanted)

    def _on_view_save_asked(self, wanted: InvoiceFilter) -> None:
        if self.views is not None:
            self.views.save(wanted)

    def _on_menu_about_to_show(self) -> None:
        page = self.pages.get(self._current)
        self._window.say_edit_actions(page.edit_actions() if page and self._covering() is None else ())

    def _on_emptiness(self, is_empty: bool) -> None:  # noqa: FBT001 - the answer of a reading
        if is_empty and self._empty_page is None:
            from telbill_desktop.gui.start_screen import empty_store_page  # noqa: PLC0415 - seldom needed

            page = empty_store_page(self._window.theme)
            page.chosen.connect(self.choice_made)
            self._empty_page = page
            if self._covering() is not None:
                self._window.show_page(page, self.pages[self._current].title())
        elif not is_empty and self._empty_page is not None:
            was_covered = self._covering() is not None
            page, self._empty_page = self._empty_page, None
            self._window.pages.removeWidget(page)
            page.deleteLater()
            typing = self._window.top_bar.search.hasFocus()
            self._show(self._current, takes_keyboard=was_covered and not typing)

    def _covering(self) -> FullPage | None:
        """What stands in place of the page shown while the store has no invoice."""
        entry = next(one for one in PAGES if one.name == self._current)
        return self._empty_page if entry.needs_invoices else None

    def _say_store(self) -> None:
        store = self.workspace.store
        state = tr("Reading only") if store.read_only else tr("Everything is saved")
        where = tr("Demo company") if self.workspace.demo else store.folder.name
        self._window.status.say_store(f"{where} — {state}")

    def _on_import(self) -> None:
        self.import_paths([])

    def _on_import_folder(self) -> None:
        folder = self.context.ask.open_folder(tr("Import a folder"))
        if folder is not None:
            self.import_paths([folder])

    def _on_parties(self) -> None:
        from telbill_desktop.gui.dialogs.parties import PartiesDialog  # noqa: PLC0415 - when it is first needed

        PartiesDialog(self.context, self._window).open()

    def _on_templates(self) -> None:
        from telbill_desktop.gui.dialogs.templates import TemplatesDialog  # noqa: PLC0415 - when it is first needed

        TemplatesDialog(self.context, self._window).open()

    def _on_profiles(self) -> None:
        from telbill_desktop.gui.dialogs.profiles.profiles_dialog import ProfilesDialog  # noqa: PLC0415 - seldom needed

        ProfilesDialog(self.context, self._window).open()

    def _on_privacy(self) -> None:
        from telbill_desktop.gui.dialogs.privacy.dialog import PrivacyDialog  # noqa: PLC0415 - when it is first needed

        PrivacyDialog(self.context, self._window).open()

    def _on_to_fetch(self) -> None:
        from telbill_desktop.gui.dialogs.to_fetch.dialog import open_to_fetch  # noqa: PLC0415 - when it is first needed

        open_to_fetch(self.context, self._window, self.perimeter.choice, self.perimeter.name)

    def _on_filter(self) -> None:
        if page := self.pages.get(self._current):
            page.focus_search()

    def _on_advanced_search(self) -> None:
        if page := self.pages.get(self._current):
            page.open_advanced_search()

    def _on_closing(self) -> None:
        self._save_layouts()

    def _save_layouts(self) -> None:
        for page in self.pages.values():
            page.save_layout()
