"""What the log tells of each document and certificate, from its first row to its last, and where the store differs.

Documents, what they are kept as, verdicts and trust change by an act that the log tells: what somebody wrote there by
another way is found here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, Text, cast, select, type_coerce

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.retention import DocumentKind, keep_until
from telbill_desktop.store.archive_log import ChainBreak
from telbill_desktop.store.custody import CALENDAR_YEAR
from telbill_desktop.store.queries.register import named
from telbill_desktop.store.tables.archive import custody, trusted_certificate, verdict
from telbill_desktop.store.tables.documents import deposit, deposit_name

Said = Mapping[str, Any]
_VERDICTS = frozenset({EventKind.JUDGED.value, EventKind.VERDICT_CHANGED.value})
_TRUST = frozenset({EventKind.TRUSTED.value, EventKind.DISTRUSTED.value})
_TOGETHER = timedelta(minutes=1)  # a document and its row are written in one transaction


@dataclass(slots=True)
class _Kept:
    """What rows of the log say of a document; `row` is the last one that says something of how it is kept."""

    deposited: Said
    row: int
    filed: tuple[Any, ...] = ()  # kind, date, last day
    hold: str = ""
    disposed: bool = False
    verdicts: list[Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.deposited["facts"].get("name", ""))


@dataclass(slots=True)
class Told:
    """Collects what the log's rows say; `on_row` takes each, in order."""

    documents: dict[int | None, _Kept] = field(default_factory=dict)
    trust: dict[str, Said] = field(default_factory=dict)  # the last row of each certificate, by fingerprint

    def on_row(self, said: Said) -> None:
        """A row of the log that is as it was written."""
        kind, deposit_id, facts = said["kind"], said["deposit"], said["facts"]
        if kind in _TRUST:
            self.trust[str(facts.get("fingerprint"))] = said
            return
        known = self.documents.get(deposit_id)
        if known is None:
            if kind == EventKind.DEPOSITED.value:
                self.documents[deposit_id] = _Kept(said, said["sequence"])
        elif kind in _VERDICTS:
            known.verdicts.append(said)
        elif (change := _CHANGES.get(kind)) is not None:
            change(known, facts)
            known.row = said["sequence"]

    def differences(self, connection: Connection) -> Iterator[ChainBreak]:
        """Where the store is not what the log says, by the row that says otherwise; 0 where no row says anything."""
        yield from self._of_register(connection)
        yield from self._of_custody(connection)
        yield from self._of_verdicts(connection)
        yield from self._of_trust(connection)

    def _of_register(self, connection: Connection) -> Iterator[ChainBreak]:
        kept = {row.id: row for row in connection.execute(_register())}
        for deposit_id, document in self.documents.items():
            row = kept.get(deposit_id) if deposit_id is not None else None
            if row is None or not _is_as_told(row, document.deposited):
                yield _break("log_register_differs", document.deposited["sequence"], document.name)
        for deposit_id in sorted(set(kept) - set(self.documents)):
            yield ChainBreak(0, Message("log_deposit_unknown", {"digest": kept[deposit_id].digest}))

    def _of_custody(self, connection: Connection) -> Iterator[ChainBreak]:
        rows = connection.execute(
            select(
                custody.c.deposit_id, custody.c.kind, type_coerce(custody.c.document_date, Text),
                type_coerce(custody.c.keep_until, Text), custody.c.hold, custody.c.disposed_at.is_not(None),
            )
        )  # fmt: skip
        kept = {row[0]: tuple(row[1:]) for row in rows}
        for deposit_id, document in self.documents.items():
            filed = document.filed or _at_deposit(_came_at(document.deposited)[:10])
            told = (*filed, document.hold, document.disposed)
            if kept.get(deposit_id or 0) != told:
                yield _break("log_custody_differs", document.row, document.name)

    def _of_verdicts(self, connection: Connection) -> Iterator[ChainBreak]:
        kept: dict[int, list[Any]] = defaultdict(list)
        columns = (verdict.c.deposit_id, verdict.c.integrity, verdict.c.trust, verdict.c.signer)
        report = cast(verdict.c.report, LargeBinary).label("report")
        asked = select(*columns, report).order_by(verdict.c.id)
        for row in connection.execute(asked, execution_options={"yield_per": 200}):
            kept[row.deposit_id].append((row.integrity, row.trust, row.signer, sha256(row.report).hexdigest()))
        for deposit_id, document in self.documents.items():
            have = kept.get(deposit_id or 0, [])
            told = [(one["sequence"], _verdict(one["facts"])) for one in document.verdicts]
            for at, (row_of_log, said) in enumerate(told):
                if at >= len(have) or have[at] != said:
                    yield _break("log_verdict_differs", row_of_log, document.name)
            if len(have) > len(told):
                yield _break("log_verdict_unknown", 0, document.name)

    def _of_trust(self, connection: Connection) -> Iterator[ChainBreak]:
        columns = (trusted_certificate.c.fingerprint, trusted_certificate.c.name, trusted_certificate.c.content)
        asked = select(*columns).where(trusted_certificate.c.removed_at.is_(None))
        kept = {row.fingerprint: row for row in connection.execute(asked)}
        for fingerprint, said in self.trust.items():
            row = kept.get(fingerprint)
            is_whole = row is not None and sha256(row.content).hexdigest() == fingerprint
            is_told = said["kind"] == EventKind.TRUSTED.value
            if is_told != (row is not None) or (is_told and not is_whole):
                yield _break("log_trust_differs", said["sequence"], str(said["facts"].get("name", "")))
        for fingerprint in sorted(set(kept) - set(self.trust)):
            yield _break("log_trust_unknown", 0, kept[fingerprint].name)


