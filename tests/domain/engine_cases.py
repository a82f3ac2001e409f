"""Plans, items and lines of the engine as the tests of the engine write them down."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from telbill_desktop.domain.charging import Item, Plan, Price
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.proration import Basis, Rounding, Rule


def rule_of(stated: Mapping[str, Any]) -> Rule:
    """A rule as a case file states it."""
    return Rule(
        Basis(stated.get("basis", "actual")),
        stated.get("count_first_day", True),
        Rounding(stated.get("rounding", "half_up")),
        stated.get("round_at", "unit") == "line",
        stated.get("on_removal", "credit") == "credit",
    )


def lone(start: date, end: date | None = None, price: str = "30.00", paid_until: date | None = None) -> Item:
    """One item at one price."""
    return Item("x", start, (Price(start, Decimal(price)),), end, paid_until=paid_until)


DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
PRICES = st.integers(-20000, 200000).map(lambda cents: Decimal(cents).scaleb(-2))
# Periods and how often they are invoiced; the second divides the first.
RHYTHMS = st.sampled_from(((1, None), (2, None), (2, 1), (3, None), (3, 1), (6, 3), (12, None), (12, 1), (12, 6)))


@st.composite
def cycles(draw: st.DrawFn) -> Cycle:
    """Any cycle; the last days of long months come often."""
    months, every = draw(RHYTHMS)
    late = st.sampled_from([date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 30), date(2025, 10, 29)])
    return Cycle(draw(DAYS | late), months, every)


@st.composite
def rules(draw: st.DrawFn, *bases: Basis) -> Rule:
    """Any rule, or any of these bases."""
    basis = draw(st.sampled_from(bases or tuple(Basis)))
    return Rule(basis, draw(st.booleans()), draw(st.sampled_from(Rounding)), draw(st.booleans()), draw(st.booleans()))


@st.composite
def items(draw: st.DrawFn, *, prices: int = 1, ends: bool = True) -> Item:
    """An item of a life of up to two years, with up to so many prices."""
    start = draw(DAYS)
    lasting = draw(st.integers(0, 800)) if ends else None
    days = draw(st.lists(DAYS, min_size=1, max_size=prices, unique=True))
    return Item(
        "x",
        start,
        tuple(Price(day, draw(PRICES)) for day in days),
        date.fromordinal(start.toordinal() + lasting) if lasting is not None else None,
        draw(st.integers(1, 5)),
    )


def plans(*bases: Basis) -> st.SearchStrategy[Plan]:
    """Any plan, in advance or in arrears, or any of these bases."""
    return st.builds(Plan, cycles(), rules(*bases), st.booleans())
