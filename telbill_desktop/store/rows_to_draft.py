"""Rows of the tables as a draft again: the way back of `draft_to_rows`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from telbill_desktop.domain.invoice import (
    AccountReference,
    Address,
    Adjustment,
    Category,
    InvoiceDraft,
    InvoiceLine,
    InvoiceType,
    Party,
    Payment,
    PrecedingInvoice,
    References,
    Totals,
    VatBreakdown,
)
from telbill_desktop.domain.messages import Message, params_from_json
from telbill_desktop.domain.period import Period

Record = Mapping[Any, Any]  # SQLAlchemy's mappings have keys of more kinds than text


def draft(head: Record, lines: Sequence[Record], vat: Sequence[Record], adjustments: Sequence[Record]) -> InvoiceDraft:
    """The invoice; `head` is its row with the operator's and the account's identifiers under names of their own."""
    return InvoiceDraft(
        number=head["number"],
        issue_date=head["issue_date"],
        type=InvoiceType(head["type"]),
        type_code=head["type_code"],
        currency=head["currency"],
        totals=_totals(head),
        seller=Party(head["seller_name"], siren=head["operator_siren"], vat_number=head["operator_vat_number"]),
        buyer=_recipient(head),
        due_date=head["due_date"],
        period=_period(head),
        account=AccountReference(
            number=head["account_number"] or None,
            radical=head["account_radical"] or None,
            client_code=head["client_code"] or None,
            sub_account=head["sub_account"] or None,
        ),
        references=_references(head),
        vat=tuple(
            VatBreakdown(row["category"], row["rate"], row["basis"], row["amount"], row["exemption"]) for row in vat
        ),
        adjustments=tuple(
            Adjustment(row["is_charge"], row["amount"], row["vat_category"], row["vat_rate"], row["reason"])
            for row in adjustments
        ),
        lines=tuple(line(row) for row in lines),
        payment=Payment(head["payment_means"], head["payment_iban"], head["payment_mandate"], head["payment_terms"]),
        notes=tuple(head["notes"]),
        profile=head["profile"],
        sign_flipped=head["sign_flipped"],
    )


def line(row: Record) -> InvoiceLine:
    """One line."""
    return InvoiceLine(
        label=row["label"],
        amount=row["amount"],
        number_on_invoice=row["number_on_invoice"],
        description=row["description"],
        purchase_order=row["purchase_order"],
        product_code=row["product_code"],
        product_range=row["product_range"],
        category=Category(row["category"]) if row["category"] else None,
        quantity=row["quantity"],
        unit=row["unit"],
        unit_price=row["unit_price"],
        vat_category=row["vat_category"],
        vat_rate=row["vat_rate"],
        period=_period(row),
        prorated=row["prorated"],
        phone_number=row["phone_number"],
        user_name=row["user_name"],
    )


def warning(row: Record) -> Message:
    """A warning, to be put into words by whoever shows it."""
    return Message(row["code"], params_from_json(row["params"]))


def preceding(stored: Sequence[Record]) -> tuple[PrecedingInvoice, ...]:
    """The invoices that one refers to."""
    return tuple(
        PrecedingInvoice(item["number"], date.fromisoformat(item["issue_date"]) if item["issue_date"] else None)
        for item in stored
    )


def _totals(head: Record) -> Totals:
    return Totals(
        ht=head["ht"],
        vat=head["vat"],
        ttc=head["ttc"],
        amount_due=head["amount_due"],
        lines=head["lines_total"],
        allowances=head["allowances_total"],
        charges=head["charges_total"],
        prepaid=head["prepaid"],
        rounding=head["rounding"],
        accounting_currency=head["accounting_currency"],
        accounting_vat=head["accounting_vat"],
    )


def _recipient(head: Record) -> Party | None:
    if not head["recipient_name"]:
        return None
    return Party(
        name=head["recipient_name"],
        siren=head["company_siren"],
        siret=head["recipient_siret"] or None,
        code=head["recipient_code"] or None,
        address=Address(lines=tuple(head["recipient_address"].splitlines())),
    )


def _references(head: Record) -> References:
    return References(
        purchase_order=head["purchase_order"],
        framework_contract=head["framework_contract"],
        local_contract=head["local_contract"],
        business_unit=head["business_unit"],
        site_1=head["site_1"],
        site_2=head["site_2"],
        edi=head["edi"],
        buyer_reference=head["buyer_reference"],
        accounting_reference=head["accounting_reference"],
        preceding=preceding(head["preceding"]),
    )


def _period(row: Record) -> Period | None:
    start, end = row["period_start"], row["period_end"]
    return Period(start, end) if start and end else None
