"""Open stores with what belongs to them, for the window; the reader of files, for everybody."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import BinaryIO

    from telbill_desktop.demo.company import Size
    from telbill_desktop.domain.inspection import Inspection
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.reading import Reading
    from telbill_desktop.domain.signature import CertificateFacts, SignatureReport
    from telbill_desktop.domain.table_profile import TableChoice, TableProfile
    from telbill_desktop.domain.usage_reading import UsageFile
    from telbill_desktop.gui.workspace import Workspace
    from telbill_desktop.importers.knowledge import Knowledge
    from telbill_desktop.importers.usage.workbook import SheetOfUsage
    from telbill_desktop.services.intake import Reader
    from telbill_desktop.services.signatures import Anchors, Describe, Inspect, Judge
    from telbill_desktop.store.engine import Store
    from telbill_desktop.system.worker import Worker

LONGEST, LONGEST_TABLE = 10.0, 60.0  # seconds
IMPORTING = 60.0  # seconds, on a busy computer with a cold disk
LARGEST_MEMORY = 512_000_000  # bytes


def reader_in(worker: "Worker", choice: "TableChoice | None" = None) -> "Reader":
    """Reads files in the worker's process, within its limits, with what the settings folder knows of suppliers.

    `choice` is what somebody decided for the tables among them.
    """

    def read(content: bytes, name: str) -> "Reading":
        from telbill_desktop.documents.tables.recognition import is_delimited, weight_of  # noqa: PLC0415 - when a file comes
        from telbill_desktop.importers.knowledge import knowledge_in  # noqa: PLC0415 - same
        from telbill_desktop.system.paths import settings_folder  # noqa: PLC0415 - same

        weight = weight_of(content)
        is_table = weight != len(content) or is_delimited(content)
        seconds, memory = limits_for(weight, longest=LONGEST_TABLE if is_table else LONGEST)
        knowledge = knowledge_in(settings_folder())
        return worker.run(_read_here, content, name, knowledge, choice, timeout=seconds, memory=memory)

    return read


class ReadsUsage:
    """Implements `services.usage_intake.UsageReader` with what the settings folder knows of operators' tables.

    Delimited text is read in this process, row by row: the standard library's reader holds one row at a time, and none
    longer than its limit. Workbooks are opened in the worker's, within its limits; without one, in this.
    """

    def __init__(self, choice: "TableChoice | None" = None, worker: "Worker | None" = None) -> None:
        self._choice, self._worker = choice, worker

    def is_usage(self, stream: "BinaryIO", name: str) -> bool:
        """See `UsageReader.is_usage`."""
        from telbill_desktop.importers.usage.opening import begins_as_usage  # noqa: PLC0415 - when a file comes

        return begins_as_usage(stream, name, *self._taught())

    def may_be_usage(self, stream: "BinaryIO") -> bool:
        """See `UsageReader.may_be_usage`."""
        from telbill_desktop.importers.usage.opening import may_be_described  # noqa: PLC0415 - when a file comes

        return may_be_described(stream)

    def open(self, stream: "BinaryIO", name: str) -> "UsageFile | None":
        """See `UsageReader.open`."""
        from telbill_desktop.documents.tables.recognition import ZIP_SIGNATURE  # noqa: PLC0415 - when a file comes
        from telbill_desktop.importers.usage import read_sheet, read_usage  # noqa: PLC0415 - same

        begins = stream.read(len(ZIP_SIGNATURE))
        stream.seek(0)
        if begins != ZIP_SIGNATURE:
            return read_usage(stream, name, *self._taught())
        content = stream.read()
        sheet = self._sheet_of(content, name)
        return None if sheet is None else read_sheet(sheet, sha256(content).hexdigest())

    def _sheet_of(self, content: bytes, name: str) -> "SheetOfUsage | None":
        from telbill_desktop.documents.tables.recognition import weight_of  # noqa: PLC0415 - when a file comes

        if self._worker is None:
            return _sheet_here(content, name, *self._taught())
        seconds, memory = limits_for(weight_of(content), longest=LONGEST_TABLE)
        return self._worker.run(_sheet_here, content, name, *self._taught(), timeout=seconds, memory=memory)

    def _taught(self) -> "tuple[tuple[TableProfile, ...], TableChoice]":
        from telbill_desktop.domain.table_profile import TableChoice  # noqa: PLC0415 - when a file comes
        from telbill_desktop.importers.knowledge import knowledge_in  # noqa: PLC0415 - same
        from telbill_desktop.system.paths import settings_folder  # noqa: PLC0415 - same

        return knowledge_in(settings_folder()).table_profiles, self._choice or TableChoice()


def judge_in(worker: "Worker") -> "Judge":
    """Judges the signatures of files in the worker's process, within its limits, with warnings beside the verdict."""

    def judge(content: bytes, anchors: "Anchors") -> "SignatureReport":
        return _inspected(worker, content, anchors, ()).report

    return judge


