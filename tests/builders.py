"""Invoices for tests, made by the demo company's own builders: `draft()` is sound, changes make it what a test needs.

content = facturx_pdf(draft(number="A-1312/B"))
content = facturx_pdf(draft(), name="ZUGFeRD-invoice.xml", relationship="Alternative")
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from telbill_desktop.demo import cii, paper, ubl
from telbill_desktop.demo.facturx import FACTURX_NAME, Attachment, Declaration
from telbill_desktop.demo.look import Look
from telbill_desktop.domain.invoice import (
    AccountReference,
    Address,
    Category,
    InvoiceDraft,
    InvoiceLine,
    InvoiceType,
    Party,
    Payment,
    PrecedingInvoice,
    References,
    Totals,
    VatBreakdown,
)
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period

TWENTY = Decimal(20)
PERIOD = Period(date(2026, 10, 29), date(2026, 11, 29))
SELLER = Party(
    name="Hexamobile SA",
    siren="999000011",
    siret="99900001100018",
    vat_number="FR66999000011",
    address=Address(("1 rue du Réseau",), "75000", "Paris", "FR"),
)
BUYER = Party(
    name="Atelier Roche SAS",
    siren="999100019",
    siret="99910001900010",
    vat_number="FR69999100019",
    code="123",
    address=Address(("7 impasse des Établis",), "69000", "Lyon", "FR"),
)
LOOK = Look(
    slogan="Téléphonie d’entreprise",
    service="Service client : 01 99 00 10 00",
    legal=("Hexamobile SA, société imaginaire au capital de 1 000 000 €", "SIREN 999 000 011 - TVA FR66999000011"),
)


def line(label: str = "Forfait Mobile 50 Go", amount: str = "40.00", **changes: Any) -> InvoiceLine:  # noqa: ANN401 - any field
    """One line with a quantity of one."""
    made = InvoiceLine(
        label=label,
        amount=Decimal(amount),
        category=Category.SUBSCRIPTIONS,
        quantity=Decimal(1),
        unit="C62",
        unit_price=Decimal(amount),
        vat_category="S",
        vat_rate=TWENTY,
        period=PERIOD,
    )
    return replace(made, **changes)


LINES = (
    line(
        product_code="FM50",
        product_range="Forfaits mobiles",
        phone_number="0639980101",
        user_name="Camille Perrin",
        number_on_invoice="1",
    ),
    line(
        "Option Data Europe",
        "7.50",
        product_code="ODE",
        product_range="Options mobiles",
        category=Category.OPTIONS,
        prorated=True,
        description="Prorata 15/31 jours sur 15,50 € par mois",
        number_on_invoice="2",
    ),
    line(
        "Communications hors forfait",
        "2.51",
        product_range="Voix",
        category=Category.USAGE,
        number_on_invoice="3",
    ),
)


def draft(*, lines: tuple[InvoiceLine, ...] = LINES, **changes: Any) -> InvoiceDraft:  # noqa: ANN401 - any field
    """A sound invoice of these lines: totals and VAT computed per rate unless `totals` and `vat` are given."""
    vat = vat_of(lines)
    issued = changes.get("issue_date", date(2026, 11, 17))
    made = InvoiceDraft(
        number="62268557",
        issue_date=issued,
        type=InvoiceType.INVOICE,
        type_code="380",
        currency="EUR",
        totals=totals_of(lines, vat),
        seller=SELLER,
        buyer=BUYER,
        due_date=issued + timedelta(days=30),
        period=PERIOD,
        account=AccountReference(number="CF 2", radical="1-10265655331", client_code="00002501", sub_account="SC-2"),
        references=References(
            purchase_order="AA01046121",
            framework_contract="50036316",
            local_contract="LOC-204",
            business_unit="BU NOUVEAUX SERVICES",
            site_1="Lyon",
            site_2="Paris",
            edi=False,
            buyer_reference="SERVICE-ACHATS",
        ),
        vat=vat,
        lines=lines,
        payment=Payment(means="59", mandate="MANDAT-0001", terms="Prélèvement à 30 jours"),
        profile=cii.EN_16931,
    )
    return replace(made, **changes)


def credit_note(*, lines: tuple[InvoiceLine, ...] = LINES, **changes: Any) -> InvoiceDraft:  # noqa: ANN401 - any field
    """A credit note of these (positive) lines: negative here, positive figures under type 381 in the document."""
    negative = tuple(replace(each, amount=_minus(each.amount), quantity=_minus(each.quantity)) for each in lines)
    references = replace(draft().references, preceding=(PrecedingInvoice("62268557", date(2026, 11, 17)),))
    kept = {
        "references": references,
        "number": "62274457",
        "type": InvoiceType.CREDIT_NOTE,
        "type_code": "381",
        "sign_flipped": True,
    }
    return draft(lines=negative, **{**kept, **changes})


def vat_of(lines: tuple[InvoiceLine, ...]) -> tuple[VatBreakdown, ...]:
    """One row per category and rate: the tax on the sum of the lines, rounded once."""
    found: dict[tuple[str | None, Decimal | None], Decimal] = {}
    for each in lines:
        key = (each.vat_category, each.vat_rate)
        found[key] = found.get(key, Decimal(0)) + (each.amount or Decimal(0))
    return tuple(
        VatBreakdown(category, rate, basis, round_to_cent(basis * (rate or 0) / 100))
        for (category, rate), basis in found.items()
    )


def totals_of(lines: tuple[InvoiceLine, ...], vat: tuple[VatBreakdown, ...]) -> Totals:
    """Totals that agree with the lines and the VAT table."""
    ht = sum((each.amount or Decimal(0) for each in lines), Decimal(0))
    tax = sum((row.amount or Decimal(0) for row in vat), Decimal(0))
    return Totals(ht=ht, vat=tax, ttc=ht + tax, amount_due=ht + tax, lines=ht)


def cii_xml(invoice: InvoiceDraft | None = None) -> bytes:
    """The invoice as CII."""
    return cii.cii_xml(invoice or draft())


def ubl_xml(invoice: InvoiceDraft | None = None) -> bytes:
    """The invoice as UBL; type 381 makes a CreditNote."""
    return ubl.ubl_xml(invoice or draft())


def plain_pdf(invoice: InvoiceDraft | None = None) -> bytes:
    """The invoice on paper, with nothing attached."""
    return paper.invoice_pdf(invoice or draft(), LOOK)


@lru_cache(100)  # many tests begin with the same one
def facturx_pdf(
    invoice: InvoiceDraft | None = None,
    *,
    name: str = FACTURX_NAME,
    relationship: str = "Data",
    xml: bytes | None = None,
    level: str = "EN 16931",
    others: tuple[Attachment, ...] = (),
    declared: bool = True,
) -> bytes:
    """The invoice as Factur-X; the keywords make it wrong or unusual."""
    whole = invoice or draft()
    attached = Attachment(cii.cii_xml(whole) if xml is None else xml, name=name, relationship=relationship)
    declaration = Declaration(f"Facture {whole.number}", whole.seller.name, whole.issue_date, name, level)
    return paper.invoice_pdf(whole, LOOK, (attached, *others), declaration if declared else None)


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
