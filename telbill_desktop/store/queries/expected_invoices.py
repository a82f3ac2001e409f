"""What came of each account, what is in service on it and how it is charged: from this follows what is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from sqlalchemy import Connection, Text, exists, select, type_coerce

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.missing_months import AHEAD, KEPT, AccountInvoices, Came, Spell
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.to_fetch import Portal, UnfiledInvoice
from telbill_desktop.store.queries.chosen import beside_indices
from telbill_desktop.store.queries.cycle_invoices import of_cycle
from telbill_desktop.store.queries.forecasts import terms_of
from telbill_desktop.store.source_roles import CONFLICT
from telbill_desktop.store.tables.contracts import billing_terms, minimum
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator

_PDF = "application/pdf"
_HAS_XML = exists().where(
    invoice_source.c.invoice_id == invoice.c.id,
    invoice_source.c.kind == SourceKind.XML.value,
    invoice_source.c.role != CONFLICT,
)
_OF_OPERATOR = (operator.c.id, operator.c.name, operator.c.available_after_days, operator.c.portal_months)


def account_invoices(connection: Connection, today: date, portals: Mapping[int, Portal]) -> list[AccountInvoices]:
    """What is known of the accounts with these portals, in their order."""
    came = _came(connection, today, portals)
    spells: dict[int, set[Spell]] = defaultdict(set)
    for account_id, start, end in connection.execute(
        select(fleet_item.c.account_id, fleet_item.c.start, fleet_item.c.end).distinct()
    ):
        spells[account_id].add(Spell(start, end))
    minimums = set(connection.execute(select(minimum.c.account_id)).scalars())
    rows = connection.execute(select(billing_terms)).mappings()
    terms = {row["account_id"]: terms_of(dict(row)) for row in rows if row["account_id"] in portals}
    return [
        AccountInvoices(
            account_id=key,
            came=came.get(key, ()),
            terms=terms.get(key),
            operator=portal.terms,
            in_service=spells.get(key, ()),
            has_minimum=key in minimums,
        )
        for key, portal in portals.items()
    ]


def account_portals(connection: Connection, account_ids: Collection[int] | None = None) -> dict[int, Portal]:
    """Where the invoices of each account are fetched, by operator and account; of all of them: None."""
    columns = (*_OF_OPERATOR, billing_account.c.id.label("account_id"), billing_account.c.label)
    asked = select(*columns).join(billing_account, billing_account.c.operator_id == operator.c.id)
    found = {
        row.account_id: Portal(row.id, row.name, OperatorTerms(row.available_after_days, row.portal_months), row.label)
        for row in connection.execute(asked)
        if account_ids is None or row.account_id in account_ids
    }
    return dict(
        sorted(found.items(), key=lambda one: (natural_key(one[1].operator), natural_key(one[1].account), one[0]))
    )


def operator_portals(connection: Connection) -> dict[int, Portal]:
    """Where the invoices of each operator are fetched that name no account."""
    return {
        row.id: Portal(row.id, row.name, OperatorTerms(row.available_after_days, row.portal_months))
        for row in connection.execute(select(*_OF_OPERATOR))
    }


def unfiled(connection: Connection, today: date) -> list[UnfiledInvoice]:
    """Every invoice and credit note that must be kept and of which no PDF is archived, by date.

    A PDF that contradicts the invoice and is not decided upon is none: it may be another one, or altered.
    """
    with_pdf = (  # read once, not for each
        select(invoice_source.c.invoice_id)
        .join(deposit, deposit.c.id == invoice_source.c.deposit_id)
        .where(deposit.c.media_type == _PDF, invoice_source.c.role != CONFLICT)
    )
    asked = (
        select(
            invoice.c.id,
            invoice.c.number,
            type_coerce(invoice.c.issue_date, Text),
            invoice.c.account_id,
            invoice.c.operator_id,
            _HAS_XML,
        )
        .where(
            invoice.c.id.not_in(with_pdf),
            beside_indices(invoice.c.issue_date) >= today - KEPT,
        )
        .order_by(beside_indices(invoice.c.issue_date), invoice.c.id)
    )
    return [
        UnfiledInvoice(key, number, date.fromisoformat(issued), account_id, operator_id, bool(has_xml))
        for key, number, issued, account_id, operator_id, has_xml in connection.execute(asked).all()
    ]


def _came(connection: Connection, today: date, among: Collection[int]) -> dict[int, list[Came]]:
    columns = (invoice.c.issue_date, invoice.c.period_start, invoice.c.period_end)
    asked = select(invoice.c.account_id, *(type_coerce(column, Text) for column in columns)).where(
        invoice.c.account_id.is_not(None),
        beside_indices(invoice.c.issue_date).between(today - KEPT, today + AHEAD),
        of_cycle(),
    )
    # Without the columns' own conversion, and each period made once: 100 000 rows.
    stated = cache(_period)
    found: dict[int, list[Came]] = defaultdict(list)
    for account_id, issued, start, end in connection.execute(asked).all():
        if account_id in among:
            found[account_id].append(Came(date.fromisoformat(issued), stated(start, end)))
    return found


def _period(start: str | None, end: str | None) -> Period | None:
    return Period(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
