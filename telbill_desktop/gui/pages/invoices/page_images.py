"""Pages of documents as pictures, drawn in the worker process; the last ones are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from telbill_desktop.documents import pages
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.services import documents
from telbill_desktop.system.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.workspace import Workspace
    from telbill_desktop.system.worker import Worker

_KEPT = 32
_Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of `count`, and its picture."""

    index: int
    count: int
    image: QImage


class PageImages(QObject):
    """Draws the page that was asked for last. One question at a time: readers stay free for the list.

    `content_of` gives a document's bytes by its number; without it, numbers are the deposits of the store's vault.
    """

    def __init__(
        self, workspace: Workspace, jobs: Jobs, parent: QObject, content_of: Callable[[int], bytes] | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._content_of = content_of or (lambda deposit_id: documents.content(workspace.store, deposit_id))
        self._lane = jobs.latest(self)
        self._kept: OrderedDict[_Key, PagePicture] = OrderedDict()
        self._asked: _Key | None = None

    def ask(
        self,
        deposit_id: int,
        index: int,
        width: int,
        shown: Callable[[PagePicture], None],
        failed: Callable[[TelbillError], None],
    ) -> None:
        """Page `index` of a PDF, `width` pixels wide; `failed` hears why there is none."""
        key = self._asked = (deposit_id, index, width)
        if key in self._kept:
            self._kept.move_to_end(key)
            shown(self._kept[key])
            return

        def answered(picture: PagePicture) -> None:
            self._kept[key] = picture
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            if key == self._asked:
                shown(picture)

        def refused(error: TelbillError) -> None:
            if key == self._asked:
                failed(error)

        worker, content_of = self._workspace.worker, self._content_of
        self._lane.ask(lambda: _drawn(worker, content_of(deposit_id), index, width), answered, failed=refused)

    def forget(self) -> None:
        """Nobody waits for a page any more."""
        self._asked = None
        self._lane.drop()


def _drawn(worker: Worker, content: bytes, index: int, width: int) -> PagePicture:
    """On a reader's thread.

    Raises:
        TelbillError: no page can be drawn of the document.
    """
    try:
        count = worker.run(pages.page_count, content)
        page = worker.run(pages.render_page, content, index, width)
    except WorkerError as error:
        raise TelbillError("preview_impossible") from error
    image = QImage(page.rgb, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888)
    return PagePicture(index, count, image.copy())
