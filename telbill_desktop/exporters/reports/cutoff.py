"""The report for the closing of the accounts: by ledger account, then line by line, then what nobody can part."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.cutoff import CutoffLine, CutoffReport, CutoffShare
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_DAY, _COUNT, _AMOUNT, _FINE = ColumnKind.DAY, ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.FINE


def cutoff_report(values: CutoffReport) -> Report:
    """Amounts are before tax; what is in another currency than the books' is in no sum."""
    tables = [_accounts(values), _prepaid(values), _accrued(values), _without_period(values), _missing(values)]
    if values.bare:
        tables.append(_bare(values))
    facts = scope_facts(values.scope, days=tr("Closing day"))
    return Report(report_name(ReportKind.CUTOFF), facts, tables)


def _accounts(values: CutoffReport) -> Table:
    """What is booked, so in whole cents: each account's sum is rounded once, and the total is that of the accounts."""
    sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO, ZERO])
    for at, shares in enumerate((values.prepaid, values.accrued)):
        for share in _at_home(shares):
            account = values.rules.charge_account(share.line.category)
            both = sums[account.number, account.name]
            both[at] += share.amount
            if at:
                both[2] += share.vat or ZERO
    rules = values.rules
    columns = [
        Column(tr("Account"), width=10),
        Column(tr("Account name"), width=40),
        Column(f"{rules.prepaid.number} {tr('Prepaid')}", _AMOUNT),
        Column(f"{rules.accrued.number} {tr('Not invoiced yet')}", _AMOUNT),
        Column(tr("VAT of what is not invoiced yet"), _AMOUNT),
    ]
    cents = {key: [round_to_cent(amount) for amount in sums[key]] for key in sorted(sums)}
    rows: list[list[Value]] = [[*key, *amounts] for key, amounts in cents.items()]
    totals: list[Value] = [tr("Total"), None, *_sums([tuple(each) for each in cents.values()], 3)]
    return Table(tr("By ledger account"), columns, given(rows), totals, _notes(values))


def _prepaid(values: CutoffReport) -> Table:
    columns = [
        *_head(),
        Column(tr("Days after the closing"), _COUNT),
        Column(tr("Total excl. VAT"), _FINE),
        Column(tr("Charge of the year"), _FINE),
        Column(tr("Prepaid"), _FINE),
        Column(tr("Estimate")),
    ]
    rows = [
        [*_line(values, one.line), one.days, one.line.amount, one.rest, one.amount, _yes(one.line)]
        for one in values.prepaid
    ]
    amounts = _sums([(one.line.amount, one.rest, one.amount) for one in _at_home(values.prepaid)], 3)
    return Table(tr("Prepaid"), columns, given(rows), [_total(values.prepaid), *[None] * 11, *amounts, None])


def _accrued(values: CutoffReport) -> Table:
    columns = [
        *_head(),
        Column(tr("Days until the closing"), _COUNT),
        Column(tr("Total excl. VAT"), _FINE),
        Column(tr("Not invoiced yet"), _FINE),
        Column(tr("VAT rate"), ColumnKind.SHARE),
        Column(tr("VAT"), _AMOUNT),
        Column(tr("Estimate")),
    ]

    def row(one: CutoffShare) -> list[Value]:
        rate = one.line.vat_rate
        share = rate / _HUNDRED if rate is not None else None
        return [*_line(values, one.line), one.days, one.line.amount, one.amount, share, one.vat, _yes(one.line)]

    own = _at_home(values.accrued)
    whole, parts, taxes = _sums([(one.line.amount, one.amount, one.vat or ZERO) for one in own], 3)
    totals: list[Value] = [_total(values.accrued), *[None] * 11, whole, parts, None, taxes, None]
    return Table(tr("Not invoiced yet"), columns, given([row(one) for one in values.accrued]), totals)


def _without_period(values: CutoffReport) -> Table:
    columns = [*_head()[:7], Column(tr("Currency")), Column(tr("Total excl. VAT"), _FINE), Column(tr("Estimate"))]

    def rows() -> Iterator[list[Value]]:
        for one in values.without_period():
            yield [*_line(values, one)[:7], one.currency, one.amount, _yes(one)]

    note = tr(
        "No period is stated for these lines of the year and of three months after it: which year they belong to is "
        "yours to say."
    )
    return Table(tr("Lines without a period"), columns, rows, None, [note])


