"""Lines of an invoice to come as they are shown: by section, those that say the same under one another as one."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from telbill_desktop.domain.forecast import ForecastLine, ForecastSection

_Likeness = tuple[object, ...]


def shown_lines(lines: Iterable[ForecastLine]) -> list[tuple[ForecastSection, list[ForecastLine]]]:
    """Sections in the order of the paper, without empty ones.

    Lines of one product at one price over the same days are one line with the sum of their quantities and amounts.
    """
    sections: dict[ForecastSection, dict[_Likeness, ForecastLine]] = {section: {} for section in ForecastSection}
    for line in lines:
        known = sections[line.section]
        likeness = _likeness(line)
        known[likeness] = _added(known[likeness], line) if likeness in known else line
    return [(section, list(known.values())) for section, known in sections.items() if known]


def _likeness(line: ForecastLine) -> _Likeness:
    charge = line.charge
    if charge is None:
        return line.label, line.category, line.vat, line.amount / line.quantity, line.is_estimate
    is_credit = charge.amount < 0
    is_minimum = line.item_id is None  # what is missing to a minimum is explained in its own words
    return line.label, line.vat, charge.unit_price, charge.period, charge.days, charge.base, is_credit, is_minimum


def _added(one: ForecastLine, other: ForecastLine) -> ForecastLine:
    quantity, amount = one.quantity + other.quantity, one.amount + other.amount
    charge = one.charge and replace(one.charge, quantity=quantity, amount=amount)
    return replace(one, quantity=quantity, amount=amount, charge=charge, item_id=one.item_id)


def section_total(lines: Iterable[ForecastLine]) -> Decimal:
    """Before tax."""
    return sum((line.amount for line in lines), Decimal(0))
