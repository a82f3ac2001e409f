"""Why a line of the engine is what it is, in a sentence."""

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.forecast import ForecastLine, ForecastSection
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.proration import MINIMUM, Basis, Charge, Rule, Section

_LONGEST_MONTH = 31


def explained(charge: Charge, rule: Rule) -> Message:
    """The sentence that explains a line: its days, what they are counted over, its price; dates are inclusive."""
    params: dict[str, Param] = {
        "quantity": charge.quantity,
        "price": Money(charge.unit_price, HOME_CURRENCY),
        "days": charge.days,
        "base": charge.base,
        "first": charge.period.start,
        "last": charge.period.last_day,
        "amount": Money(charge.amount, HOME_CURRENCY),
    }
    if charge.item.startswith(MINIMUM):
        return _chosen("charge_minimum", params, "quantity", "price", "amount", "first", "last")
    if charge.section is Section.RECURRING:
        return _chosen("charge_whole", params, "quantity", "price", "amount", "first", "last")
    if (charge.amount < 0) is not (charge.unit_price < 0):
        return _chosen("charge_unused", params, *params)
    if rule.basis is Basis.MONTHS_THEN_DAYS and charge.base > _LONGEST_MONTH:
        return _chosen("charge_months", params, "quantity", "price", "amount", "first", "last")
    if rule.basis is Basis.NONE:
        return _chosen("charge_any_use", params, "quantity", "price", "amount", "first", "last")
    return _chosen("charge_days", params, *params)


def why(line: ForecastLine, rule: Rule) -> Message | None:
    """The sentence for a line whose days are counted, or that makes up for invoices that came; None for the others."""
    if line.charge is not None:
        return explained(line.charge, rule)
    if line.section is not ForecastSection.PRORATA:
        return None
    code = "charge_late_credit" if line.amount < 0 else "charge_late"
    return Message(code, {"what": line.label, "amount": Money(abs(line.amount), HOME_CURRENCY)})


def _chosen(code: str, params: dict[str, Param], *names: str) -> Message:
    return Message(code, {name: params[name] for name in names})
