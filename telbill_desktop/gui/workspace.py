"""What the window works on: an open store and what was wired to it by `app`, opened after the first paint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the window is painted before SQLAlchemy is imported
    from collections.abc import Callable
    from pathlib import Path

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.table_profile import TableChoice
    from telbill_desktop.services.intake import Reader
    from telbill_desktop.services.signatures import Describe, Inspect
    from telbill_desktop.services.usage_intake import UsageReader
    from telbill_desktop.store.engine import Store
    from telbill_desktop.system.worker import Worker


def _nothing() -> None:
    """For a workspace whose worker starts when it is first used."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open store with the reader of files and the worker process that it runs in.

    `read_by` and `usage_by` give readers for what somebody decided of a table. `inspect` looks at a document of the
    archive, `describe` reads a file of certificates. `warm_up` starts the worker before it is needed; the window calls
    it once its first rows are there.
    """

    store: Store
    read: Reader
    read_by: Callable[[TableChoice], Reader]
    usage_by: Callable[[TableChoice | None], UsageReader]
    worker: Worker
    inspect: Inspect
    describe: Describe
    reference_date: date | None = None
    demo: bool = False
    warm_up: Callable[[], object] = _nothing

    def today(self) -> date:
        """Today, or the demo company's fixed day."""
        return self.reference_date or date.today()  # noqa: DTZ011 - the user's own calendar day


class Workspaces(Protocol):
    """How the window gets a workspace; `app` implements it. Called on the writer's thread, never before the paint."""

    def open(self, folder: Path, *, for_writing: bool = True) -> Workspace:
        """The store in a folder.

        Raises:
            StoreError: missing, held by another copy (for writing only), newer, damaged.
        """

    def create(self, folder: Path) -> Workspace:
        """A new, empty store in a folder that is missing or empty."""

    def create_demo(self, progress: Progress) -> Workspace:
        """The demo company's store, made anew when it does not exist."""
