"""`invoices`: the list, filtered as on screen."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from telbill_desktop.cli.arguments import UNMARKED
from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.output import Output
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder, InvoiceRow, InvoiceSums
from telbill_desktop.domain.saved_views import given
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.services import invoices, perimeters, saved_views
from telbill_desktop.store.engine import Store
from telbill_desktop.system.formats import amount, count, day, money
from telbill_desktop.system.i18n import ntr, tr

TYPE_WORDS = {InvoiceType.INVOICE: N_("Invoice"), InvoiceType.CREDIT_NOTE: N_("Credit note")}
_AT_ONCE = 500  # rows read from the store at a time


def list_invoices(session: Session) -> int:
    """The invoices that the options let through; count and totals are those of all of them, whatever `--limit`."""
    options, output = session.options, session.output
    with session.for_reading() as store:
        wanted = _filter(store, options)
        ids = invoices.find_ids(store, wanted, _order(options))
        sums = invoices.sums_of(store, wanted)
        left_out = invoices.count_left_out(store, wanted)
        shown = ids if options.limit is None else ids[: options.limit]
        rows = [row for at in range(0, len(shown), _AT_ONCE) for row in invoices.rows(store, shown[at : at + _AT_ONCE])]
    if output.as_json:
        lacking = sum(each.incomplete for each in sums) + left_out
        found = {"count": len(ids), "totals": totals_json(sums), "incomplete": lacking}
        output.document({**found, "invoices": [row_json(row) for row in rows]})
    elif options.csv:
        output.octets(_csv(rows))
    else:
        print_rows(output, rows)
        _print_sums(output, len(ids), sums)
    if left_out:
        text = ntr(
            "{count} invoice without a total including tax is in no range of amounts and was left out.",
            "{count} invoices without a total including tax are in no range of amounts and were left out.",
            left_out,
        )
        output.note(text.format(count=count(left_out)))
    return DONE


def row_json(row: InvoiceRow) -> dict[str, Any]:
    """One row for scripts."""
    return {
        "id": row.id,
        "number": row.number,
        "issue_date": row.issue_date.isoformat(),
        "due_date": row.due_date.isoformat() if row.due_date else None,
        "type": row.type.value,
        "type_code": row.type_code,
        "currency": row.currency,
        "total_ht": cents(row.ht),
        "total_vat": cents(row.vat),
        "total_ttc": cents(row.ttc),
        "amount_due": cents(row.amount_due),
        "operator": row.operator,
        "account": row.account,
        "client_code": row.client_code,
        "subscriber": row.subscriber,
        "status": row.state.value,
        "mark": row.mark.value if row.mark else None,
    }


def totals_json(sums: Sequence[InvoiceSums]) -> dict[str, dict[str, str | None]]:
    """One total for each currency; currencies never mix. An amount that a document leaves blank adds nothing."""
    return {each.currency: {"ht": cents(each.ht), "vat": cents(each.vat), "ttc": cents(each.ttc)} for each in sums}


def cents(value: Decimal | None) -> str | None:
    """An amount for scripts: two decimals."""
    return None if value is None else f"{value:.2f}"


def print_rows(output: Output, rows: Sequence[InvoiceRow]) -> None:
    """The list for a person."""
    headers = [tr("Type"), tr("Date"), tr("Number"), tr("HT"), tr("TTC"), tr("Currency"), tr("Operator"), tr("Account")]
    cells = [
        [
            tr(TYPE_WORDS[row.type]),
            day(row.issue_date),
            row.number,
            amount(row.ht) if row.ht is not None else "",
            amount(row.ttc) if row.ttc is not None else "",
            row.currency,
            row.operator,
            row.account,
        ]
        for row in rows
    ]
    if cells:
        output.table(headers, cells, right=(3, 4))


def _print_sums(output: Output, found: int, sums: Sequence[InvoiceSums]) -> None:
    output.line(ntr("{count} invoice", "{count} invoices", found).format(count=count(found)))
    for each in sums:
        output.line(
            tr("{ht} HT, {vat} VAT, {ttc} TTC").format(
                ht=money(each.ht, each.currency), vat=money(each.vat, each.currency), ttc=money(each.ttc, each.currency)
            )
        )
        if each.incomplete:
            lacking = ntr(
                "{count} invoice lacks a total and is not in every sum.",
                "{count} invoices lack a total and are not in every sum.",
                each.incomplete,
            )
            output.line(lacking.format(count=count(each.incomplete)))


def _csv(rows: Sequence[InvoiceRow]) -> bytes:
    from telbill_desktop.exporters.csv_list import invoice_list_bytes  # noqa: PLC0415 - rarely asked for

    return invoice_list_bytes(rows, list(InvoiceColumn))


def _filter(store: Store, options: Namespace) -> InvoiceFilter:
    """What the options ask for: a saved view, where one is named, with what is said beside it in its place.

    Raises:
        TelbillError: `view_unknown`, `view_unreadable`, `perimeter_unknown`, `perimeter_unreadable`, `period_reversed`.
    """
    wanted = saved_views.view_named(store, options.view).wanted() if options.view is not None else InvoiceFilter()
    said = InvoiceFilter(
        text=options.text or "",
        since=options.since,
        until=options.until,
        min_ttc=options.min,
        max_ttc=options.max,
        number=options.number or "",
        operator=options.operator or "",
        account=options.account or "",
        sub_account=options.sub_account or "",
        type=InvoiceType(options.type) if options.type else None,
        state=InvoiceState(options.status) if options.status else None,
        client_code=options.client_code or "",
        subscriber=options.subscriber or "",
        reference=options.reference or "",
        line_text=options.line or "",
        has_document=options.has_document,
        has_warnings=options.has_warnings,
        in_conflict=options.in_conflict,
        currency=options.currency or "",
    )
    changed = given(said)
    if options.mark is not None:
        unmarked = options.mark == UNMARKED
        changed |= {"unmarked": unmarked, "mark": None if unmarked else InvoiceMark(options.mark)}
    if options.perimeter is not None:
        changed["perimeter"] = perimeters.perimeter_named(store, options.perimeter).wanted()
    found = replace(wanted, **changed)
    if found.since is not None and found.until is not None and found.until < found.since:
        raise TelbillError("period_reversed", start=found.since, end=found.until)
    return found


def _order(options: Namespace) -> InvoiceOrder:
    if options.sort is None:
        return InvoiceOrder()
    column, descending = options.sort
    return InvoiceOrder(column, descending=descending)
