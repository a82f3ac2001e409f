"""What is said of an invoice to come: its lines, how it is paid, the rule that it is charged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.billing_terms import PaymentMethod
from telbill_desktop.domain.forecast import SetOffKind
from telbill_desktop.domain.proration import Basis, Rounding
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.line_cells import period_text
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.billing_terms import BillingTerms
    from telbill_desktop.domain.forecast import ForecastLine, UpcomingInvoice
    from telbill_desktop.domain.proration import Rule

_YEAR = 12
_TIMES, _TIED = "\u00d7", "\u00a0"


def set_off_name(kind: SetOffKind) -> str:
    """What the total with tax meets."""
    return {
        SetOffKind.UNPAID: tr("Unpaid balance"),
        SetOffKind.CREDIT_NOTE: tr("Credit notes"),
        SetOffKind.PREPAID: tr("Prepaid balance"),
    }[kind]


def line_label(line: ForecastLine) -> str:
    """The product; an estimate says that it is one."""
    label = line.label or tr("Usage")
    return fill(tr("{label} (estimate)"), {"label": label}) if line.is_estimate else label


def line_reckoning(line: ForecastLine) -> str:
    """`2 x 64,00 · 22 j / 30 · 09/04 — 30/04/2026`: quantity, unit price, days over their base, inclusive dates."""
    charge = line.charge
    if charge is None:
        if line.is_estimate:
            return tr("mean of the latest invoices")
        return f"{formats.count(line.quantity)} {_TIMES} {formats.unit_price(line.amount / line.quantity)}"
    days = fill(tr("{days} d / {base}"), {"days": charge.days, "base": charge.base})
    price = f"{formats.count(charge.quantity)} {_TIMES} {formats.unit_price(charge.unit_price)}"
    return " · ".join(part.replace(" ", _TIED) for part in (price, days, period_text(charge.period)))


def payment_words(invoice: UpcomingInvoice, *, short: bool = False) -> str:
    """Where it will be debited, or who must pay it, and when; `short` leaves the year out."""
    terms = invoice.terms
    if not invoice.to_pay:
        return tr("Nothing to pay")
    if terms.method is None:
        return tr("Means of payment not known")
    day = terms.pay_date(invoice.invoice_date)
    params = {"day": formats.short_day(day) if short else formats.day(day), "means": terms.means, "payer": terms.payer}
    return " ".join(fill(_sentence(terms), params).split())


def payment_pill(invoice: UpcomingInvoice, *, short: bool = False) -> Pill:
    """The same as a word and an icon; what nothing happens to by itself stands out."""
    method, words = invoice.terms.method, payment_words(invoice, short=short)
    if not invoice.to_pay:
        return Pill(words, "circle-check", "ok")
    if method is None:
        return Pill(words, "circle-alert", "info")
    if method.needs_somebody:
        return Pill(words, "triangle-alert", "warn")
    return Pill(words, "arrow-right", "neutral")


def _sentence(terms: BillingTerms) -> str:
    if terms.method is PaymentMethod.TRANSFER:
        return tr("To transfer by {day}, {payer}") if terms.payer else tr("To transfer by {day}")
    if terms.method is PaymentMethod.CHEQUE:
        return tr("Cheque to send by {day}, {payer}") if terms.payer else tr("Cheque to send by {day}")
    if terms.method is PaymentMethod.TIP:
        return tr("TIP to send by {day}, {payer}") if terms.payer else tr("TIP to send by {day}")
    if terms.method is PaymentMethod.CARD:
        return tr("Card {means} on {day}")
    return tr("Debited {means} on {day}")


def rule_words(invoice: UpcomingInvoice) -> str:
    """The cycle and the rule of the account, in one sentence."""
    terms = invoice.terms
    parts = [_cycle(terms), tr("in advance") if terms.advance else tr("in arrears"), *_rule(terms.rule)]
    wait = (invoice.available_from - invoice.invoice_date).days
    if wait:
        parts.append(ntr("available {days} day later", "available {days} days later", wait).format(days=wait))
    return ", ".join(parts)


def _cycle(terms: BillingTerms) -> str:
    months, every = terms.cycle.months, terms.cycle.invoice_every_months
    name = tr("Monthly") if months == 1 else tr("Yearly") if months == _YEAR else ""
    if not name:
        name = ntr("Every {months} month", "Every {months} months", months).format(months=months)
    if every and every != months:
        often = tr("an invoice every {months} months").format(months=every)
        invoiced = tr("an invoice each month") if every == 1 else often
        return f"{name}, {invoiced}"
    return name


def _rule(rule: Rule) -> list[str]:
    return [
        {
            Basis.ACTUAL: tr("days of the period"),
            Basis.FIXED_30: tr("months of 30 days"),
            Basis.THIRTY_360: tr("30/360 days"),
            Basis.MONTHS_THEN_DAYS: tr("whole months, then days"),
            Basis.NONE: tr("no prorata: any use charges the whole period"),
        }[rule.basis],
        tr("first day counted") if rule.count_first_day else tr("first day not counted"),
        tr("rounded by line") if rule.round_line else tr("rounded by unit"),
        *{Rounding.HALF_UP: [], Rounding.HALF_EVEN: [tr("halves to even")], Rounding.DOWN: [tr("cents cut")]}[
            rule.rounding
        ],
        tr("removals credited") if rule.credit_removals else tr("removals not credited"),
    ]
