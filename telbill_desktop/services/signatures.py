"""The signatures of a file, judged in the worker's process; what ends that process is a verdict too."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.signature import CertificateFacts, Integrity, SignatureReport
from telbill_desktop.services.gathering import FileToRead, content_of
from telbill_desktop.services.reading_limits import stopped
from telbill_desktop.system.worker import WorkerError

Anchors = Sequence[tuple[bytes, str]]  # files of certificates that the user trusts, with their names
Judge = Callable[[bytes, Anchors], SignatureReport]
# The totals are those of the invoice, tax included, where they are known. What the worker's process ends of is raised.
Inspect = Callable[[bytes, Anchors, tuple[Decimal, ...]], Inspection]
Describe = Callable[[bytes, str], list[CertificateFacts]]  # a file of certificates, or a trusted list, and its name


def judged_file(path: Path, anchors: Anchors, judge: Judge) -> SignatureReport:
    """The verdict on a file; nothing of it is kept.

    Raises:
        TelbillError: the file cannot be read; `trust_unreadable` of an anchor.
    """
    file = FileToRead(path, str(path))
    content = content_of(file)
    try:
        return judge(content, anchors)
    except WorkerError as error:
        return SignatureReport(Integrity.UNVERIFIABLE, stopped(error, file.shown))


def described_file(path: Path, describe: Describe, shown: str = "") -> list[CertificateFacts]:
    """What a file of certificates holds: PEM, DER, or a trusted list; `shown` is its name where it is not the path.

    Raises:
        TelbillError: the file cannot be read, or is none; reading it ended the worker's process.
    """
    file = FileToRead(path, shown or str(path))
    content = content_of(file)
    try:
        return describe(content, file.shown)
    except WorkerError as error:
        reason = stopped(error, file.shown)
        raise TelbillError(reason.code, **dict(reason.params)) from error


def anchors_of(certificates: Sequence[CertificateFacts]) -> Anchors:
    """The same as whoever judges signatures wants them."""
    return [(one.der, one.subject) for one in certificates]
