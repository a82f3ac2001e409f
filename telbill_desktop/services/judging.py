"""Looks at the documents of the archive: their signatures, what else is in them, their words. One look at each."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.signature import Integrity, SignatureReport
from telbill_desktop.services import trust
from telbill_desktop.services.signatures import Anchors, Inspect
from telbill_desktop.store import vault, verdicts
from telbill_desktop.store.engine import Store
from telbill_desktop.store.verdicts import ToJudge
from telbill_desktop.system.worker import WorkerCancelled, WorkerClosed, WorkerError, WorkerMemory, WorkerTimeout

_AHEAD = 8  # documents that wait in memory to be looked at
_TOGETHER = 16  # documents in a transaction: what somebody edits meanwhile waits for no more


def count_waiting(store: Store) -> int:
    """How many documents nobody has looked at yet."""
    with store.reading() as connection:
        return verdicts.count_waiting(connection)


def judge_waiting(store: Store, inspect: Inspect, progress: Progress) -> int:
    """Looks at every document that nobody has looked at; how many there were.

    One that cannot be read any more is left waiting: the archive's check names it.

    Raises:
        CancelledError: from `progress`, between two documents; those before are kept.
    """
    with store.reading() as connection:
        documents = verdicts.waiting(connection)
    return _judged(store, documents, inspect, progress)


def judge_again(store: Store, inspect: Inspect, progress: Progress, deposit_ids: Sequence[int] | None = None) -> int:
    """Looks again at the documents that are signed, all or these, with whom the user trusts now; how many changed.

    What was said at the deposit stays beside the new answer. Raises what `judge_waiting` raises.
    """
    with store.reading() as connection:
        documents = verdicts.signed(connection, deposit_ids)
    return _judged(store, documents, inspect, progress)


@contextmanager
def looking(store: Store, inspect: Inspect) -> Iterator[Callable[[ToJudge, bytes], None]]:
    """What looks at documents while whoever deposits them writes the next ones; at the end all answers are kept.

    Where it ends with an error, those that were not looked at are left waiting.
    """
    anchors = trust.anchors(store)
    under_way: deque[tuple[int, Future[Inspection]]] = deque()
    with ThreadPoolExecutor(1, "looking") as pool:

        def look(document: ToJudge, content: bytes) -> None:
            under_way.append((document.deposit_id, pool.submit(inspected, content, anchors, inspect, document)))
            if len(under_way) > _AHEAD:
                _kept(store, [_answered(under_way) for _ in range(_AHEAD // 2)])

        try:
            yield look
        except BaseException:
            for _, answer in under_way:
                answer.cancel()
            raise
        while under_way:
            _kept(store, [_answered(under_way) for _ in range(min(_TOGETHER, len(under_way)))])


def _answered(under_way: deque[tuple[int, Future[Inspection]]]) -> tuple[int, Inspection]:
    deposit_id, answer = under_way.popleft()
    return deposit_id, answer.result()


def _judged(store: Store, documents: Sequence[ToJudge], inspect: Inspect, progress: Progress) -> int:
    anchors = trust.anchors(store)
    changed = 0
    batch: list[tuple[int, Inspection]] = []
    try:
        for at, document in enumerate(documents):
            progress.step(at, len(documents))
            batch += _looked_at(store, document, anchors, inspect)
            if len(batch) >= _TOGETHER:
                changed += _kept(store, batch)
                batch = []
    except CancelledError:
        _kept(store, batch)
        raise
    changed += _kept(store, batch)
    progress.step(len(documents), len(documents))
    return changed


def _looked_at(store: Store, document: ToJudge, anchors: Anchors, inspect: Inspect) -> Iterator[tuple[int, Inspection]]:
    try:
        content = vault.read(store, document.deposit_id)
    except TelbillError:
        return  # missing or altered: the archive's check says so, by name
    yield document.deposit_id, inspected(content, anchors, inspect, document)


def inspected(content: bytes, anchors: Anchors, inspect: Inspect, document: ToJudge) -> Inspection:
    """What is found in a document; what ends the process that looks is a verdict too, unless the user ended it.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    name = document.digest[:12]
    try:
        return inspect(content, anchors, document.totals)
    except (WorkerCancelled, WorkerClosed) as error:
        raise CancelledError from error
    except WorkerTimeout as error:
        params: dict[str, str | int] = {"file": name, "seconds": int(error.args[0]) if error.args else 0}
        reason = Message("reading_too_long", params)
    except WorkerMemory as error:
        megabytes = int(error.args[0]) // (1024 * 1024) if error.args else 0
        reason = Message("reading_too_large", {"file": name, "limit": megabytes})
    except WorkerError:
        reason = Message("reading_crashed", {"file": name})
    return Inspection(SignatureReport(Integrity.UNVERIFIABLE, reason), "", None)


def _kept(store: Store, batch: Sequence[tuple[int, Inspection]]) -> int:
    if not batch:
        return 0
    now = datetime.now(UTC)
    changed = 0
    with store.writing() as connection:
        for deposit_id, found in batch:
            changed += verdicts.keep(connection, deposit_id, Verdict(now, found.report))
            if found.text:  # who could not look to the end takes no words away
                verdicts.keep_text(connection, deposit_id, keepable(found.text))
    return changed
