"""Purchase entries: an invoice as lines of the ledger that balance to the cent. Which invoices are left out, and why.

Charges are debited by category, tax that can be deducted in the account of VAT on other goods and services, the
supplier is credited with the total; a credit note the other way round. VAT is taken when the invoice is booked, as of
suppliers who pay it on debits (CGI art. 269, 2, c).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.accounting import AccountingRules, LedgerAccount, TeamSplit
from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.invoice_kinds import Category, InvoiceState, InvoiceType
from telbill_desktop.domain.sharing import shared

ZERO = Decimal(0)


class LeftOut(StrEnum):
    """Why an invoice is not booked."""

    TO_CHECK = "to_check"
    NO_TOTALS = "no_totals"
    OTHER_CURRENCY = "other_currency"
    TOTALS_DIFFER = "totals_differ"
    NOTHING = "nothing"
    CHANGED = "changed"  # it was booked with another total, or another VAT in it


@dataclass(frozen=True, slots=True)
class ChargePart:
    """What the lines of one category and one team add up to, before tax, as exact as they are."""

    category: Category | None
    team_id: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Booked:
    """What is known of an invoice that was handed out already: when, as which number, with which totals."""

    number: int
    on: date
    vat: Decimal
    ttc: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceToBook:
    """An invoice as entries need it; `parts` are of its lines, none where no line is known."""

    id: int
    operator_id: int
    operator: str
    account: str
    number: str
    type: InvoiceType
    issue_date: date
    currency: str
    ht: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None
    state: InvoiceState
    parts: Sequence[ChargePart] = ()
    booked: Booked | None = None
    company_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line: an account with its debit or its credit, never both. `auxiliary` is the supplier's own account.

    `team` is whose charge it is, by name, where the charge is split.
    """

    account: LedgerAccount
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    auxiliary: LedgerAccount | None = None
    team: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one invoice, which balance, under a number of the journal."""

    number: int
    invoice: InvoiceToBook
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class LeftOutInvoice:
    """An invoice that is not booked."""

    invoice: InvoiceToBook
    reason: LeftOut


@dataclass(frozen=True, slots=True)
class Ledger:
    """What entries are made with: rules, suppliers' accounts by operator, teams' names and codes by their ids."""

    rules: AccountingRules
    suppliers: Mapping[int, str]
    teams: Mapping[int, str]
    sections: Mapping[int, str]

    def section_name(self, section: str) -> str:
        """What the accounts of a section are called after: its team; where it has several, itself."""
        own = [self.teams[key] for key, code in self.sections.items() if code == section]
        return own[0] if len(own) == 1 else section


def why_left_out(invoice: InvoiceToBook) -> LeftOut | None:
    """Why it cannot be booked; None when it can."""
    if invoice.currency != HOME_CURRENCY:
        return LeftOut.OTHER_CURRENCY
    if invoice.state is InvoiceState.TO_CHECK:
        return LeftOut.TO_CHECK
    if invoice.ht is None or invoice.vat is None or invoice.ttc is None:
        return LeftOut.NO_TOTALS
    if invoice.ht + invoice.vat != invoice.ttc:
        return LeftOut.TOTALS_DIFFER
    return None if invoice.ht or invoice.vat or invoice.ttc else LeftOut.NOTHING


def entry_lines(invoice: InvoiceToBook, ledger: Ledger) -> tuple[EntryLine, ...]:
    """The lines of an invoice that `why_left_out` lets through; debits and credits are equal to the cent.

    Raises:
        ValueError: it lacks a total (a defect here).
    """
    if invoice.ht is None or invoice.vat is None or invoice.ttc is None:
        raise ValueError(invoice)
    rules = ledger.rules
    supplier = LedgerAccount(ledger.suppliers[invoice.operator_id], invoice.operator)
    lines = [*_charges(invoice, invoice.ht, ledger), _line(rules.vat, invoice.vat)]
    lines.append(_line(rules.supplier, -invoice.ttc, auxiliary=supplier))
    return tuple(one for one in lines if one.debit or one.credit)


def charge_parts(parts: Iterable[ChargePart], total: Decimal) -> list[ChargePart]:
    """The parts to the cent, adding up to the total before tax; without any all of it is unclassified.

    The cents are placed as `shared` says, in the order of the categories, what is of no team first.
    """
    order = {category: at for at, category in enumerate((*Category, None))}
    sums: dict[tuple[Category | None, int | None], Decimal] = {}
    for one in parts:
        key = one.category, one.team_id
        sums[key] = sums.get(key, ZERO) + one.amount
    if not any(sums.values()):
        sums = {(None, None): ZERO}
    ordered = sorted(sums, key=lambda key: (order[key[0]], key[1] or 0))
    amounts = shared(total, [sums[key] for key in ordered])
    return [ChargePart(*key, amount) for key, amount in zip(ordered, amounts, strict=True)]


def _charges(invoice: InvoiceToBook, total: Decimal, ledger: Ledger) -> Iterable[EntryLine]:
    """One line for each account and team, where teams are told apart."""
    rules = ledger.rules
    sums: dict[tuple[str, int | None], Decimal] = {}
    names: dict[str, LedgerAccount] = {}
    for part in charge_parts(invoice.parts, total):
        account = rules.charge_account(part.category)
        names.setdefault(account.number, account)
        key = account.number, None if rules.split is TeamSplit.NONE else part.team_id
        sums[key] = sums.get(key, ZERO) + part.amount
    for (number, team_id), amount in sums.items():
        account = names[number]
        if team_id is None:
            yield _line(account, amount)
            continue
        team, section = ledger.teams[team_id], ledger.sections[team_id]
        if rules.split is TeamSplit.ACCOUNT:
            account = LedgerAccount(f"{number}{section}", f"{account.name} {ledger.section_name(section)}")
        yield _line(account, amount, team=team, section=section)


def _line(
    account: LedgerAccount,
    amount: Decimal,
    *,
    auxiliary: LedgerAccount | None = None,
    team: str = "",
    section: str = "",
) -> EntryLine:
    """A positive amount is a debit, a negative one a credit: no side ever holds a negative amount."""
    debit, credit = (amount, ZERO) if amount >= 0 else (ZERO, -amount)
    return EntryLine(account, debit, credit, auxiliary, team, section)