def _missing(values: CutoffReport) -> Table:
    columns = [Column(tr("Operator"), width=24), Column(tr("Account"), width=24), Column(tr("Expected"), width=18)]
    rows: list[list[Value]] = [
        [one.operator, one.account, formats.day(one.day) if one.is_exact else formats.long_month(one.day)]
        for one in values.missing
    ]
    note = tr(
        "These invoices of the year and of three months after it should be there and are not; their amounts are in no "
        "sum."
    )
    if not rows:
        note = tr("Every invoice of the year and of three months after it that is expected is there, or estimated.")
    return Table(tr("Missing invoices"), columns, given(rows), None, [note])


def _bare(values: CutoffReport) -> Table:
    columns = [
        *_head()[:4],
        Column(tr("Currency")),
        Column(tr("Total incl. VAT"), _AMOUNT),
    ]
    rows: list[list[Value]] = [
        [one.operator, one.account, one.number, one.invoice_date, one.currency, one.ttc] for one in values.bare
    ]
    note = tr(
        "Of these invoices of the year and of three months after it neither lines nor a total before tax are known: "
        "they are in no sum."
    )
    return Table(tr("Invoices without an amount before tax"), columns, given(rows), None, [note])


def _head() -> list[Column]:
    return [
        Column(tr("Operator"), width=20),
        Column(tr("Account"), width=22),
        Column(tr("Invoice number"), width=18),
        Column(tr("Date"), _DAY),
        Column(tr("Label"), width=36),
        Column(tr("Category"), width=20),
        Column(tr("Ledger account"), width=10),
        Column(tr("Currency")),
        Column(tr("From"), _DAY),
        Column(tr("To"), _DAY),
        Column(tr("Days of the line"), _COUNT),
    ]


def _line(values: CutoffReport, line: CutoffLine) -> list[Value]:
    period = line.period
    return [
        *(line.operator, line.account, line.number or tr("to come"), line.invoice_date, _label(line)),
        *(category_name(line.category), values.rules.charges[line.category].number, line.currency),
        *((period.start, period.last_day, period.days) if period is not None else (None, None, None)),
    ]


def _label(line: CutoffLine) -> str:
    return line.label or (tr("Beside lines") if line.is_beside else tr("Usage"))


def _yes(line: CutoffLine) -> str | None:
    return tr("yes") if line.is_estimate else None


def _at_home(shares: Sequence[CutoffShare]) -> list[CutoffShare]:
    return [one for one in shares if one.line.currency == HOME_CURRENCY]


def _total(shares: Sequence[CutoffShare]) -> str:
    """What the last row is of: where a line above it is in another currency, it is not what the column adds up to."""
    return tr("Total") if len(_at_home(shares)) == len(shares) else f"{tr('Total')} {HOME_CURRENCY}"


def _sums(rows: Sequence[tuple[Decimal, ...]], count: int) -> list[Decimal]:
    return [sum((row[at] for row in rows), ZERO) for at in range(count)]


def _notes(values: CutoffReport) -> list[str]:
    notes = [
        tr(
            "The share of some days is their part of all days of a line, rounded to the cent; the rest of the line is "
            "the other share. Amounts are before tax."
        )
    ]
    if any(one.line.is_estimate for one in (*values.prepaid, *values.accrued)):
        notes.append(tr("Lines of invoices to come are estimates, by what is in service and what was used of late."))
    if doubtful := sum(one.line.is_left_out for one in _at_home((*values.prepaid, *values.accrued))):
        words = ntr(
            "{count} line of an invoice that entries leave out is in these sums.",
            "{count} lines of invoices that entries leave out are in these sums.",
            doubtful,
        )
        notes.append(words.format(count=formats.count(doubtful)))
    if untaxed := sum(one.vat is None for one in _at_home(values.accrued)):
        words = ntr(
            "{count} line not invoiced yet states no VAT rate: its tax is in no sum.",
            "{count} lines not invoiced yet state no VAT rate: their tax is in no sum.",
            untaxed,
        )
        notes.append(words.format(count=formats.count(untaxed)))
    foreign = {one.line.currency for one in (*values.prepaid, *values.accrued)} - {HOME_CURRENCY}
    if foreign:
        words = tr("Lines in {currencies} are listed and are in no sum.")
        notes.append(words.format(currencies=", ".join(sorted(foreign))))
    return notes
