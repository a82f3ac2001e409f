"""The columns of what is to be fetched, on screen and in exports: titles in the user's language, values with types."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from telbill_desktop.domain.missing_months import month_runs
from telbill_desktop.domain.to_fetch import FetchState, Portal, ToFetch
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class ToFetchColumn(StrEnum):
    """Columns of the list, in order."""

    STATE = "state"
    OPERATOR = "operator"
    ACCOUNT = "account"
    INVOICE = "invoice"
    AVAILABLE = "available"
    DELETED = "deleted"
    LATE = "late"


def to_fetch_titles() -> dict[ToFetchColumn, str]:
    """Their titles."""
    return {
        ToFetchColumn.STATE: tr("State"),
        ToFetchColumn.OPERATOR: tr("Operator"),
        ToFetchColumn.ACCOUNT: tr("Account"),
        ToFetchColumn.INVOICE: tr("Invoice"),
        ToFetchColumn.AVAILABLE: tr("Available from"),
        ToFetchColumn.DELETED: tr("Deleted from the portal on"),
        ToFetchColumn.LATE: tr("Late since"),
    }


def fetch_state_name(state: FetchState) -> str:
    """How things stand, in a word or two."""
    return {
        FetchState.LATE: tr("Late"),
        FetchState.AVAILABLE: tr("To fetch"),
        FetchState.TO_COME: tr("To come"),
        FetchState.GONE: tr("Off the portal"),
    }[state]


def invoice_name(one: ToFetch) -> str:
    """Its number, or else the day that it bears, or the month where nobody knows the day."""
    if one.number:
        return one.number
    if not one.is_exact:
        return formats.fill(tr("Invoice of {month}"), {"month": formats.long_month(one.day)})
    return formats.fill(tr("Invoice of {day}"), {"day": one.day})


def deletion_day(day: date | None) -> Cell:
    """When the portal deletes it: nothing where nobody knows, a word where it never does."""
    return tr("never") if day == date.max else day


def months_words(days: Iterable[date]) -> str:
    """The months of these days: `March 2025, May 2025 to July 2025`."""
    words = tr("{first} to {last}")
    runs = [(formats.long_month(first), formats.long_month(last)) for first, last in month_runs(days)]
    return ", ".join(first if first == last else words.format(first=first, last=last) for first, last in runs)


def to_fetch_table(found: Iterable[ToFetch]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each document; its date and whether its XML is archived stand behind what is shown."""
    titles = to_fetch_titles()
    yield [*titles.values(), tr("Date of the invoice"), tr("XML archived")]
    for one in found:
        yield [
            fetch_state_name(one.state),
            one.portal.operator,
            one.portal.account,
            invoice_name(one),
            one.available_from,
            deletion_day(one.deleted_on),
            one.late_since,
            one.day if one.is_exact else formats.month(one.day),
            tr("yes") if one.has_xml else "",
        ]


def missing_months_table(gaps: Iterable[tuple[Portal, Sequence[date]]]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each account of which invoices of these days lack."""
    yield missing_months_titles()
    for portal, days in gaps:
        yield [portal.operator, portal.account, len(days), months_words(days)]


def missing_months_titles() -> tuple[str, str, str, str]:
    """Its titles."""
    return tr("Operator"), tr("Account"), tr("Missing"), tr("Months without an invoice")
