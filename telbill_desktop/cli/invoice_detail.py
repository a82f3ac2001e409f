"""`show`: one invoice, whole."""

from datetime import date
from decimal import Decimal
from typing import Any

from telbill_desktop.cli.account_choice import SHOWN
from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.intake import warning
from telbill_desktop.cli.invoices import TYPE_WORDS, cents, print_rows, row_json
from telbill_desktop.cli.output import Output, printable
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.conflict import CONFLICT_FIELD_NAMES, ConflictField, first_difference, said
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceLine, InvoiceType, Party, References
from telbill_desktop.domain.invoice_detail import InvoiceDetail, Source
from telbill_desktop.domain.period import Period
from telbill_desktop.services import invoice_detail, invoices
from telbill_desktop.system.formats import amount, day, labelled, money, number, sentence, stated, unit_price
from telbill_desktop.system.i18n import tr


def show(session: Session) -> int:
    """The invoice of that number; several of them are listed for the user to choose from by `--operator`.

    Raises:
        TelbillError: `invoice_number_unknown`.
    """
    options, output = session.options, session.output
    with session.for_reading() as store:
        ids = invoices.find_by_number(store, options.number, options.operator or "")
        if not ids:
            raise TelbillError("invoice_number_unknown", number=options.number[:SHOWN])
        if len(ids) > 1:
            rows = invoices.rows(store, ids)
            if output.as_json:
                output.document({"count": len(rows), "invoices": [row_json(row) for row in rows]})
            else:
                print_rows(output, rows)
                output.note(tr("Several invoices bear this number."))
            return FOUND
        detail = invoice_detail.detail(store, ids[0])
    if output.as_json:
        output.document(as_json(detail))
    else:
        _print(output, detail)
    return DONE


def as_json(detail: InvoiceDetail) -> dict[str, Any]:
    """The invoice for scripts: its figures, with the lines themselves in the place of their count."""
    made = detail.invoice
    findings = [warning(message) for message in detail.warnings]
    return {
        "id": detail.id,
        **InvoiceFigures.of(made).to_json(),
        "status": detail.state.value,
        "operator": detail.operator,
        "account": detail.account,
        "company": detail.company,
        "subscriber": made.buyer.name if made.buyer else "",
        "client_code": made.account.client_code,
        "sub_account": made.account.sub_account,
        "period": _period(made.period),
        "profile": made.profile,
        "prepaid": cents(made.totals.prepaid),
        "vat": [
            {
                "category": row.category,
                "rate": _exact(row.rate),
                "basis": cents(row.basis),
                "amount": cents(row.amount),
                "exemption": row.exemption,
            }
            for row in made.vat
        ],
        "adjustments": [
            {"type": "charge" if row.is_charge else "allowance", "amount": cents(row.amount), "reason": row.reason}
            for row in made.adjustments
        ],
        "lines": [_line(line) for line in made.lines],
        "references": _references(made.references, detail),
        "seller_details": _party(made.seller),
        "recipient": _party(made.buyer) if made.buyer else None,
        "sources": [_source(source) for source in detail.sources],
        "documents": [_document(source) for source in detail.sources],
        "users": _users(made.lines),
        "findings": [{"kind": each["code"], "message": each["message"]} for each in findings],
        "warnings": findings,
        "notes": list(made.notes),
    }


def _line(line: InvoiceLine) -> dict[str, Any]:
    return {
        "number": line.number_on_invoice,
        "label": line.label,
        "description": line.description,
        "purchase_order": line.purchase_order,
        "product_code": line.product_code,
        "range": line.product_range,
        "category": line.category.value if line.category else None,
        "quantity": _exact(line.quantity),
        "unit": line.unit,
        "unit_price": _exact(line.unit_price),
        "amount_ht": _at_least_cents(line.amount),
        "vat_category": line.vat_category,
        "vat_rate": _exact(line.vat_rate),
        "period": _period(line.period),
        "prorated": line.prorated,
        "phone_number": line.phone_number,
        "user": line.user_name,
    }


