"""Who an invoice is for, by its lines and by the usage files that came with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.usage_view import UsageSum

ZERO = Decimal(0)
NO_USAGE = UsageSum()


@dataclass(frozen=True, slots=True)
class InvoiceUser:
    """One user with one number (E.164, or as it is printed); both empty: what the invoice charges nobody.

    `shares` are what the lines that name them add up to by category, before tax; `used` what usage files say that they
    used, whose amounts are within what the lines charge, not beside it.
    """

    name: str
    number: str
    team: str
    shares: Mapping[Category | None, Decimal] = field(default_factory=dict)
    used: UsageSum = NO_USAGE

    @property
    def total(self) -> Decimal:
        """What the lines charge for them, before tax."""
        return sum(self.shares.values(), ZERO)
