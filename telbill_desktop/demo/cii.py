"""An invoice as CII XML (UN/CEFACT D16B, profile EN 16931), as Factur-X carries it.

A credit note is written as its issuer would: type 381 with positive figures when `sign_flipped`, else as it stands.
"""

from datetime import date
from decimal import Decimal

from telbill_desktop.demo.own_words import attributes, named_references
from telbill_desktop.demo.xml_tree import Branch
from telbill_desktop.domain.invoice import Address, Adjustment, InvoiceDraft, InvoiceLine, Party, VatBreakdown
from telbill_desktop.domain.period import Period

EN_16931 = "EN 16931"
PROFILES = {
    "MINIMUM": "urn:factur-x.eu:1p0:minimum",
    "BASIC WL": "urn:factur-x.eu:1p0:basicwl",
    "BASIC": "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    EN_16931: "urn:cen.eu:en16931:2017",
    "EXTENDED": "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
}
_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}


def cii_xml(draft: InvoiceDraft) -> bytes:
    """The document; its figures are the draft's own, nothing is computed."""
    root = Branch.root("rsm:CrossIndustryInvoice", _NAMESPACES)
    guideline = root.path("rsm:ExchangedDocumentContext", "ram:GuidelineSpecifiedDocumentContextParameter")
    guideline.leaf("ram:ID", profile_id(draft))
    _document(root.branch("rsm:ExchangedDocument"), draft)
    transaction = root.branch("rsm:SupplyChainTradeTransaction")
    for position, line in enumerate(draft.lines, 1):
        _line(transaction.branch("ram:IncludedSupplyChainTradeLineItem"), line, position, draft)
    _agreement(transaction.branch("ram:ApplicableHeaderTradeAgreement"), draft)
    transaction.branch("ram:ApplicableHeaderTradeDelivery")
    _settlement(transaction.branch("ram:ApplicableHeaderTradeSettlement"), draft)
    return root.to_bytes()


def profile_id(draft: InvoiceDraft) -> str:
    """The identifier of the draft's profile (BT-24); one that has no name here is written as it is."""
    profile = draft.profile or EN_16931
    return PROFILES.get(profile, profile)


def _document(document: Branch, draft: InvoiceDraft) -> None:
    document.leaf("ram:ID", draft.number)
    document.leaf("ram:TypeCode", draft.type_code)
    _day(document, "ram:IssueDateTime", draft.issue_date)
    for note in draft.notes:
        document.branch("ram:IncludedNote").leaf("ram:Content", note)


def _line(item: Branch, line: InvoiceLine, position: int, draft: InvoiceDraft) -> None:
    item.branch("ram:AssociatedDocumentLineDocument").leaf("ram:LineID", line.number_on_invoice or str(position))
    product = item.branch("ram:SpecifiedTradeProduct")
    product.leaf("ram:SellerAssignedID", line.product_code)
    product.leaf("ram:Name", line.label)
    product.leaf("ram:Description", line.description)
    for name, value in attributes(line):
        characteristic = product.branch("ram:ApplicableProductCharacteristic")
        characteristic.leaf("ram:Description", name)
        characteristic.leaf("ram:Value", value)
    price = item.branch("ram:SpecifiedLineTradeAgreement").branch("ram:NetPriceProductTradePrice")
    price.leaf("ram:ChargeAmount", line.unit_price)
    delivery = item.branch("ram:SpecifiedLineTradeDelivery")
    delivery.leaf("ram:BilledQuantity", _written(line.quantity, draft), unitCode=line.unit or "C62")
    settlement = item.branch("ram:SpecifiedLineTradeSettlement")
    tax = settlement.branch("ram:ApplicableTradeTax")
    tax.leaf("ram:TypeCode", "VAT")
    tax.leaf("ram:CategoryCode", line.vat_category)
    tax.leaf("ram:RateApplicablePercent", line.vat_rate)
    _period(settlement, line.period)
    sums = settlement.branch("ram:SpecifiedTradeSettlementLineMonetarySummation")
    sums.leaf("ram:LineTotalAmount", _written(line.amount, draft))


def _agreement(agreement: Branch, draft: InvoiceDraft) -> None:
    references = draft.references
    agreement.leaf("ram:BuyerReference", references.buyer_reference)
    _party(agreement.branch("ram:SellerTradeParty"), draft.seller, draft.seller.code)
    if draft.buyer:
        _party(agreement.branch("ram:BuyerTradeParty"), draft.buyer, draft.account.client_code)
    if references.purchase_order:
        agreement.branch("ram:BuyerOrderReferencedDocument").leaf("ram:IssuerAssignedID", references.purchase_order)
    if references.framework_contract:
        contract = agreement.branch("ram:ContractReferencedDocument")
        contract.leaf("ram:IssuerAssignedID", references.framework_contract)
    if draft.account.number:
        # BT-18, the object that is invoiced; ADE of UNTDID 1153 is an account number.
        account = agreement.branch("ram:AdditionalReferencedDocument")
        account.leaf("ram:IssuerAssignedID", draft.account.number)
        account.leaf("ram:TypeCode", "130")
        account.leaf("ram:ReferenceTypeCode", "ADE")
    for name, value in named_references(draft):
        supporting = agreement.branch("ram:AdditionalReferencedDocument")
        supporting.leaf("ram:IssuerAssignedID", value)
        supporting.leaf("ram:TypeCode", "916")
        supporting.leaf("ram:Name", name)


def _party(branch: Branch, party: Party, code: str | None) -> None:
    branch.leaf("ram:ID", code)
    branch.leaf("ram:GlobalID", party.siret, schemeID="0009")
    branch.leaf("ram:Name", party.name)
    if party.siren or party.legal_id:
        organisation = branch.branch("ram:SpecifiedLegalOrganization")
        if party.siren:
            organisation.leaf("ram:ID", party.siren, schemeID="0002")
        else:
            organisation.leaf("ram:ID", party.legal_id)
    _address(branch, party.address)
    if party.vat_number:
        branch.branch("ram:SpecifiedTaxRegistration").leaf("ram:ID", party.vat_number, schemeID="VA")


