"""The report of the fleet: products with their costs, and everything that is in service on a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from telbill_desktop.domain.fleet_view import FleetRow, FleetSums, ProductRow
from telbill_desktop.domain.report_scope import ReportScope


@dataclass(frozen=True, slots=True)
class TeamCosts:
    """What a team has in service, and what that costs a month; an empty name: what nobody has."""

    team: str
    sums: FleetSums


@dataclass(frozen=True, slots=True)
class FleetReport:
    """`rows` are in service on the day of the scope, or will be."""

    scope: ReportScope
    products: Sequence[ProductRow]
    teams: Sequence[TeamCosts]
    rows: Sequence[FleetRow]
    sums: FleetSums
