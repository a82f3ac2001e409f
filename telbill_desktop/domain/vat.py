"""The tax of an invoice: by category and rate, each rounded once to the cent (EN 16931, BR-CO-17)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.products import VatRate


@dataclass(frozen=True, slots=True)
class VatRow:
    """What one category and rate taxes, and the tax."""

    rate: VatRate
    basis: Decimal
    amount: Decimal


def vat_rows(amounts: Iterable[tuple[VatRate, Decimal]]) -> tuple[VatRow, ...]:
    """One row for each category and rate, the highest rate first; `20` and `20.00` are the same rate."""
    bases: dict[VatRate, Decimal] = defaultdict(Decimal)
    for rate, amount in amounts:
        bases[rate] += amount
    ordered = sorted(bases.items(), key=lambda one: (-one[0].percent, one[0].category))
    return tuple(VatRow(rate, basis, round_to_cent(basis * rate.percent / 100)) for rate, basis in ordered)
