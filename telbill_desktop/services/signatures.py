"""The signatures of a file, judged in the worker's process; what ends that process is a verdict too."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import CertificateFacts, Integrity, SignatureReport
from telbill_desktop.services.gathering import FileToRead, content_of
from telbill_desktop.system.worker import WorkerError, WorkerMemory, WorkerTimeout

Anchors = Sequence[tuple[bytes, str]]  # files of certificates that the user trusts, with their names
Judge = Callable[[bytes, Anchors], SignatureReport]
# The totals are those of the invoice, tax included, where they are known. What the worker's process ends of is raised.
Inspect = Callable[[bytes, Anchors, tuple[Decimal, ...]], Inspection]
Describe = Callable[[bytes, str], list[CertificateFacts]]  # a file of certificates and its name


def judged_file(path: Path, anchors: Anchors, judge: Judge) -> SignatureReport:
    """The verdict on a file; nothing of it is kept.

    Raises:
        TelbillError: the file cannot be read; `trust_unreadable` of an anchor.
    """
    file = FileToRead(path, str(path))
    content = content_of(file)
    try:
        return judge(content, anchors)
    except WorkerTimeout as error:
        params: dict[str, str | int] = {"file": file.shown, "seconds": int(error.args[0]) if error.args else 0}
        reason = Message("reading_too_long", params)
    except WorkerMemory as error:
        megabytes = int(error.args[0]) // (1024 * 1024) if error.args else 0
        reason = Message("reading_too_large", {"file": file.shown, "limit": megabytes})
    except WorkerError:
        reason = Message("reading_crashed", {"file": file.shown})
    return SignatureReport(Integrity.UNVERIFIABLE, reason)


def anchors_in(paths: Sequence[Path]) -> Anchors:
    """The files of certificates that somebody trusts.

    Raises:
        TelbillError: a file cannot be read.
    """
    return [(content_of(FileToRead(path, str(path))), str(path)) for path in paths]