def _address(branch: Branch, address: Address) -> None:
    if address == Address():
        return
    postal = branch.branch("ram:PostalTradeAddress")
    postal.leaf("ram:PostcodeCode", address.postcode)
    for name, text in zip(("ram:LineOne", "ram:LineTwo", "ram:LineThree"), address.lines, strict=False):
        postal.leaf(name, text)
    postal.leaf("ram:CityName", address.city)
    postal.leaf("ram:CountryID", address.country)


def _settlement(settlement: Branch, draft: InvoiceDraft) -> None:
    settlement.leaf("ram:TaxCurrencyCode", draft.totals.accounting_currency)
    settlement.leaf("ram:InvoiceCurrencyCode", draft.currency)
    if draft.payment.means:
        means = settlement.branch("ram:SpecifiedTradeSettlementPaymentMeans")
        means.leaf("ram:TypeCode", draft.payment.means)
        if draft.payment.iban:
            means.branch("ram:PayeePartyCreditorFinancialAccount").leaf("ram:IBANID", draft.payment.iban)
    for row in draft.vat:
        _vat(settlement.branch("ram:ApplicableTradeTax"), row, draft)
    _period(settlement, draft.period)
    for adjustment in draft.adjustments:
        _adjustment(settlement.branch("ram:SpecifiedTradeAllowanceCharge"), adjustment, draft)
    _terms(settlement, draft)
    _totals(settlement.branch("ram:SpecifiedTradeSettlementHeaderMonetarySummation"), draft)
    for preceding in draft.references.preceding:
        referenced = settlement.branch("ram:InvoiceReferencedDocument")
        referenced.leaf("ram:IssuerAssignedID", preceding.number)
        if preceding.issue_date:
            _day(referenced, "ram:FormattedIssueDateTime", preceding.issue_date, kind="qdt")
    if draft.references.accounting_reference:
        accounting = settlement.branch("ram:ReceivableSpecifiedTradeAccountingAccount")
        accounting.leaf("ram:ID", draft.references.accounting_reference)


def _vat(tax: Branch, row: VatBreakdown, draft: InvoiceDraft) -> None:
    tax.leaf("ram:CalculatedAmount", _written(row.amount, draft))
    tax.leaf("ram:TypeCode", "VAT")
    tax.leaf("ram:ExemptionReason", row.exemption)
    tax.leaf("ram:BasisAmount", _written(row.basis, draft))
    tax.leaf("ram:CategoryCode", row.category)
    tax.leaf("ram:RateApplicablePercent", row.rate)


def _adjustment(branch: Branch, adjustment: Adjustment, draft: InvoiceDraft) -> None:
    branch.branch("ram:ChargeIndicator").leaf("udt:Indicator", "true" if adjustment.is_charge else "false")
    branch.leaf("ram:ActualAmount", _written(adjustment.amount, draft))
    branch.leaf("ram:Reason", adjustment.reason)
    tax = branch.branch("ram:CategoryTradeTax")
    tax.leaf("ram:TypeCode", "VAT")
    tax.leaf("ram:CategoryCode", adjustment.vat_category)
    tax.leaf("ram:RateApplicablePercent", adjustment.vat_rate)


def _terms(settlement: Branch, draft: InvoiceDraft) -> None:
    if not (draft.payment.terms or draft.due_date or draft.payment.mandate):
        return
    terms = settlement.branch("ram:SpecifiedTradePaymentTerms")
    terms.leaf("ram:Description", draft.payment.terms)
    if draft.due_date:
        _day(terms, "ram:DueDateDateTime", draft.due_date)
    terms.leaf("ram:DirectDebitMandateID", draft.payment.mandate)


def _totals(sums: Branch, draft: InvoiceDraft) -> None:
    totals = draft.totals
    sums.leaf("ram:LineTotalAmount", _written(totals.lines, draft))
    sums.leaf("ram:ChargeTotalAmount", _written(totals.charges, draft))
    sums.leaf("ram:AllowanceTotalAmount", _written(totals.allowances, draft))
    sums.leaf("ram:TaxBasisTotalAmount", _written(totals.ht, draft))
    sums.leaf("ram:TaxTotalAmount", _written(totals.vat, draft), currencyID=draft.currency)
    if totals.accounting_vat is not None:
        currency = totals.accounting_currency or draft.currency
        sums.leaf("ram:TaxTotalAmount", _written(totals.accounting_vat, draft), currencyID=currency)
    sums.leaf("ram:RoundingAmount", _written(totals.rounding, draft))
    sums.leaf("ram:GrandTotalAmount", _written(totals.ttc, draft))
    sums.leaf("ram:TotalPrepaidAmount", _written(totals.prepaid, draft))
    sums.leaf("ram:DuePayableAmount", _written(totals.amount_due, draft))


def _period(branch: Branch, period: Period | None) -> None:
    if period is None:
        return
    dates = branch.branch("ram:BillingSpecifiedPeriod")
    _day(dates, "ram:StartDateTime", period.start)
    _day(dates, "ram:EndDateTime", period.last_day)


def _day(branch: Branch, name: str, day: date, *, kind: str = "udt") -> None:
    branch.branch(name).leaf(f"{kind}:DateTimeString", day.strftime("%Y%m%d"), format="102")


def _written(amount: Decimal | None, draft: InvoiceDraft) -> Decimal | None:
    """The figure as the document writes it."""
    return -amount if amount is not None and draft.sign_flipped else amount
