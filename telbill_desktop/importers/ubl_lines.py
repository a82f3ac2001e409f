"""The lines of a UBL invoice or credit note, with XRechnung's nested sub-lines."""

from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import INVOICED_OBJECT, price_for_one, words_of_line
from telbill_desktop.importers.line_groups import LineRank, without_groups
from telbill_desktop.importers.own_words import line_with, recognised
from telbill_desktop.importers.ubl_values import net, ubl_adjustments, ubl_period
from telbill_desktop.importers.xml_fields import Node

_LINES = ("InvoiceLine", "CreditNoteLine")
_SUB_LINES = ("SubInvoiceLine", "SubCreditNoteLine")
_QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")
_MAX_DEPTH = 20


def ubl_lines(root: Node, currency: str, remarks: Remarks) -> tuple[tuple[InvoiceLine, ...], tuple[Decimal, ...]]:
    """The lines in their order, sub-lines after their parent, and for each what its charges less its allowances make.

    Raises:
        TelbillError: a number or a date that cannot be read; it names the line.
    """
    lines: list[InvoiceLine] = []
    ranks: list[LineRank] = []
    adjustments: list[Decimal] = []
    waiting = [(element, "", str(position), 0) for position, element in enumerate(root.all(*_LINES), 1)]
    waiting.reverse()
    while waiting:
        element, parent, position, depth = waiting.pop()
        number = element.text("ID")
        item = Node(element.element, number or position)
        line, adjustment = _line(item, number, currency, remarks)
        lines.append(line)
        adjustments.append(adjustment)
        # Ranks use the place in the tree: sub-lines may repeat their parents' numbers.
        ranks.append(LineRank(number=position, parent=parent, kind=""))
        if depth < _MAX_DEPTH:
            below = [
                (sub, position, f"{position}.{index}", depth + 1)
                for index, sub in enumerate(element.all(*_SUB_LINES), 1)
            ]
            waiting.extend(reversed(below))
    return without_groups(lines, ranks, currency, remarks), tuple(adjustments)


def _line(item: Node, number: str | None, currency: str, remarks: Remarks) -> tuple[InvoiceLine, Decimal]:
    product, price = item.part("Item"), item.part("Price")
    tax = product.part("ClassifiedTaxCategory")
    label, description = words_of_line(product.text("Name"), [*product.texts("Description"), *item.texts("Note")])
    stated = price.amount("PriceAmount (BT-146)", currency, "PriceAmount")
    line = InvoiceLine(
        label=label,
        amount=item.amount("LineExtensionAmount (BT-131)", currency, "LineExtensionAmount"),
        number_on_invoice=number,
        description=description,
        purchase_order=item.text("OrderLineReference/OrderReference/ID"),
        product_code=product.text("SellersItemIdentification/ID", "StandardItemIdentification/ID"),
        quantity=item.number("InvoicedQuantity (BT-129)", *_QUANTITIES),
        unit=item.part(*_QUANTITIES).attribute("unitCode") or None,
        unit_price=price_for_one(stated, price.number("BaseQuantity (BT-149)", "BaseQuantity")),
        vat_category=tax.text("ID"),
        vat_rate=tax.number("Percent (BT-152)", "Percent"),
        period=ubl_period(item, "InvoicePeriod (BG-26)", remarks),
    )
    return line_with(line, _attributes(product), _line_object(item)), net(ubl_adjustments(item, currency))


def _line_object(item: Node) -> str | None:
    return next(
        (
            text
            for each in item.all("DocumentReference")
            if each.text("DocumentTypeCode") in {INVOICED_OBJECT, None} and (text := each.text("ID"))
        ),
        None,
    )


def _attributes(product: Node) -> dict[str, str]:
    return recognised(
        (name, text)
        for each in product.all("AdditionalItemProperty")
        if (name := each.text("Name")) and (text := each.text("Value"))
    )
