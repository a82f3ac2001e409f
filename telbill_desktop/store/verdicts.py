"""Verdicts on the signatures of documents: the first one, at the deposit, stays; later ones stand beside it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.signature import Integrity, SignatureReport
from telbill_desktop.domain.signature_record import report_from_json, report_to_json
from telbill_desktop.store import archive_log
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.queries.register import STILL_THERE
from telbill_desktop.store.sqlite import words
from telbill_desktop.store.tables.archive import deposit_text, verdict
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.types import json_text

_ADD, _ADD_TEXT = insert(verdict), insert(deposit_text)
_LAST = select(verdict).where(verdict.c.deposit_id == bindparam("of")).order_by(verdict.c.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A document whose signatures are to be looked at; `totals` are what its invoices come to, with tax."""

    deposit_id: int
    digest: str
    totals: tuple[Decimal, ...]


def waiting(connection: Connection) -> list[ToJudge]:
    """Documents of which nothing was said yet, the first one first."""
    judged = select(verdict.c.deposit_id)
    asked = select(deposit.c.id, deposit.c.digest).where(deposit.c.id.not_in(judged), STILL_THERE)
    return _with_totals(connection, connection.execute(asked.order_by(deposit.c.id)).all())


def count_waiting(connection: Connection) -> int:
    """How many documents nobody has looked at."""
    judged = select(verdict.c.deposit_id)
    asked = select(func.count()).select_from(deposit).where(deposit.c.id.not_in(judged), STILL_THERE)
    return int(connection.execute(asked).scalar_one())


def signed(connection: Connection, deposit_ids: Sequence[int] | None = None) -> list[ToJudge]:
    """Documents that carry a signature, of which another trust may say something else; all, or of these."""
    carrying = select(verdict.c.deposit_id).where(verdict.c.integrity != Integrity.UNSIGNED.value)
    asked = select(deposit.c.id, deposit.c.digest).where(deposit.c.id.in_(carrying), STILL_THERE).order_by(deposit.c.id)
    among = None if deposit_ids is None else frozenset(deposit_ids)
    found = [row for row in connection.execute(asked).all() if among is None or row.id in among]
    return _with_totals(connection, found)


def of_document(connection: Connection, deposit_id: int) -> list[Verdict]:
    """Every verdict on a document, the first one first."""
    asked = select(verdict).where(verdict.c.deposit_id == deposit_id).order_by(verdict.c.id)
    return [_read(row) for row in connection.execute(asked)]


def of_documents(connection: Connection, deposit_ids: Sequence[int]) -> dict[int, list[Verdict]]:
    """Every verdict on each of these documents, the first one first; as many as a statement takes."""
    found: dict[int, list[Verdict]] = defaultdict(list)
    asked = select(verdict).where(verdict.c.deposit_id.in_(deposit_ids)).order_by(verdict.c.id)
    for row in connection.execute(asked):
        found[row.deposit_id].append(_read(row))
    return found


def of_invoice(connection: Connection, invoice_id: int) -> dict[int, Verdict]:
    """The last verdict on each document of an invoice, by deposit."""
    documents = select(invoice_source.c.deposit_id).where(invoice_source.c.invoice_id == invoice_id)
    asked = select(verdict).where(verdict.c.deposit_id.in_(documents)).order_by(verdict.c.id)
    return {row.deposit_id: _read(row) for row in connection.execute(asked)}


def keep(connection: Connection, deposit_id: int, said: Verdict) -> bool:
    """Writes what was said of a document, when it is another answer than the last one; whether it was."""
    report = keepable_values(said.report)
    last = connection.execute(_LAST, {"of": deposit_id}).first()
    if last is not None and _answers(_read(last).report) == _answers(report):
        return False
    [key] = next_ids(connection, verdict, 1)
    stored = report_to_json(report)
    signer = report.signer.signer if report.signer is not None else ""
    row = {
        "id": key,
        "deposit_id": deposit_id,
        "judged_at": said.judged_at,
        "integrity": report.integrity.value,
        "trust": report.trust.value,
        "signer": signer,
        "report": stored,
    }
    connection.execute(_ADD, row)
    facts = {
        "integrity": report.integrity.value,
        "trust": report.trust.value,
        "signer": signer,
        "report_sha256": sha256(json_text(stored).encode("utf-8")).hexdigest(),
    }
    kind = EventKind.JUDGED if last is None else EventKind.VERDICT_CHANGED
    archive_log.append(connection, kind, facts, deposit_id)
    return True


def keep_text(connection: Connection, deposit_id: int, text: str) -> None:
    """Writes the words of a document for the search, in place of those that it had."""
    key = {"of": deposit_id}
    before = connection.execute(select(deposit_text).where(deposit_text.c.deposit_id == bindparam("of")), key).first()
    if before is not None:
        if before.text == text:
            return
        if words.are_there(connection):
            words.remove(connection, [(deposit_id, before.text)])
        connection.execute(deposit_text.delete().where(deposit_text.c.deposit_id == deposit_id))
    connection.execute(_ADD_TEXT, {"deposit_id": deposit_id, "text": text})
    if words.are_there(connection):
        words.add(connection, [(deposit_id, text)])


def _answers(report: SignatureReport) -> tuple[object, ...]:
    """What a reader is told: another library's version or moment of looking is no other answer."""
    signatures = tuple(
        (one.field, one.integrity, one.trust, one.revocation, one.signer, one.signed_at, one.time_source)
        for one in report.signatures
    )
    return report.integrity, report.reason, report.trust, signatures, report.warnings


def _with_totals(connection: Connection, rows: Sequence[Any]) -> list[ToJudge]:
    totals: dict[int, list[Decimal]] = defaultdict(list)
    asked = select(invoice_source.c.deposit_id, invoice.c.ttc)
    asked = asked.join(invoice, invoice.c.id == invoice_source.c.invoice_id).where(invoice.c.ttc.is_not(None))
    for chunk in chunks([row.id for row in rows]):
        for row in connection.execute(asked.where(invoice_source.c.deposit_id.in_(chunk))):
            totals[row.deposit_id].append(abs(row.ttc))
    return [ToJudge(row.id, row.digest, tuple(totals[row.id])) for row in rows]


def _read(row: Any) -> Verdict:  # noqa: ANN401 - a row of the table
    return Verdict(row.judged_at, report_from_json(row.report))
