"""The totals and the VAT table of a UBL invoice or credit note."""

from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Totals, VatBreakdown
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import required, vat_total
from telbill_desktop.importers.xml_fields import Node

_SUMS = ("LegalMonetaryTotal", "RequestedMonetaryTotal")
_FIELD = "TaxTotal/TaxAmount (BT-110)"


def ubl_totals(root: Node, currency: str, remarks: Remarks) -> tuple[Totals, tuple[VatBreakdown, ...]]:
    """Totals and VAT table; TaxTotal occurs once per currency, and once per tax with older issuers.

    Raises:
        TelbillError: a total that is missing or stands in another currency, a number that cannot be read.
    """
    sums = root.only(*_SUMS)
    if sums is None:
        raise TelbillError("part_missing", field=_SUMS[0])

    def amount(name: str, term: str) -> Decimal | None:
        return sums.amount(f"{name} ({term})", currency, name)

    ht = required(amount("TaxExclusiveAmount", "BT-109"), "TaxExclusiveAmount (BT-109)")
    ttc = required(amount("TaxInclusiveAmount", "BT-112"), "TaxInclusiveAmount (BT-112)")
    own, foreign = _tax_totals(root, currency)
    vat = tuple(_row(row, currency) for total in own for row in total.all("TaxSubtotal"))
    accounting = (root.text("TaxCurrencyCode") or "").upper() or None
    totals = Totals(
        ht=ht,
        vat=vat_total(_stated_vat(own, currency, ht, ttc), ht, ttc, vat, currency, remarks),
        ttc=ttc,
        amount_due=amount("PayableAmount", "BT-115"),
        lines=amount("LineExtensionAmount", "BT-106"),
        allowances=amount("AllowanceTotalAmount", "BT-107"),
        charges=amount("ChargeTotalAmount", "BT-108"),
        prepaid=amount("PrepaidAmount", "BT-113"),
        rounding=amount("PayableRoundingAmount", "BT-114"),
        accounting_currency=foreign[0] if foreign else accounting,
        accounting_vat=foreign[1] if foreign else None,
    )
    return totals, vat


def _tax_totals(root: Node, currency: str) -> tuple[list[Node], tuple[str, Decimal] | None]:
    """The totals in the invoice's currency, and the first one in another."""
    own, foreign = [], None
    for total in root.all("TaxTotal"):
        stated = total.child("TaxAmount")
        code = stated.attribute("currencyID").upper() if stated else ""
        if code in {currency, ""}:
            own.append(total)
        elif foreign is None and stated and (text := stated.value()):
            foreign = code, stated.decimal("TaxAmount (BT-111)", text)
    return own, foreign


def _stated_vat(own: list[Node], currency: str, ht: Decimal, ttc: Decimal) -> Decimal | None:
    """One total, or the sum of several where that sum leads from HT to TTC."""
    stated = [amount for total in own if (amount := total.amount(_FIELD, currency, "TaxAmount")) is not None]
    if len(stated) <= 1 or (len(set(stated)) == 1 and ht + stated[0] == ttc):
        return stated[0] if stated else None
    if ht + sum(stated) == ttc:
        return sum(stated, Decimal(0))
    raise TelbillError("field_repeated", field=_FIELD, text=" / ".join(str(amount) for amount in stated[:3]))


def _row(row: Node, currency: str) -> VatBreakdown:
    return VatBreakdown(
        category=row.text("TaxCategory/ID"),
        rate=row.number("TaxCategory/Percent (BT-119)", "TaxCategory/Percent", "Percent"),
        basis=row.amount("TaxableAmount (BT-116)", currency, "TaxableAmount"),
        amount=row.amount("TaxSubtotal/TaxAmount (BT-117)", currency, "TaxAmount"),
        exemption=row.text("TaxCategory/TaxExemptionReason", "TaxCategory/TaxExemptionReasonCode"),
    )
