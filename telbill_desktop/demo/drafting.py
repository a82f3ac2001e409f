"""Lines as a whole document: VAT by rate, totals that agree to the cent, references, payment."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from telbill_desktop.demo.catalogue import Account, Event
from telbill_desktop.demo.cii import EN_16931
from telbill_desktop.domain.invoice import (
    InvoiceDraft,
    InvoiceLine,
    InvoiceType,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period

NEGATIVE_INVOICE = "380"
_TERMS = {
    "58": "Virement à {days} jours",
    "59": "Prélèvement à {days} jours",
    "48": "Carte enregistrée dans votre espace client",
}


def invoice(
    account: Account, number: str, day: date, lines: Sequence[InvoiceLine], exemption: str | None
) -> InvoiceDraft:
    """An invoice of an account."""
    vat = _vat(lines, exemption)
    totals = _totals(lines, vat)
    terms = _TERMS[account.payment.means or ""].format(days=account.days_to_pay)
    return InvoiceDraft(
        number=number,
        issue_date=day,
        type=InvoiceType.INVOICE,
        type_code="380",
        currency="EUR",
        totals=totals,
        seller=account.operator.party,
        buyer=account.buyer,
        due_date=day + timedelta(days=account.days_to_pay),
        period=_billed_period(account, day),
        account=account.reference,
        references=account.references,
        vat=vat,
        lines=_numbered(lines),
        payment=replace(account.payment, terms=terms),
        profile=EN_16931,
    )


def credit_note(
    account: Account, number: str, event: Event, lines: Sequence[InvoiceLine], preceding: PrecedingInvoice | None
) -> InvoiceDraft:
    """A credit note in the style of its operator: type 381 with positive figures, or 380 with negative ones."""
    made = invoice(account, number, event.on, lines, event.exemption)
    return replace(
        made,
        type=InvoiceType.CREDIT_NOTE,
        type_code=event.style,
        sign_flipped=event.style != NEGATIVE_INVOICE,
        period=None,
        due_date=None,
        references=replace(account.references, preceding=(preceding,) if preceding else ()),
        payment=account.payment,
    )


def paid_from(draft: InvoiceDraft, balance: Decimal) -> InvoiceDraft:
    """The invoice paid in advance, as far as the account's prepaid balance goes."""
    _ht, _vat, ttc = draft.totals.stated
    paid = min(balance, ttc)
    if not paid:
        return draft
    return replace(draft, totals=replace(draft.totals, prepaid=paid, amount_due=ttc - paid))


def misprinted(draft: InvoiceDraft, by: Decimal) -> InvoiceDraft:
    """The invoice with a total with tax that is off by so much."""
    ttc = draft.totals.stated[-1] + by
    return replace(draft, totals=replace(draft.totals, ttc=ttc, amount_due=ttc))


def _billed_period(account: Account, day: date) -> Period:
    cycle = account.plan.cycle
    if account.plan.advance and cycle.is_bound(day):
        return cycle.period_of(day)
    return cycle.window_of(day)


def _numbered(lines: Iterable[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    return tuple(replace(line, number_on_invoice=str(position)) for position, line in enumerate(lines, 1))


def _vat(lines: Sequence[InvoiceLine], exemption: str | None) -> tuple[VatBreakdown, ...]:
    """One row per category and rate, highest rate first: tax on the sum of the lines, rounded once (BR-S-08)."""
    bases: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.vat_category or "S", line.vat_rate or Decimal(0))
        bases[key] = bases.get(key, Decimal("0.00")) + (line.amount or Decimal(0))
    return tuple(
        VatBreakdown(category, rate, basis, round_to_cent(basis * rate / 100), exemption if category == "E" else None)
        for (category, rate), basis in sorted(bases.items(), key=lambda row: -row[0][1])
    )


def _totals(lines: Sequence[InvoiceLine], vat: Sequence[VatBreakdown]) -> Totals:
    ht = sum((line.amount or Decimal(0) for line in lines), Decimal("0.00"))
    tax = sum((row.amount or Decimal(0) for row in vat), Decimal("0.00"))
    return Totals(ht=ht, vat=tax, ttc=ht + tax, amount_due=ht + tax, lines=ht)
