"""Values as UBL writes them: ISO dates, parties, periods, allowances and charges."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Address, Adjustment, Party
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.parties import best_name, party_of
from telbill_desktop.importers.xml_fields import Node, iso_date, period_left_out, period_of

_SEPA_CREDITOR = "SEPA"  # BT-90 sits among the party's identifiers


def ubl_date(node: Node | None, field: str, *paths: str) -> date | None:
    """The date at the first path that has one.

    Raises:
        TelbillError: `date_invalid`, `field_repeated`.
    """
    if node is None:
        return None
    for path in paths:
        if (text := node.single(field, path)) is not None:
            return iso_date(node, field, text)
    return None


def ubl_period(node: Node, field: str, remarks: Remarks) -> Period | None:
    """The invoicing period, its last day included in the document; a date that is none is remarked."""
    period = node.child("InvoicePeriod")
    if period is None:
        return None
    try:
        first = ubl_date(period, f"{field} StartDate", "StartDate")
        last = ubl_date(period, f"{field} EndDate", "EndDate")
    except TelbillError as error:
        period_left_out(error, remarks)
        return None
    return period_of(first, last, remarks)


def ubl_party(node: Node | None) -> tuple[Party, str | None, bool] | None:
    """The party, the identifier that the other party gave it, and whether it has a tax registration at all."""
    if node is None:
        return None
    schemes = [
        (each.text("TaxScheme/ID") or "", text)
        for each in node.all("PartyTaxScheme")
        if (text := each.text("CompanyID"))
    ]
    vat = next((text for scheme, text in schemes if scheme.upper() in {"VAT", "TVA"}), None)
    identifiers = [pair for pair in _identifiers(node, "PartyIdentification/ID") if pair[0].upper() != _SEPA_CREDITOR]
    legal = _identifiers(node, "PartyLegalEntity/CompanyID")
    endpoints = [pair for pair in _identifiers(node, "EndpointID") if pair[0] in {"0002", "0009"}]
    name = best_name(node.text("PartyLegalEntity/RegistrationName"), node.text("PartyName/Name"))
    if not name and not identifiers and not legal and not schemes:
        return None
    known = next((text for _, text in [*legal, *identifiers, *schemes]), "")
    party, code = party_of(
        name or known, ubl_address(node.child("PostalAddress")), [*identifiers, *endpoints], legal, vat
    )
    return party, code, bool(schemes)


def _identifiers(node: Node, path: str) -> list[tuple[str, str]]:
    return [(found.attribute("schemeID"), text) for found in node.all(path) if (text := found.value())]


def ubl_address(postal: Node | None) -> Address:
    """A postal address; a building number belongs to its street."""
    if postal is None:
        return Address()
    street, number = postal.text("StreetName"), postal.text("BuildingNumber")
    first = f"{number} {street}" if number and street else street or number
    lines = [first, postal.text("AdditionalStreetName"), *postal.texts("AddressLine/Line"), postal.text("Postbox")]
    return Address(
        lines=tuple(line for line in lines if line),
        postcode=postal.text("PostalZone"),
        city=postal.text("CityName"),
        country=postal.text("Country/IdentificationCode"),
    )


def ubl_adjustments(node: Node, currency: str) -> list[Adjustment]:
    """Allowances and charges of a document or of a line.

    Raises:
        TelbillError: `indicator_invalid`, a number that cannot be read.
    """
    found = []
    for row in node.all("AllowanceCharge"):
        amount = row.amount("AllowanceCharge/Amount (BT-92, BT-99)", currency, "Amount")
        if amount is None:
            continue
        indicator = row.text("ChargeIndicator")
        if indicator not in {"true", "false", "1", "0"}:
            raise row.error("indicator_invalid", "ChargeIndicator", text=(indicator or "")[:40])
        found.append(
            Adjustment(
                is_charge=indicator in {"true", "1"},
                amount=amount,
                vat_category=row.text("TaxCategory/ID"),
                vat_rate=row.number("TaxCategory/Percent (BT-96)", "TaxCategory/Percent"),
                reason=row.text("AllowanceChargeReason", "AllowanceChargeReasonCode"),
            ),
        )
    return found


def net(adjustments: list[Adjustment]) -> Decimal:
    """Charges less allowances."""
    return sum((row.amount if row.is_charge else -row.amount for row in adjustments), Decimal(0))
