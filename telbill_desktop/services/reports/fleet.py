"""The report of the fleet, as it stands on a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from telbill_desktop.domain.fleet_report import FleetReport, TeamCosts
from telbill_desktop.domain.fleet_view import FleetFilter, FleetRow, ItemState, narrowed, product_rows, sums_of
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.services import fleet_overview
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.engine import Store


@contextmanager
def fleet_report(store: Store, request: ReportRequest, today: date, _progress: Progress) -> Iterator[FleetReport]:
    """What is in service on the day that is asked for, today by itself; what has ended by then is left out."""
    on = request.on or today
    fleet = fleet_overview.overview(store, on, request.perimeter or None)
    rows = narrowed(fleet.rows, FleetFilter())
    teams: dict[str, list[FleetRow]] = defaultdict(list)
    for row in rows:
        if row.is_served:
            teams[row.holder.team if row.holder else ""].append(row)
    yield FleetReport(
        scope=scope_of(store, request, today, on),
        products=product_rows(fleet, FleetFilter()),
        teams=[_costs(name, teams[name]) for name in sorted(teams, key=lambda one: (not one, natural_key(one)))],
        rows=rows,
    )


def _costs(team: str, rows: Sequence[FleetRow]) -> TeamCosts:
    free = sum(row.item.quantity for row in rows if row.state is ItemState.FREE)
    return TeamCosts(team, sum(row.item.quantity for row in rows), free, sums_of(rows).monthly)