def _references(named: References, detail: InvoiceDetail) -> dict[str, Any]:
    return {
        "purchase_order": named.purchase_order,
        "framework_contract": named.framework_contract,
        "local_contract": named.local_contract,
        "business_unit": named.business_unit,
        "site_1": named.site_1,
        "site_2": named.site_2,
        "edi": named.edi,
        "buyer_reference": named.buyer_reference,
        "accounting_reference": named.accounting_reference,
        "account_number": detail.invoice.account.number,
        "radical": detail.invoice.account.radical,
        "preceding": [
            {"number": each.number, "issue_date": each.issue_date.isoformat() if each.issue_date else None}
            for each in named.preceding
        ],
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "code": party.code,
        "siren": party.siren,
        "siret": party.siret,
        "vat_number": party.vat_number,
        "address": list(party.address.printed),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "role": source.role,
        "settled": list(source.settled) if source.settled is not None else None,
        "kind": source.kind.value,
        "format": source.format,
        "sha256": source.digest,
        "invoice": source.figures.to_json(),
        "warnings": [warning(message) for message in source.warnings],
    }


def _document(source: Source) -> dict[str, Any]:
    return {
        "names": list(source.names),
        "sha256": source.digest,
        "media_type": source.media_type,
        "size": source.size,
        "deposited_at": source.deposited_at.isoformat(),
    }


def _users(lines: tuple[InvoiceLine, ...]) -> list[dict[str, str | None]]:
    """Who is named on the lines, each number and user once, in the document's order."""
    named = dict.fromkeys((line.phone_number, line.user_name) for line in lines)
    return [{"phone_number": phone, "user": user} for phone, user in named if phone or user]


def _period(period: Period | None) -> dict[str, Any] | None:
    """Inclusive dates, as invoices print them."""
    return {"from": period.start.isoformat(), "to": period.last_day.isoformat()} if period else None


def _exact(value: Decimal | None) -> str | None:
    """A quantity, rate or unit price with the decimals that it has."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _at_least_cents(value: Decimal | None) -> str | None:
    """A line's amount: two decimals, more where it has more."""
    if value is None:
        return None
    whole, _, decimals = f"{value:.6f}".partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _print(output: Output, detail: InvoiceDetail) -> None:
    made = detail.invoice
    totals, currency = made.totals, made.currency
    output.line(f"{tr(TYPE_WORDS[made.type])} {printable(made.number)} · {day(made.issue_date)}")
    for label, text in (
        (tr("Operator"), detail.operator),
        (tr("Recipient"), made.buyer.name if made.buyer else ""),
        (tr("Account"), detail.account),
        (tr("Period"), f"{day(made.period.start)} - {day(made.period.last_day)}" if made.period else ""),
        (tr("Due date"), day(made.due_date) if made.due_date else ""),
        (tr("HT"), stated(totals.ht, currency)),
        (tr("VAT"), stated(totals.vat, currency)),
        (tr("TTC"), stated(totals.ttc, currency)),
        (tr("Amount due"), money(totals.amount_due, currency) if totals.amount_due is not None else ""),
    ):
        if text:
            output.line(labelled(label, printable(text)))
    if made.lines:
        output.line()
        headers = [tr("Label"), tr("Number"), tr("User"), tr("Quantity"), tr("Unit price"), tr("HT")]
        output.table(headers, [_cells(line) for line in made.lines], right=(3, 4, 5))
    for message in detail.warnings:
        output.line(printable(sentence(message)))
    for source in detail.sources:
        output.line(labelled(tr("Document"), f"{printable(source.name)} ({source.format}, {source.digest[:12]})"))
    for source in detail.sources:
        if source.role == "conflict":
            output.line(labelled(tr("Open conflict"), _difference(made, source)))


def _difference(made: InvoiceDraft, source: Source) -> str:
    """What makes the document contradict the invoice."""
    shown = InvoiceFigures.of(made)
    field = first_difference(shown, source.figures)
    name, one, other = tr(CONFLICT_FIELD_NAMES[field]), _said(shown, field), _said(source.figures, field)
    return f"{printable(source.name)}, {labelled(name, f'{one} ≠ {other}')}"


def _said(figures: InvoiceFigures, field: ConflictField) -> str:
    value = said(figures, field)
    if isinstance(value, Decimal):
        return money(value, figures.currency)
    if isinstance(value, date):
        return day(value)
    return tr(TYPE_WORDS[value]) if isinstance(value, InvoiceType) else printable(str(value))


def _cells(line: InvoiceLine) -> list[str]:
    return [
        line.label,
        line.phone_number or "",
        line.user_name or "",
        number(line.quantity) if line.quantity is not None else "",
        unit_price(line.unit_price) if line.unit_price is not None else "",
        amount(line.amount) if line.amount is not None else "",
    ]
