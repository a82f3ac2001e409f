"""What `app` hands to a verb: its options, where to write, and how to get at the store and the readers of files."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from telbill_desktop.cli.output import Output
from telbill_desktop.services.intake import Reader
from telbill_desktop.services.signatures import Describe, Inspect, Judge
from telbill_desktop.services.usage_intake import UsageReader
from telbill_desktop.store.engine import Store, open_or_create, open_store
from telbill_desktop.system.demo_marker import mark_of


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one verb."""

    options: Namespace
    output: Output
    folder: Path
    read: Reader
    usage: UsageReader
    judge: Judge
    inspect: Inspect
    describe: Describe

    def today(self) -> date:
        """The user's calendar day; in the demo company's store, its reference date."""
        mark = mark_of(self.folder)
        return mark.reference_date if mark is not None else date.today()  # noqa: DTZ011 - the user's own calendar day

    def for_reading(self) -> Store:
        """The store, beside whoever writes to it. Raises StoreError: see `store.engine.open_store`."""
        return open_store(self.folder, for_writing=False)

    def for_writing(self) -> Store:
        """The store, this program alone writing to it. Raises StoreError."""
        return open_store(self.folder)

    def for_importing(self) -> Store:
        """The store for writing, made when the folder holds none. Raises StoreError."""
        return open_or_create(self.folder)
