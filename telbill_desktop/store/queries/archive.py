"""The archive's documents: which match, in which order; their rows; one of them whole; what stands above the list."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, case, exists, func, select, true

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import (
    ArchiveFilter,
    ArchiveGroup,
    ArchiveOrder,
    ArchiveRow,
    ArchiveSummary,
    LastCheck,
    SeenName,
)
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.store import archive_log
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries import archive_text, perimeter_filter
from telbill_desktop.store.queries.chosen import Reach
from telbill_desktop.store.queries.register import FIRST_NAME, Part, register
from telbill_desktop.store.tables.archive import company_document, custody, deposit_copy, deposit_text, verdict
from telbill_desktop.store.tables.documents import deposit, deposit_name, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator

_WHOLE, _NONE = Integrity.INTACT.value, Integrity.UNSIGNED.value


_NEEDED = {
    ArchiveOrder.DEPOSITED: (),
    ArchiveOrder.NAME: (Part.NAME,),
    ArchiveOrder.LINK: (Part.INVOICE, Part.OWNED),
    ArchiveOrder.SIGNATURE: (Part.VERDICT,),
    ArchiveOrder.SIGNER: (Part.VERDICT,),
    ArchiveOrder.KEEP_UNTIL: (),
}
_OF_VERDICTS = frozenset(
    {*ArchiveGroup} - {ArchiveGroup.ALL, ArchiveGroup.HELD, ArchiveGroup.UNCOPIED, ArchiveGroup.OVER}
)


def ids(connection: Connection, wanted: ArchiveFilter, order: ArchiveOrder, *, reverse: bool, today: date) -> list[int]:
    """The documents that match, in order; what is equal stands by its deposit, the latest first."""
    column: Any = {
        ArchiveOrder.DEPOSITED: deposit.c.id,
        ArchiveOrder.NAME: func.lower(deposit_name.c.name),
        ArchiveOrder.LINK: func.coalesce(invoice.c.number_key, company_document.c.label, ""),
        ArchiveOrder.SIGNATURE: func.coalesce(verdict.c.integrity, ""),
        ArchiveOrder.SIGNER: func.coalesce(verdict.c.signer, ""),
        ArchiveOrder.KEEP_UNTIL: func.coalesce(custody.c.keep_until, "9999-12-31"),
    }[order]
    parts = (*_NEEDED[order], *((Part.VERDICT,) if wanted.group in _OF_VERDICTS else ()))
    asked = select(deposit.c.id).select_from(register(parts)).where(*_conditions(connection, wanted, today))
    asked = asked.order_by(column.desc() if reverse else column, deposit.c.id.desc())
    return list(connection.execute(asked).scalars())


def rows(connection: Connection, deposit_ids: Sequence[int]) -> list[ArchiveRow]:
    """The rows of these documents, in the order of their ids."""
    asked = select(
        deposit.c.id, deposit.c.deposited_at, FIRST_NAME.label("name"), deposit.c.size,
        deposit.c.media_type, deposit.c.digest, custody.c.kind, custody.c.document_date, custody.c.keep_until,
        custody.c.hold, custody.c.disposed_at, invoice.c.number, operator.c.name.label("operator"),
        billing_account.c.label.label("account"), invoice.c.id.label("invoice_id"), company_document.c.label,
        verdict.c.integrity, verdict.c.trust, verdict.c.signer,
    ).select_from(register(Part))  # fmt: skip
    found: dict[int, ArchiveRow] = {}
    for chunk in chunks(deposit_ids):
        for row in connection.execute(asked.where(deposit.c.id.in_(chunk))):
            found[row.id] = _row(row)
    return [found[key] for key in deposit_ids if key in found]


def names(connection: Connection, deposit_id: int) -> tuple[SeenName, ...]:
    """Every name under which a document came, the first one first."""
    columns = (deposit_name.c.name, deposit_name.c.source, deposit_name.c.seen_at)
    asked = select(*columns).where(deposit_name.c.deposit_id == deposit_id).order_by(deposit_name.c.id)
    return tuple(SeenName(*row) for row in connection.execute(asked))


def origin(connection: Connection, deposit_id: int) -> tuple[str, str]:
    """Who deposited it, with which version of this program."""
    asked = select(deposit.c.os_user, deposit.c.program_version).where(deposit.c.id == deposit_id)
    row = connection.execute(asked).one()
    return row.os_user, row.program_version


def text(connection: Connection, deposit_id: int) -> str:
    """The printed words of a document, as far as they were read."""
    asked = select(deposit_text.c.text).where(deposit_text.c.deposit_id == deposit_id)
    return connection.execute(asked).scalar() or ""


def summary(connection: Connection, perimeter: PerimeterChoice, today: date) -> ArchiveSummary:
    """What stands above the list."""
    alive = _conditions(connection, ArchiveFilter(perimeter=perimeter), today)
    year = func.substr(custody.c.document_date, 1, 4)
    groups = [one for one in ArchiveGroup if one is not ArchiveGroup.ALL]
    counted = [func.coalesce(func.sum(case((_group(one, today), 1), else_=0)), 0) for one in groups]
    row = connection.execute(
        select(
            func.count(), func.coalesce(func.sum(deposit.c.size), 0), func.min(year), func.max(year), *counted
        ).select_from(register([Part.VERDICT])).where(*alive)
    ).one()  # fmt: skip
    documents, size, first, last, *counts = row
    numbers: Mapping[ArchiveGroup, int] = {
        ArchiveGroup.ALL: documents,
        **dict(zip(groups, map(int, counts), strict=True)),
    }
    years = [int(one) if one is not None else None for one in (first, last)]
    return ArchiveSummary(documents, int(size), years[0], years[1], numbers, last_check(connection))


def last_check(connection: Connection) -> LastCheck | None:
    """The last time that every document was read again."""
    for event in archive_log.of_kind(connection, EventKind.VERIFIED):
        with contextlib.suppress(KeyError, TypeError, ValueError):  # a row that was changed: the next check names it
            facts = event.facts
            return LastCheck(
                event.happened_at,
                int(facts["documents"]),
                int(facts["intact"]),
                float(facts["seconds"]),
                bool(facts["is_sound"]),
            )
    return None


def _conditions(connection: Connection, wanted: ArchiveFilter, today: date) -> Iterable[ColumnElement[bool]]:
    if not wanted.with_disposed:
        yield custody.c.disposed_at.is_(None)
    if wanted.group is not ArchiveGroup.ALL:
        yield _group(wanted.group, today)
    if wanted.kinds:
        yield custody.c.kind.in_([kind.value for kind in wanted.kinds])
    if wanted.years:
        yield func.substr(custody.c.document_date, 1, 4).in_([f"{year:04d}" for year in wanted.years])
    if wanted.perimeter:
        yield deposit.c.id.in_(of_perimeter(connection, wanted.perimeter))
    yield from archive_text.conditions(connection, wanted.text)


def of_perimeter(connection: Connection, choice: PerimeterChoice) -> Select[int]:
    """Documents of invoices of the perimeter. What belongs to no invoice belongs to no perimeter but everything."""
    chosen = (one.within(Reach.WHOLE) for one in perimeter_filter.chosen(connection, choice))
    within = select(invoice.c.id).where(*chosen)
    return select(invoice_source.c.deposit_id).where(invoice_source.c.invoice_id.in_(within))


def is_of_perimeter(connection: Connection, choice: PerimeterChoice, deposit_id: Column[int]) -> ColumnElement[bool]:
    """The same asked of one document after the other: for questions that mean few of them."""
    # Joined by name: where nothing can match, all that stands in a condition is left out, the join with it.
    of_invoices = invoice_source.join(invoice, invoice.c.id == invoice_source.c.invoice_id)
    return (
        exists(invoice.c.id)
        .select_from(of_invoices)
        .where(
            invoice_source.c.deposit_id == deposit_id,
            *(one.condition for one in perimeter_filter.chosen(connection, choice)),
        )
    )


def _group(group: ArchiveGroup, today: date) -> ColumnElement[bool]:
    said, trusted = verdict.c.integrity, verdict.c.trust == Trust.TRUSTED.value
    conditions: dict[ArchiveGroup, ColumnElement[bool]] = {
        ArchiveGroup.ALL: true(),
        ArchiveGroup.SOUND: and_(said == _WHOLE, trusted),
        ArchiveGroup.UNKNOWN: and_(said == _WHOLE, ~trusted),
        ArchiveGroup.CHANGED: said.not_in((_WHOLE, _NONE)),
        ArchiveGroup.UNSIGNED: said == _NONE,
        ArchiveGroup.WAITING: said.is_(None),
        ArchiveGroup.HELD: custody.c.hold != "",
        ArchiveGroup.UNCOPIED: deposit.c.id.not_in(select(deposit_copy.c.deposit_id)),
        ArchiveGroup.OVER: and_(custody.c.hold == "", custody.c.keep_until < today),
    }
    return conditions[group]


def _row(row: Any) -> ArchiveRow:  # noqa: ANN401 - a row of `rows`
    return ArchiveRow(
        deposit_id=row.id,
        deposited_at=row.deposited_at,
        name=row.name,
        size=row.size,
        media_type=row.media_type,
        digest=row.digest,
        kind=DocumentKind(row.kind),
        document_date=row.document_date,
        keep_until=row.keep_until,
        hold=row.hold,
        disposed_at=row.disposed_at,
        number=row.number or "",
        operator=row.operator or "",
        account=row.account or "",
        invoice_id=row.invoice_id,
        label=row.label or "",
        integrity=Integrity(row.integrity) if row.integrity is not None else None,
        trust=Trust(row.trust) if row.trust is not None else None,
        signer=row.signer or "",
    )
