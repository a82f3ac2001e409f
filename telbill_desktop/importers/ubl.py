"""UBL 2.x invoices and credit notes: EN 16931, PEPPOL BIS Billing 3, XRechnung, and older ones that keep their shape.

Source: EN 16931-3-2, OASIS UBL 2.1.
"""

from dataclasses import replace
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import (
    AccountReference,
    InvoiceDraft,
    InvoiceType,
    Payment,
    PrecedingInvoice,
    References,
)
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.business_terms import (
    INVOICED_OBJECT,
    account_of,
    currency_code,
    first_due,
    payment_of,
    purchase_order,
)
from telbill_desktop.importers.own_words import account_with, named_references, references_with
from telbill_desktop.importers.read_invoice import ReadInvoice
from telbill_desktop.importers.ubl_lines import ubl_lines
from telbill_desktop.importers.ubl_totals import ubl_totals
from telbill_desktop.importers.ubl_values import ubl_adjustments, ubl_date, ubl_party, ubl_period
from telbill_desktop.importers.xml_fields import Node

_DUE = "DueDate (BT-9)"


def read_ubl(root: Node, remarks: Remarks, *, credit_document: bool) -> ReadInvoice:
    """The invoice or credit note, with the document's own signs.

    Raises:
        TelbillError: a number, date, currency, seller or total that is missing or cannot be read; it names the field.
    """
    number, issued, currency = _head(root)
    if root.text("CopyIndicator") in {"true", "1"}:
        remarks.warn("is_copy")
    seller = ubl_party(root.only("AccountingSupplierParty/Party"))
    if seller is None:
        raise TelbillError("seller_missing")
    buyer = ubl_party(root.child("AccountingCustomerParty/Party"))
    totals, vat = ubl_totals(root, currency, remarks)
    lines, line_adjustments = ubl_lines(root, currency, remarks)
    named = named_references(
        (name, text)
        for document in root.all("AdditionalDocumentReference")
        if (name := document.text("DocumentDescription", "DocumentType")) and (text := document.text("ID"))
    )
    draft = InvoiceDraft(
        number=number,
        issue_date=issued,
        type=InvoiceType.INVOICE,
        type_code=root.single("InvoiceTypeCode (BT-3)", "InvoiceTypeCode", "CreditNoteTypeCode"),
        currency=currency,
        totals=totals,
        seller=replace(seller[0], code=seller[1]),
        buyer=replace(buyer[0], code=named.get("company_code")) if buyer else None,
        due_date=_due_date(root, remarks),
        period=ubl_period(root, "InvoicePeriod (BG-14)", remarks),
        account=account_with(_account(root, buyer[1] if buyer else None), named),
        references=references_with(_references(root), named),
        vat=vat,
        adjustments=tuple(ubl_adjustments(root, currency)),
        lines=lines,
        payment=_payment(root),
        notes=tuple(root.texts("Note")),
    )
    return ReadInvoice(
        draft,
        credit_document=credit_document,
        line_adjustments=line_adjustments,
        seller_is_taxed=seller[2] or root.child("TaxRepresentativeParty") is not None,
        guideline=root.text("CustomizationID"),
    )


def _head(root: Node) -> tuple[str, date, str]:
    number = root.single("ID (BT-1)", "ID")
    if number is None:
        raise TelbillError("number_missing")
    issued = ubl_date(root, "IssueDate (BT-2)", "IssueDate")
    if issued is None:
        raise TelbillError("issue_date_missing")
    return (
        " ".join(number.split()),
        issued,
        currency_code(root.single("DocumentCurrencyCode (BT-5)", "DocumentCurrencyCode")),
    )


def _due_date(root: Node, remarks: Remarks) -> date | None:
    if stated := ubl_date(root, _DUE, "DueDate"):
        return stated
    holders = [*root.all("PaymentMeans"), *root.all("PaymentTerms")]
    dates = [day for each in holders if (day := ubl_date(each, _DUE, "PaymentDueDate", "InstallmentDueDate"))]
    return first_due(dates, remarks)


def _account(root: Node, client_code: str | None) -> AccountReference:
    objects = []
    for document in root.all("AdditionalDocumentReference"):
        identifier = document.child("ID")
        if document.text("DocumentTypeCode") == INVOICED_OBJECT and identifier and (text := identifier.value()):
            objects.append((identifier.attribute("schemeID"), text))
    return account_of(objects, root.text("AccountingCustomerParty/SupplierAssignedAccountID") or client_code)


def _references(root: Node) -> References:
    contracts = root.texts("ContractDocumentReference/ID")
    documents = ("BillingReference/InvoiceDocumentReference", "BillingReference/CreditNoteDocumentReference")
    preceding = [
        PrecedingInvoice(number, ubl_date(document, "BillingReference (BT-26)", "IssueDate"))
        for document in root.all(*documents)
        if (number := document.text("ID"))
    ]
    return References(
        purchase_order=purchase_order(root.text("OrderReference/ID")),
        framework_contract=contracts[0] if contracts else None,
        local_contract=contracts[1] if len(contracts) > 1 else None,
        business_unit=root.text("AccountingCustomerParty/Party/PostalAddress/Department"),
        site_1=root.text("Delivery/DeliveryLocation/ID", "Delivery/DeliveryParty/PartyName/Name"),
        buyer_reference=root.text("BuyerReference"),
        accounting_reference=root.text("AccountingCost"),
        preceding=tuple(preceding),
    )


def _payment(root: Node) -> Payment:
    means = root.all("PaymentMeans")
    code = next((text for each in means if (text := each.text("PaymentMeansCode"))), None)
    payee = next((text for each in means if (text := each.text("PayeeFinancialAccount/ID"))), None)
    payer = next((text for each in means if (text := each.text("PaymentMandate/PayerFinancialAccount/ID"))), None)
    mandate = next((text for each in means if (text := each.text("PaymentMandate/ID"))), None)
    return payment_of(code, payee, payer, mandate, root.texts("PaymentTerms/Note"))
