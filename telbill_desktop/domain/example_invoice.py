"""What terms make of one example: the invoice that charges a product from the day on which it was added."""

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.charging import Item, Plan, Price, charges
from telbill_desktop.domain.proration import Charge

EXAMPLE_PRICE = Decimal("30.00")


def example_charges(plan: Plan, price: Decimal, start: date, end: date | None = None) -> tuple[date, list[Charge]]:
    """The date and the lines of the first invoice after `start` that charges it, or after `end` where there is one.

    No line where nothing is charged within two periods: a removal that is not credited.
    """
    item = Item("example", start, (Price(start, price),), end)
    first = (end or start) + timedelta(days=1)
    every = plan.cycle.invoice_every_months or plan.cycle.months
    dates = plan.cycle.invoice_dates(first, first + relativedelta(months=2 * plan.cycle.months + every))
    for day in dates:
        if made := charges(plan, [item], day):
            return day, made
    return dates[0], []
