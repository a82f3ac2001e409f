"""What each document of the archive is, and until when it is kept: every change is a row of the archive's log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.retention import Closing, DocumentKind, keep_until
from telbill_desktop.store import archive_log
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.tables.archive import custody, deposit_copy
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator

CALENDAR_YEAR = Closing()
# Documents that speak of many invoices: they are kept as what they are, from the day on which they came.
TABLES = frozenset({SourceKind.LIST_ROW, SourceKind.DETAIL})

_ADD = insert(custody)
_OF = select(custody).where(custody.c.deposit_id == bindparam("of_deposit"))
_INVOICE = (
    select(
        invoice.c.number, invoice.c.issue_date, invoice.c.type, operator.c.name.label("operator"),
        billing_account.c.label.label("account"), company.c.closing_month, company.c.closing_day,
    )
    .join(operator, operator.c.id == invoice.c.operator_id)
    .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
    .outerjoin(company, company.c.id == billing_account.c.company_id)
    .where(invoice.c.id == bindparam("of_invoice"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filing:
    """What a document is said to be.

    `contract_end` is the first day without what it says, `named` what the log tells of it besides.
    """

    kind: DocumentKind
    document_date: date
    closing: Closing = CALENDAR_YEAR
    contract_end: date | None = None
    named: tuple[tuple[str, str], ...] = ()


def deposit_facts(name: str, source: str, row: RowMapping | Mapping[str, Any]) -> dict[str, str | int]:
    """What the log says of a deposit: its first name, from where it came, and its row of the register."""
    return {
        "name": name,
        "source": source,
        row["digest_algorithm"]: row["digest"],
        "size": row["size"],
        "media_type": row["media_type"],
    }


def begin(connection: Connection, deposits: Iterable[tuple[int, datetime]]) -> None:
    """Takes new deposits into custody, with the moments at which they came: as documents of which nothing is known."""
    known = list(deposits)
    if not known:
        return
    kind = DocumentKind.OTHER
    rows = [
        {
            "id": key,
            "deposit_id": deposit_id,
            "kind": kind.value,
            "document_date": came_at.date(),
            "keep_until": keep_until(kind, came_at.date(), CALENDAR_YEAR),
            "hold": "",
            "disposed_at": None,
        }
        for key, (deposit_id, came_at) in zip(next_ids(connection, custody, len(known)), known, strict=True)
    ]
    connection.execute(_ADD, rows)


def file_document(connection: Connection, deposit_id: int, filing: Filing, *, corrects: bool = False) -> None:
    """Says what a document is; the log is told when that is new.

    A document that is several things at once (a table of many invoices) is kept until the latest of their days, unless
    somebody `corrects` what was said.
    """
    before = connection.execute(_OF, {"of_deposit": deposit_id}).one()
    until = keep_until(filing.kind, filing.document_date, filing.closing, filing.contract_end)
    if not corrects and before.kind == filing.kind and before.keep_until is not None and until is not None:
        until = max(until, before.keep_until)
    is_same_day = not corrects or before.document_date == filing.document_date
    if (before.kind, before.keep_until) == (filing.kind.value, until) and is_same_day:
        return
    changed = update(custody).where(custody.c.deposit_id == deposit_id)
    connection.execute(changed.values(kind=filing.kind.value, document_date=filing.document_date, keep_until=until))
    facts = {
        **dict(filing.named),
        "kind": filing.kind.value,
        "document_date": filing.document_date.isoformat(),
        "keep_until": until.isoformat() if until is not None else None,
    }
    archive_log.append(connection, EventKind.FILED, facts, deposit_id)


def file_as_invoice(connection: Connection, deposit_id: int, invoice_id: int) -> None:
    """Says that a document is that of an invoice, or of a credit note."""
    row = connection.execute(_INVOICE, {"of_invoice": invoice_id}).one()
    named = (("number", row.number), ("operator", row.operator), ("account", row.account or ""))
    file_document(
        connection,
        deposit_id,
        Filing(DocumentKind(row.type), row.issue_date, closing_of(row), named=named),
    )


def closing_of(row: Any) -> Closing:  # noqa: ANN401 - a row
    """The last day of a company's accounting year, of a row that has it; 31 December where nobody said another."""
    if row.closing_month is None or row.closing_day is None:
        return CALENDAR_YEAR
    return Closing(row.closing_month, row.closing_day)


def hold(connection: Connection, deposit_id: int, reason: str) -> None:
    """Keeps a document whatever the day, for a reason; an empty one lets go of it."""
    connection.execute(update(custody).where(custody.c.deposit_id == deposit_id).values(hold=reason))
    kind = EventKind.HELD if reason else EventKind.RELEASED
    archive_log.append(connection, kind, {"reason": reason} if reason else {}, deposit_id)


def take_back(connection: Connection, deposit_id: int) -> None:
    """Takes a document into custody again that was disposed of and came once more."""
    connection.execute(update(custody).where(custody.c.deposit_id == deposit_id).values(disposed_at=None))


def tell_copies(connection: Connection, deposit_ids: Iterable[int], event_id: int) -> None:
    """Says that documents were found whole on another medium."""
    known = list(deposit_ids)
    keys = next_ids(connection, deposit_copy, len(known)) if known else ()
    rows = [
        {"id": key, "deposit_id": deposit_id, "event_id": event_id} for key, deposit_id in zip(keys, known, strict=True)
    ]
    if rows:
        connection.execute(insert(deposit_copy), rows)


def dispose(connection: Connection, deposit_id: int, reason: str) -> None:
    """Says that a document's bytes are given up, and why. The register and the log keep what it was."""
    connection.execute(update(custody).where(custody.c.deposit_id == deposit_id).values(disposed_at=datetime.now(UTC)))
    digest = connection.execute(select(deposit.c.digest).where(deposit.c.id == deposit_id)).scalar_one()
    archive_log.append(connection, EventKind.DISPOSED, {"reason": reason, "sha256": digest}, deposit_id)
