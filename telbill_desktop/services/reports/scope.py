"""What a report is of, by the names that its reader knows."""

from datetime import date

from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.services import invoices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import parties as queries


def scope_of(store: Store, request: ReportRequest, today: date, on: date | None = None) -> ReportScope:
    """The names of what a request is narrowed to; `on` where the report says itself as of which day it stands."""
    chosen = request.perimeter or PerimeterChoice()
    companies = [one for one in invoices.companies(store) if not chosen.company_ids or one.id in chosen.company_ids]
    accounts = [name for key, name in account_names(store) if key in chosen.account_ids] if chosen.account_ids else []
    known = len(accounts) + (len(companies) if chosen.company_ids else 0)
    return ReportScope(
        tuple(one.label for one in companies),
        (*accounts, *chosen.sites, *chosen.radicals, *chosen.client_codes),
        today,
        request.since,
        request.until,
        on or request.on,
        len(set(chosen.account_ids)) + len(set(chosen.company_ids)) - known,
    )


def account_names(store: Store) -> list[tuple[int, str]]:
    """Every billing account with its operator's name, in a reader's order."""
    with store.reading() as connection:
        found = queries.account_names(connection)
    return sorted(found.items(), key=lambda one: (natural_key(one[1]), one[0]))
