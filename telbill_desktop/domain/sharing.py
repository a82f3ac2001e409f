"""An amount shared to the cent, so that the parts add up to it."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from telbill_desktop.domain.money import CENT


def shared(total: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """The total, which is whole cents, as one amount for each part; they add up to it.

    What the parts do not add up to by themselves (a discount on the whole, rounding) is borne by them in proportion to
    their size, whatever their sign. Then each is cut to the cent below, and the cents that are left go one by one to
    the parts of which the most was cut, the first of those that are equal. Parts of nothing alone: the first bears all.

    Raises:
        ValueError: there is no part.
    """
    if not parts:
        raise ValueError(total)
    exact = [Fraction(part) for part in parts]
    size = sum(map(abs, exact))
    beside = Fraction(total) - sum(exact)
    if size:
        exact = [part + beside * abs(part) / size for part in exact]
    else:
        exact[0] = Fraction(total)
    cents = [part * 100 for part in exact]
    floors = [int(part.__floor__()) for part in cents]
    left = int(total.scaleb(2).to_integral_value(ROUND_FLOOR)) - sum(floors)
    by_cut = sorted(range(len(parts)), key=lambda at: (floors[at] - cents[at], at))
    for at in by_cut[:left]:
        floors[at] += 1
    return [Decimal(each) * CENT for each in floors]
