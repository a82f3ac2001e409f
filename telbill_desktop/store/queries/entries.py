"""What entries are made of: invoices with the charges of their lines, what was handed out, rules, names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.accounting import AccountingRules, rules_from_json
from telbill_desktop.domain.entries import Booked, ChargePart, InvoiceToBook
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceRow
from telbill_desktop.domain.progress import Progress
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.queries.invoices import rows
from telbill_desktop.store.queries.line_teams import LineTeams
from telbill_desktop.store.queries.removed_bookings import Identity, removed_bookings
from telbill_desktop.store.tables.fleet import team
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import company, operator
from telbill_desktop.store.tables.reports import accounting_rules, entry_export, entry_mark

ZERO = Decimal(0)


def rules(connection: Connection) -> AccountingRules:
    """How purchases are booked; the usual accounts as long as nobody said others.

    Raises:
        TelbillError: `accounting_unreadable` when a newer program wrote them: guessing would book elsewhere.
    """
    stored = connection.execute(select(accounting_rules.c.rules)).scalar()
    if stored is None:
        return AccountingRules()
    try:
        return rules_from_json(stored)
    except (ValueError, KeyError, TypeError) as error:
        raise TelbillError("accounting_unreadable") from error


def rules_id(connection: Connection) -> int | None:
    """The record of the rules; None as long as nobody said any."""
    return connection.execute(select(accounting_rules.c.id)).scalar()


def operators(connection: Connection) -> dict[int, str]:
    """Names of all operators by id."""
    return {row.id: row.name for row in connection.execute(select(operator.c.id, operator.c.name))}


def teams(connection: Connection) -> dict[int, str]:
    """Names of all teams by id."""
    return {row.id: row.name for row in connection.execute(select(team.c.id, team.c.name))}


def companies(connection: Connection) -> dict[int, str]:
    """Names of all companies by id."""
    return {row.id: row.name for row in connection.execute(select(company.c.id, company.c.name))}


def invoices_to_book(
    connection: Connection, wanted: InvoiceFilter, progress: Progress, *, by_team: bool
) -> list[InvoiceToBook]:
    """The invoices of a filter by day, operator and number; `by_team`: their parts are of teams.

    One that was removed after it was booked, and came in again, is booked.
    """
    columns = (invoice.c.id, invoice.c.company_id, *(invoice.c[name] for name in Identity._fields))
    asked = narrowing(connection, wanted).applied(select(*columns))
    known: dict[int, Identity] = {}
    owners: dict[int, int | None] = {}
    for key, company_id, *identity in connection.execute(asked):
        known[key], owners[key] = Identity(*identity), company_id
    before = removed_bookings(connection)
    line_teams = LineTeams(connection) if by_team else None
    found: list[InvoiceToBook] = []
    for some in chunks(sorted(known)):
        progress.step(len(found), len(known))
        found_rows = rows(connection, some)
        parts = _parts(connection, found_rows, line_teams)
        booked = {key: before[known[key]] for key in some if known[key] in before} | _booked(connection, some)
        found += [
            _to_book(row, (known[row.id].operator_id, owners[row.id]), parts.get(row.id, ()), booked.get(row.id))
            for row in found_rows
        ]
    return sorted(found, key=lambda one: (one.issue_date, one.operator, one.number, one.id))


def next_number(connection: Connection) -> int:
    """The number of the next entry: one that no file that still counts has gone beyond."""
    return (connection.execute(select(func.max(entry_export.c.last_number))).scalar() or 0) + 1


def marks_of(connection: Connection, invoice_ids: Sequence[int]) -> dict[int, int]:
    """The marks of those of these invoices that have one, by the invoice."""
    asked = select(entry_mark.c.invoice_id, entry_mark.c.id)
    found = (connection.execute(asked.where(entry_mark.c.invoice_id.in_(some))) for some in chunks(invoice_ids))
    return {row.invoice_id: row.id for each in found for row in each}


def _to_book(
    row: InvoiceRow, of: tuple[int, int | None], parts: Sequence[ChargePart], booked: Booked | None
) -> InvoiceToBook:
    """`of` are the ids of its operator and of its company."""
    operator_id, company_id = of
    return InvoiceToBook(
        id=row.id,
        operator_id=operator_id,
        operator=row.operator,
        account=row.account,
        number=row.number,
        type=row.type,
        issue_date=row.issue_date,
        currency=row.currency,
        ht=row.ht,
        vat=row.vat,
        ttc=row.ttc,
        state=row.state,
        parts=parts,
        booked=booked,
        company_id=company_id,
    )


def _parts(
    connection: Connection, found: Iterable[InvoiceRow], line_teams: LineTeams | None
) -> Mapping[int, list[ChargePart]]:
    issued = {row.id: row.issue_date for row in found}
    asked = select(
        invoice_line.c.invoice_id,
        invoice_line.c.category,
        invoice_line.c.amount,
        invoice_line.c.period_start,
        invoice_line.c.phone_number,
        invoice_line.c.user_name,
    ).where(invoice_line.c.invoice_id.in_(issued), invoice_line.c.amount.is_not(None))
    sums: dict[int, dict[tuple[str | None, int | None], Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for owner, category, amount, start, number, user in connection.execute(asked):
        team_id = None if line_teams is None else line_teams.team_of(number, user, start or issued[owner])
        sums[owner][category, team_id] += amount
    return {
        owner: [ChargePart(Category(key[0]) if key[0] else None, key[1], amount) for key, amount in each.items()]
        for owner, each in sums.items()
    }


def _booked(connection: Connection, invoice_ids: Sequence[int]) -> dict[int, Booked]:
    asked = (
        select(*(entry_mark.c[name] for name in ("invoice_id", "number", "vat", "ttc")), entry_export.c.exported_at)
        .join(entry_export, entry_export.c.id == entry_mark.c.export_id)
        .where(entry_mark.c.invoice_id.in_(invoice_ids))
    )
    return {
        row.invoice_id: Booked(row.number, row.exported_at.astimezone().date(), row.vat, row.ttc)
        for row in connection.execute(asked)
    }
