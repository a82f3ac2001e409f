"""The report of the fleet: products with their costs, and everything that is in service on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
from telbill_desktop.domain.report_scope import ReportScope


@dataclass(frozen=True, slots=True)
class TeamCosts:
    """How much a team has in service, what of it nobody has, and what that costs a month.

    Counted as plans are: licences on one record are as many as they are. An empty name: what nobody has.
    """

    team: str
    in_service: int
    free: int
    monthly: Decimal


@dataclass(frozen=True, slots=True)
class FleetReport:
    """`rows` are in service on the day of the scope, or will be."""

    scope: ReportScope
    products: Sequence[ProductRow]
    teams: Sequence[TeamCosts]
    rows: Sequence[FleetRow]
