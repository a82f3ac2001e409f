"""What floats over the window: notices, the finder under the search field, the sheet shown while files hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.drop import DropOverlay
from telbill_desktop.gui.finder import Finder
from telbill_desktop.gui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from telbill_desktop.gui.main_window import MainWindow

NOTICE_WIDTH = 620


class Floating:
    """Made after the first paint, since none of it is seen then."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.notices = NoticeBar(window.theme, window)
        self.finder = Finder(window.theme, window)
        self.overlay = DropOverlay(window.theme, window)
        self.notices.undo_asked.connect(window.actions_by_name["undo"].trigger)
        field = window.top_bar.search
        field.walked.connect(self.finder.walk)
        field.chosen.connect(self.finder.choose)
        field.left.connect(self.finder.close_list)
        self.finder.closed.connect(field.clear)

    def follow(self) -> None:
        """The window has another size."""
        self.finder.close_list()
        self.place_notice()
        if self.overlay.isVisible():
            self.overlay.cover()

    def place_notice(self) -> None:
        """Puts the notice at the foot of the page, in the middle."""
        if self.notices.isHidden():
            return
        dp, page = self._window.theme.dp, self._window.page_area
        width = min(dp(NOTICE_WIDTH), page.width() - dp(36))
        height = self.notices.heightForWidth(width)
        corner = page.mapTo(self._window, page.rect().topLeft())
        left = corner.x() + (page.width() - width) // 2
        self.notices.setGeometry(left, corner.y() + page.height() - height - dp(14), width, height)
