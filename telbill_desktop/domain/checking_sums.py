"""A stated amount beside what makes it."""

from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Param
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks

ZERO = Decimal(0)


def compare(
    codes: tuple[str, str],
    draft: InvoiceDraft,
    stated: Decimal | None,
    computed: Decimal,
    tolerance: Decimal,
    remarks: Remarks,
    **others: Param,
) -> None:
    """Remarks a stated amount that differs from what makes it; what is not stated cannot differ.

    Beyond the tolerance it is an alarm with the first code, within it a warning with the second; `others` are what
    their sentences name besides.
    """
    if stated is None or stated == computed:
        return
    difference = stated - computed
    amounts = {"stated": stated, "computed": computed, "difference": abs(difference)}
    params = {**{name: Money(amount, draft.currency) for name, amount in amounts.items()}, **others}
    if abs(difference) <= tolerance:
        remarks.warn(codes[1], **params)
    else:
        remarks.alarm(codes[0], **params)
