"""The money of a CII invoice: totals, VAT table, allowances and charges, payment, and the invoices it refers to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.invoice import Adjustment, Payment, PrecedingInvoice, Totals, VatBreakdown
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import first_due, payment_of, required, vat_total
from telbill_desktop.importers.cii_values import cii_date
from telbill_desktop.importers.xml_fields import Node

_SUMMATIONS = ("SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation")
_RATES = ("RateApplicablePercent", "ApplicablePercent")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the settlement branch says."""

    totals: Totals
    vat: tuple[VatBreakdown, ...]
    adjustments: tuple[Adjustment, ...]
    payment: Payment
    due_date: date | None


def cii_settlement(node: Node, currency: str, remarks: Remarks) -> Settlement:
    """Everything below the settlement.

    Raises:
        TelbillError: a total that is missing, a number or a date that cannot be read.
    """
    vat = tuple(_vat_row(row, currency) for row in node.all("ApplicableTradeTax"))
    terms = node.all("SpecifiedTradePaymentTerms")
    dates = [day for term in terms if (day := cii_date(term.child("DueDateDateTime"), "DueDateDateTime (BT-9)"))]
    return Settlement(
        totals=_totals(node, currency, vat, remarks),
        vat=vat,
        adjustments=tuple(_adjustments(node, currency)),
        payment=_payment(node, terms),
        due_date=first_due(dates, remarks),
    )


def _totals(node: Node, currency: str, vat: tuple[VatBreakdown, ...], remarks: Remarks) -> Totals:
    sums = node.only(*_SUMMATIONS)
    if sums is None:
        raise node.error("part_missing", _SUMMATIONS[0])

    def amount(name: str, term: str) -> Decimal | None:
        return sums.amount(f"{name} ({term})", currency, name)

    ht = required(amount("TaxBasisTotalAmount", "BT-109"), "TaxBasisTotalAmount (BT-109)")
    ttc = required(amount("GrandTotalAmount", "BT-112"), "GrandTotalAmount (BT-112)")
    accounting = (node.text("TaxCurrencyCode") or "").upper() or None
    stated = [tax for tax in sums.all("TaxTotalAmount") if tax.value()]
    in_currency = [tax for tax in stated if tax.attribute("currencyID").upper() in {currency, ""}]
    total = amount("TaxTotalAmount", "BT-110") if in_currency else None
    other = [tax for tax in stated if tax not in in_currency]
    accounting_vat = other[0].decimal("TaxTotalAmount (BT-111)", other[0].value() or "") if other else None
    return Totals(
        ht=ht,
        vat=vat_total(total, ht, ttc, vat, currency, remarks),
        ttc=ttc,
        amount_due=amount("DuePayableAmount", "BT-115"),
        lines=amount("LineTotalAmount", "BT-106"),
        allowances=amount("AllowanceTotalAmount", "BT-107"),
        charges=amount("ChargeTotalAmount", "BT-108"),
        prepaid=amount("TotalPrepaidAmount", "BT-113"),
        rounding=amount("RoundingAmount", "BT-114"),
        accounting_currency=(other[0].attribute("currencyID").upper() or accounting) if other else accounting,
        accounting_vat=accounting_vat,
    )


def _vat_row(row: Node, currency: str) -> VatBreakdown:
    return VatBreakdown(
        category=row.text("CategoryCode"),
        rate=row.number("RateApplicablePercent (BT-119)", *_RATES),
        basis=row.amount("BasisAmount (BT-116)", currency, "BasisAmount"),
        amount=row.amount("CalculatedAmount (BT-117)", currency, "CalculatedAmount"),
        exemption=row.text("ExemptionReason", "ExemptionReasonCode"),
    )


def _adjustments(node: Node, currency: str) -> list[Adjustment]:
    found = []
    for row in node.all("SpecifiedTradeAllowanceCharge"):
        amount = row.amount("ActualAmount (BT-92, BT-99)", currency, "ActualAmount")
        if amount is not None:
            found.append(
                Adjustment(
                    is_charge=is_charge(row),
                    amount=amount,
                    vat_category=row.text("CategoryTradeTax/CategoryCode"),
                    vat_rate=row.number(
                        "RateApplicablePercent (BT-96)", *(f"CategoryTradeTax/{name}" for name in _RATES)
                    ),
                    reason=row.text("Reason", "ReasonCode"),
                ),
            )
    for row in node.all("SpecifiedLogisticsServiceCharge"):  # ZUGFeRD 1 and EXTENDED (BG-X-42): freight, a charge
        amount = row.amount("AppliedAmount (BT-X-272)", currency, "AppliedAmount")
        if amount is not None:
            found.append(
                Adjustment(
                    is_charge=True,
                    amount=amount,
                    vat_category=row.text("AppliedTradeTax/CategoryCode"),
                    vat_rate=row.number("RateApplicablePercent", *(f"AppliedTradeTax/{name}" for name in _RATES)),
                    reason=row.text("Description"),
                ),
            )
    return found


def is_charge(row: Node) -> bool:
    """Whether the row is a charge; an indicator is mandatory (BG-20, BG-21).

    Raises:
        TelbillError: `indicator_invalid`, when it is neither true nor false.
    """
    text = row.text("ChargeIndicator/Indicator", "ChargeIndicator")
    if text in {"true", "1"}:
        return True
    if text in {"false", "0"}:
        return False
    raise row.error("indicator_invalid", "ChargeIndicator", text=(text or "")[:40])


def _payment(node: Node, terms: list[Node]) -> Payment:
    means = node.all("SpecifiedTradeSettlementPaymentMeans")
    code = next((text for each in means if (text := each.text("TypeCode"))), None)
    account = "PayeePartyCreditorFinancialAccount"
    payee = next((text for each in means if (text := each.text(f"{account}/IBANID", f"{account}/ProprietaryID"))), None)
    payer = next((text for each in means if (text := each.text("PayerPartyDebtorFinancialAccount/IBANID"))), None)
    mandate = next((text for term in terms if (text := term.text("DirectDebitMandateID"))), None)
    return payment_of(code, payee, payer, mandate, [text for term in terms for text in term.texts("Description")])


def preceding_invoices(settlement: Node, agreement: Node) -> tuple[PrecedingInvoice, ...]:
    """The invoices that this one corrects or ends (BG-3); ZUGFeRD 1 puts them among the agreement's documents."""
    found = []
    for document in settlement.all("InvoiceReferencedDocument"):
        if number := document.text("IssuerAssignedID", "ID"):
            issued = document.child("FormattedIssueDateTime", "IssueDateTime")
            found.append(PrecedingInvoice(number, cii_date(issued, "InvoiceReferencedDocument (BT-26)")))
    found.extend(
        PrecedingInvoice(number)
        for document in agreement.all("AdditionalReferencedDocument")
        if document.text("TypeCode") in {"380", "381", "384"} and (number := document.text("IssuerAssignedID", "ID"))
    )
    return tuple(found)
