"""The lines of a CII invoice, with the sub-lines of EXTENDED: a group's total never counts beside its details."""

from dataclasses import replace
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.cii_settlement import is_charge
from telbill_desktop.importers.cii_values import cii_period
from telbill_desktop.importers.line_groups import LineRank, without_groups
from telbill_desktop.importers.own_words import line_with, recognised
from telbill_desktop.importers.unit_price import for_one
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
        document = element.child("AssociatedDocumentLineDocument")
        number = document.text("LineID") if document else None
        item = Node(element.element, number or str(position))
        line, adjustment = _line(item, number, currency, remarks)
        lines.append(line)
        adjustments.append(adjustment)
        ranks.append(
            LineRank(
                number=number,
                parent=document.text("ParentLineID") if document else None,
                kind=(document.text("LineStatusReasonCode") or "").upper() if document else "",
            ),
        )
    return without_groups(lines, ranks, currency, remarks), tuple(adjustments)


def _line(item: Node, number: str | None, currency: str, remarks: Remarks) -> tuple[InvoiceLine, Decimal]:
    product = item.child("SpecifiedTradeProduct")
    agreement = item.child(*_AGREEMENT)
    settlement = item.child(*_SETTLEMENT)
    notes = item.texts("AssociatedDocumentLineDocument/IncludedNote/Content")
    label, description = _words(product, notes)
    line = InvoiceLine(
        label=label,
        amount=None,
        number_on_invoice=number,
        description=description,
        purchase_order=_order(agreement),
        product_code=product.text("SellerAssignedID", "GlobalID", "BuyerAssignedID") if product else None,
    )
    line = _with_quantity(line, item, agreement, currency)
    adjustment = Decimal(0)
    line_object = None
    if settlement is not None:
        line = _with_settlement(line, settlement, currency, remarks)
        adjustment = _adjustment(settlement, currency)
        objects = settlement.all("AdditionalReferencedDocument")
        line_object = next((text for each in objects if (text := each.text("IssuerAssignedID", "ID"))), None)
    return line_with(line, _attributes(product), line_object), adjustment


def _words(product: Node | None, notes: list[str]) -> tuple[str, str | None]:
    """Label and description; a line that is only a note has the note for a label."""
    name = product.text("Name") if product else None
    texts = [*(product.texts("Description") if product else []), *notes]
    if name is None:
        name = texts.pop(0) if texts else ""
    return name, "\n".join(texts) or None


def _order(agreement: Node | None) -> str | None:
    if agreement is None:
        return None
    order = agreement.child("BuyerOrderReferencedDocument")
    return order.text("IssuerAssignedID", "ID") if order else None


def _with_quantity(line: InvoiceLine, item: Node, agreement: Node | None, currency: str) -> InvoiceLine:
    delivery = item.child(*_DELIVERY)
    billed = delivery.child("BilledQuantity") if delivery else None
    quantity = delivery.number("BilledQuantity (BT-129)", "BilledQuantity") if delivery else None
    price = None
    if agreement is not None:
        # ZUGFeRD 1 COMFORT may give the gross price alone, which is then the price.
        for path in ("NetPriceProductTradePrice", "GrossPriceProductTradePrice"):
            if (holder := agreement.child(path)) is not None:
                stated = holder.amount("ChargeAmount (BT-146)", currency, "ChargeAmount")
                price = for_one(stated, holder.number("BasisQuantity (BT-149)", "BasisQuantity"))
                if price is not None:
                    break
    return replace(
        line, quantity=quantity, unit=billed.attribute("unitCode") or None if billed else None, unit_price=price
    )


def _with_settlement(line: InvoiceLine, settlement: Node, currency: str, remarks: Remarks) -> InvoiceLine:
    sums = settlement.child(*_SUMMATIONS)
    tax = settlement.child("ApplicableTradeTax")
    rate = tax.number("RateApplicablePercent (BT-152)", "RateApplicablePercent", "ApplicablePercent") if tax else None
    return replace(
        line,
        amount=sums.amount("LineTotalAmount (BT-131)", currency, "LineTotalAmount") if sums else None,
        vat_category=tax.text("CategoryCode") if tax else None,
        vat_rate=rate,
        period=cii_period(settlement, "BillingSpecifiedPeriod", "BillingSpecifiedPeriod (BG-26)", remarks),
    )


def _adjustment(settlement: Node, currency: str) -> Decimal:
    total = Decimal(0)
    for row in settlement.all("SpecifiedTradeAllowanceCharge"):
        amount = row.amount("ActualAmount (BT-136, BT-141)", currency, "ActualAmount")
        if amount is not None:
            total += amount if is_charge(row) else -amount
    return total


def _attributes(product: Node | None) -> dict[str, str]:
    if product is None:
        return {}
    return recognised(
        (name, text)
        for each in product.all("ApplicableProductCharacteristic")
        if (name := each.text("Description", "TypeCode")) and (text := each.text("Value", "ValueMeasure"))
    )