def inspect_in(worker: "Worker") -> "Inspect":
    """Inspects files that are archived in the worker's process, within its limits."""

    def inspect(content: bytes, anchors: "Anchors", totals: "tuple[Decimal, ...]") -> "Inspection":
        return _inspected(worker, content, anchors, totals)

    return inspect


def _inspected(worker: "Worker", content: bytes, anchors: "Anchors", totals: "tuple[Decimal, ...]") -> "Inspection":
    """In half of the time; what takes longer, or more memory, is judged without being inspected in the other half."""
    from telbill_desktop.domain.inspection import Inspection  # noqa: PLC0415 - when a file comes
    from telbill_desktop.domain.messages import Message  # noqa: PLC0415 - same
    from telbill_desktop.system.worker import WorkerDied, WorkerMemory, WorkerTimeout  # noqa: PLC0415 - same

    now = datetime.now(UTC)
    seconds, memory = limits_for(len(content))
    try:
        worker.run(import_inspection, timeout=IMPORTING)  # at once where it is there already; no file's time counts it
        return worker.run(_inspect_here, content, anchors, totals, now, timeout=seconds / 2, memory=memory)
    except (WorkerTimeout, WorkerMemory, WorkerDied):
        worker.run(import_inspection, timeout=IMPORTING)
        verdict = worker.run(_judge_here, content, anchors, now, timeout=seconds / 2, memory=memory)
    warnings = (*verdict.warnings, Message("inspection_stopped"))
    return Inspection(replace(verdict, warnings=warnings), "", None)


def describe_in(worker: "Worker") -> "Describe":
    """Reads files of certificates, and trusted lists, in the worker's process, within its limits."""

    def describe(content: bytes, name: str) -> "list[CertificateFacts]":
        from telbill_desktop.documents.xml_parsing import looks_like_xml  # noqa: PLC0415 - when a file comes

        seconds, memory = limits_for(len(content))
        if looks_like_xml(content):  # a list is read by a library that takes its time to be imported, and once a month
            seconds, memory = LONGEST_TABLE, LARGEST_MEMORY
        worker.run(import_inspection, timeout=IMPORTING)
        return worker.run(_describe_here, content, name, timeout=seconds, memory=memory)

    return describe


def limits_for(size: int, longest: float = LONGEST) -> tuple[float, int]:
    """Seconds and bytes of memory that reading so much may take: a small file that asks for more is hostile.

    An ordinary invoice takes milliseconds and 50 MB; the largest gets 10 s and 512 MB. A table of a hundred thousand
    invoices takes 4 s, and three times as long on a computer that is busy.
    """
    megabytes = size / 1_000_000
    return min(longest, 2.5 + megabytes / 2), min(LARGEST_MEMORY, int(250 + 10 * megabytes) * 1_000_000)


def import_readers() -> None:
    """Prepares a worker's process: what reads is there when a file comes, whose time does not count its import.

    On a busy computer the import alone may take longer than a small file is given.
    """
    import lxml.etree  # noqa: F401, PLC0415 - in the worker's process alone
    import pypdf  # noqa: F401, PLC0415 - same
    import pypdfium2.raw  # noqa: F401, PLC0415 - same
    import stdnum.eu.vat  # noqa: PLC0415 - same
    import stdnum.fr.siret  # noqa: PLC0415 - same
    import stdnum.fr.tva  # noqa: PLC0415 - same
    import stdnum.iban  # noqa: F401, PLC0415 - same

    import telbill_desktop.documents.tables.xlsx  # noqa: PLC0415 - same
    import telbill_desktop.importers.pdf_text.text_reading  # noqa: PLC0415 - same
    import telbill_desktop.importers.reading  # noqa: PLC0415 - same
    import telbill_desktop.importers.tabular.reading  # noqa: F401, PLC0415 - same


