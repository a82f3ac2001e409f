"""The price of one unit, out of a price for several (BT-146 and BT-149)."""

from decimal import Decimal


def for_one(price: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Price over base quantity, unrounded (28 digits); a base of zero means nothing and counts as one."""
    if price is None or not base or base == 1:
        return price  # with the decimals that it was printed with
    return price / base
