"""Open stores with what belongs to them, for the window; the reader of files, for everybody."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from telbill_desktop.gui.workspace import Workspace
from telbill_desktop.system.worker import Worker

if TYPE_CHECKING:
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.reading import Reading
    from telbill_desktop.services.intake import Reader
    from telbill_desktop.store.engine import Store


def reader_in(worker: Worker) -> "Reader":
    """Reads files in the worker's process, within its limits of time and memory."""

    def read(content: bytes, name: str) -> "Reading":
        return worker.run(_read_here, content, name)

    return read


def import_readers() -> None:
    """For `Worker.warm`: the parsers are there when the first file comes."""
    from telbill_desktop.importers import reading  # noqa: F401, PLC0415 - in the worker's process alone


@dataclass(frozen=True, slots=True)
class StoreWorkspaces:
    """Implements `gui.workspace.Workspaces`. The store is imported when the first one is opened, after the paint."""

    worker: Worker
    demo_folder: Path
    demo_size: str = "small"

    def open(self, folder: Path, *, for_writing: bool = True) -> Workspace:
        """The store in a folder; see `store.engine.open_store` for what it raises."""
        from telbill_desktop.store.engine import open_store  # noqa: PLC0415 - SQLAlchemy waits for the paint

        return self._around(open_store(folder, for_writing=for_writing))

    def create(self, folder: Path) -> Workspace:
        """A new, empty store; see `store.engine.create_store` for what it raises."""
        from telbill_desktop.store.engine import create_store  # noqa: PLC0415 - SQLAlchemy waits for the paint

        return self._around(create_store(folder))

    def create_demo(self, progress: "Progress") -> Workspace:
        """The demo company's store, made when it is not there."""
        from telbill_desktop.store.engine import DATABASE, open_store  # noqa: PLC0415 - SQLAlchemy waits for the paint

        if (self.demo_folder / DATABASE).exists():
            return self._around(open_store(self.demo_folder))
        from telbill_desktop.demo.company import create_demo  # noqa: PLC0415 - the builders of its documents

        return self._around(create_demo(self.demo_folder, reader_in(self.worker), progress, self.demo_size))

    def _around(self, store: "Store") -> Workspace:
        self.worker.warm(import_readers)
        is_demo = store.folder.resolve() == self.demo_folder.resolve()
        reference_date = None
        if is_demo:
            from telbill_desktop.demo.company import REFERENCE_DATE  # noqa: PLC0415 - the builders of its documents

            reference_date = REFERENCE_DATE
        return Workspace(store, reader_in(self.worker), self.worker, reference_date, is_demo)


def _read_here(content: bytes, name: str) -> "Reading":
    from telbill_desktop.importers import read  # noqa: PLC0415 - in the worker's process alone

    return read(content, name)
