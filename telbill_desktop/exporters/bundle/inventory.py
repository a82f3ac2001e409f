"""The inventory of a bundle: a row for each document, as a table for a spreadsheet and as a page to print."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.bundle import BundleDocument
from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.bundle.reports import anchor
from telbill_desktop.exporters.bundle.shelf import Shelf
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.csv_list import table_bytes
from telbill_desktop.exporters.document_words import kind_words
from telbill_desktop.exporters.html_page import Markup, utc
from telbill_desktop.exporters.verdict_words import integrity_words, trust_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_FIGURES = (5, 6, 7)


def inventory_csv(shelf: Shelf) -> bytes:
    """Every field, as a French spreadsheet opens it with a double click; no text in it is run as a formula."""
    return table_bytes(_rows(shelf))


def inventory_page(shelf: Shelf) -> str:
    """What a reader looks for; the rest is in the table."""
    contents = shelf.contents
    size = sum(one.size for one in contents.documents if one.deposit_id not in shelf.lacking)
    count = len(contents.documents) - len(shelf.lacking)
    said = ntr("{count} document, {size}", "{count} documents, {size}", count)
    head = [
        html.element("p", said.format(count=formats.count(count), size=formats.size(size))),
        html.element("p", tr("Taken out of the archive on {moment}.").format(moment=utc(contents.made_at)), "soft"),
    ]
    if shelf.lacking:
        text = ntr(
            "{count} document of the archive is not in the bundle: its state says why.",
            "{count} documents of the archive are not in the bundle: their state says why.",
            len(shelf.lacking),
        )
        head.append(html.element("p", text.format(count=formats.count(len(shelf.lacking))), "wrong"))
    titles = [
        tr("File"), tr("Operator and account"), tr("Number"), tr("Kind"), tr("Date"), tr("HT"), tr("VAT"), tr("TTC"),
        tr("Signature"), tr("Deposited on"), tr("Keep until"), "SHA-256",
    ]  # fmt: skip
    rows = (_shown(shelf, one) for one in contents.documents)
    return html.page(shelf.title(), [*head, html.table(titles, rows, _FIGURES)])


def _rows(shelf: Shelf) -> Iterator[Sequence[Cell]]:
    yield [
        tr("File"), tr("State"), tr("Operator"), tr("Account"), tr("Number"), tr("Kind"), tr("Date"), tr("HT"),
        tr("VAT"), tr("TTC"), tr("Currency"), tr("Invoices"), "SHA-256", tr("Size in bytes"), tr("Original name"),
        tr("Deposited on (this computer's clock)"), tr("Deposited by"), tr("Program"), tr("Keep until"), tr("On hold"),
        tr("First verdict on"), tr("First verdict"), tr("Signer"), tr("Signer at the first verdict"),
        tr("Last verdict on"), tr("Last verdict"), tr("Signer at the last verdict"),
    ]  # fmt: skip
    for one in shelf.contents.documents:
        yield [
            shelf.paths[one.deposit_id], shelf.state(one), one.operator, one.account, one.number or one.label,
            kind_words(one.kind), one.document_date, one.ht, one.vat, one.ttc, one.currency, one.invoices, one.digest,
            one.size, one.name, utc(one.deposited_at), one.os_user, one.program_version, one.keep_until, one.hold,
            *_said(one.at_deposit, with_signer=True), *_said(one.latest, with_signer=False),
        ]  # fmt: skip


def _said(verdict: Verdict | None, *, with_signer: bool) -> list[Cell]:
    if verdict is None:
        return [None] * (4 if with_signer else 3)
    report = verdict.report
    signer = [report.signer.signer if report.signer is not None else ""] if with_signer else []
    return [utc(verdict.judged_at), integrity_words(report.integrity), *signer, trust_words(report.trust)]


def _shown(shelf: Shelf, one: BundleDocument) -> list[str]:
    path = shelf.paths[one.deposit_id]
    amounts = ["" if value is None else formats.money(value, one.currency) for value in (one.ht, one.vat, one.ttc)]
    return [
        Markup(f'<a href="{html.text(quote(path))}">{html.text(path)}</a>')
        if one.deposit_id not in shelf.lacking
        else Markup(f"{html.text(path)} — <strong>{html.text(shelf.state(one))}</strong>"),
        " · ".join(part for part in (one.operator or one.owner, one.account) if part),
        one.number or one.label,
        kind_words(one.kind),
        formats.day(one.document_date),
        *amounts,
        Markup(f'<a href="reports.html#{anchor(one)}">{html.text(_signature(one))}</a>'),
        utc(one.deposited_at),
        formats.day(one.keep_until) if one.keep_until is not None else tr("while it is needed"),
        Markup(f"<code>{html.text(one.digest)}</code>"),
    ]


def _signature(one: BundleDocument) -> str:
    if one.latest is None:
        return tr("not looked at yet")
    return integrity_words(one.latest.report.integrity)
