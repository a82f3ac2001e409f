"""The report of the fleet: products, teams, and each thing with who has it."""

from collections.abc import Iterator
from decimal import Decimal

from telbill_desktop.domain.fleet_report import FleetReport
from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.exporters.fleet_words import kind_name, state_words
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_COUNT, _AMOUNT, _DAY = ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.DAY


def fleet_report(values: FleetReport) -> Report:
    """Costs are those of a month, before tax, at the prices of the day."""
    tables = [_products(values), _teams(values), _things(values)]
    title = tr("Monthly cost of each team, excl. VAT")
    chart = Chart(title, 1, 0, (3,)) if values.teams else None
    return Report(report_name(ReportKind.FLEET), scope_facts(values.scope), tables, chart)


def _products(values: FleetReport) -> Table:
    columns = [
        Column(tr("Operator"), width=20),
        Column(tr("Account"), width=24),
        Column(tr("Plan"), width=32),
        Column(tr("Type"), width=16),
        Column(tr("In service"), _COUNT),
        Column(tr("Assigned"), _COUNT),
        Column(tr("Free"), _COUNT),
        Column(tr("Lacking from the minimum"), _COUNT),
        Column(tr("Per month"), _AMOUNT),
        Column(tr("Monthly total"), _AMOUNT),
    ]

    def row(one: ProductRow) -> list[Value]:
        return [
            *(one.account.operator, one.account.label, one.product.label, kind_name(one.product.kind)),
            *(one.in_service, one.assigned, one.free, one.missing or None, one.unit, one.total),
        ]

    known = values.products
    totals: list[Value] = [
        *(tr("Total"), None, None, None),
        *(sum(one.in_service for one in known), sum(one.assigned for one in known), sum(one.free for one in known)),
        *(sum(one.missing for one in known) or None, None),
        sum(one.total for one in known if one.total is not None) if known else None,
    ]
    return Table(tr("Plans"), columns, given([row(one) for one in known]), totals, [_note()])


def _teams(values: FleetReport) -> Table:
    columns = [
        Column(tr("Team"), width=28),
        Column(tr("In service"), _COUNT),
        Column(tr("Free"), _COUNT),
        Column(tr("Monthly total"), _AMOUNT),
    ]
    rows: list[list[Value]] = [
        [one.team or tr("No team"), one.in_service, one.free or None, one.monthly] for one in values.teams
    ]
    totals: list[Value] = [
        tr("Total"),
        sum(one.in_service for one in values.teams),
        sum(one.free for one in values.teams) or None,
        sum((one.monthly for one in values.teams), Decimal(0)),
    ]
    return Table(tr("By team"), columns, given(rows), totals)


def _things(values: FleetReport) -> Table:
    columns = [
        Column(tr("Operator"), width=20),
        Column(tr("Account"), width=24),
        Column(tr("Plan"), width=32),
        Column(tr("Type"), width=16),
        Column(tr("Quantity"), _COUNT),
        Column(tr("Number"), width=16),
        Column(tr("SIM card (ICCID)"), width=22),
        Column(tr("User"), width=24),
        Column(tr("Team"), width=20),
        Column(tr("State"), width=16),
        Column(tr("Since"), _DAY),
        Column(tr("Until"), _DAY),
        Column(tr("Monthly total"), _AMOUNT),
    ]

    def row(one: FleetRow) -> list[Value]:
        item, holder = one.item, one.holder
        return [
            *(one.account.operator, one.account.label, item.label or item.product.label, kind_name(item.product.kind)),
            *(
                item.quantity,
                one.number,
                item.iccid,
                holder.person if holder else None,
                holder.team if holder else None,
            ),
            *(state_words(one), item.start, last_day_before(item.end), one.monthly),
        ]

    def rows() -> Iterator[list[Value]]:
        return map(row, values.rows)

    totals: list[Value] = [
        *(tr("Total"), None, None, None),
        *(sum(one.item.quantity for one in values.rows), *[None] * 7),
        sum((one.monthly for one in values.rows if one.monthly is not None), Decimal(0)),
    ]
    return Table(tr("In service"), columns, rows, totals, _later(values), len(values.rows))


def _later(values: FleetReport) -> list[str]:
    """That plans and teams count less than all that is listed, where they do."""
    later = sum(one.item.quantity for one in values.rows if not one.is_served)
    words = ntr(
        "{count} of these is not in service yet: plans and teams do not count it.",
        "{count} of these are not in service yet: plans and teams do not count them.",
        later,
    )
    return [words.format(count=formats.count(later))] if later else []


def _note() -> str:
    return tr("At the prices of the day, before tax; what is committed and not in service is in the total.")
