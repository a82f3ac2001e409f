"""What the operators would have sent: every invoice and credit note of the demo's months, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.demo.catalogue import Account, Company, Event
from telbill_desktop.demo.charge_lines import charge_lines, event_line
from telbill_desktop.demo.drafting import credit_note, invoice, misprinted, paid_from
from telbill_desktop.demo.usage import usage_lines
from telbill_desktop.domain.charging import charges, in_service
from telbill_desktop.domain.invoice import Category, InvoiceDraft, InvoiceLine, PrecedingInvoice


@dataclass(frozen=True, slots=True)
class Issued:
    """One document of an operator, before it has bytes."""

    account: Account
    draft: InvoiceDraft


@dataclass(frozen=True, slots=True)
class _Planned:
    account: Account
    day: date
    credit: Event | None = None


def issued(company: Company) -> Iterator[Issued]:
    """Every document from the first day to the reference date; what has no line is not sent."""
    sequences: dict[str, int] = {}
    sent: dict[tuple[str, date], PrecedingInvoice] = {}
    credit: dict[str, Decimal] = {}
    for planned in _planned(company):
        account, day = planned.account, planned.day
        lines = _lines(company, planned)
        if not lines:
            continue
        number = _number(planned, sequences)
        if planned.credit:
            preceding = sent.get((account.id, planned.credit.about or day))
            yield Issued(account, credit_note(account, number, planned.credit, lines, preceding))
            continue
        sent[account.id, day] = PrecedingInvoice(number, day)
        draft = invoice(account, number, day, lines, _exemption(company, planned))
        if account.prepaid and day >= account.prepaid.since:
            left = credit.get(account.id, account.prepaid.balance)
            draft = paid_from(draft, left)
            credit[account.id] = left - (draft.totals.prepaid or Decimal(0))
        for oddity in company.oddities:
            if (oddity.account, oddity.invoice) == (account.id, day):
                draft = misprinted(draft, oddity.amount)
        yield Issued(account, draft)


def _planned(company: Company) -> list[_Planned]:
    found = [
        _Planned(account, day)
        for account in company.accounts
        for day in account.plan.cycle.invoice_dates(company.first_day, company.reference_date)
    ]
    accounts = {account.id: account for account in company.accounts}
    found += [_Planned(accounts[event.account], event.on, event) for event in company.credit_notes]
    return sorted(found, key=lambda planned: (planned.day, planned.account.id, planned.credit is not None))


def _number(planned: _Planned, sequences: dict[str, int]) -> str:
    """The next number of the operator; they go up unevenly, since other customers have invoices too."""
    account, day = planned.account, planned.day
    operator = account.operator
    sequence = sequences.get(operator.id, operator.first)
    sequences[operator.id] = sequence + 1 + (day.toordinal() * 7919 + sequence) % (2 * operator.step)
    suffix = f"{account.suffix}-AV" if planned.credit else account.suffix
    return operator.pattern.format(year=day.year, month=day.month, sequence=sequence, suffix=suffix)


def _lines(company: Company, planned: _Planned) -> list[InvoiceLine]:
    """What the invoice charges, by category and range."""
    if planned.credit:
        return [event_line(planned.credit, -planned.credit.quantity)]
    account, day = planned.account, planned.day
    fleet = {item.item.id: item for item in company.fleet if item.account == account.id}
    window = account.plan.cycle.window_of(day)
    lines = charge_lines(account.plan, charges(account.plan, [item.item for item in fleet.values()], day), fleet)
    served = [item for item in fleet.values() if in_service(item.item, window.start)]
    lines += usage_lines(account.id, account.usage, served, window)
    lines += [event_line(event, event.quantity) for event in _events(company, planned)]
    order = list(Category)
    return sorted(lines, key=lambda line: (order.index(line.category or Category.ONE_OFF), line.product_range or ""))


def _events(company: Company, planned: _Planned) -> list[Event]:
    """What was bought since the previous invoice, this one's day included."""
    previous = planned.account.plan.cycle.window_of(planned.day).start
    return [
        event for event in company.charges if event.account == planned.account.id and previous < event.on <= planned.day
    ]


def _exemption(company: Company, planned: _Planned) -> str | None:
    return next((event.exemption for event in _events(company, planned) if event.exemption), None)
