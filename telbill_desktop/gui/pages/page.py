"""What the shell knows of a page, and what a page is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.gui.ask import Ask
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.notices import Notice
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.workspace import Workspace
    from telbill_desktop.system.settings import Settings


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go inside a page: a record, a text to search for, or the page's own words in `options`."""

    record_id: int | None = None
    text: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page works with. A page that changed the store calls `store_changed`; every page is then refreshed."""

    workspace: Workspace
    jobs: Jobs
    settings: Settings
    theme: Theme
    ask: Ask
    notify: Callable[[Notice], None]
    store_changed: Callable[[], None]
    go_to: Callable[[str, Target], None]
    look_again: Callable[[Sequence[int] | None], None]  # at the signatures of documents; None: of all that are signed


class Page(QWidget):
    """Base class of pages: says what it counts, what its status is and what it exports; the shell shows it."""

    count_changed = Signal(int)  # the badge in the sidebar; -1: no badge
    import_asked = Signal()  # the page has nothing to show and offers to import
    status_changed = Signal(str)  # the right-hand end of the status bar, plain text
    filter_changed = Signal(object)  # InvoiceFilter: the list is narrowed to it
    view_save_asked = Signal(object)  # InvoiceFilter: to be kept under a name

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        # Given by whoever knows the page's list: makes what is on screen now a report, which a reader's thread reads.
        self.printing: Callable[[], Callable[[Progress], Report]] | None = None

    def title(self) -> str:
        """The title in the top bar, translated."""
        raise NotImplementedError

    def focus_content(self) -> None:
        """The page is shown: puts the keyboard where one works, on the list."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Ctrl+F: puts the cursor into the page's own filter."""

    def open_advanced_search(self) -> None:
        """Ctrl+Shift+F: asks for what the filter has no field for."""

    def export_actions(self) -> list[QAction]:
        """What the Exporter button offers; the first is its default."""
        return []

    def refresh(self) -> None:
        """The store was changed elsewhere (import, undo, merge): reads again, keeping filter, scroll and selection."""

    def refresh_verdicts(self) -> None:
        """Documents of the archive were looked at: shows what is said of their signatures now."""

    def drop_words(self) -> tuple[str, str]:
        """What is said while files hover over the page: what a drop does, and what more is to be known of it.

        Nothing: files are imported.
        """
        return "", ""

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Files were dropped on the page; whether it takes them. Otherwise they are imported."""
        del paths
        return False

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """What every list is narrowed to, and its name, empty while it is not known; None: nothing is left out."""

    def edit_actions(self) -> Sequence[QAction]:
        """What the window's menu offers to do with what is chosen on the page, each switched on or off as it may."""
        return ()

    def go_to(self, target: Target) -> None:
        """Shows what was asked for.

        `target.record_id` is the id of an invoice on the invoices' page, of a billing account on the contracts' page.
        """

    def let_go(self, go: Callable[[], object]) -> bool:
        """Whether the page, the store or the window may be left now, with `go`.

        A page that holds changes which are not saved asks; when they are saved first it says no, and calls `go` itself
        once that is done.
        """
        del go
        return True

    def save_layout(self) -> None:
        """Writes widths, orders and splitters into `context.settings`; the shell saves the file."""
