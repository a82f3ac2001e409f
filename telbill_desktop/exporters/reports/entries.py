"""The preparation of entries to be read: its lines, what the accounts add up to, what was left out."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from telbill_desktop.domain.accounting import LedgerAccount
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.exporters.entry_words import line_label, not_repeated_words, of_several_words, why_words
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.system.i18n import tr

_AMOUNT = ColumnKind.AMOUNT


def entries_report(values: EntryReport) -> Report:
    """Every line; accounts; invoices that are not booked, each with its reason."""
    tables = [_lines(values), _accounts(values), _left_out(values)]
    return Report(report_name(ReportKind.ENTRIES), scope_facts(values.scope), tables)


def _lines(values: EntryReport) -> Table:
    columns = [
        Column(tr("Journal")),
        Column(tr("Entry"), ColumnKind.COUNT),
        Column(tr("Date"), ColumnKind.DAY),
        Column(tr("Account"), width=10),
        Column(tr("Account name"), width=34),
        Column(tr("Supplier account"), width=14),
        Column(tr("Supplier"), width=20),
        Column(tr("Invoice number"), width=18),
        Column(tr("Label"), width=40),
        Column(tr("Debit"), _AMOUNT),
        Column(tr("Credit"), _AMOUNT),
    ]

    def rows() -> Iterator[list[Value]]:
        for entry in values.entries:
            invoice = entry.invoice
            for line in entry.lines:
                auxiliary = line.auxiliary or LedgerAccount("", "")
                yield [
                    *(values.rules.journal.number, entry.number, invoice.issue_date),
                    *(line.account.number, line.account.name, auxiliary.number, auxiliary.name),
                    *(invoice.number, line_label(entry, line), line.debit or None, line.credit or None),
                ]

    totals: list[Value] = [tr("Total"), *[None] * 8, values.total, values.total]
    return Table(tr("Entries"), columns, rows, totals, _notes(values))


def _accounts(values: EntryReport) -> Table:
    debits: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    credits_: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entry in values.entries:
        for line in entry.lines:
            debits[line.account.number, line.account.name] += line.debit
            credits_[line.account.number, line.account.name] += line.credit
    rows: list[list[Value]] = [[*key, debits[key], credits_[key]] for key in sorted(debits)]
    columns = [
        Column(tr("Account"), width=10),
        Column(tr("Account name"), width=40),
        Column(tr("Debit"), _AMOUNT),
        Column(tr("Credit"), _AMOUNT),
    ]
    return Table(tr("By ledger account"), columns, given(rows), [tr("Total"), None, values.total, values.total])


def _left_out(values: EntryReport) -> Table:
    columns = [
        Column(tr("Operator"), width=24),
        Column(tr("Account"), width=24),
        Column(tr("Invoice number"), width=18),
        Column(tr("Date"), ColumnKind.DAY),
        Column(tr("Currency")),
        Column(tr("Total incl. VAT"), _AMOUNT),
        Column(tr("Why it is not booked"), width=60),
    ]
    rows: list[list[Value]] = [
        [
            *(one.invoice.operator, one.invoice.account, one.invoice.number),
            *(one.invoice.issue_date, one.invoice.currency, one.invoice.ttc, why_words(one)),
        ]
        for one in values.left_out
    ]
    return Table(tr("Not booked"), columns, given(rows))


def _notes(values: EntryReport) -> list[str]:
    notes = [
        tr(
            "To be read: the text file for the accounting program alone marks invoices as prepared. This is not the "
            "“fichier des écritures comptables” of the company."
        )
    ]
    if several := of_several_words(values.companies):
        notes.append(several)
    if values.before:
        notes.append(not_repeated_words(values.before))
    return notes
