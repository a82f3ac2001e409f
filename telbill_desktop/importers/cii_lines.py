"""The lines of a CII invoice, with the sub-lines of EXTENDED: a group's total never counts beside its details."""

from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import price_for_one, words_of_line
from telbill_desktop.importers.cii_settlement import is_charge
from telbill_desktop.importers.cii_values import cii_period
from telbill_desktop.importers.line_groups import LineRank, without_groups
from telbill_desktop.importers.own_words import line_with, recognised
from telbill_desktop.importers.xml_fields import Node

_ITEM = "IncludedSupplyChainTradeLineItem"
_AGREEMENT = ("SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement")
_DELIVERY = ("SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery")
_SETTLEMENT = ("SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement")
_SUMMATIONS = ("SpecifiedTradeSettlementLineMonetarySummation", "SpecifiedTradeSettlementMonetarySummation")


def cii_lines(
    transaction: Node, currency: str, remarks: Remarks
) -> tuple[tuple[InvoiceLine, ...], tuple[Decimal, ...]]:
    """The lines in their order, and for each what its charges less its allowances make.

    Raises:
        TelbillError: a number or a date that cannot be read; it names the line.
    """
    lines, ranks, adjustments = [], [], []
    for position, element in enumerate(transaction.all(_ITEM), 1):
        document = element.part("AssociatedDocumentLineDocument")
        number = document.text("LineID")
        item = Node(element.element, number or str(position))
        line, adjustment = _line(item, number, currency, remarks)
        lines.append(line)
        adjustments.append(adjustment)
        ranks.append(
            LineRank(
                number=number,
                parent=document.text("ParentLineID"),
                kind=(document.text("LineStatusReasonCode") or "").upper(),
            ),
        )
    return without_groups(lines, ranks, currency, remarks), tuple(adjustments)


def _line(item: Node, number: str | None, currency: str, remarks: Remarks) -> tuple[InvoiceLine, Decimal]:
    product = item.part("SpecifiedTradeProduct")
    agreement = item.part(*_AGREEMENT)
    delivery = item.part(*_DELIVERY)
    settlement = item.part(*_SETTLEMENT)
    tax = settlement.part("ApplicableTradeTax")
    order = agreement.part("BuyerOrderReferencedDocument")
    notes = item.texts("AssociatedDocumentLineDocument/IncludedNote/Content")
    label, description = words_of_line(product.text("Name"), [*product.texts("Description"), *notes])
    line = InvoiceLine(
        label=label,
        amount=settlement.part(*_SUMMATIONS).amount("LineTotalAmount (BT-131)", currency, "LineTotalAmount"),
        number_on_invoice=number,
        description=description,
        purchase_order=order.text("IssuerAssignedID", "ID"),
        product_code=product.text("SellerAssignedID", "GlobalID", "BuyerAssignedID"),
        quantity=delivery.number("BilledQuantity (BT-129)", "BilledQuantity"),
        unit=delivery.part("BilledQuantity").attribute("unitCode") or None,
        unit_price=_price(agreement, currency),
        vat_category=tax.text("CategoryCode"),
        vat_rate=tax.number("RateApplicablePercent (BT-152)", "RateApplicablePercent", "ApplicablePercent"),
        period=cii_period(settlement, "BillingSpecifiedPeriod", "BillingSpecifiedPeriod (BG-26)", remarks),
    )
    objects = settlement.all("AdditionalReferencedDocument")
    line_object = next((text for each in objects if (text := each.text("IssuerAssignedID", "ID"))), None)
    return line_with(line, _attributes(product), line_object), _adjustment(settlement, currency)


def _price(agreement: Node, currency: str) -> Decimal | None:
    """The net price; ZUGFeRD 1 COMFORT may give the gross price alone, which is then the price."""
    for path in ("NetPriceProductTradePrice", "GrossPriceProductTradePrice"):
        holder = agreement.part(path)
        stated = holder.amount("ChargeAmount (BT-146)", currency, "ChargeAmount")
        price = price_for_one(stated, holder.number("BasisQuantity (BT-149)", "BasisQuantity"))
        if price is not None:
            return price
    return None


def _adjustment(settlement: Node, currency: str) -> Decimal:
    total = Decimal(0)
    for row in settlement.all("SpecifiedTradeAllowanceCharge"):
        amount = row.amount("ActualAmount (BT-136, BT-141)", currency, "ActualAmount")
        if amount is not None:
            total += amount if is_charge(row) else -amount
    return total


def _attributes(product: Node) -> dict[str, str]:
    return recognised(
        (name, text)
        for each in product.all("ApplicableProductCharacteristic")
        if (name := each.text("Description", "TypeCode")) and (text := each.text("Value", "ValueMeasure"))
    )