def import_inspection() -> None:
    """What looks at signatures takes half a second to be imported, which no window that shows invoices waits for."""
    import telbill_desktop.documents.inspection  # noqa: F401, PLC0415 - in the worker's process alone


class StoreWorkspaces:
    """Implements `gui.workspace.Workspaces`. What needs SQLAlchemy or a process comes with the first store."""

    def __init__(self, demo_folder: Path, demo_size: "Size") -> None:
        self._demo_folder = demo_folder
        self._demo_size = demo_size

    @cached_property
    def worker(self) -> "Worker":
        """The one worker process of the window."""
        from telbill_desktop.system.worker import Worker  # noqa: PLC0415 - after the paint

        return Worker(import_readers)

    def close(self) -> None:
        """Ends the worker process, when there is one."""
        if "worker" in self.__dict__:
            self.worker.close()

    def open(self, folder: Path, *, for_writing: bool = True) -> "Workspace":
        """The store in a folder; see `store.engine.open_store` for what it raises."""
        from telbill_desktop.store.engine import open_store  # noqa: PLC0415 - SQLAlchemy waits for the paint

        return self._around(open_store(folder, for_writing=for_writing))

    def create(self, folder: Path) -> "Workspace":
        """A new, empty store; see `store.engine.create_store` for what it raises."""
        from telbill_desktop.store.engine import create_store  # noqa: PLC0415 - SQLAlchemy waits for the paint

        return self._around(create_store(folder))

    def create_demo(self, progress: "Progress") -> "Workspace":
        """The demo company's store; see `demo.company.create_demo`."""
        from telbill_desktop.demo.company import create_demo  # noqa: PLC0415 - the builders of its documents

        read, inspect = reader_in(self.worker), inspect_in(self.worker)
        return self._around(
            create_demo(self._demo_folder, read, progress, self._demo_size, inspect=inspect, usage=self._usage_by(None))
        )

    def _usage_by(self, choice: "TableChoice | None") -> ReadsUsage:
        return ReadsUsage(choice, self.worker)

    def _around(self, store: "Store") -> "Workspace":
        from telbill_desktop.gui.workspace import Workspace  # noqa: PLC0415 - after the paint
        from telbill_desktop.system.demo_marker import mark_of  # noqa: PLC0415 - after the paint

        mark = mark_of(store.folder)
        return Workspace(
            store,
            reader_in(self.worker),
            partial(reader_in, self.worker),
            self._usage_by,
            self.worker,
            inspect_in(self.worker),
            describe_in(self.worker),
            reference_date=mark.reference_date if mark else None,
            demo=mark is not None,
            warm_up=self.worker.warm,
        )


def _sheet_here(
    content: bytes, name: str, profiles: "tuple[TableProfile, ...]", choice: "TableChoice"
) -> "SheetOfUsage | None":
    from telbill_desktop.importers.usage.workbook import sheet_of_usage  # noqa: PLC0415 - in the worker's process

    return sheet_of_usage(content, name, profiles, choice)


def _judge_here(content: bytes, anchors: "Anchors", now: datetime) -> "SignatureReport":
    from telbill_desktop.documents.inspection import judged_alone  # noqa: PLC0415 - in the worker's process alone

    return judged_alone(content, anchors, now)


def _inspect_here(content: bytes, anchors: "Anchors", totals: "tuple[Decimal, ...]", now: datetime) -> "Inspection":
    from telbill_desktop.documents.inspection import inspected  # noqa: PLC0415 - in the worker's process alone

    return inspected(content, anchors, totals, now)


def _describe_here(content: bytes, name: str) -> "list[CertificateFacts]":
    from telbill_desktop.documents.signatures.trust import described  # noqa: PLC0415 - in the worker's process alone

    return described(content, name)


def _read_here(content: bytes, name: str, knowledge: "Knowledge", choice: "TableChoice | None") -> "Reading":
    from telbill_desktop.domain.table_profile import TableChoice  # noqa: PLC0415 - in the worker's process alone
    from telbill_desktop.importers import read  # noqa: PLC0415 - same

    return read(content, name, knowledge, choice or TableChoice())