def _file(document: _Kept, facts: Said) -> None:
    document.filed = (facts.get("kind"), facts.get("document_date"), facts.get("keep_until"))


def _hold(document: _Kept, facts: Said) -> None:
    document.hold = str(facts.get("reason", ""))


def _dispose(document: _Kept, _facts: Said) -> None:
    document.disposed = True


def _take_back(document: _Kept, _facts: Said) -> None:
    document.disposed = False


_CHANGES: Mapping[str, Callable[[_Kept, Said], None]] = {
    EventKind.DEPOSITED.value: _take_back,  # once more
    EventKind.FILED.value: _file,
    EventKind.HELD.value: _hold,
    EventKind.RELEASED.value: _hold,  # for no reason
    EventKind.DISPOSED.value: _dispose,
}


def _register() -> Select[Any]:
    """Every document with the name under which it came first."""
    return select(
        deposit.c.id, deposit.c.digest, deposit.c.size, deposit.c.os_user, deposit.c.program_version,
        type_coerce(deposit.c.deposited_at, Text).label("deposited_at"), deposit_name.c.name, deposit_name.c.source,
    ).select_from(named())  # fmt: skip


def _is_as_told(row: Any, said: Said) -> bool:  # noqa: ANN401 - a row of the register
    facts = said["facts"]
    told: Sequence[Any] = (
        *(facts.get("sha256"), facts.get("size"), facts.get("name"), facts.get("source")),
        facts.get("deposited_by", said["os_user"]),
        facts.get("deposited_with", said["program_version"]),
    )
    kept = (row.digest, row.size, row.name, row.source, row.os_user, row.program_version)
    return kept == tuple(told) and _are_together(row.deposited_at, _came_at(said))


def _came_at(said: Said) -> str:
    """When a document came: rows of what was there before the log say so apart."""
    return str(said["facts"].get("deposited_at", said["happened_at"]))


def _are_together(one: str, other: str) -> bool:
    try:
        return one == other or abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) < _TOGETHER
    except (ValueError, TypeError):
        return False


@cache
def _at_deposit(day: str) -> tuple[Any, ...]:
    """What a document is kept as of which nothing is known but the day on which it came; nothing where it is none."""
    try:
        until = keep_until(DocumentKind.OTHER, date.fromisoformat(day), CALENDAR_YEAR)
    except ValueError:
        return ()
    return DocumentKind.OTHER.value, day, until.isoformat() if until is not None else None


def _verdict(facts: Said) -> tuple[Any, ...]:
    return facts.get("integrity"), facts.get("trust"), facts.get("signer"), facts.get("report_sha256")


def _break(code: str, row: int, name: str) -> ChainBreak:
    return ChainBreak(row, Message(code, {"row": row, "name": name}))
