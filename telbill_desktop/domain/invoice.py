"""Invoices as they are read: one draft holds everything that a document says, in this program's words.

Amounts are signed once, when the draft is made: a credit note counts negative, whatever style its issuer used
(type 381 with positive figures, type 380 with negative ones, a CreditNote without a code). `sign_flipped` says that
the document's own figures are the opposite; the original bytes stay in the vault.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.invoice_kinds import Category, InvoiceState, InvoiceType
from telbill_desktop.domain.period import Period

__all__ = [
    "AccountReference",
    "Address",
    "Adjustment",
    "Category",
    "InvoiceDraft",
    "InvoiceLine",
    "InvoiceState",
    "InvoiceType",
    "Party",
    "Payment",
    "PrecedingInvoice",
    "References",
    "Totals",
    "VatBreakdown",
]


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as printed; `country` is ISO 3166-1 alpha-2 where the document gives it."""

    lines: tuple[str, ...] = ()
    postcode: str | None = None
    city: str | None = None
    country: str | None = None

    @property
    def town(self) -> str:
        """Postcode and city on one line."""
        return " ".join(part for part in (self.postcode, self.city) if part)

    @property
    def printed(self) -> tuple[str, ...]:
        """Its lines as they stand on an envelope, the country's code last."""
        return tuple(part for part in (*self.lines, self.town, self.country) if part)


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or a buyer as the document names it. `code` is the name that the other party knows it by."""

    name: str
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    legal_id: str | None = None
    code: str | None = None
    address: Address = Address()


@dataclass(frozen=True, slots=True)
class AccountReference:
    """The billing account that a document names, in the operator's words (see the glossary in ARCHITECTURE.md)."""

    number: str | None = None
    radical: str | None = None
    client_code: str | None = None
    sub_account: str | None = None


@dataclass(frozen=True, slots=True)
class PrecedingInvoice:
    """The invoice that a credit note or a final invoice refers to; missing or wrong references are warnings only."""

    number: str
    issue_date: date | None = None


@dataclass(frozen=True, slots=True)
class References:
    """References of a document (source: La Station, « Données de références »)."""

    purchase_order: str | None = None
    framework_contract: str | None = None
    local_contract: str | None = None
    business_unit: str | None = None
    site_1: str | None = None
    site_2: str | None = None
    edi: bool | None = None
    buyer_reference: str | None = None
    accounting_reference: str | None = None
    preceding: tuple[PrecedingInvoice, ...] = ()


@dataclass(frozen=True, slots=True)
class VatBreakdown:
    """One row of the VAT table: UNTDID 5305 category, rate in percent, basis and tax, signed."""

    category: str | None
    rate: Decimal | None
    basis: Decimal | None
    amount: Decimal | None
    exemption: str | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An allowance or a charge on the whole document; `amount` has the document's sign, allowances are subtracted."""

    is_charge: bool
    amount: Decimal
    vat_category: str | None = None
    vat_rate: Decimal | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line. `amount` is before tax and signed; `unit_price` is before tax, for `quantity` = 1."""

    label: str
    amount: Decimal | None
    number_on_invoice: str | None = None
    description: str | None = None
    purchase_order: str | None = None
    product_code: str | None = None
    product_range: str | None = None
    category: Category | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    vat_category: str | None = None
    vat_rate: Decimal | None = None
    period: Period | None = None
    prorated: bool = False
    phone_number: str | None = None
    user_name: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """How the invoice asks to be paid; `means` is UNTDID 4461."""

    means: str | None = None
    iban: str | None = None
    mandate: str | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals as the document states them, signed, in its currency. TTC is never computed.

    An invoice as such states `ht`, `vat` and `ttc`; a row of an operator's list may leave some blank, at least one of
    `ht` and `ttc` is there. `vat` may be their difference, which is what VAT is (EN 16931, BR-CO-15).
    """

    ht: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None
    amount_due: Decimal | None = None
    lines: Decimal | None = None
    allowances: Decimal | None = None
    charges: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
    accounting_currency: str | None = None
    accounting_vat: Decimal | None = None

    @property
    def stated(self) -> tuple[Decimal, Decimal, Decimal]:
        """HT, VAT and TTC of a whole invoice.

        Raises:
            ValueError: one of them is blank, as only a list leaves them (a defect here).
        """
        if self.ht is None or self.vat is None or self.ttc is None:
            raise ValueError(self)
        return self.ht, self.vat, self.ttc


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """One invoice or credit note as read from one document, before it has a place in the store."""

    number: str
    issue_date: date
    type: InvoiceType
    type_code: str | None
    currency: str
    totals: Totals
    seller: Party
    buyer: Party | None = None
    due_date: date | None = None
    period: Period | None = None
    account: AccountReference = AccountReference()
    references: References = References()
    vat: tuple[VatBreakdown, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    lines: tuple[InvoiceLine, ...] = ()
    payment: Payment = Payment()
    notes: tuple[str, ...] = field(default=())
    profile: str | None = None
    sign_flipped: bool = False
