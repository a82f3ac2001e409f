"""The description that goes with a file of entries (LPF, art. A. 47 A-1, XI): what it is, its columns, its rules."""

from collections.abc import Iterator

from telbill_desktop.domain.accounting import TeamSplit
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.exporters.entry_words import not_repeated_words, of_several_words, why_words
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def entry_note(report: EntryReport) -> str:
    """The whole description as a text of lines."""
    parts = (_what(report), _technical(), _columns(report), _rules(report), _left_out(report))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _what(report: EntryReport) -> Iterator[str]:
    yield tr("Preparation of entries").upper()
    yield tr(
        "Purchase entries prepared from telecom invoices, to be imported into the accounting program and validated "
        "there. This file is not the “fichier des écritures comptables” of the company and does not replace it."
    )
    yield ""
    for name, value in scope_facts(report.scope):
        yield formats.labelled(name, value)
    count = len(report.entries)
    entries = ntr("{count} purchase entry", "{count} purchase entries", count).format(count=formats.count(count))
    total = formats.money(report.total, "EUR")
    yield tr("{entries}; debits and credits: {total} each").format(entries=entries, total=total)
    if several := of_several_words(report.companies):
        yield several


def _technical() -> Iterator[str]:
    yield tr("The file").upper()
    yield tr("Characters: ISO 8859-15. Columns between tabs, lines ended by CR LF, the first line holds the titles.")
    yield tr("Days as YYYYMMDD. Amounts in euros with a decimal comma, without groups. Lines of variable length.")
    yield tr("Tabs, vertical bars and line breaks in labels became spaces; letters that ISO 8859-15 lacks, near ones.")
    yield tr(
        "A text that a spreadsheet would run has an apostrophe before it; quotation marks of one that begins with one "
        "became apostrophes."
    )


def _columns(report: EntryReport) -> Iterator[str]:
    yield tr("The columns").upper()
    journal = report.rules.journal
    code = tr("code of the journal: {code}, {name}").format(code=journal.number, name=journal.name)
    for name, meaning in (
        ("JournalCode, JournalLib", code),
        ("EcritureNum", tr("number of the entry, one for each invoice; it goes on from file to file")),
        ("EcritureDate, PieceDate", tr("day of the invoice")),
        ("CompteNum, CompteLib", tr("account and its name, see the rules")),
        ("CompAuxNum, CompAuxLib", tr("account and name of the supplier, on the supplier's line alone")),
        ("PieceRef", tr("number of the invoice")),
        ("EcritureLib", tr("kind of document, its number, its supplier, the team where charges are split")),
        ("Debit, Credit", tr("amount, 0,00 on the other side; never negative")),
        ("EcritureLet, DateLet", tr("empty: nothing is matched with payments")),
        ("ValidDate", tr("empty: the accounting program validates the entries")),
        ("Montantdevise, Idevise", tr("empty: invoices in euros alone")),
    ):
        yield formats.labelled(name, meaning)


def _rules(report: EntryReport) -> Iterator[str]:
    rules = report.rules
    yield tr("The rules").upper()
    for category in (*Category, None):
        account = rules.charge_account(category)
        yield formats.labelled(category_name(category), f"{account.number} {account.name}")
    yield formats.labelled(tr("VAT"), f"{rules.vat.number} {rules.vat.name}")
    yield formats.labelled(tr("Supplier"), f"{rules.supplier.number} {rules.supplier.name}")
    yield tr(
        "Charges excl. VAT are debited by the category of the lines, VAT is deducted on the day of the invoice (VAT on "
        "debits), the supplier is credited with the total incl. VAT; a credit note the other way round."
    )
    yield tr(
        "What the lines do not add up to (a discount on the whole invoice, rounding) is borne by all charges in "
        "proportion to their size. Parts are cut to the cent below; the cents left go one by one to those of which "
        "most was cut. An invoice without lines is booked as unclassified."
    )
    yield {
        TeamSplit.NONE: tr("Charges are not split by team."),
        TeamSplit.LABEL: tr("Charges are split by team, which their labels name."),
        TeamSplit.ACCOUNT: tr("Charges are split by team, whose code follows the number of the account."),
    }[rules.split]
    if rules.split is not TeamSplit.NONE:
        yield tr(
            "A line is of the team of whoever had its number on the first day that it charges, else of the person that "
            "it names; without either it is of no team."
        )


def _left_out(report: EntryReport) -> Iterator[str]:
    yield tr("Not in this file").upper()
    if report.before:
        yield not_repeated_words(report.before)
    for one in report.left_out:
        invoice = one.invoice
        named = f"{invoice.operator} {invoice.number} {formats.day(invoice.issue_date)}"
        yield formats.labelled(named, why_words(one))
    if not report.before and not report.left_out:
        yield tr("Nothing was left out.")
