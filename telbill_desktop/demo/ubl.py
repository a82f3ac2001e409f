"""An invoice as UBL 2.1 (EN 16931): an Invoice, or a CreditNote for type 381."""

from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.demo.cii import profile_id
from telbill_desktop.demo.own_words import attributes, named_references
from telbill_desktop.demo.xml_tree import Branch
from telbill_desktop.domain.invoice import Address, InvoiceDraft, InvoiceLine, Party, VatBreakdown
from telbill_desktop.domain.period import Period

CREDIT_NOTE_CODE = "381"
_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"


@dataclass(frozen=True, slots=True)
class _Words:
    """What an Invoice and a CreditNote call differently."""

    root: str
    type_code: str
    line: str
    quantity: str


_INVOICE = _Words("Invoice", "cbc:InvoiceTypeCode", "cac:InvoiceLine", "cbc:InvoicedQuantity")
_CREDIT_NOTE = _Words("CreditNote", "cbc:CreditNoteTypeCode", "cac:CreditNoteLine", "cbc:CreditedQuantity")


def ubl_xml(draft: InvoiceDraft) -> bytes:
    """The document; its figures are the draft's own, nothing is computed."""
    words = _CREDIT_NOTE if draft.type_code == CREDIT_NOTE_CODE else _INVOICE
    root = Branch.root(
        words.root,
        {
            "": f"{_SCHEMA}{words.root}-2",
            "cac": f"{_SCHEMA}CommonAggregateComponents-2",
            "cbc": f"{_SCHEMA}CommonBasicComponents-2",
        },
    )
    _document(root, draft, words)
    _references(root, draft)
    _party(root.path("cac:AccountingSupplierParty", "cac:Party"), draft.seller, draft.seller.code)
    if draft.buyer:
        _party(root.path("cac:AccountingCustomerParty", "cac:Party"), draft.buyer, draft.account.client_code)
    _payment(root, draft, words)
    _adjustments(root, draft)
    _vat(root, draft)
    _totals(root.branch("cac:LegalMonetaryTotal"), draft)
    for position, line in enumerate(draft.lines, 1):
        _line(root.branch(words.line), line, position, draft, words)
    return root.to_bytes()


def _document(root: Branch, draft: InvoiceDraft, words: _Words) -> None:
    root.leaf("cbc:CustomizationID", profile_id(draft))
    root.leaf("cbc:ID", draft.number)
    root.leaf("cbc:IssueDate", draft.issue_date)
    if words is _INVOICE:
        root.leaf("cbc:DueDate", draft.due_date)
    root.leaf(words.type_code, draft.type_code)
    for note in draft.notes:
        root.leaf("cbc:Note", note)
    root.leaf("cbc:DocumentCurrencyCode", draft.currency)
    root.leaf("cbc:TaxCurrencyCode", draft.totals.accounting_currency)
    root.leaf("cbc:AccountingCost", draft.references.accounting_reference)
    root.leaf("cbc:BuyerReference", draft.references.buyer_reference)
    _period(root, draft.period)


def _references(root: Branch, draft: InvoiceDraft) -> None:
    references = draft.references
    if references.purchase_order:
        root.branch("cac:OrderReference").leaf("cbc:ID", references.purchase_order)
    for preceding in references.preceding:
        document = root.path("cac:BillingReference", "cac:InvoiceDocumentReference")
        document.leaf("cbc:ID", preceding.number)
        document.leaf("cbc:IssueDate", preceding.issue_date)
    if references.framework_contract:
        root.branch("cac:ContractDocumentReference").leaf("cbc:ID", references.framework_contract)
    if draft.account.number:
        account = root.branch("cac:AdditionalDocumentReference")
        account.leaf("cbc:ID", draft.account.number, schemeID="ADE")
        account.leaf("cbc:DocumentTypeCode", "130")
    for name, value in named_references(draft):
        supporting = root.branch("cac:AdditionalDocumentReference")
        supporting.leaf("cbc:ID", value)
        supporting.leaf("cbc:DocumentDescription", name)


def _party(party: Branch, stated: Party, code: str | None) -> None:
    if code:
        party.branch("cac:PartyIdentification").leaf("cbc:ID", code)
    if stated.siret and not code:
        party.branch("cac:PartyIdentification").leaf("cbc:ID", stated.siret, schemeID="0009")
    _address(party, stated.address)
    if stated.vat_number:
        tax = party.branch("cac:PartyTaxScheme")
        tax.leaf("cbc:CompanyID", stated.vat_number)
        tax.branch("cac:TaxScheme").leaf("cbc:ID", "VAT")
    legal = party.branch("cac:PartyLegalEntity")
    legal.leaf("cbc:RegistrationName", stated.name)
    if stated.siret and code:
        # One identification is allowed (UBL-SR-16), and the code has it; a SIRET holds the SIREN.
        legal.leaf("cbc:CompanyID", stated.siret, schemeID="0009")
    elif stated.siren:
        legal.leaf("cbc:CompanyID", stated.siren, schemeID="0002")
    else:
        legal.leaf("cbc:CompanyID", stated.legal_id)


