"""A draft as rows of the tables: a plain translation, one function for each part."""

from typing import Any

from telbill_desktop.domain.invoice import InvoiceDraft, Party
from telbill_desktop.domain.messages import Message, params_to_json

Values = dict[str, Any]


def money(draft: InvoiceDraft) -> Values:
    """Totals, currencies and payment."""
    totals, payment = draft.totals, draft.payment
    return {
        "currency": draft.currency,
        "ht": totals.ht,
        "vat": totals.vat,
        "ttc": totals.ttc,
        "amount_due": totals.amount_due,
        "lines_total": totals.lines,
        "allowances_total": totals.allowances,
        "charges_total": totals.charges,
        "prepaid": totals.prepaid,
        "rounding": totals.rounding,
        "accounting_currency": totals.accounting_currency,
        "accounting_vat": totals.accounting_vat,
        "payment_means": payment.means,
        "payment_iban": payment.iban,
        "payment_mandate": payment.mandate,
        "payment_terms": payment.terms,
    }


def recipient(buyer: Party | None) -> Values:
    """To whom the document is addressed; empty texts when it names nobody."""
    if buyer is None:
        return {"recipient_name": "", "recipient_code": "", "recipient_siret": "", "recipient_address": ""}
    return {
        "recipient_name": buyer.name,
        "recipient_code": buyer.code or "",
        "recipient_siret": buyer.siret or "",
        "recipient_address": "\n".join(buyer.address.printed),
    }


def references(draft: InvoiceDraft) -> Values:
    """Orders, contracts, sites and the invoices that it follows."""
    named = draft.references
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
        "preceding": [
            {"number": item.number, "issue_date": item.issue_date.isoformat() if item.issue_date else None}
            for item in named.preceding
        ],
    }


def vat_rows(draft: InvoiceDraft) -> list[Values]:
    """The VAT table."""
    return [
        {
            "category": row.category,
            "rate": row.rate,
            "basis": row.basis,
            "amount": row.amount,
            "exemption": row.exemption,
        }
        for row in draft.vat
    ]


def adjustment_rows(draft: InvoiceDraft) -> list[Values]:
    """Allowances and charges on the whole document."""
    return [
        {
            "is_charge": row.is_charge,
            "amount": row.amount,
            "vat_category": row.vat_category,
            "vat_rate": row.vat_rate,
            "reason": row.reason,
        }
        for row in draft.adjustments
    ]


def line_rows(draft: InvoiceDraft) -> list[Values]:
    """The lines."""
    return [
        {
            "number_on_invoice": line.number_on_invoice,
            "label": line.label,
            "description": line.description,
            "purchase_order": line.purchase_order,
            "product_code": line.product_code,
            "product_range": line.product_range,
            "category": line.category.value if line.category else None,
            "quantity": line.quantity,
            "unit": line.unit,
            "unit_price": line.unit_price,
            "amount": line.amount,
            "vat_category": line.vat_category,
            "vat_rate": line.vat_rate,
            "period_start": line.period.start if line.period else None,
            "period_end": line.period.end if line.period else None,
            "prorated": line.prorated,
            "phone_number": line.phone_number,
            "user_name": line.user_name,
        }
        for line in draft.lines
    ]


def warning_row(message: Message) -> Values:
    """A warning as it is kept: put into words when it is read, in the reader's language."""
    return {"code": message.code, "params": params_to_json(message.params)}
