"""What an account's people called, sent and overran in a month: invented, and the same every time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.demo.catalogue import FleetItem
from telbill_desktop.domain.invoice import Category, InvoiceLine
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period

MINUTES, MEGABYTES, PIECES = "MIN", "4L", "C62"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of communication; `chance` in percent that it occurs in a month (for a line or for the account)."""

    label: str
    code: str
    range: str
    unit: str
    price: str
    least: int
    most: int
    chance: int = 100


_PER_LINE = (
    _Kind("Appels vers l’international", "COM-INT", "Voix", MINUTES, "0.22", 2, 45, 18),
    _Kind("Appels et données en itinérance hors UE", "COM-ROAM", "Itinérance", MINUTES, "0.49", 1, 22, 7),
    _Kind("SMS et MMS hors forfait", "COM-SMS", "SMS", PIECES, "0.10", 3, 40, 10),
    _Kind("Numéros spéciaux (08)", "COM-SVA", "Voix", MINUTES, "0.80", 1, 9, 9),
    _Kind("Dépassement de forfait data", "COM-DATA", "Données", MEGABYTES, "0.02", 50, 900, 8),
)
_PER_ACCOUNT = {
    "objects": (_Kind("Dépassement data objets connectés", "M2M-DATA", "Données", MEGABYTES, "0.01", 20, 400, 45),),
    "fixed": (
        _Kind("Appels vers les fixes nationaux", "FIX-NAT", "Voix", MINUTES, "0.012", 180, 900),
        _Kind("Appels vers les mobiles", "FIX-MOB", "Voix", MINUTES, "0.045", 90, 620),
        _Kind("Appels vers l’international", "FIX-INT", "Voix", MINUTES, "0.15", 4, 90, 55),
        _Kind("Numéros spéciaux (08)", "FIX-SVA", "Voix", MINUTES, "0.80", 1, 12, 35),
    ),
    "calls": (
        _Kind("Minutes sortantes vers la France", "OUT-FR", "Minutes", MINUTES, "0.025", 120, 900),
        _Kind("Minutes sortantes vers l’Europe", "OUT-EU", "Minutes", MINUTES, "0.060", 10, 160, 80),
        _Kind("Appels entrants vers un numéro gratuit", "IN-FREE", "Minutes", MINUTES, "0.055", 20, 240, 60),
    ),
    "sms": (_Kind("SMS au-delà du forfait", "SMS-OVER", "SMS", PIECES, "0.052", 30, 640, 70),),
    "prepaid": (_Kind("Minutes sortantes prépayées", "PRE-OUT", "Minutes", MINUTES, "0.030", 60, 420),),
}


def usage_lines(account: str, usage: str, fleet: Sequence[FleetItem], period: Period) -> list[InvoiceLine]:
    """The communications of an account in a period, in arrears; overrun add-ons are communications, never options."""
    # Made-up figures, not secrets: seeded by what they belong to, so that every creation finds the same ones.
    chance = random.Random(f"{account} {period.start.isoformat()}")  # noqa: S311
    if usage == "mobile":
        return [line for item in fleet if item.product.kind == "line" for line in _of_line(item, period, chance)]
    return [_line(kind, period, chance, None) for kind in _PER_ACCOUNT.get(usage, ()) if _occurs(kind, chance)]


def _of_line(item: FleetItem, period: Period, chance: random.Random) -> Iterator[InvoiceLine]:
    for kind in _PER_LINE:
        if _occurs(kind, chance):
            yield _line(kind, period, chance, item)


def _occurs(kind: _Kind, chance: random.Random) -> bool:
    return chance.randrange(100) < kind.chance


def _line(kind: _Kind, period: Period, chance: random.Random, item: FleetItem | None) -> InvoiceLine:
    quantity, price = Decimal(chance.randint(kind.least, kind.most)), Decimal(kind.price)
    return InvoiceLine(
        label=kind.label,
        amount=round_to_cent(quantity * price),
        product_code=kind.code,
        product_range=kind.range,
        category=Category.USAGE,
        quantity=quantity,
        unit=kind.unit,
        unit_price=price,
        vat_category="S",
        vat_rate=Decimal(20),
        period=period,
        phone_number=item.number if item else None,
        user_name=item.person if item else None,
    )