def _address(party: Branch, address: Address) -> None:
    if address == Address():
        return
    postal = party.branch("cac:PostalAddress")
    for name, text in zip(("cbc:StreetName", "cbc:AdditionalStreetName"), address.lines, strict=False):
        postal.leaf(name, text)
    postal.leaf("cbc:CityName", address.city)
    postal.leaf("cbc:PostalZone", address.postcode)
    for text in address.lines[2:3]:
        postal.branch("cac:AddressLine").leaf("cbc:Line", text)
    if address.country:
        postal.branch("cac:Country").leaf("cbc:IdentificationCode", address.country)


def _payment(root: Branch, draft: InvoiceDraft, words: _Words) -> None:
    payment = draft.payment
    if payment.means:
        means = root.branch("cac:PaymentMeans")
        means.leaf("cbc:PaymentMeansCode", payment.means)
        if words is _CREDIT_NOTE:
            means.leaf("cbc:PaymentDueDate", draft.due_date)
        if payment.iban:
            means.branch("cac:PayeeFinancialAccount").leaf("cbc:ID", payment.iban)
        if payment.mandate:
            means.branch("cac:PaymentMandate").leaf("cbc:ID", payment.mandate)
    if payment.terms:
        root.branch("cac:PaymentTerms").leaf("cbc:Note", payment.terms)


def _adjustments(root: Branch, draft: InvoiceDraft) -> None:
    for adjustment in draft.adjustments:
        branch = root.branch("cac:AllowanceCharge")
        branch.leaf("cbc:ChargeIndicator", "true" if adjustment.is_charge else "false")
        branch.leaf("cbc:AllowanceChargeReason", adjustment.reason)
        _amount(branch, "cbc:Amount", adjustment.amount, draft)
        _category(branch.branch("cac:TaxCategory"), adjustment.vat_category, adjustment.vat_rate, None)


def _vat(root: Branch, draft: InvoiceDraft) -> None:
    total = root.branch("cac:TaxTotal")
    _amount(total, "cbc:TaxAmount", draft.totals.vat, draft)
    for row in draft.vat:
        _vat_row(total.branch("cac:TaxSubtotal"), row, draft)
    if draft.totals.accounting_vat is not None:
        other = root.branch("cac:TaxTotal")
        currency = draft.totals.accounting_currency or draft.currency
        other.leaf("cbc:TaxAmount", _written(draft.totals.accounting_vat, draft), currencyID=currency)


def _vat_row(subtotal: Branch, row: VatBreakdown, draft: InvoiceDraft) -> None:
    _amount(subtotal, "cbc:TaxableAmount", row.basis, draft)
    _amount(subtotal, "cbc:TaxAmount", row.amount, draft)
    _category(subtotal.branch("cac:TaxCategory"), row.category, row.rate, row.exemption)


def _category(branch: Branch, category: str | None, rate: Decimal | None, exemption: str | None) -> None:
    branch.leaf("cbc:ID", category)
    branch.leaf("cbc:Percent", rate)
    branch.leaf("cbc:TaxExemptionReason", exemption)
    branch.branch("cac:TaxScheme").leaf("cbc:ID", "VAT")


def _totals(sums: Branch, draft: InvoiceDraft) -> None:
    totals = draft.totals
    _amount(sums, "cbc:LineExtensionAmount", totals.lines, draft)
    _amount(sums, "cbc:TaxExclusiveAmount", totals.ht, draft)
    _amount(sums, "cbc:TaxInclusiveAmount", totals.ttc, draft)
    _amount(sums, "cbc:AllowanceTotalAmount", totals.allowances, draft)
    _amount(sums, "cbc:ChargeTotalAmount", totals.charges, draft)
    _amount(sums, "cbc:PrepaidAmount", totals.prepaid, draft)
    _amount(sums, "cbc:PayableRoundingAmount", totals.rounding, draft)
    _amount(sums, "cbc:PayableAmount", totals.amount_due, draft)


def _line(branch: Branch, line: InvoiceLine, position: int, draft: InvoiceDraft, words: _Words) -> None:
    branch.leaf("cbc:ID", line.number_on_invoice or str(position))
    branch.leaf(words.quantity, _written(line.quantity, draft), unitCode=line.unit or "C62")
    _amount(branch, "cbc:LineExtensionAmount", line.amount, draft)
    _period(branch, line.period)
    item = branch.branch("cac:Item")
    item.leaf("cbc:Description", line.description)
    item.leaf("cbc:Name", line.label)
    if line.product_code:
        item.branch("cac:SellersItemIdentification").leaf("cbc:ID", line.product_code)
    _category(item.branch("cac:ClassifiedTaxCategory"), line.vat_category, line.vat_rate, None)
    for name, value in attributes(line):
        prop = item.branch("cac:AdditionalItemProperty")
        prop.leaf("cbc:Name", name)
        prop.leaf("cbc:Value", value)
    if line.unit_price is not None:
        branch.branch("cac:Price").leaf("cbc:PriceAmount", line.unit_price, currencyID=draft.currency)


def _period(branch: Branch, period: Period | None) -> None:
    if period is None:
        return
    dates = branch.branch("cac:InvoicePeriod")
    dates.leaf("cbc:StartDate", period.start)
    dates.leaf("cbc:EndDate", period.last_day)


def _amount(branch: Branch, name: str, amount: Decimal | None, draft: InvoiceDraft) -> None:
    branch.leaf(name, _written(amount, draft), currencyID=draft.currency)


def _written(amount: Decimal | None, draft: InvoiceDraft) -> Decimal | None:
    """The figure as the document writes it."""
    return -amount if amount is not None and draft.sign_flipped else amount
