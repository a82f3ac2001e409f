"""What the overview shows of the months: costs by category, and who cost what."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain import user_costs
from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.overview import MONTH, Costs, MonthCost, MonthSums, OverviewPeriod, month_cost, span_of
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.user_costs import Shares, Staff, with_largest
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import costs as queries
from telbill_desktop.store.queries import user_costs as user_queries
from telbill_desktop.system.collector import collector_paused

FIRST_USERS = 8


def costs(
    store: Store,
    today: date,
    period: OverviewPeriod,
    *,
    currency: str = "",
    perimeter: PerimeterChoice | None = None,
) -> Costs:
    """The months of a period, in that currency if it has any of it, otherwise in that of the books."""
    shown, compared = period.shown(today), period.before(today)
    with store.reading() as connection:
        by_currency = queries.by_month(connection, _invoices((shown[0] - MONTH, *shown), perimeter))
        found = sorted(
            (code for code, months in by_currency.items() if months.keys() & set(shown)),
            key=lambda code: (code != HOME_CURRENCY, code),
        )
        chosen = currency if currency in found else found[0] if found else HOME_CURRENCY
        sums = by_currency.get(chosen, {})
        before = replace(_invoices(compared, perimeter), currency=chosen)
        earlier = queries.total(connection, before)
        years = queries.years(connection)
    months = tuple(month_cost(month, sums.get(month, MonthSums())) for month in shown)
    current = next((one for one in reversed(months) if one.count), None)
    return Costs(
        period,
        chosen,
        tuple(found),
        months,
        current,
        _before(current, sums),
        month_cost(*earlier).total if earlier is not None and earlier[0] == compared[0] else None,
        tuple(years),
    )


def staff(store: Store, today: date) -> Staff:
    """Who had which number when, with their teams: of thousands that takes a while, see `remembered`."""
    del today  # of all days
    with store.reading() as connection:
        return Staff(user_queries.people(connection), user_queries.holdings(connection))


def shares(
    store: Store,
    months: tuple[date, ...],
    currency: str,
    total: Decimal,
    known: Staff,
    *,
    perimeter: PerimeterChoice | None = None,
) -> Shares:
    """Who cost what of the `total` of some months that follow each other, in one currency."""
    wanted = replace(_invoices(months, perimeter), currency=currency)
    with store.reading() as connection, collector_paused():  # thousands of rows that point to nothing
        charged = user_queries.by_name(connection, wanted)
        found = user_costs.shares(months, currency, total, charged, known, first=FIRST_USERS)
        named = [name for user in found.first for name in user.names]
        categories = user_queries.categories(connection, wanted, named) if named else {}
    return replace(found, first=tuple(with_largest(user, categories) for user in found.first))


def _before(current: MonthCost | None, sums: Mapping[date, MonthSums]) -> MonthCost | None:
    if current is None:
        return None
    month = current.month - MONTH
    return month_cost(month, sums[month]) if month in sums else None


def _invoices(months: tuple[date, ...], perimeter: PerimeterChoice | None) -> InvoiceFilter:
    span = span_of(months)
    return InvoiceFilter(since=span.start, until=span.last_day, perimeter=perimeter)
