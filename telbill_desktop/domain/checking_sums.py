"""A stated amount beside what makes it."""

from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks

ZERO = Decimal(0)


def compare(
    codes: tuple[str, str],
    draft: InvoiceDraft,
    stated: Decimal,
    computed: Decimal,
    tolerance: Decimal,
    remarks: Remarks,
    **amounts: Decimal,
) -> None:
    """Remarks a stated amount that differs from what makes it.

    Beyond the tolerance it is an alarm with the first code, within it a warning with the second.
    """
    difference = stated - computed
    if not difference:
        return
    named = {"stated": stated, "computed": computed, "difference": abs(difference), **amounts}
    params = {name: Money(amount, draft.currency) for name, amount in named.items()}
    if abs(difference) <= tolerance:
        remarks.warn(codes[1], **params)
    else:
        remarks.alarm(codes[0], **params)
