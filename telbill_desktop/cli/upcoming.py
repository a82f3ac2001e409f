"""`telbill upcoming`: the invoices to come, line by line."""

from typing import Any

from telbill_desktop.cli.account_choice import account_named
from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.explanations import explained, why
from telbill_desktop.domain.forecast import ForecastLine, UpcomingInvoice
from telbill_desktop.services import invoices
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def list_upcoming(session: Session) -> int:
    """The next invoice of every account, or all of so many months."""
    options = session.options
    with session.for_reading() as store:
        today = options.on or session.today()
        chosen = [account_named(store, options.account)] if options.account is not None else None
        labels = {choice.id: choice.label for choice in invoices.accounts(store)}
        found = upcoming(store, today, months=options.months, account_ids=chosen)
    if session.output.as_json:
        session.output.document({"invoices": [_stated(each, labels[each.account_id]) for each in found]})
        return DONE
    if not found:
        session.output.note(tr("No invoice is to come: say first how an account is charged."))
        return DONE
    headers = [tr("Date"), tr("Account"), tr("Available"), tr("HT"), tr("VAT"), tr("TTC"), tr("To pay"), tr("Payment")]
    rows = [_row(each, labels[each.account_id]) for each in found]
    session.output.table(headers, rows, right=(3, 4, 5, 6))
    return DONE


def _row(invoice: UpcomingInvoice, label: str) -> list[str]:
    days = (invoice.invoice_date, invoice.available_from)
    amounts = (invoice.total_ht, invoice.total_vat, invoice.total_ttc, invoice.to_pay)
    paid = formats.day(invoice.terms.pay_date(invoice.invoice_date))
    return [formats.day(days[0]), label, formats.day(days[1]), *map(formats.amount, amounts), paid]


def _stated(invoice: UpcomingInvoice, label: str) -> dict[str, Any]:
    terms = invoice.terms
    return {
        "account": label,
        "invoice_date": invoice.invoice_date.isoformat(),
        "available_from": invoice.available_from.isoformat(),
        "period": {"from": invoice.period.start.isoformat(), "to": invoice.period.end.isoformat()},
        "lines": [_line(line, invoice) for line in invoice.lines],
        "vat": [
            {
                "category": row.rate.category,
                "rate": f"{row.rate.percent.normalize():f}",
                "basis": f"{row.basis:.2f}",
                "amount": f"{row.amount:.2f}",
            }
            for row in invoice.vat
        ],
        "total_ht": f"{invoice.total_ht:.2f}",
        "total_vat": f"{invoice.total_vat:.2f}",
        "total_ttc": f"{invoice.total_ttc:.2f}",
        "balance": f"{invoice.balance:.2f}",
        "to_pay": f"{invoice.to_pay:.2f}",
        "payment": {
            "method": terms.method.value if terms.method else None,
            "date": terms.pay_date(invoice.invoice_date).isoformat(),
            "means": terms.means,
            "payer": terms.payer,
            "action_needed": bool(terms.method and terms.method.needs_somebody and invoice.to_pay),
        },
    }


def _line(line: ForecastLine, invoice: UpcomingInvoice) -> dict[str, Any]:
    charge, reason = line.charge, why(line, invoice.terms.rule)
    stated: dict[str, Any] = {
        "section": line.section.value,
        "label": line.label or tr("Usage"),
        "category": line.category.value,
        "amount": f"{line.amount:.2f}",
        "vat_rate": f"{line.vat.percent.normalize():f}",
        "estimate": line.is_estimate,
    }
    if charge is not None:
        stated |= {
            "quantity": charge.quantity,
            "unit_price": f"{charge.unit_price:.2f}",
            "days": charge.days,
            "period_days": charge.base,
            "from": charge.period.start.isoformat(),
            "to": charge.period.end.isoformat(),
            "explanation": formats.sentence(explained(charge, invoice.terms.rule)),
        }
    elif reason is not None:
        stated["explanation"] = formats.sentence(reason)
    return stated
