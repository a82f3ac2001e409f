"""The report for the closing of the accounts: what was paid in advance, what is not invoiced yet."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.cutoff import (
    CutoffLine,
    CutoffReport,
    CutoffShare,
    MissingInvoice,
    near,
    share_after,
    share_until,
)
from telbill_desktop.domain.forecast import ForecastLine, ForecastSection, UpcomingInvoice
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.domain.retention import Closing
from telbill_desktop.services.missing_months import missing
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import cutoff as queries
from telbill_desktop.store.queries import entries as entry_queries
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.closings import closings
from telbill_desktop.store.queries.perimeter_accounts import accounts_within

_BEYOND = 12  # months after the closing day in which an invoice may still charge days before it


def last_closing(store: Store, today: date, perimeter: PerimeterChoice | None = None) -> date:
    """The last day of an accounting year up to today; of companies that close on different days, of the calendar's."""
    with store.reading() as connection:
        found = set(closings(connection, perimeter.company_ids if perimeter else ()))
    closing = found.pop() if len(found) == 1 else Closing()
    own = closing.in_year(today.year)
    return own if own <= today else closing.in_year(today.year - 1)


@contextmanager
def cutoff_report(store: Store, request: ReportRequest, today: date, _progress: Progress) -> Iterator[CutoffReport]:
    """What a closing day parts, of invoices that came and of those to come.

    On a closing day that is still ahead, what is to be invoiced until then is taken to have come: what it charges in
    advance is an estimate. Once the day is past, whatever did not come is not invoiced yet: what should have come after
    the latest invoice of its account is estimated too, what lacks between two that came is only named.
    """
    perimeter = request.perimeter or None
    closing = request.on or last_closing(store, today, perimeter)
    forecast = _forecast(store, today, closing, perimeter)
    to_come = list(_to_come(store, forecast))
    in_time = [one for one in to_come if today <= closing and one.invoice_date <= closing]
    later = [one for one in to_come if closing < today or one.invoice_date > closing]
    with store.reading() as connection:
        prepaid = _shares(queries.lines_after(connection, perimeter, closing), closing, is_after=True)
        prepaid += _shares(in_time, closing, is_after=True)
        accrued = _shares(queries.lines_until(connection, perimeter, closing), closing, is_after=False)
        accrued += _shares(later, closing, is_after=False)

        _, last = near(closing)

        def without_period() -> Iterator[CutoffLine]:
            yield from queries.lines_without_period(connection, perimeter, closing)
            yield from (one for one in to_come if one.period is None and one.invoice_date <= last)

        yield CutoffReport(
            scope=scope_of(store, request, today, closing),
            closing=closing,
            rules=entry_queries.rules(connection),
            prepaid=prepaid,
            accrued=accrued,
            without_period=without_period,
            missing=list(_missing(store, today, closing, perimeter, forecast)),
            bare=queries.bare_invoices(connection, perimeter, closing),
        )


def _shares(lines: Iterable[CutoffLine], closing: date, *, is_after: bool) -> list[CutoffShare]:
    share = share_after if is_after else share_until
    return [found for line in lines if (found := share(line, closing)) is not None]


def _forecast(store: Store, today: date, closing: date, perimeter: PerimeterChoice | None) -> list[UpcomingInvoice]:
    """What is to come, and what should have come of the year and did not."""
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
    ahead = relativedelta(closing, today)
    months = max(ahead.years * 12 + ahead.months + 1, 0) + _BEYOND
    first, _ = near(closing)
    return upcoming(store, today, months=months, account_ids=within, since=first)


def _to_come(store: Store, forecast: Iterable[UpcomingInvoice]) -> Iterator[CutoffLine]:
    with store.reading() as connection:
        names = forecasts.names_with_terms(connection)
    for invoice in forecast:
        for line in invoice.lines:
            yield _line(invoice, line, names[invoice.account_id])


def _line(invoice: UpcomingInvoice, line: ForecastLine, named: tuple[int, str, str]) -> CutoffLine:
    return CutoffLine(
        operator=named[1],
        account=named[2],
        number="",
        invoice_date=invoice.invoice_date,
        label=line.label,
        category=line.category,
        currency=HOME_CURRENCY,
        amount=line.amount,
        period=_period(invoice, line),
        vat_rate=line.vat.percent,
        is_estimate=True,
    )


def _period(invoice: UpcomingInvoice, line: ForecastLine) -> Period | None:
    """The days that the engine charges; usage is that since the invoice before."""
    if line.charge is not None:
        return line.charge.period
    if line.section is ForecastSection.USAGE:
        return invoice.terms.cycle.window_of(invoice.invoice_date)
    return None


def _missing(
    store: Store, today: date, closing: date, perimeter: PerimeterChoice | None, forecast: Iterable[UpcomingInvoice]
) -> Iterator[MissingInvoice]:
    """What should have come by now and is not estimated: of the year, and of the months after it that may charge it."""
    first, last = near(closing)
    estimated = {(one.account_id, one.invoice_date) for one in forecast}
    for gaps in missing(store, today, perimeter=perimeter):
        for one in gaps.months:
            if first <= one.day <= last and (gaps.account_id, one.day) not in estimated:
                yield MissingInvoice(gaps.portal.operator, gaps.portal.account, one.day, one.is_exact)
