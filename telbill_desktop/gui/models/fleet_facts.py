"""One thing of the fleet as pairs of a name and a text; its history, options, costs and equipment as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.exporters.fleet_words import kind_name
from telbill_desktop.gui.models.detail_facts import MISSING, Fact
from telbill_desktop.gui.models.fleet_cells import equipment_name, number_kind_name
from telbill_desktop.gui.models.person_words import person_words
from telbill_desktop.gui.widgets.bars import Bar
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from telbill_desktop.domain.equipment import Equipment
    from telbill_desktop.domain.fleet import Assignment, FleetItem
    from telbill_desktop.services.fleet_overview import ItemSheet


def sheet_heading(sheet: ItemSheet) -> str:
    """`06 39 98 01 07 — Camille Perrin`, or the label where there is no number."""
    name = sheet.number.shown or sheet.detail.item.label
    holder = sheet.row.holder
    return f"{name} — {holder.person}" if holder else name


def sheet_facts(sheet: ItemSheet) -> list[Fact]:
    """What an item is: product, account, number, card, days, price."""
    return [*_what(sheet), *_number(sheet), *_days(sheet)]


def spans(assignments: Sequence[Assignment]) -> list[tuple[str, str]]:
    """Who had it and when, latest first."""
    return [(_span(one.start, one.end), person_words(one.person, one.team)) for one in assignments]


def option_rows(options: Iterable[FleetItem]) -> list[tuple[str, str]]:
    """The options of a line with their days."""
    return [(one.label, _span(one.start, one.end)) for one in options]


def equipment_rows(pieces: Iterable[Equipment]) -> list[tuple[str, str]]:
    """What was bought, with the invoice that charged it."""
    return [(f"{equipment_name(one.fields.kind)} · {one.fields.label}", charged_words(one)) for one in pieces]


def charged_words(piece: Equipment) -> str:
    """The day and the invoice of a piece."""
    charged = piece.charged_on
    if charged is None:
        return formats.day(piece.fields.bought_on)
    params = {"number": charged.number, "day": charged.issue_date}
    return formats.fill(tr("invoice {number}, {day}"), params)


def cost_bars(costs: Iterable[tuple[date, Decimal]]) -> list[Bar]:
    """A bar for each month."""
    return [
        Bar(f"{month.month:02d}", amount, formats.labelled(formats.month(month), formats.money(amount, HOME_CURRENCY)))
        for month, amount in costs
    ]


def _what(sheet: ItemSheet) -> Iterator[Fact]:
    item, account, monthly = sheet.detail.item, sheet.row.account, sheet.row.monthly
    yield Fact(tr("Plan"), f"{account.operator} — {item.product.label}")
    if item.label != item.product.label:
        yield Fact(tr("Label"), item.label)
    yield Fact(tr("Type"), kind_name(item.product.kind))
    yield Fact(tr("Account"), account.label)
    if item.quantity > 1:
        yield Fact(tr("Quantity"), formats.count(item.quantity))
    yield Fact(tr("Per month"), formats.money(monthly, HOME_CURRENCY) if monthly is not None else MISSING)
    if sheet.line is not None:
        line = sheet.line
        yield Fact(tr("Option of"), f"{number_facts(line.number).shown} {line.label}".strip())
    if item.product.allowance:
        yield Fact(tr("Allowance"), item.product.allowance)


def _number(sheet: ItemSheet) -> Iterator[Fact]:
    item, number = sheet.detail.item, sheet.number
    if number.shown:
        kind = number_kind_name(number.kind)
        yield Fact(tr("Number"), number.shown, strong=True)
        yield Fact(tr("Country · type"), " · ".join(part for part in (formats.country(number.country), kind) if part))
    if sheet.verified is not None:
        verified = tr("Yes") if sheet.verified else tr("No: the company needs a verified address in this country.")
        yield Fact(tr("Verified address"), verified)
    if item.iccid:
        yield Fact(tr("SIM card (ICCID)"), item.iccid)
    if item.rio:
        yield Fact(tr("RIO"), item.rio)
    if item.ported_on:
        yield Fact(tr("Port"), formats.day(item.ported_on))
    if sheet.mandate:
        yield Fact(tr("Mandate of the port"), sheet.mandate.name)


def _days(sheet: ItemSheet) -> Iterator[Fact]:
    item = sheet.detail.item
    yield Fact(tr("In service since"), formats.day(item.start))
    if item.end:
        yield Fact(tr("In service until"), formats.day(last_day_before(item.end)))
    if item.paid_until:
        last = last_day_before(item.paid_until)
        yield Fact(tr("Paid until"), formats.fill(tr("{day}: it costs nothing until then"), {"day": last}))
    if sheet.committed_until:
        yield Fact(tr("Commitment"), formats.fill(tr("until {date}"), {"date": last_day_before(sheet.committed_until)}))


def _span(start: date, end: date | None) -> str:
    return f"{formats.day(start)} → {formats.day(last_day_before(end)) if end else ''}".rstrip()
