"""Figures, dates and names as a French operator prints them, whatever language this program speaks."""

from datetime import date
from decimal import Decimal

NO_BREAK = "\u00a0"
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def amount(value: Decimal) -> str:
    """`4 278,41`; more decimals when the value has them (unit prices of communications)."""
    decimals = max(2, -int(value.normalize().as_tuple().exponent))
    return _french(f"{value:,.{decimals}f}")


def euros(value: Decimal) -> str:
    """`4 278,41 €`."""
    return f"{amount(value)}{NO_BREAK}€"


def number(value: Decimal) -> str:
    """A quantity or a rate with no needless zero: `1`, `5,5`, `1 204`."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return _french(f"{value:,.{decimals}f}")


def day(value: date) -> str:
    """`17/11/2026`."""
    return value.strftime("%d/%m/%Y")


def long_day(value: date) -> str:
    """`17 novembre 2026`."""
    return f"{value.day}{'er' if value.day == 1 else ''} {_MONTHS[value.month - 1]} {value.year}"


def phone(value: str) -> str:
    """`06 39 98 12 34`, from the national form without spaces; anything else as it is."""
    if len(value) == 10 and value.isdigit():  # noqa: PLR2004 - a national number
        return NO_BREAK.join(value[at : at + 2] for at in range(0, 10, 2))
    return value


def short_name(name: str) -> str:
    """`Hexamobile` for `Hexamobile SA`."""
    return name.removesuffix(" SAS").removesuffix(" SA")


def _french(text: str) -> str:
    return text.replace(",", NO_BREAK).replace(".", ",")
