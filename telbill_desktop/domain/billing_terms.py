"""How a billing account is charged and paid: cycle, rule, in advance or in arrears, means of payment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from telbill_desktop.domain.charging import Minimum, Plan
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.proration import PLAIN_RULE, Rule


class PaymentMethod(StrEnum):
    """How invoices of an account are paid: the operator takes the money, or somebody must send it.

    `TIP` is the slip that comes with a paper invoice (titre interbancaire de paiement): signed and sent back.
    """

    DIRECT_DEBIT = "direct_debit"
    CARD = "card"
    TRANSFER = "transfer"
    CHEQUE = "cheque"
    TIP = "tip"

    @property
    def needs_somebody(self) -> bool:
        """Whether nothing is paid until the user pays it."""
        return self in {PaymentMethod.TRANSFER, PaymentMethod.CHEQUE, PaymentMethod.TIP}


@dataclass(frozen=True, slots=True)
class BillingTerms:
    """The terms of one account. `method` is None as long as nobody said it; `means` is masked (`•••• 2606`).

    `payer` is who makes a transfer; `days_to_pay` counts from the invoice date to the debit or the due date.
    """

    cycle: Cycle
    rule: Rule = PLAIN_RULE
    advance: bool = True
    method: PaymentMethod | None = None
    days_to_pay: int = 0
    means: str = ""
    payer: str = ""
    contract_id: int | None = None

    def plan(self, minimums: Iterable[Minimum] = ()) -> Plan:
        """What the engine needs of it."""
        return Plan(self.cycle, self.rule, self.advance, tuple(minimums))

    def pay_date(self, invoice_date: date) -> date:
        """When an invoice of that date is debited or due."""
        return invoice_date + timedelta(days=self.days_to_pay)


@dataclass(frozen=True, slots=True)
class OperatorTerms:
    """When an operator's invoice is there (J+1, J+2: days after its date), and how many months its portal keeps it.

    None where it is not known.
    """

    available_after_days: int | None = None
    portal_months: int | None = None
    support: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a contract binds to: until the day before `until`, with so many months' notice."""

    start: date | None = None
    until: date | None = None
    notice_months: int | None = None


NO_COMMITMENT = Commitment()
