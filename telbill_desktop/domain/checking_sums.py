"""A stated amount beside what makes it."""

from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks

ZERO = Decimal(0)


def compare(
    code: str,
    draft: InvoiceDraft,
    stated: Decimal,
    computed: Decimal,
    tolerance: Decimal,
    remarks: Remarks,
    **amounts: Decimal,
) -> None:
    """Remarks the difference of a stated amount from what makes it: within the tolerance a warning, beyond an alarm."""
    difference = stated - computed
    if not difference:
        return
    named = {"stated": stated, "computed": computed, "difference": abs(difference), **amounts}
    params = {name: Money(amount, draft.currency) for name, amount in named.items()}
    if abs(difference) <= tolerance:
        remarks.warn(f"{code}_rounding", **params)
    else:
        remarks.alarm(code, **params)
