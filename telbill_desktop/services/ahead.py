"""What the overview shows of the days ahead: the invoices to come, and what is due."""

from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.ahead import LOOKED_BACK, NEXT_DAYS, Ahead, next_invoices, schedule
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.year_ahead import UpcomingRow
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.due_dates import due_between
from telbill_desktop.store.queries.fleet_count import count_on
from telbill_desktop.store.queries.perimeter_accounts import accounts_within

_MONTHS = 2  # reach beyond `NEXT_DAYS`, as one does not from February
_LONGEST = 60  # entries that are read: nobody scrolls through more


@dataclass(frozen=True, slots=True)
class Coming:
    """The invoices to come of the next days and more, of every account; `has_terms`: see `domain.ahead.Ahead`."""

    rows: tuple[UpcomingRow, ...]
    has_terms: bool


def coming(store: Store, today: date) -> Coming:
    """Works out the invoices to come of every account: of very many accounts that takes a while, see `remembered`."""
    with store.reading() as connection:
        names = forecasts.names_with_terms(connection)
    found = upcoming(store, today, months=_MONTHS) if names else []
    return Coming(tuple(UpcomingRow(one, *names[one.account_id]) for one in found), bool(names))


def ahead(store: Store, today: date, known: Coming, perimeter: PerimeterChoice | None = None) -> Ahead:
    """What comes within the perimeter."""
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
        fleet = count_on(connection, today, within)
        due = due_between(connection, today - LOOKED_BACK, today + NEXT_DAYS, today, perimeter, _LONGEST)
    rows = [row for row in known.rows if within is None or row.invoice.account_id in within]
    return Ahead(next_invoices(rows, today), schedule(rows, due, today)[:_LONGEST], known.has_terms, fleet)
